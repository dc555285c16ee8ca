/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-rivals.h"

#include "rw-folds.h"
#include "rw-test-training.h"
#include "rw-test.h"

#define N_ROWS  1200u
#define N_FOLDS 4u

static GPtrArray *
measure (const guint8 *given, GCancellable *cancellable, GError **error)
{
  g_autofree char *text = rw_test_training_invent (N_ROWS);
  g_autoptr (RwTestTraining) test = rw_test_training_new (text, "left");

  rw_test_training_make_set (test);
  g_autofree guint8 *folds = rw_folds_assign (test->set->labels, NULL, N_ROWS, N_FOLDS, 7);
  for (guint i = 0; given != NULL && i < N_ROWS; i++)
    folds[i] = given[i];
  return rw_rivals_measure (test->set, test->table, test->labels, test->roles, folds,
                            given != NULL ? 1 : N_FOLDS, cancellable, error);
}

static const RwRival *
get (const GPtrArray *rivals, RwRivalId id)
{
  const RwRival *rival = rivals->pdata[id];

  g_assert_cmpint (rival->id, ==, id);
  return rival;
}

static void
test_all (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rivals = measure (NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (rivals->len, ==, RW_N_RIVALS);
  const RwMetrics *alike = &get (rivals, RW_RIVAL_ALWAYS_STAYS)->metrics;
  const RwMetrics *one = &get (rivals, RW_RIVAL_ONE_COLUMN)->metrics;
  const RwMetrics *logistic = &get (rivals, RW_RIVAL_LOGISTIC)->metrics;
  g_assert_cmpuint (alike->n, ==, N_ROWS);
  g_assert_cmpfloat_with_epsilon (alike->auc, 0.5, 0.02);
  g_assert_cmpfloat_with_epsilon (alike->mean_probability, (double) alike->n_positive / N_ROWS,
                                  1e-3);
  /* "a" has a bend that a straight line cannot follow, and a rule of its parts can */
  g_assert_cmpstr (get (rivals, RW_RIVAL_ONE_COLUMN)->column, ==, "a");
  g_assert_cmpfloat (one->auc, >, 0.62);
  g_assert_cmpfloat (one->log_loss, <, alike->log_loss);
  g_assert_cmpfloat (logistic->log_loss, <, alike->log_loss);
  g_assert_cmpfloat (logistic->auc, >, 0.54);
}

/* Rows in no fold count for nothing. */
static void
test_hold_out (void)
{
  g_autoptr (GError) error = NULL;
  guint8 folds[N_ROWS];

  for (guint i = 0; i < N_ROWS; i++)
    folds[i] = i % 4 == 0 ? 0 : i % 4 == 1 ? RW_FOLD_NONE : 1;
  g_autoptr (GPtrArray) rivals = measure (folds, NULL, &error);
  g_assert_no_error (error);
  for (RwRivalId i = 0; i < RW_N_RIVALS; i++)
    g_assert_cmpuint (get (rivals, i)->metrics.n, ==, N_ROWS / 4);
  g_assert_cmpfloat (get (rivals, RW_RIVAL_LOGISTIC)->metrics.log_loss, <,
                     get (rivals, RW_RIVAL_ALWAYS_STAYS)->metrics.log_loss);
}

static void
test_titles (void)
{
  g_autoptr (GPtrArray) rivals = measure (NULL, NULL, NULL);
  g_autofree char *alike = rw_rival_make_title (get (rivals, RW_RIVAL_ALWAYS_STAYS));
  g_autofree char *one = rw_rival_make_title (get (rivals, RW_RIVAL_ONE_COLUMN));
  json_auto_t *json = rw_rival_to_json (get (rivals, RW_RIVAL_ONE_COLUMN));
  json_auto_t *without = rw_rival_to_json (get (rivals, RW_RIVAL_LOGISTIC));

  g_assert_cmpstr (alike, ==, "Everybody alike");
  g_assert_cmpstr (one, ==, "“a” alone");
  g_assert_cmpstr (json_string_value (json_object_get (json, "column")), ==, "a");
  g_assert_cmpstr (json_string_value (json_object_get (json, "rival")), ==, "one_column");
  g_assert_true (json_is_real (json_object_get (json, "auc")));
  g_assert_null (json_object_get (without, "column"));
}

static void
test_cancelled (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  g_cancellable_cancel (cancellable);
  g_assert_null (measure (NULL, cancellable, &error));
  rw_test_assert_cancelled (&error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rivals/all", test_all);
  g_test_add_func ("/rivals/hold-out", test_hold_out);
  g_test_add_func ("/rivals/titles", test_titles);
  g_test_add_func ("/rivals/cancelled", test_cancelled);
  return g_test_run ();
}
