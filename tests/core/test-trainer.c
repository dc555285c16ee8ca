/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-trainer.h"

#include "rw-rivals.h"

#include "rw-test-model.h"
#include "rw-test-training.h"
#include "rw-test.h"

#include <string.h>

#define N_CUSTOMERS 2000u
#define N_FOLDS     5u

static RwTraining *shared_training;

/* Invented customers of whom it is known who left (transfer full). */
static char *
generate (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *program =
      g_test_build_filename (G_TEST_BUILT, "..", "..", "data", "generate-telco", NULL);
  const char *arguments[] = { program, "--label", "2000", NULL };
  char *text = NULL;
  int status = -1;

  g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_DEFAULT, NULL, NULL, &text, NULL, &status,
                &error);
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, NULL));
  return text;
}

static const RwTrainerOptions quick = { .title = "Invented", .budget = RW_BUDGET_QUICK };

static RwTraining *
train_as (const char *text, const char *label, const RwTrainerOptions *options,
          RwProgress *progress, GCancellable *cancellable, GError **error)
{
  g_autoptr (RwTestTraining) test = rw_test_training_new (text, label);

  return rw_trainer_train (test->table, test->labels, options, progress, cancellable, error);
}

static RwTraining *
train (const char *text, const char *label, RwProgress *progress, GCancellable *cancellable,
       GError **error)
{
  return train_as (text, label, &quick, progress, cancellable, error);
}

static RwTraining *
train_well (const char *text, const char *label)
{
  g_autoptr (GError) error = NULL;
  RwTraining *training = train (text, label, NULL, NULL, &error);

  g_assert_no_error (error);
  return training;
}

/* That of the invented customers, made once for all tests. */
static const RwTraining *
get_training (void)
{
  if (shared_training == NULL)
    {
      g_autofree char *text = generate ();
      shared_training = train_well (text, "Churn");
    }
  return shared_training;
}

static double
compute_mean_auc (const RwTraining *training)
{
  double sum = 0;

  for (guint i = 0; i < training->folds->len; i++)
    sum += g_array_index (training->folds, RwMetrics, i).auc;
  return sum / training->folds->len;
}

/* Each row is in one fold; no fold has much more than another. */
static void
assert_folds (const RwTraining *training)
{
  guint32 n = 0;
  guint32 n_positive = 0;

  g_assert_cmpuint (training->n_folds, ==, N_FOLDS);
  g_assert_cmpuint (training->n_repeats, ==, 1);
  g_assert_cmpuint (training->folds->len, ==, N_FOLDS);
  for (guint fold = 0; fold < N_FOLDS; fold++)
    {
      const RwMetrics *metrics = &g_array_index (training->folds, RwMetrics, fold);
      g_assert_cmpuint (metrics->n, ==, N_CUSTOMERS / N_FOLDS);
      g_assert_cmpfloat (metrics->threshold, ==, 0.5);
      n += metrics->n;
      n_positive += metrics->n_positive;
    }
  g_assert_cmpuint (n, ==, training->n_rows);
  g_assert_cmpuint (n_positive, ==, training->n_positive);
  g_assert_cmpuint (training->evaluation->metrics.n, ==, training->n_rows);
}

/* How well it tells apart rows that it was trained on: more than those it was not. */
static void
assert_model_scores (const RwTraining *training, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RwModel) model = rw_model_load_bytes (training->model, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (rw_model_get_n_trees (model), ==, training->n_rounds);
  g_autoptr (RwTable) table = rw_test_load_for (model, text);
  g_autoptr (RwScores) scores = rw_test_score (model, table);
  g_autoptr (RwLabels) labels = rw_labels_read (table, "Churn", NULL, &error);
  RwMetrics metrics;
  rw_metrics_compute (rw_scores_get_probabilities (scores),
                      (const float *) (gpointer) labels->values->data, N_CUSTOMERS, 0.5, &metrics);
  g_assert_cmpfloat (metrics.auc, >, compute_mean_auc (training));
  g_assert_cmpfloat_with_epsilon (metrics.mean_probability,
                                  (double) metrics.n_positive / N_CUSTOMERS, 0.02);
}

