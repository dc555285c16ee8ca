/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-settings.h"

/* Names of columns that are remembered; the oldest ones go first. */
#define MAX_COLUMNS 200u

GSettings *
rw_settings_get (void)
{
  static GSettings *settings;

  if (settings == NULL)
    settings = g_settings_new ("com.retainwiseanalytics.Desktop");
  return settings;
}

gboolean
rw_settings_is_column_visible (const char *name, gboolean otherwise)
{
  g_autoptr (GVariant) columns = g_settings_get_value (rw_settings_get (), "columns");
  gboolean visible = otherwise;

  g_variant_lookup (columns, name, "b", &visible);
  return visible;
}

void
rw_settings_set_column_visible (const char *name, gboolean visible)
{
  g_autoptr (GVariant) columns = g_settings_get_value (rw_settings_get (), "columns");
  gsize n = g_variant_n_children (columns);
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{sb}"));
  for (gsize i = n >= MAX_COLUMNS ? n - MAX_COLUMNS + 1 : 0; i < n; i++)
    {
      const char *other = NULL;
      gboolean other_visible = FALSE;
      g_variant_get_child (columns, i, "{&sb}", &other, &other_visible);
      if (g_strcmp0 (other, name) != 0)
        g_variant_builder_add (&builder, "{sb}", other, other_visible);
    }
  g_variant_builder_add (&builder, "{sb}", name, visible);
  g_settings_set_value (rw_settings_get (), "columns", g_variant_builder_end (&builder));
}
