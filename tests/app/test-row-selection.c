/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-row-selection.h"

#include "rw-test-app.h"
#include "rw-test-rows.h"

static RwRowSelection *
make_selection (RwAnalysis *analysis, RwRowModel **model)
{
  *model = rw_test_row_model (analysis);
  return rw_row_selection_new (*model);
}

/* The numbers of the selected rows as text, in the order shown. */
static void
assert_selected (RwRowSelection *selection, const char *expected)
{
  g_autoptr (GArray) numbers = rw_row_selection_get_numbers (selection, 100);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < numbers->len; i++)
    g_string_append_printf (text, "%u ", g_array_index (numbers, guint32, i));
  g_assert_cmpstr (text->str, ==, expected);
}

static void
show (RwRowModel *model, RwAnalysis *analysis, guint column, const char *search, guint n)
{
  g_autoptr (RwView) view = rw_test_view (analysis, (RwSort){ column, FALSE }, search);

  rw_row_model_set_view (model, analysis, view);
  rw_test_grow (model, n);
}

static void
test_select (void)
{
  g_autoptr (RwAnalysis) analysis = rw_test_analyse_sample (20);
  RwRowModel *model = NULL;
  RwRowSelection *selection = make_selection (analysis, &model);
  GtkSelectionModel *list = GTK_SELECTION_MODEL (selection);
  guint32 third = rw_row_model_get_number (model, 2);

  g_assert_false (gtk_selection_model_is_selected (list, 2));
  gtk_selection_model_select_item (list, 2, TRUE);
  g_assert_true (gtk_selection_model_is_selected (list, 2));
  g_assert_false (gtk_selection_model_is_selected (list, 100));
  g_autofree char *one = g_strdup_printf ("%u ", third);
  assert_selected (selection, one);
  gtk_selection_model_select_range (list, 4, 3, FALSE);
  g_autoptr (GtkBitset) bits = gtk_selection_model_get_selection_in_range (list, 0, 6);
  g_assert_cmpuint (gtk_bitset_get_size (bits), ==, 3);
  gtk_selection_model_unselect_range (list, 4, 3);
  assert_selected (selection, one);
  gtk_selection_model_select_all (list);
  g_autoptr (GArray) numbers = rw_row_selection_get_numbers (selection, 7);
  g_assert_cmpuint (numbers->len, ==, 7);
  gtk_selection_model_unselect_item (list, 2);
  g_assert_false (gtk_selection_model_is_selected (list, 2));
  gtk_selection_model_unselect_all (list);
  assert_selected (selection, "");
  g_assert_finalize_object (selection);
  g_assert_finalize_object (model);
}

static void
test_set (void)
{
  g_autoptr (RwAnalysis) analysis = rw_test_analyse_sample (20);
  RwRowModel *model = NULL;
  RwRowSelection *selection = make_selection (analysis, &model);
  GtkSelectionModel *list = GTK_SELECTION_MODEL (selection);
  g_autoptr (GtkBitset) wanted = gtk_bitset_new_range (0, 2);
  g_autoptr (GtkBitset) mask = gtk_bitset_new_range (1, 4);

  gtk_selection_model_select_item (list, 3, TRUE);
  gtk_selection_model_set_selection (list, wanted, mask);
  g_assert_false (gtk_selection_model_is_selected (list, 0));
  g_assert_true (gtk_selection_model_is_selected (list, 1));
  g_assert_false (gtk_selection_model_is_selected (list, 3));
  g_assert_finalize_object (selection);
  g_assert_finalize_object (model);
}

/* A customer stays selected through sorting and filtering; another file has none. */
static void
test_kept (void)
{
  g_autoptr (RwAnalysis) analysis = rw_test_analyse_sample (20);
  g_autoptr (RwAnalysis) other = rw_test_analyse_sample (20);
  RwRowModel *model = NULL;
  RwRowSelection *selection = make_selection (analysis, &model);
  guint32 number = rw_row_model_get_number (model, 0);
  g_autofree char *one = g_strdup_printf ("%u ", number);

  gtk_selection_model_select_item (GTK_SELECTION_MODEL (selection), 0, TRUE);
  show (model, analysis, 0, NULL, 20);
  assert_selected (selection, one);
  show (model, analysis, 0, "no such text", 0);
  assert_selected (selection, "");
  show (model, analysis, 5, NULL, 20);
  assert_selected (selection, one);
  show (model, other, 5, NULL, 20);
  assert_selected (selection, "");
  g_assert_finalize_object (selection);
  g_assert_finalize_object (model);
}

int
main (int argc, char **argv)
{
  rw_test_app_init (&argc, &argv);
  g_test_add_func ("/row-selection/select", test_select);
  g_test_add_func ("/row-selection/set", test_set);
  g_test_add_func ("/row-selection/kept", test_kept);
  return rw_test_app_run ();
}
