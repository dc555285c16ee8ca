/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-row.h"

#include "rw-test-app.h"
#include "rw-test-rows.h"

#include "rw-test-model.h"

#include <string.h>

/* The sample's header and rows made of @cells behind the name, which may be short. */
static RwAnalysis *
analyse_names (const char *const *names, guint n)
{
  g_autofree char *sample = rw_test_read_sample (n);
  g_auto (GStrv) lines = g_strsplit (sample, "\n", -1);
  g_autoptr (GString) text = g_string_new (lines[0]);

  g_string_append_c (text, '\n');
  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%s%s\n", names[i], strchr (lines[i + 1], ','));
  return rw_test_analyse (text->str);
}

static RwRow *
find_row (RwRowModel *model, guint32 number)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (model)); i++)
    {
      RwRow *row = g_list_model_get_item (G_LIST_MODEL (model), i);
      if (rw_row_get_number (row) == number)
        return row;
      g_object_unref (row);
    }
  g_assert_not_reached ();
}

static void
assert_text (RwRowModel *model, guint32 number, const char *expected)
{
  g_autoptr (RwRow) row = find_row (model, number);

  g_assert_cmpstr (rw_row_get_text (row, 0), ==, expected);
}

/* As the file has them: quotes taken off, leading zeros kept, nothing that breaks a line. */
static void
test_texts (void)
{
  static const char *const names[] = { "0042",           "\"Miller, \"\"Bob\"\"\"",
                                       "\"two\nlines\"", "  Ärger ",
                                       "a\tb",           "x" };
  g_autoptr (RwAnalysis) analysis = analyse_names (names, 6);
  RwRowModel *model = rw_test_row_model (analysis);

  assert_text (model, 0, "0042");
  assert_text (model, 1, "Miller, \"Bob\"");
  assert_text (model, 2, "two lines");
  assert_text (model, 3, "  Ärger ");
  assert_text (model, 4, "a b");
  g_autoptr (RwRow) row = find_row (model, 5);
  g_assert_cmpstr (rw_row_get_text (row, 500), ==, "");
  g_clear_object (&row);
  g_assert_finalize_object (model);
}

static void
test_long (void)
{
  g_autofree char *name = g_strnfill (300, 'x');
  g_autofree char *cut = g_strnfill (200, 'x');
  g_autofree char *expected = g_strconcat (cut, "…", NULL);
  const char *names[] = { name, "y" };
  g_autoptr (RwAnalysis) analysis = analyse_names (names, 2);
  RwRowModel *model = rw_test_row_model (analysis);

  assert_text (model, 0, expected);
  g_assert_finalize_object (model);
}

static void
failed_cb (GError **kept, const GError *error)
{
  g_clear_error (kept);
  *kept = g_error_copy (error);
}

/* A file that is cut short under the window is an error, and the cell is empty. */
static void
test_changed (void)
{
  g_autofree char *path = rw_test_app_write_sample ("changing.csv", 50);
  g_autoptr (RwSource) source = rw_source_open (path, NULL, NULL);
  g_autoptr (RwModel) booster = rw_model_load_default (NULL);
  g_autoptr (RwAnalysis) analysis = rw_analysis_run (
      source, booster, NULL, &(RwTableOptions){ .n_threads = 1 }, NULL, NULL, NULL);
  RwRowModel *model = rw_test_row_model (analysis);
  g_autoptr (GError) error = NULL;

  g_signal_connect_swapped (model, "failed", G_CALLBACK (failed_cb), &error);
  rw_test_overwrite (path, RW_TEST_BYTES ("a\n"));
  assert_text (model, 49, "");
  rw_test_assert_error (&error, RW_ERROR_CHANGED, "“changing.csv” was changed");
  g_assert_finalize_object (model);
}

int
main (int argc, char **argv)
{
  rw_test_app_init (&argc, &argv);
  g_test_add_func ("/row/texts", test_texts);
  g_test_add_func ("/row/long", test_long);
  g_test_add_func ("/row/changed", test_changed);
  return rw_test_app_run ();
}
