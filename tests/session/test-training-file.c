/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-training-file.h"

#include "rw-role.h"
#include "rw-test-training.h"
#include "rw-test.h"

#include <string.h>

static RwTrainingFile *
read_text (const char *text, const char *label, const char *positive, GError **error)
{
  g_autofree char *path = rw_test_write ("customers.csv", text, strlen (text));
  const RwTrainingRequest request = { path, NULL, label, positive };

  return rw_training_file_read (&request, NULL, NULL, error);
}

static RwTrainingFile *
read_well (const char *text, const char *label, const char *positive)
{
  g_autoptr (GError) error = NULL;
  RwTrainingFile *file = read_text (text, label, positive, &error);

  g_assert_no_error (error);
  return file;
}

/* A label of numbers is found, and read as texts; an id beside it is left out. */
static void
test_found (void)
{
  g_autofree char *text = rw_test_training_invent (200);
  GString *renamed = g_string_new (text);
  g_string_replace (renamed, ",left\n", ",exited\n", 1);
  g_autoptr (RwTrainingFile) file = read_well (renamed->str, NULL, NULL);

  g_string_free (renamed, TRUE);
  g_assert_cmpstr (file->label, ==, "exited");
  g_assert_cmpstr (file->labels->positive, ==, "1");
  g_assert_false (file->is_guess);
  g_assert_cmpuint (file->labels->rows->len, ==, 200);
  g_assert_cmpstr (file->values[0], ==, "0");
  g_assert_cmpstr (file->values[1], ==, "1");
  g_assert_cmpuint (file->roles->len, ==, 5);
  g_assert_cmpint (((RwRole *) file->roles->pdata[0])->kind, ==, RW_ROLE_ID);
  g_assert_cmpint (((RwRole *) file->roles->pdata[4])->kind, ==, RW_ROLE_LABEL);
}

#define NO_NAME "id,plan,state,n\n1,a,red,1\n2,b,blue,2\n3,a,blue,3\n4,b,red,\n5,a,blue,5\n"

/* Where no column says by its name that it is the label, those that may be are offered. */
static void
test_none (void)
{
  g_autoptr (RwTrainingFile) file = read_well (NO_NAME, NULL, NULL);

  g_assert_null (file->label);
  g_assert_null (file->labels);
  g_assert_null (file->roles);
  g_assert_cmpuint (g_strv_length (file->candidates), ==, 2);
  g_assert_cmpstr (file->candidates[0], ==, "plan");
  g_assert_cmpstr (file->candidates[1], ==, "state");
}

/* The rarer value is the guess where none says that it means “left”; the other one can be said. */
static void
test_guess (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RwTrainingFile) file = read_well (NO_NAME, "state", NULL);
  g_autoptr (RwTrainingFile) said = read_well (NO_NAME, "state", "blue");
  g_autoptr (RwTrainingFile) other = rw_training_file_relabel (file, "blue", NULL, &error);

  g_assert_no_error (error);
  g_assert_true (file->is_guess);
  g_assert_cmpstr (file->labels->positive, ==, "red");
  g_assert_cmpuint (file->labels->n_positive, ==, 2);
  g_assert_false (said->is_guess);
  g_assert_cmpuint (said->labels->n_positive, ==, 3);
  g_assert_false (other->is_guess);
  g_assert_cmpuint (other->labels->n_positive, ==, 3);
  g_assert_true (other->table == file->table);
  g_assert_cmpstr (other->path, ==, file->path);
  g_assert_cmpuint (g_strv_length (other->candidates), ==, 2);
}

static void
test_refused (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RwTrainingFile) file = read_well (NO_NAME, "state", NULL);

  g_assert_null (read_text (NO_NAME, "n", NULL, &error));
  rw_test_assert_error (&error, RW_ERROR_LABEL, "two different values");
  g_assert_null (read_text (NO_NAME, "state", "lost", &error));
  rw_test_assert_error (&error, RW_ERROR_LABEL, "state");
  g_assert_null (read_text ("a,b\n", NULL, NULL, &error));
  rw_test_assert_error (&error, RW_ERROR_EMPTY, NULL);
  g_assert_null (rw_training_file_relabel (file, "lost", NULL, &error));
  rw_test_assert_error (&error, RW_ERROR_LABEL, NULL);
}

/* What was decided on how the file is read holds here as well. */
static void
test_choices (void)
{
  g_autoptr (RwChoices) choices = rw_choices_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *path =
      rw_test_write ("customers.csv", RW_TEST_BYTES ("sum;churn\n1.234;yes\n2.500;no\n"));
  const RwTrainingRequest request = { path, choices, NULL, NULL };

  choices->numbers.decimal = ',';
  g_autoptr (RwTrainingFile) file = rw_training_file_read (&request, NULL, NULL, &error);
  g_assert_no_error (error);
  const RwColumn *column = rw_table_find_column (file->table, "sum");
  g_assert_cmpfloat (rw_column_get_numbers (column)[1], ==, 2500);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/training-file/found", test_found);
  g_test_add_func ("/training-file/none", test_none);
  g_test_add_func ("/training-file/guess", test_guess);
  g_test_add_func ("/training-file/refused", test_refused);
  g_test_add_func ("/training-file/choices", test_choices);
  return g_test_run ();
}
