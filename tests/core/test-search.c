/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-search.h"

#include "rw-folds.h"
#include "rw-splitmix.h"
#include "rw-test-training.h"
#include "rw-test.h"

#define N_ROWS  1500u
#define N_FOLDS 3u

/* Whether a customer left depends on @a and @b: on each alone, or only on both together. */
static char *
write_table (gboolean together)
{
  GString *text = g_string_new ("a,b,left\n");
  guint64 state = 3;

  for (guint i = 0; i < N_ROWS; i++)
    {
      guint a = rw_splitmix_next_below (&state, 100);
      guint b = rw_splitmix_next_below (&state, 100);
      guint risk = together ? ((a < 50) == (b < 50) ? 80 : 20) : (a + b) / 3 + 15;
      g_string_append_printf (text, "%u,%u,%u\n", a, b,
                              rw_splitmix_next_below (&state, 100) < risk);
    }
  return g_string_free (text, FALSE);
}

static RwSearch *
search (const char *text, RwLearningCurve *curve, GCancellable *finish)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RwTestTraining) test = rw_test_training_new (text, "left");

  rw_test_training_make_set (test);
  g_autofree guint8 *folds = rw_folds_assign (test->set->labels, NULL, N_ROWS, N_FOLDS, 7);
  g_autoptr (GPtrArray) list = g_ptr_array_new ();
  g_ptr_array_add (list, folds);
  RwSplits splits = { test->set, list, N_FOLDS };
  RwSearch *found = rw_search_run (&splits, 42, curve, finish, NULL, NULL, &error);
  g_assert_no_error (error);
  return found;
}

/* Effects that add up need trees of one split only. */
static void
test_simple (void)
{
  g_autofree char *text = write_table (FALSE);
  g_autoptr (RwSearch) found = search (text, NULL, NULL);

  g_assert_cmpuint (found->tried->len, ==, RW_N_SHAPES);
  g_assert_cmpuint (rw_search_get_chosen (found)->shape->depth, ==, 1);
}

static void
test_together (void)
{
  g_autofree char *text = write_table (TRUE);
  g_autoptr (RwSearch) found = search (text, NULL, NULL);

  g_assert_cmpuint (rw_search_get_chosen (found)->shape->depth, >, 1);
  g_assert_cmpfloat (rw_search_get_chosen (found)->log_loss, <, 0.56);
  g_assert_cmpfloat (((RwValidation *) found->tried->pdata[0])->log_loss, >, 0.65);
}

/* The simplest one within half a percent of the best. */
static void
test_tolerance (void)
{
  g_autofree char *text = write_table (FALSE);
  g_autoptr (RwSearch) found = search (text, NULL, NULL);
  double chosen = rw_search_get_chosen (found)->log_loss;

  for (guint i = 0; i < found->tried->len; i++)
    {
      double other = ((RwValidation *) found->tried->pdata[i])->log_loss;
      g_assert_cmpfloat (chosen, <=, other * (1 + RW_SEARCH_TOLERANCE));
    }
}

/* What was tried by then is what can be chosen from. */
static void
test_finish (void)
{
  g_autofree char *text = write_table (FALSE);
  g_autoptr (RwLearningCurve) curve = rw_learning_curve_new ();
  g_autoptr (GCancellable) finish = g_cancellable_new ();

  g_cancellable_cancel (finish);
  g_autoptr (RwSearch) found = search (text, curve, finish);
  g_autoptr (GPtrArray) curves = rw_learning_curve_snapshot (curve);
  g_assert_cmpuint (found->tried->len, ==, 1);
  g_assert_cmpuint (curves->len, ==, 1);
}

static void
test_json (void)
{
  g_autofree char *text = write_table (FALSE);
  g_autoptr (RwSearch) found = search (text, NULL, NULL);
  json_auto_t *json = rw_search_to_json (found);
  json_t *first = json_array_get (json, 0);

  g_assert_cmpuint (json_array_size (json), ==, RW_N_SHAPES);
  g_assert_cmpstr (json_string_value (json_object_get (first, "shape")), ==, "depth-1");
  g_assert_true (json_is_true (json_object_get (first, "chosen")));
  g_assert_true (json_is_false (json_object_get (json_array_get (json, 1), "chosen")));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/search/simple", test_simple);
  g_test_add_func ("/search/together", test_together);
  g_test_add_func ("/search/tolerance", test_tolerance);
  g_test_add_func ("/search/finish", test_finish);
  g_test_add_func ("/search/json", test_json);
  return g_test_run ();
}
