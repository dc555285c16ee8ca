/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-questions.h"

#include "rw-test-model.h"
#include "rw-test-session.h"
#include "rw-test.h"

#include <string.h>

static gboolean
is_complete (gpointer import)
{
  return rw_import_is_complete (import);
}

static RwImport *
read_text (const char *text, gsize length)
{
  g_autofree char *path = rw_test_write ("customers.csv", text, length);
  RwImport *import = rw_import_new (path, NULL, NULL, NULL);

  g_autoptr (GPtrArray) early = rw_questions_find (import);
  g_assert_cmpuint (early->len, ==, 0);
  rw_test_wait_until (is_complete, import);
  return import;
}

/* Rows of the sample, with @from in its text replaced by @to. */
static RwImport *
read_changed (const char *from, const char *to)
{
  g_autofree char *sample = rw_test_read_sample (20);
  GString *text = g_string_new (sample);

  g_string_replace (text, from, to, 1);
  RwImport *import = read_text (text->str, text->len);
  g_string_free (text, TRUE);
  return import;
}

/* That there is one question, and no other that blocks. */
static const RwQuestion *
assert_first (const GPtrArray *questions, RwQuestionKind kind, gboolean blocks, const char *part)
{
  g_assert_cmpuint (questions->len, >, 0);
  const RwQuestion *question = questions->pdata[0];
  g_assert_cmpint (question->kind, ==, kind);
  g_assert_cmpint (question->blocks, ==, blocks);
  rw_test_assert_has (question->text, part);
  return question;
}

static void
test_none (void)
{
  g_autoptr (RwImport) import = read_changed ("tenure", "tenure");
  g_autoptr (GPtrArray) questions = rw_questions_find (import);

  g_assert_cmpuint (questions->len, ==, 0);
}

static void
test_no_column (void)
{
  g_autoptr (RwImport) import = read_changed ("tenure", "xyz");
  g_autoptr (GPtrArray) questions = rw_questions_find (import);
  const RwQuestion *question =
      assert_first (questions, RW_QUESTION_NO_COLUMN, TRUE, "No column was found for “tenure”");

  g_assert_cmpstr (question->input, ==, "tenure");
  g_autoptr (RwChoices) choices = rw_choices_copy (rw_import_get_choices (import));
  rw_mapping_give_column (choices->columns, "tenure", "xyz");
  rw_import_choose (import, choices);
  rw_test_wait_until (is_complete, import);
  g_autoptr (GPtrArray) answered = rw_questions_find (import);
  g_assert_cmpuint (answered->len, ==, 0);
}

static void
test_shared (void)
{
  g_autoptr (RwImport) import = read_changed ("tenure", "tenure");
  g_autoptr (RwChoices) choices = rw_choices_copy (rw_import_get_choices (import));

  rw_mapping_give_column (choices->columns, "MonthlyCharges", "TotalCharges");
  rw_import_choose (import, choices);
  rw_test_wait_until (is_complete, import);
  g_autoptr (GPtrArray) questions = rw_questions_find (import);
  g_assert_cmpuint (questions->len, >, 0);
}

static void
test_numbers (void)
{
  g_autoptr (RwImport) import =
      read_text (RW_TEST_BYTES ("tenure;MonthlyCharges\n1;1.234\n2;2.345\n"));
  g_autoptr (GPtrArray) questions = rw_questions_find (import);
  const RwQuestion *question = assert_first (questions, RW_QUESTION_NUMBERS, TRUE,
                                             "“MonthlyCharges” can be read in two ways");

  g_assert_cmpstr (question->column, ==, "MonthlyCharges");
}

static void
test_damage (void)
{
  g_autoptr (RwImport) import =
      read_text (RW_TEST_BYTES ("tenure,Contract\n1,x\n\"a\"b,1,2,3\n3,y\n"));
  g_autoptr (GPtrArray) questions = rw_questions_find (import);

  assert_first (questions, RW_QUESTION_DAMAGE, TRUE, "1 of 3 rows are damaged");
}

/* It stops nobody. */
static void
test_encoding (void)
{
  g_autoptr (RwImport) import = read_changed ("Male", "M\xe4nnlich");
  g_autoptr (GPtrArray) questions = rw_questions_find (import);

  assert_first (questions, RW_QUESTION_ENCODING, FALSE, "1252, is a guess");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/questions/none", test_none);
  g_test_add_func ("/questions/no-column", test_no_column);
  g_test_add_func ("/questions/shared", test_shared);
  g_test_add_func ("/questions/numbers", test_numbers);
  g_test_add_func ("/questions/damage", test_damage);
  g_test_add_func ("/questions/encoding", test_encoding);
  return g_test_run ();
}
