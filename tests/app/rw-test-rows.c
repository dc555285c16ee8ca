/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-test-rows.h"

#include "rw-test-model.h"
#include "rw-test-session.h"
#include "rw-test.h"

#include <string.h>

typedef struct
{
  RwRowModel *model;
  guint n;
} Length;

RwAnalysis *
rw_test_analyse (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RwModel) model = rw_model_load_default (&error);
  g_autoptr (RwSource) source = rw_test_source (text, strlen (text));
  RwAnalysis *analysis = rw_analysis_run (source, model, NULL, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return analysis;
}

RwAnalysis *
rw_test_analyse_sample (guint n_rows)
{
  g_autofree char *text = rw_test_read_sample (n_rows);

  return rw_test_analyse (text);
}

RwView *
rw_test_view (RwAnalysis *analysis, RwSort sort, const char *search)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_strdup (search);
  RwViewRequest request = { .sort = sort, .range = RW_RANGE_ALL, .search = text };
  RwView *view = rw_view_compute (analysis, &request, NULL, NULL, &error);

  g_assert_no_error (error);
  return view;
}

static gboolean
has_length (gpointer data)
{
  Length *length = data;

  return g_list_model_get_n_items (G_LIST_MODEL (length->model)) == length->n;
}

void
rw_test_grow (RwRowModel *model, guint n)
{
  Length length = { model, n };

  rw_test_wait_until (has_length, &length);
}

RwRowModel *
rw_test_row_model (RwAnalysis *analysis)
{
  RwRowModel *model = rw_row_model_new ();
  g_autoptr (RwView) view = rw_test_view (analysis, (RwSort){ RW_SORT_CHURN, TRUE }, NULL);

  rw_row_model_set_view (model, analysis, view);
  rw_test_grow (model, rw_rows_get_n (rw_view_get_rows (view)));
  return model;
}
