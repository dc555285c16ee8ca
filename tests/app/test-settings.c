/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-settings.h"

#include "rw-test-app.h"

static void
test_columns (void)
{
  rw_test_app_reset_settings ();
  g_assert_true (rw_settings_is_column_visible ("tenure", TRUE));
  g_assert_false (rw_settings_is_column_visible ("tenure", FALSE));
  rw_settings_set_column_visible ("tenure", TRUE);
  g_assert_true (rw_settings_is_column_visible ("tenure", FALSE));
  rw_settings_set_column_visible ("tenure", FALSE);
  g_assert_false (rw_settings_is_column_visible ("tenure", TRUE));
  g_assert_true (rw_settings_is_column_visible ("gender", TRUE));
}

/* The latest 200 are remembered. */
static void
test_many (void)
{
  rw_test_app_reset_settings ();
  for (guint i = 0; i < 210; i++)
    {
      g_autofree char *name = g_strdup_printf ("column %u", i);
      rw_settings_set_column_visible (name, TRUE);
    }
  g_autoptr (GVariant) columns = g_settings_get_value (rw_settings_get (), "columns");
  g_assert_cmpuint (g_variant_n_children (columns), ==, 200);
  g_assert_false (rw_settings_is_column_visible ("column 9", FALSE));
  g_assert_true (rw_settings_is_column_visible ("column 10", FALSE));
  g_assert_true (rw_settings_is_column_visible ("column 209", FALSE));
}

int
main (int argc, char **argv)
{
  rw_test_app_init (&argc, &argv);
  g_test_add_func ("/settings/columns", test_columns);
  g_test_add_func ("/settings/many", test_many);
  return rw_test_app_run ();
}
