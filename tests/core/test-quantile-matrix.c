/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-quantile-matrix.h"

#include "rw-booster-private.h"
#include "rw-test.h"

#include <math.h>

#define N_ROWS    300000u /* more than a block of them */
#define N_COLUMNS 2u

static guint n_read;
static guint32 bad_row;

static void
read_cb (G_GNUC_UNUSED gpointer data, guint64 first, guint64 n, float *features, float *labels)
{
  for (guint64 i = 0; i < n; i++)
    {
      features[i * N_COLUMNS] = (float) ((first + i) % 100);
      features[i * N_COLUMNS + 1] = NAN;
      labels[i] = first + i == bad_row ? NAN : 1;
    }
  n_read++;
}

static DMatrixHandle
make (GError **error)
{
  RwRowSource rows = { N_ROWS, N_COLUMNS, NULL, read_cb };

  n_read = 0;
  return rw_quantile_matrix_new (&rows, 64, error);
}

static void
test_shape (void)
{
  g_autoptr (GError) error = NULL;
  bst_ulong n_rows = 0;
  bst_ulong n_columns = 0;

  bad_row = N_ROWS;
  DMatrixHandle matrix = make (&error);
  g_assert_no_error (error);
  g_assert_cmpint (XGDMatrixNumRow (matrix, &n_rows), ==, 0);
  g_assert_cmpint (XGDMatrixNumCol (matrix, &n_columns), ==, 0);
  g_assert_cmpuint (n_rows, ==, N_ROWS);
  g_assert_cmpuint (n_columns, ==, N_COLUMNS);
  g_assert_cmpuint (n_read, >, 2);
  XGDMatrixFree (matrix);
}

/* libxgboost 1.7 would read on for ever. */
static void
test_refused (void)
{
  g_autoptr (GError) error = NULL;

  bad_row = 7;
  g_assert_null (make (&error));
  rw_test_assert_error (&error, RW_ERROR_LIBRARY, "XGBoost failed: ");
  bad_row = N_ROWS - 1;
  g_assert_null (make (&error));
  rw_test_assert_error (&error, RW_ERROR_LIBRARY, "XGBoost failed: ");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/quantile-matrix/shape", test_shape);
  g_test_add_func ("/quantile-matrix/refused", test_refused);
  return g_test_run ();
}
