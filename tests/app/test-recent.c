/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-recent.h"

#include "rw-test-app.h"

#include "rw-settings.h"

static gboolean
has_items (gpointer n)
{
  return g_menu_model_get_n_items (rw_recent_get_menu ()) == GPOINTER_TO_INT (n);
}

static char *
dup_label (int i)
{
  char *label = NULL;

  g_menu_model_get_item_attribute (rw_recent_get_menu (), i, "label", "s", &label);
  return label;
}

/* What was opened last comes first; what is gone is not listed; "_" is no mnemonic. */
static void
test_listed (void)
{
  g_autofree char *one = rw_test_app_write_sample ("one_a.csv", 5);
  g_autofree char *other = rw_test_app_write_sample ("other.csv", 5);
  g_autofree char *gone = rw_test_dup_path ("gone.csv");

  rw_test_app_reset_settings ();
  rw_recent_add (NULL);
  rw_recent_add (one);
  rw_recent_add (gone);
  rw_test_run_for (1100); /* the list counts in seconds */
  rw_recent_add (other);
  rw_test_wait_until (has_items, GINT_TO_POINTER (2));
  g_autofree char *first = dup_label (0);
  g_autofree char *second = dup_label (1);
  g_assert_cmpstr (first, ==, "other.csv");
  g_assert_cmpstr (second, ==, "one__a.csv");
  rw_recent_clear ();
  rw_test_wait_until (has_items, GINT_TO_POINTER (0));
}

static void
test_not_wanted (void)
{
  g_autofree char *path = rw_test_app_write_sample ("secret.csv", 5);

  g_settings_set_boolean (rw_settings_get (), "remember-recent", FALSE);
  rw_recent_add (path);
  rw_test_run_for (300);
  g_assert_cmpint (g_menu_model_get_n_items (rw_recent_get_menu ()), ==, 0);
  rw_test_app_reset_settings ();
}

int
main (int argc, char **argv)
{
  rw_test_app_init (&argc, &argv);
  g_test_add_func ("/recent/listed", test_listed);
  g_test_add_func ("/recent/not-wanted", test_not_wanted);
  return rw_test_app_run ();
}
