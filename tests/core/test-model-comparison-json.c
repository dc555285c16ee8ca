/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-model-comparison-json.h"

#define N 60u

/* A gives leavers 0.8 and all others 0.2; B turns both around, but for the last row, which it gives
 * what A does. */
static json_t *
make (void)
{
  float a[N];
  float b[N];
  RwLabels labels = { .rows = g_array_new (FALSE, FALSE, sizeof (guint32)),
                      .values = g_array_new (FALSE, FALSE, sizeof (float)) };

  for (guint32 i = 0; i < N; i++)
    {
      float left = i % 3 == 0;
      a[i] = left > 0 ? 0.8f : 0.2f;
      b[i] = i + 1 < N ? 1 - a[i] : a[i];
      g_array_append_val (labels.rows, i);
      g_array_append_val (labels.values, left);
    }
  g_autoptr (RwModelComparison) comparison =
      rw_model_comparison_new (a, b, N, &labels, &rw_risk_bands, 0.5, 42, NULL, NULL);
  g_array_unref (labels.rows);
  g_array_unref (labels.values);
  return rw_model_comparison_to_json (comparison);
}

static void
test_differences (void)
{
  json_t *object = make ();
  json_t *differences = json_object_get (object, "differences");
  json_t *accuracy = json_object_get (differences, "accuracy");
  json_t *loss = json_object_get (differences, "log_loss");

  g_assert_cmpuint (json_object_size (differences), ==, RW_N_FIGURES);
  g_assert_cmpfloat_with_epsilon (
      json_real_value (json_object_get (json_object_get (object, "a"), "accuracy")), 1, 1e-12);
  g_assert_cmpfloat_with_epsilon (
      json_real_value (json_object_get (json_object_get (object, "b"), "accuracy")), 1.0 / N,
      1e-12);
  g_assert_cmpfloat_with_epsilon (json_real_value (json_object_get (accuracy, "difference")),
                                  1.0 / N - 1, 1e-12);
  g_assert_cmpuint (json_array_size (json_object_get (accuracy, "interval")), ==, 2);
  g_assert_cmpstr (json_string_value (json_object_get (accuracy, "better")), ==, "a");
  g_assert_cmpfloat (json_real_value (json_object_get (loss, "difference")), >, 1);
  g_assert_cmpstr (json_string_value (json_object_get (loss, "better")), ==, "a");
  g_assert_true (
      json_is_null (json_object_get (json_object_get (differences, "mean_probability"), "better")));
  json_decref (object);
}

static void
test_bands (void)
{
  json_t *object = make ();
  json_t *changed = json_object_get (object, "changed");
  json_t *records = json_object_get (changed, "records");
  json_int_t n = 0;
  size_t i;
  json_t *pair;

  json_array_foreach (json_object_get (object, "bands"), i, pair)
  {
    gboolean moved = !json_equal (json_object_get (pair, "from"), json_object_get (pair, "to"));
    n += moved ? json_integer_value (json_object_get (pair, "rows")) : 0;
  }
  g_assert_cmpint (n, ==, N - 1);
  g_assert_cmpint (json_integer_value (json_object_get (changed, "rows")), ==, N - 1);
  g_assert_cmpint (json_integer_value (json_object_get (changed, "lower")), ==, N / 3);
  g_assert_cmpint (json_integer_value (json_object_get (changed, "higher")), ==, N - 1 - N / 3);
  g_assert_cmpuint (json_array_size (records), ==, N - 1);
  g_assert_cmpint (json_integer_value (json_array_get (records, 0)), ==, 1);
  json_decref (object);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model-comparison-json/differences", test_differences);
  g_test_add_func ("/model-comparison-json/bands", test_bands);
  return g_test_run ();
}