static void
test_train (void)
{
  g_autofree char *text = generate ();
  const RwTraining *training = get_training ();

  g_assert_cmpuint (training->n_rows, ==, N_CUSTOMERS);
  g_assert_cmpuint (training->n_positive, >, N_CUSTOMERS / 5);
  g_assert_cmpuint (training->n_positive, <, N_CUSTOMERS / 3);
  g_assert_cmpfloat (compute_mean_auc (training), >, 0.8);
  g_assert_cmpfloat (compute_mean_auc (training), <, 0.95);
  g_assert_cmpint (((const RwRole *) training->roles->pdata[0])->kind, ==, RW_ROLE_ID);
  g_assert_cmpuint (training->rivals->len, ==, RW_N_RIVALS);
  g_assert_cmpuint (training->search->tried->len, ==, RW_N_SHAPES);
  g_assert_null (training->newest);
  assert_folds (training);
  assert_model_scores (training, text);
}

static json_t *
get_facts (GBytes *model, json_t **document)
{
  *document = json_loadb (g_bytes_get_data (model, NULL), g_bytes_get_size (model), 0, NULL);
  json_t *manifest = rw_test_get (*document, RW_TEST_MANIFEST);
  json_t *facts = json_loads (json_string_value (manifest), 0, NULL);

  g_assert_nonnull (facts);
  return facts;
}

static void
assert_fact (json_t *facts, const char *path, const char *json)
{
  json_auto_t *expected = json_loads (json, JSON_DECODE_ANY, NULL);

  g_test_message ("%s", path);
  g_assert_true (json_equal (rw_test_get (facts, path), expected));
}

/* What the file says of where it comes from. */
static void
test_facts (void)
{
  g_autofree char *text = generate ();
  g_autofree char *sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  g_autofree char *quoted = g_strdup_printf ("\"%s\"", sha256);
  const RwTraining *training = get_training ();
  g_autofree char *n_positive = g_strdup_printf ("%u", training->n_positive);
  json_auto_t *document = NULL;
  json_auto_t *facts = get_facts (training->model, &document);

  assert_fact (facts, "title", "\"Invented\"");
  assert_fact (facts, "label", "{\"column\":\"Churn\",\"positive\":\"Yes\"}");
  assert_fact (facts, "training/file", "\"customers.csv\"");
  assert_fact (facts, "training/file_sha256", quoted);
  assert_fact (facts, "training/rows", "2000");
  assert_fact (facts, "training/positives", n_positive);
  assert_fact (facts, "training/folds", "5");
  assert_fact (facts, "training/repeats", "1");
  assert_fact (facts, "training/seed", "42");
  assert_fact (facts, "training/budget", "\"quick\"");
  assert_fact (facts, "training/recipe/max_depth", "\"1\"");
  assert_fact (facts, "training/recipe/eta", "\"0.3\"");
  assert_fact (facts, "training/recipe/base_score", "\"0.5\"");
  g_assert_cmpfloat_with_epsilon (
      json_real_value (rw_test_get (facts, "training/figures/auc/mean")),
      compute_mean_auc (training), 1e-5);
}

/* What carries a twentieth of the importance; of little columns at least the first. */
static void
test_required (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RwModel) model = rw_model_load_bytes (get_training ()->model, &error);
  g_autoptr (GArray) ranked = rw_model_rank_inputs (model);
  const double *importance = rw_model_get_importance (model);
  guint n_required = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < ranked->len; i++)
    {
      guint number = g_array_index (ranked, guint, i);
      const RwInput *input = rw_model_get_manifest (model)->inputs->pdata[number];
      g_assert_true (input->required == (importance[number] >= 0.05));
      n_required += input->required;
    }
  g_assert_cmpuint (n_required, >, 1);
  g_assert_cmpuint (n_required, <, ranked->len);
}

