/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-boosting.h"

#include "rw-test.h"

#include <math.h>
#include <string.h>

#define N_ROWS    4000u
#define N_COLUMNS 3u
#define N_TEST    50u

static const RwBoosterParameter trees[] = {
  { "objective", "binary:logistic" },
  { "tree_method", "hist" },
  { "max_bin", "16" },
  { "max_depth", "3" },
  { "base_score", "0.5" },
  { "nthread", "1" },
};

/* Some numbers, some of them missing; the label follows the first one. */
typedef struct
{
  float values[N_ROWS * N_COLUMNS];
  float labels[N_ROWS];
} Data;

static Data *
data_new (void)
{
  Data *data = g_new (Data, 1);

  for (guint i = 0; i < N_ROWS * N_COLUMNS; i++)
    data->values[i] = i % 7 == 5 ? NAN : (float) (i * 7919 % 1009);
  for (guint i = 0; i < N_ROWS; i++)
    data->labels[i] = data->values[i * N_COLUMNS] > 500;
  return data;
}

static void
read_cb (gpointer user_data, guint64 first, guint64 n, float *features, float *labels)
{
  const Data *data = user_data;

  memcpy (features, data->values + first * N_COLUMNS, n * N_COLUMNS * sizeof (float));
  memcpy (labels, data->labels + first, n * sizeof (float));
}

static RwBoosting *
make (Data *data, const RwMatrix *test)
{
  g_autoptr (GError) error = NULL;
  RwRowSource rows = { N_ROWS, N_COLUMNS, data, read_cb };
  RwBoosting *boosting = rw_boosting_new (&rows, test, trees, G_N_ELEMENTS (trees), &error);

  g_assert_no_error (error);
  return boosting;
}

/* What it foretells on the way is what the model of so many rounds says. */
static void
test_predict (void)
{
  g_autofree Data *data = data_new ();
  RwMatrix test = { data->values, data->labels, N_TEST, N_COLUMNS };
  RwBoosting *boosting = make (data, &test);
  float seen[2][N_TEST];
  float found[N_TEST];

  for (guint round = 0; round < 2; round++)
    {
      g_assert_true (rw_boosting_step (boosting, NULL));
      memcpy (seen[round], rw_boosting_predict (boosting, NULL), sizeof seen[round]);
    }
  g_autoptr (RwBooster) booster = rw_boosting_end (boosting, NULL);
  g_assert_true (rw_booster_predict (booster, &test, found, NULL));
  g_assert_cmpmem (found, sizeof found, seen[1], sizeof seen[1]);
  g_assert_true (rw_booster_predict_rounds (booster, &test, 1, found, NULL));
  g_assert_cmpmem (found, sizeof found, seen[0], sizeof seen[0]);
}

static void
test_learns (void)
{
  g_autofree Data *data = data_new ();
  RwMatrix test = { data->values, data->labels, N_TEST, N_COLUMNS };
  RwBoosting *boosting = make (data, NULL);
  float found[N_TEST];

  g_assert_true (rw_boosting_advance (boosting, 20, NULL, NULL));
  g_autoptr (RwBooster) booster = rw_boosting_end (boosting, NULL);
  g_assert_true (rw_booster_predict (booster, &test, found, NULL));
  for (guint i = 0; i < N_TEST; i++)
    if (!isnan (data->values[i * N_COLUMNS]) && fabsf (data->values[i * N_COLUMNS] - 500) > 80)
      g_assert_true ((found[i] > 0.5f) == (data->labels[i] > 0));
}

static void
assert_fails (const RwBoosterParameter *parameter, float label)
{
  g_autoptr (GError) error = NULL;
  g_autofree Data *data = data_new ();
  RwMatrix rows = { data->values, data->labels, N_ROWS, N_COLUMNS };
  RwBoosterParameter parameters[] = { { "objective", "binary:logistic" }, *parameter };

  data->labels[3] = label;
  g_autoptr (RwBoosting) boosting = rw_boosting_new_dense (&rows, NULL, parameters, 2, &error);
  g_assert_true (boosting == NULL || !rw_boosting_step (boosting, &error));
  rw_test_assert_error (&error, RW_ERROR_LIBRARY, "XGBoost failed: ");
}

static void
test_fails (void)
{
  assert_fails (&(RwBoosterParameter){ "objective", "no:such" }, 1);
  assert_fails (&(RwBoosterParameter){ "max_depth", "deep" }, 1);
  assert_fails (&(RwBoosterParameter){ "max_depth", "1" }, 2);
}

static void
test_cancelled (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autofree Data *data = data_new ();
  g_autoptr (RwBoosting) boosting = make (data, NULL);

  g_cancellable_cancel (cancellable);
  g_assert_false (rw_boosting_advance (boosting, 100000, cancellable, &error));
  rw_test_assert_cancelled (&error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/boosting/predict", test_predict);
  g_test_add_func ("/boosting/learns", test_learns);
  g_test_add_func ("/boosting/fails", test_fails);
  g_test_add_func ("/boosting/cancelled", test_cancelled);
  return g_test_run ();
}
