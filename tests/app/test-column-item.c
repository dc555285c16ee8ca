/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-column-item.h"

#include "rw-test-app.h"

static void
count_cb (guint *n)
{
  (*n)++;
}

static void
test_properties (void)
{
  RwColumnItem *item = rw_column_item_new (7, "tenure", FALSE);
  g_autofree char *name = NULL;
  guint n = 0;

  g_signal_connect_swapped (item, "notify::visible", G_CALLBACK (count_cb), &n);
  g_object_get (item, "name", &name, NULL);
  g_assert_cmpstr (name, ==, "tenure");
  g_assert_cmpstr (rw_column_item_get_name (item), ==, "tenure");
  g_assert_cmpuint (rw_column_item_get_column (item), ==, 7);
  g_object_set (item, "visible", TRUE, NULL);
  g_object_set (item, "visible", TRUE, NULL);
  g_assert_cmpuint (n, ==, 1);
  g_assert_true (rw_column_item_get_visible (item));
  g_assert_finalize_object (item);
}

int
main (int argc, char **argv)
{
  rw_test_app_init (&argc, &argv);
  g_test_add_func ("/column-item/properties", test_properties);
  return rw_test_app_run ();
}
