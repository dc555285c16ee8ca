/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-format.h"

#include <glib/gi18n.h>

char *
rw_format_count (guint64 count)
{
  return g_strdup_printf ("%'" G_GUINT64_FORMAT, count);
}

char *
rw_format_percent (double share)
{
  /* Translators: a percentage such as “26.5 %” */
  return g_strdup_printf (_ ("%.1f %%"), share * 100);
}

char *
rw_format_rows (guint64 count)
{
  g_autofree char *text = rw_format_count (count);

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s row", "%s rows", (gulong) count), text);
}

char *
rw_format_columns (guint count)
{
  g_autofree char *text = rw_format_count (count);

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s column", "%s columns", count), text);
}

char *
rw_format_customers (guint64 count)
{
  g_autofree char *text = rw_format_count (count);

  return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%s customer", "%s customers", (gulong) count), text);
}
