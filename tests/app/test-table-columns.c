/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-score-cell.h"
#include "rw-table-view-private.h"

#include "rw-test-app.h"
#include "rw-test-input.h"
#include "rw-test-look.h"
#include "rw-test-model.h"

#include <string.h>

static GtkColumnView *
get_view (RwWindow *window)
{
  return rw_test_find (window, GTK_TYPE_COLUMN_VIEW);
}

static GtkColumnViewColumn *
get_column (RwWindow *window, guint place)
{
  g_autoptr (GtkColumnViewColumn) column =
      g_list_model_get_item (gtk_column_view_get_columns (get_view (window)), place);

  return column; /* the view keeps it */
}

/* The sample with a column "region" in front: "north", or a longer word. */
static char *
write_with_region (const char *name, guint n_rows, const char *region)
{
  g_autofree char *sample = rw_test_read_sample (n_rows);
  g_auto (GStrv) lines = g_strsplit (g_strchomp (sample), "\n", -1);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    g_string_append_printf (text, "%s,%s\n", i == 0 ? "region" : region, lines[i]);
  return rw_test_write (name, text->str, text->len);
}

static void
open_in (RwWindow *window, const char *path)
{
  rw_session_open (rw_window_get_session (window), path);
  rw_test_window_settle (window);
}

/* Another file in the same window has its own columns. */
static void
test_other_columns (void)
{
  RwWindow *window = rw_test_window_new_sample (60);
  g_autofree char *path = write_with_region ("regions.csv", 40, "north");

  rw_test_assert_sees (window, "customerID");
  open_in (window, path);
  rw_test_assert_sees (window, "40 customers");
  rw_test_assert_sees (window, "customerID");
  g_assert_cmpstr (gtk_column_view_column_get_title (get_column (window, 0)), ==, "customerID");
  g_assert_cmpstr (gtk_column_view_column_get_title (get_column (window, 3)), ==, "tenure");
  g_assert_cmpuint (rw_table_view_get_column (get_column (window, 3)), ==, 6);
  rw_test_window_end (window);
}

/* The same columns: what is there stays, its texts change. */
static void
test_same_columns (void)
{
  RwWindow *window = rw_test_window_new_sample (60);
  g_autofree char *path = rw_test_app_write_sample ("other.csv", 30);
  g_autoptr (GtkColumnViewColumn) column = g_object_ref (get_column (window, 4));
  GtkWidget *score = rw_test_find (window, RW_TYPE_SCORE_CELL);

  gtk_column_view_column_set_fixed_width (column, 222);
  open_in (window, path);
  rw_test_assert_sees (window, "30 customers");
  g_assert_true (get_column (window, 4) == column);
  g_assert_cmpint (gtk_column_view_column_get_fixed_width (column), ==, 222);
  g_assert_true (rw_test_find (window, RW_TYPE_SCORE_CELL) == score);
  rw_test_window_end (window);
}

static GtkWidget *
find_cell (RwWindow *window, const char *text)
{
  GtkWidget *cell = rw_test_find_text (get_view (window), text);

  g_assert_true (GTK_IS_INSCRIPTION (cell));
  return cell;
}

/* Numbers stand at the right, one below the other; texts at the left. */
static void
test_numbers (void)
{
  RwWindow *window = rw_test_window_new_sample (60);
  GtkInscription *number = GTK_INSCRIPTION (find_cell (window, "79.35"));
  GtkInscription *text = GTK_INSCRIPTION (find_cell (window, "9113-CDHUX"));

  g_assert_cmpfloat (gtk_inscription_get_xalign (number), >, 0.99f);
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (number), "numeric"));
  g_assert_cmpfloat (gtk_inscription_get_xalign (text), <, 0.01f);
  rw_test_window_end (window);
}

static gboolean
shows_tooltip (GtkWidget *cell)
{
  g_autoptr (GtkTooltip) tooltip = g_object_new (GTK_TYPE_TOOLTIP, NULL);
  gboolean shown = FALSE;

  g_signal_emit_by_name (cell, "query-tooltip", 1, 1, FALSE, tooltip, &shown);
  return shown;
}

/* What is cut can be read by pointing at it; what is not cut has no tooltip. */
static void
test_tooltip (void)
{
  RwWindow *window = rw_test_window_new ();
  g_autofree char *path = write_with_region ("regions.csv", 60, "far beyond the last hill");

  open_in (window, path);
  gtk_column_view_column_set_fixed_width (get_column (window, 7), 60);
  rw_test_window_settle (window);
  g_assert_false (shows_tooltip (find_cell (window, "9113-CDHUX")));
  gtk_column_view_column_set_fixed_width (get_column (window, 0), 40);
  rw_test_window_settle (window);
  g_assert_true (shows_tooltip (find_cell (window, "9113-CDHUX")));
  rw_test_window_end (window);
}

/* A file of one row is a table too, and one without the rows of the file before. */
static void
test_few_rows (void)
{
  RwWindow *window = rw_test_window_new_sample (60);
  g_autofree char *path = rw_test_app_write_sample ("one.csv", 1);

  open_in (window, path);
  rw_test_assert_sees (window, "1 customer");
  rw_test_assert_sees (window, "9113-CDHUX");
  g_autoptr (GPtrArray) cells = rw_test_find_all (window, RW_TYPE_SCORE_CELL);
  guint n_seen = 0;
  for (guint i = 0; i < cells->len; i++)
    n_seen += gtk_widget_get_mapped (cells->pdata[i]);
  g_assert_cmpuint (n_seen, ==, 1);
  rw_test_window_end (window);
}

int
main (int argc, char **argv)
{
  rw_test_app_init (&argc, &argv);
  g_test_add_func ("/table-columns/other-columns", test_other_columns);
  g_test_add_func ("/table-columns/same-columns", test_same_columns);
  g_test_add_func ("/table-columns/numbers", test_numbers);
  g_test_add_func ("/table-columns/tooltip", test_tooltip);
  g_test_add_func ("/table-columns/few-rows", test_few_rows);
  return rw_test_app_run ();
}