/* Thirty columns that say the same are not all required, but one is. */
static void
test_one_required (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint row = 0; row <= 300; row++)
    {
      for (guint column = 0; column < 30; column++)
        g_string_append_printf (text, row == 0 ? "c%u," : "%u,",
                                row == 0 ? column : (row * 7 + column * row * row) % 11);
      g_string_append (text, row == 0 ? "left\n" : row * 7 % 11 < 4 ? "1\n" : "0\n");
    }
  g_autoptr (RwTraining) training = train_well (text->str, "left");
  g_autoptr (RwModel) model = rw_model_load_bytes (training->model, &error);
  g_autoptr (GArray) ranked = rw_model_rank_inputs (model);
  const GPtrArray *inputs = rw_model_get_manifest (model)->inputs;
  g_assert_true (((RwInput *) inputs->pdata[g_array_index (ranked, guint, 0)])->required);
}

/* Whatever the threads did when. */
static void
test_same_bytes (void)
{
  g_autofree char *text = generate ();
  const RwTraining *first = get_training ();
  g_autoptr (RwTraining) again = train_well (text, "Churn");

  g_assert_true (g_bytes_equal (first->model, again->model));
  g_assert_cmpmem (first->folds->data, N_FOLDS * sizeof (RwMetrics), again->folds->data,
                   N_FOLDS * sizeof (RwMetrics));
}

/* Of @n customers the first @n_left left; the column "a" says much of it. */
static char *
make_customers (guint n, guint n_left)
{
  GString *text = g_string_new ("a,b,left\n");

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%u,%u,%s\n", (i < n_left) != (i % 10 == 3) ? i % 3 : 2 + i % 3,
                            i * 7919 % 101, i < n_left ? "1" : "0");
  return g_string_free (text, FALSE);
}

static void
assert_too_little (guint n, guint n_left)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = make_customers (n, n_left);
  g_autofree char *part = g_strdup_printf (
      "Customers with a label: %u; of them left: %u. At least 100 customers, and 20 "
      "of each kind, are needed.",
      n, n_left);

  g_assert_null (train (text, "left", NULL, NULL, &error));
  rw_test_assert_error (&error, RW_ERROR_LABEL, part);
}

static void
test_too_little (void)
{
  assert_too_little (99, 50);
  assert_too_little (100, 19);
  assert_too_little (100, 81);
  assert_too_little (2, 1);
}

/* Just enough, of each kind. */
static void
test_just_enough (void)
{
  g_autofree char *few = make_customers (100, 20);
  g_autofree char *many = make_customers (100, 80);
  g_autoptr (RwTraining) training = train_well (few, "left");
  g_autoptr (RwTraining) other = train_well (many, "left");

  g_assert_cmpuint (training->n_rows, ==, 100);
  g_assert_cmpuint (training->n_positive, ==, 20);
  g_assert_cmpuint (other->n_positive, ==, 80);
}

/* What is plain is learned. */
static void
test_plain (void)
{
  g_autofree char *text = make_customers (400, 200);
  g_autoptr (RwTraining) training = train_well (text, "left");

  g_assert_cmpfloat (compute_mean_auc (training), >, 0.8);
}

/* Another seed draws other folds. */
static void
test_seed (void)
{
  g_autofree char *text = rw_test_training_invent (600);
  RwTrainerOptions other = { .budget = RW_BUDGET_QUICK, .seed = 7 };
  g_autoptr (RwTraining) training = train_as (text, "left", &other, NULL, NULL, NULL);
  g_autoptr (RwTraining) usual = train_well (text, "left");

  g_assert_cmpuint (training->seed, ==, 7);
  g_assert_false (g_bytes_equal (training->model, usual->model));
}

