/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-logistic.h"

#include "rw-metrics.h"
#include "rw-splitmix.h"
#include "rw-test.h"

#include <math.h>

#define N_ROWS     4000u
#define N_FEATURES 3u

typedef struct
{
  float values[N_ROWS * N_FEATURES];
  float labels[N_ROWS];
  double truth[N_ROWS];
  RwMatrix matrix;
} Data;

static double
draw (guint64 *state)
{
  return rw_splitmix_next_unit (state);
}

/* ln (p / (1 - p)) = 2 x - 0.5 - y, x from -1 to 1, y from 0 to 100 in hundreds; the last one is
 * missing now and then and says nothing. */
static Data *
data_new (guint64 state)
{
  Data *data = g_new0 (Data, 1);

  for (guint i = 0; i < N_ROWS; i++)
    {
      double x = 2 * draw (&state) - 1;
      double y = draw (&state);
      data->truth[i] = 1 / (1 + exp (-(2 * x - 0.5 - y)));
      data->values[i * N_FEATURES] = (float) x;
      data->values[i * N_FEATURES + 1] = (float) (y * 100);
      data->values[i * N_FEATURES + 2] = i % 3 == 0 ? NAN : (float) draw (&state);
      data->labels[i] = draw (&state) < data->truth[i];
    }
  data->matrix = (RwMatrix){ data->values, data->labels, N_ROWS, N_FEATURES };
  return data;
}

/* It finds the law that the labels were drawn by. */
static void
test_law (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree Data *rows = data_new (1);
  g_autofree Data *test = data_new (2);
  g_autofree float *found = g_new (float, N_ROWS);
  double off = 0;

  g_assert_true (rw_logistic_foretell (&rows->matrix, &test->matrix, found, NULL, &error));
  for (guint i = 0; i < N_ROWS; i++)
    off = fmax (off, fabs ((double) found[i] - test->truth[i]));
  g_assert_cmpfloat (off, <, 0.06);
}

static void
test_cancelled (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autofree Data *rows = data_new (1);
  g_autofree Data *test = data_new (2);
  g_autofree float *found = g_new (float, N_ROWS);

  g_cancellable_cancel (cancellable);
  g_assert_false (rw_logistic_foretell (&rows->matrix, &test->matrix, found, cancellable, &error));
  rw_test_assert_cancelled (&error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/logistic/law", test_law);
  g_test_add_func ("/logistic/cancelled", test_cancelled);
  return g_test_run ();
}
