/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-figure-text.h"

#include "rw-figures.h"

#include <math.h>

/* Every figure has a title and a meaning of its own. */
static void
test_titles (void)
{
  g_autoptr (GHashTable) texts = g_hash_table_new (g_str_hash, g_str_equal);

  for (RwFigureId figure = 0; figure < RW_N_FIGURES; figure++)
    {
      const char *id = rw_figure_get_id (figure);
      g_assert_cmpstr (rw_figure_text_get_title (id), !=, id);
      g_assert_true (g_hash_table_add (texts, (gpointer) rw_figure_text_get_title (id)));
      g_assert_cmpstr (rw_figure_text_get_meaning (id), !=, "");
      g_assert_true (g_hash_table_add (texts, (gpointer) rw_figure_text_get_meaning (id)));
    }
  g_assert_cmpstr (rw_figure_text_get_title ("ece"), ==, "Calibration error (ECE)");
  g_assert_cmpstr (rw_figure_text_get_title ("gini"), ==, "gini");
  g_assert_cmpstr (rw_figure_text_get_meaning ("gini"), ==, "");
}

static void
assert_text (char *text, const char *expected)
{
  g_assert_cmpstr (text, ==, expected);
  g_free (text);
}

static void
test_numbers (void)
{
  const RwInterval undefined = { (double) NAN, (double) NAN };

  assert_text (rw_figure_text_dup (0.85034), "0.8503");
  assert_text (rw_figure_text_dup ((double) NAN), "–");
  assert_text (rw_figure_text_dup_difference (0.00214), "+0.0021");
  assert_text (rw_figure_text_dup_difference (-0.5), "-0.5000");
  assert_text (rw_figure_text_dup_difference ((double) NAN), "–");
  assert_text (rw_figure_text_dup_interval ((RwInterval){ 0.8405, 0.8609 }), "0.8405 – 0.8609");
  assert_text (rw_figure_text_dup_interval (undefined), "–");
  assert_text (rw_figure_text_dup_difference_interval ((RwInterval){ -0.001, 0.0052 }),
               "-0.0010 to +0.0052");
  assert_text (rw_figure_text_dup_difference_interval (undefined), "–");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/figure-text/titles", test_titles);
  g_test_add_func ("/figure-text/numbers", test_numbers);
  return g_test_run ();
}