static void
test_ignored (void)
{
  g_autoptr (GError) error = NULL;
  const char *const ignored[] = { "b", NULL };
  RwTrainerOptions options = { .budget = RW_BUDGET_QUICK, .ignored = ignored };
  g_autofree char *text = rw_test_training_invent (600);
  g_autoptr (RwTraining) training = train_as (text, "left", &options, NULL, NULL, &error);

  g_assert_no_error (error);
  g_autoptr (RwModel) model = rw_model_load_bytes (training->model, NULL);
  g_assert_cmpuint (rw_model_get_manifest (model)->inputs->len, ==, 2);
  g_assert_null (rw_manifest_find_input (rw_model_get_manifest (model), "b"));
}

/* The best so far is a model like any other. */
static void
test_finish (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) finish = g_cancellable_new ();
  RwTrainerOptions options = { .budget = RW_BUDGET_QUICK, .finish = finish };
  g_autofree char *text = rw_test_training_invent (600);

  g_cancellable_cancel (finish);
  g_autoptr (RwTraining) training = train_as (text, "left", &options, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (training->finished_early);
  g_assert_cmpuint (training->search->tried->len, ==, 1);
  g_autoptr (RwModel) model = rw_model_load_bytes (training->model, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rw_model_get_n_trees (model), ==, training->n_rounds);
}

static void
test_nothing_to_learn_from (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) text = g_string_new ("a,left\n");

  for (guint i = 0; i < 200; i++)
    g_string_append_printf (text, "7,%u\n", i % 2);
  g_assert_null (train (text->str, "left", NULL, NULL, &error));
  rw_test_assert_error (&error, RW_ERROR_LABEL, "no column to learn from");
}

static void
test_cancelled (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (RwProgress) progress = rw_progress_new ();
  g_autofree char *text = make_customers (200, 50);

  g_cancellable_cancel (cancellable);
  g_assert_null (train (text, "left", progress, cancellable, &error));
  rw_test_assert_cancelled (&error);
  g_assert_cmpint (rw_progress_get (progress).stage, ==, RW_STAGE_WAITING);
}

typedef struct
{
  RwProgress *progress;
  GCancellable *cancellable;
} Watch;

static gpointer
cancel_when_running_cb (gpointer data)
{
  const Watch *watch = data;

  while (rw_progress_get (watch->progress).done == 0)
    g_usleep (200);
  g_cancellable_cancel (watch->cancellable);
  return NULL;
}

/* In the middle of it. */
static void
test_cancelled_later (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (RwProgress) progress = rw_progress_new ();
  g_autofree char *text = generate ();
  Watch watch = { progress, cancellable };
  GThread *thread = g_thread_new ("watch", cancel_when_running_cb, &watch);

  g_assert_null (train (text, "Churn", progress, cancellable, &error));
  g_thread_join (thread);
  rw_test_assert_cancelled (&error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/trainer/train", test_train);
  g_test_add_func ("/trainer/facts", test_facts);
  g_test_add_func ("/trainer/required", test_required);
  g_test_add_func ("/trainer/one-required", test_one_required);
  g_test_add_func ("/trainer/same-bytes", test_same_bytes);
  g_test_add_func ("/trainer/too-little", test_too_little);
  g_test_add_func ("/trainer/just-enough", test_just_enough);
  g_test_add_func ("/trainer/plain", test_plain);
  g_test_add_func ("/trainer/nothing-to-learn-from", test_nothing_to_learn_from);
  g_test_add_func ("/trainer/seed", test_seed);
  g_test_add_func ("/trainer/ignored", test_ignored);
  g_test_add_func ("/trainer/finish", test_finish);
  g_test_add_func ("/trainer/cancelled", test_cancelled);
  g_test_add_func ("/trainer/cancelled-later", test_cancelled_later);
  int status = g_test_run ();
  g_clear_pointer (&shared_training, rw_training_free);
  return status;
}
