/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-import-table.h"

#include "rw-import-header.h"
#include "rw-test-app.h"
#include "rw-test-look.h"
#include "rw-test.h"

static gboolean
is_complete (gpointer import)
{
  return rw_import_is_complete (import);
}

static gboolean
has_grown (gpointer table)
{
  GListModel *model =
      G_LIST_MODEL (gtk_list_view_get_model (rw_test_find (table, GTK_TYPE_LIST_VIEW)));

  return g_list_model_get_n_items (model) == 50;
}

static GtkWidget *
show (RwImportTable *table)
{
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_default_size (GTK_WINDOW (window), 800, 600);
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (table));
  gtk_window_present (GTK_WINDOW (window));
  return window;
}

/* 50 rows at the start, and those around one that is gone to; of very many columns the first. */
static void
test_rows (void)
{
  GString *text = g_string_new ("n");

  for (guint i = 1; i < 60; i++)
    g_string_append_printf (text, ",column%u", i);
  for (guint row = 0; row < 200; row++)
    {
      g_string_append_printf (text, "\n%u", row);
      for (guint i = 1; i < 60; i++)
        g_string_append_printf (text, ",%u", row);
    }
  g_autofree char *path = rw_test_write ("wide.csv", text->str, text->len);
  g_autoptr (RwImport) import = rw_import_new (path, NULL, NULL, NULL);
  rw_test_wait_until (is_complete, import);
  RwImportTable *table = g_object_new (RW_TYPE_IMPORT_TABLE, NULL);
  GtkWidget *window = show (table);
  rw_import_table_show (table, import);
  rw_test_wait_until (has_grown, table);
  g_autoptr (GPtrArray) headers = rw_test_find_all (table, RW_TYPE_IMPORT_HEADER);
  g_assert_cmpuint (headers->len, ==, 40);
  rw_test_assert_sees (table,
                       "40 of 60 columns are shown: the first ones and those that are used.");
  rw_import_table_go_to_row (table, 120);
  rw_test_wait_until (has_grown, table);
  rw_test_run_for (200);
  rw_test_assert_sees (table, "122");
  gtk_window_destroy (GTK_WINDOW (window));
  g_string_free (text, TRUE);
}

int
main (int argc, char **argv)
{
  rw_test_app_init (&argc, &argv);
  g_test_add_func ("/import-table/rows", test_rows);
  return rw_test_app_run ();
}
