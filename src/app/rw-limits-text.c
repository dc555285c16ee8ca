/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-limits-text.h"

#include <glib/gi18n.h>

char *
rw_limits_text_dup (const RwLimits *limits)
{
  g_autofree char *size = g_format_size ((guint64) limits->max_bytes);

  if (limits->user == NULL)
    /* Translators: %s is a size such as “1.0 GB” */
    return g_strdup_printf (_ ("Connected. Files up to %s."), size);
  /* Translators: the name of the user, and a size such as “1.0 GB” */
  return g_strdup_printf (_ ("Connected as %s. Files up to %s."), limits->user, size);
}
