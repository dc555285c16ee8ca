/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-row-model.h"

#include "rw-row.h"
#include "rw-test-app.h"
#include "rw-test-rows.h"

/* What a list tells those who show it. */
typedef struct
{
  GListModel *list;
  guint n; /* length by the signals */
  guint n_signals;
  guint most_added; /* at once while it was short */
  guint n_relabelled;
} Watch;

/* Rows that are taken away are at the end, and never put back in the same signal. */
static void
changed_cb (Watch *watch, guint position, guint removed, guint added)
{
  g_assert_true (removed == 0 || added == 0);
  g_assert_cmpuint (position + removed, ==, watch->n);
  if (watch->n < 200)
    watch->most_added = MAX (watch->most_added, added);
  watch->n += added - removed;
  watch->n_signals++;
  g_assert_cmpuint (g_list_model_get_n_items (watch->list), ==, watch->n);
}

static void
relabelled_cb (Watch *watch)
{
  watch->n_relabelled++;
}

static void
start_watch (Watch *watch, RwRowModel *model)
{
  *watch =
      (Watch){ .list = G_LIST_MODEL (model), .n = g_list_model_get_n_items (G_LIST_MODEL (model)) };
  g_signal_connect_swapped (model, "items-changed", G_CALLBACK (changed_cb), watch);
  g_signal_connect_swapped (model, "relabelled", G_CALLBACK (relabelled_cb), watch);
}

static void
test_grows (void)
{
  g_autoptr (RwAnalysis) analysis = rw_test_analyse_sample (0);
  g_autoptr (RwView) view = rw_test_view (analysis, (RwSort){ RW_SORT_CHURN, TRUE }, NULL);
  RwRowModel *model = rw_row_model_new ();
  Watch watch;

  start_watch (&watch, model);
  g_assert_true (g_list_model_get_item_type (G_LIST_MODEL (model)) == RW_TYPE_ROW);
  rw_row_model_set_view (model, analysis, view);
  g_assert_cmpuint (watch.n, ==, 0);
  rw_test_grow (model, 7000);
  g_assert_cmpuint (watch.most_added, <=, 8);
  g_assert_cmpuint (watch.n_signals, <, 40);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (model), 7000));
  g_assert_finalize_object (model);
}

/* Sorting changes no length, filtering shortens the list at once. */
static void
test_other_views (void)
{
  g_autoptr (RwAnalysis) analysis = rw_test_analyse_sample (0);
  g_autoptr (RwView) sorted = rw_test_view (analysis, (RwSort){ 0, FALSE }, NULL);
  g_autoptr (RwView) filtered = rw_test_view (analysis, (RwSort){ 0, FALSE }, "CDHUX");
  RwRowModel *model = rw_test_row_model (analysis);
  g_autoptr (RwRow) row = g_list_model_get_item (G_LIST_MODEL (model), 0);
  guint32 before = rw_row_get_number (row);
  Watch watch;

  start_watch (&watch, model);
  rw_row_model_set_view (model, analysis, sorted);
  g_assert_cmpuint (watch.n_signals, ==, 0);
  g_assert_cmpuint (watch.n_relabelled, ==, 1);
  g_assert_cmpuint (rw_row_get_number (row), !=, before);
  g_assert_cmpuint (rw_row_get_number (row), ==, rw_rows_get (rw_view_get_rows (sorted))[0]);
  rw_row_model_set_view (model, analysis, filtered);
  g_assert_cmpuint (watch.n, ==, 1);
  g_assert_cmpuint (watch.n_signals, ==, 1);
  g_assert_cmpstr (rw_row_get_text (row, 0), ==, "9113-CDHUX");
  rw_row_model_set_view (model, NULL, NULL);
  g_assert_cmpuint (watch.n, ==, 0);
  g_clear_object (&row);
  g_assert_finalize_object (model);
}

static void
test_shrinks (void)
{
  g_autoptr (RwAnalysis) analysis = rw_test_analyse_sample (0);
  RwRowModel *model = rw_test_row_model (analysis);
  guint n_steps = 1;
  Watch watch;

  start_watch (&watch, model);
  while (rw_row_model_shrink (model))
    n_steps++;
  g_assert_cmpuint (watch.n, ==, 0);
  g_assert_cmpuint (n_steps, >, 20);
  g_assert_cmpuint (n_steps, <, 40);
  g_assert_finalize_object (model);
}

int
main (int argc, char **argv)
{
  rw_test_app_init (&argc, &argv);
  g_test_add_func ("/row-model/grows", test_grows);
  g_test_add_func ("/row-model/other-views", test_other_views);
  g_test_add_func ("/row-model/shrinks", test_shrinks);
  return rw_test_app_run ();
}
