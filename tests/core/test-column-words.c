/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-column-words.h"

/* Words are told apart by capitals and signs, so that "paid" is no id. */
static void
test_ids (void)
{
  static const char *const ids[] = { "id",          "ID",          "customerID",
                                     "customer_id", "Customer Id", "RowNumber",
                                     "Surname",     "e-mail",      "Phone No." };
  static const char *const others[] = { "paid", "Monthly", "tenure", "valid", "", "Ident", "%" };

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    g_assert_true (rw_column_words_name_id (ids[i]));
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    g_assert_false (rw_column_words_name_id (others[i]));
}

static void
test_outcomes (void)
{
  g_assert_true (rw_column_words_name_outcome ("Churn Reason"));
  g_assert_true (rw_column_words_name_outcome ("exit_date"));
  g_assert_true (rw_column_words_name_outcome ("CancellationCode"));
  g_assert_true (rw_column_words_name_outcome ("predictedClass"));
  g_assert_false (rw_column_words_name_outcome ("Contract"));
  g_assert_false (rw_column_words_name_outcome ("underscored"));
}

static void
test_labels (void)
{
  g_assert_true (rw_column_words_name_label ("Churn"));
  g_assert_true (rw_column_words_name_label ("Attrition_Flag"));
  g_assert_true (rw_column_words_name_label ("EXITED"));
  g_assert_false (rw_column_words_name_label ("Churn Reason"));
  g_assert_false (rw_column_words_name_label (""));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/column-words/ids", test_ids);
  g_test_add_func ("/column-words/outcomes", test_outcomes);
  g_test_add_func ("/column-words/labels", test_labels);
  return g_test_run ();
}
