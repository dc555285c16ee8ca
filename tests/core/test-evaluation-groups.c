/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-evaluation-groups.h"

#include "rw-test.h"

#define N 400u

/* 300 customers of kind a, 85 of kind b, ten of c, of whom nine left, and five without a kind.
 * Every tenth has no label. */
static RwTable *
load (void)
{
  g_autoptr (GString) text = g_string_new ("kind,left\n");
  g_autoptr (GHashTable) hints = g_hash_table_new (g_str_hash, g_str_equal);
  RwTableOptions options = { .hint = rw_test_hint, .hint_data = hints };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < N; i++)
    {
      const char *kind = i < 300 ? "a" : i < 385 ? "b" : i < 395 ? "c" : "";
      const char *left = i % 10 == 9 ? "" : i % 3 == 0 || (i >= 385 && i < 395) ? "yes" : "no";
      g_string_append_printf (text, "%s,%s\n", kind, left);
    }
  g_hash_table_insert (hints, (char *) "left", GINT_TO_POINTER (RW_HINT_TEXTS));
  g_autoptr (RwSource) source = rw_test_source (text->str, text->len);
  RwTable *table = rw_table_load (source, &options, NULL, NULL, &error);
  g_assert_no_error (error);
  return table;
}

static float *
make_probabilities (guint n)
{
  float *probabilities = g_new (float, n);

  for (guint i = 0; i < n; i++)
    probabilities[i] = (float) (i * 37 % n) / (float) n;
  return probabilities;
}

/* What a group is evaluated as, when its rows alone are given. */
static void
assert_like_alone (const RwEvaluationGroup *group, const float *p, const RwLabels *labels,
                   guint32 low, guint32 high)
{
  g_autofree float *some = g_new (float, N);
  g_autofree float *left = g_new (float, N);
  guint32 n = 0;
  RwMetrics metrics;

  for (guint i = 0; i < labels->rows->len; i++)
    {
      guint32 row = g_array_index (labels->rows, guint32, i);
      if (row < low || row >= high)
        continue;
      some[n] = p[i];
      left[n++] = g_array_index (labels->values, float, i);
    }
  rw_metrics_compute (some, left, n, 0.4, &metrics);
  g_assert_nonnull (group->evaluation);
  g_assert_cmpuint (group->n, ==, n);
  g_assert_cmpuint (group->n_positive, ==, metrics.n_positive);
  g_assert_cmpmem (&group->evaluation->metrics, sizeof metrics, &metrics, sizeof metrics);
}

static void
test_groups (void)
{
  g_autoptr (RwTable) table = load ();
  g_autoptr (GError) error = NULL;
  g_autoptr (RwLabels) labels = rw_labels_read (table, "left", NULL, &error);
  g_autofree float *p = make_probabilities (labels->rows->len);
  g_autoptr (GPtrArray) groups =
      rw_evaluation_groups_new (table, "kind", labels, p, 0.4, 42, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (groups->len, ==, 4);
  assert_like_alone (groups->pdata[0], p, labels, 0, 300);
  assert_like_alone (groups->pdata[1], p, labels, 300, 385);
  const RwEvaluationGroup *small = groups->pdata[2];
  g_assert_cmpstr (small->name, ==, "c");
  g_assert_cmpuint (small->n, ==, 9);
  g_assert_cmpuint (small->n_positive, ==, 9);
  g_assert_null (small->evaluation);
  const RwEvaluationGroup *missing = groups->pdata[3];
  g_assert_null (missing->name);
  g_assert_cmpuint (missing->n, ==, 4);
  g_assert_null (missing->evaluation);
}

static void
test_no_column (void)
{
  g_autoptr (RwTable) table = load ();
  g_autoptr (GError) error = NULL;
  g_autoptr (RwLabels) labels = rw_labels_read (table, "left", NULL, &error);
  g_autofree float *p = make_probabilities (labels->rows->len);

  g_assert_null (rw_evaluation_groups_new (table, "sort", labels, p, 0.5, 42, NULL, &error));
  rw_test_assert_error (&error, RW_ERROR_LABEL, "“sort” in “customers.csv”");
}

static void
test_cancel (void)
{
  g_autoptr (RwTable) table = load ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (RwLabels) labels = rw_labels_read (table, "left", NULL, &error);
  g_autofree float *p = make_probabilities (labels->rows->len);

  g_cancellable_cancel (cancellable);
  g_assert_null (rw_evaluation_groups_new (table, "kind", labels, p, 0.5, 42, cancellable, &error));
  rw_test_assert_cancelled (&error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/evaluation-groups/groups", test_groups);
  g_test_add_func ("/evaluation-groups/no-column", test_no_column);
  g_test_add_func ("/evaluation-groups/cancel", test_cancel);
  return g_test_run ();
}
