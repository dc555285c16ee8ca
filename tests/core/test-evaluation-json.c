/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-evaluation-json.h"

#include <math.h>

static json_t *
make (const float *p, const float *y, guint32 n)
{
  g_autoptr (RwEvaluation) evaluation = rw_evaluation_new (p, y, n, 0.5, 42, NULL, NULL);

  return rw_evaluation_to_json (evaluation);
}

static double
get_number (json_t *object, const char *name)
{
  json_t *value = json_object_get (object, name);

  g_assert_true (json_is_number (value));
  return json_number_value (value);
}

static void
test_members (void)
{
  static const float p[] = { 0.95f, 0.85f, 0.45f, 0.25f };
  static const float y[] = { 1, 0, 1, 0 };
  json_t *object = make (p, y, 4);
  json_t *intervals = json_object_get (object, "intervals");

  g_assert_cmpint (json_integer_value (json_object_get (object, "rows")), ==, 4);
  g_assert_cmpint (json_integer_value (json_object_get (object, "positives")), ==, 2);
  g_assert_cmpfloat_with_epsilon (get_number (object, "auc"), 0.75, 1e-12);
  g_assert_cmpfloat_with_epsilon (get_number (object, "threshold"), 0.5, 1e-12);
  g_assert_cmpfloat_with_epsilon (get_number (object, "ece"), 0.425, 1e-6);
  g_assert_cmpfloat (get_number (object, "ece_floor"), >, 0.1);
  g_assert_cmpuint (json_object_size (intervals), ==, RW_N_FIGURES);
  json_t *accuracy = json_object_get (intervals, "accuracy");
  g_assert_cmpuint (json_array_size (accuracy), ==, 2);
  g_assert_cmpfloat (json_real_value (json_array_get (accuracy, 0)), <, 0.5);
  g_assert_cmpfloat (json_real_value (json_array_get (accuracy, 1)), >, 0.5);
  json_decref (object);
}

static void
test_tables (void)
{
  static const float p[] = { 0.95f, 0.85f, 0.45f, 0.25f };
  static const float y[] = { 1, 0, 1, 0 };
  json_t *object = make (p, y, 4);
  json_t *bins = json_object_get (object, "calibration");
  json_t *gains = json_object_get (object, "gains");

  g_assert_cmpuint (json_array_size (bins), ==, 4);
  json_t *first = json_array_get (bins, 0);
  g_assert_cmpfloat_with_epsilon (get_number (first, "from"), 0.2, 1e-12);
  g_assert_cmpfloat_with_epsilon (get_number (first, "to"), 0.3, 1e-12);
  g_assert_cmpfloat_with_epsilon (get_number (first, "mean_probability"), 0.25, 1e-7);
  g_assert_cmpfloat (get_number (first, "rate"), ==, 0);
  g_assert_cmpuint (json_array_size (json_object_get (first, "expected")), ==, 2);
  g_assert_cmpuint (json_array_size (gains), ==, 4);
  json_t *last = json_array_get (gains, 3);
  g_assert_cmpfloat (get_number (last, "tenth"), ==, 10);
  g_assert_cmpfloat_with_epsilon (get_number (last, "reached"), 1, 1e-12);
  g_assert_cmpfloat (get_number (json_array_get (gains, 0), "lift"), ==, 2);
  json_decref (object);
}

static void
test_undefined (void)
{
  static const float p[] = { 0.95f, 0.85f };
  static const float y[] = { 0, 0 };
  json_t *object = make (p, y, 2);

  g_assert_true (json_is_null (json_object_get (object, "auc")));
  g_assert_true (json_is_null (json_object_get (json_object_get (object, "intervals"), "auc")));
  g_assert_true (json_is_real (json_object_get (object, "brier")));
  json_decref (object);
  object = make (NULL, NULL, 0);
  g_assert_true (json_is_null (json_object_get (object, "brier")));
  g_assert_cmpuint (json_array_size (json_object_get (object, "gains")), ==, 0);
  json_decref (object);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/evaluation-json/members", test_members);
  g_test_add_func ("/evaluation-json/tables", test_tables);
  g_test_add_func ("/evaluation-json/undefined", test_undefined);
  return g_test_run ();
}
