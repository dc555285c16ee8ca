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

/* The first one of a kind, or NULL. */
static const RwQuestion *
find (const GPtrArray *questions, RwQuestionKind kind)
{
  for (guint i = 0; i < questions->len; i++)
    if (((const RwQuestion *) questions->pdata[i])->kind == kind)
      return questions->pdata[i];
  return NULL;
}

/* Answers, and waits until all is read with the answer. */
static GPtrArray *
choose (RwImport *import, const RwChoices *choices)
{
  rw_import_choose (import, choices);
  rw_test_wait_until (is_complete, import);
  return rw_questions_find (import);
}

/* A unit is offered; it is converted only when somebody says so, and that can be taken back. */
static void
test_unit (void)
{
  g_autoptr (RwImport) import = read_changed ("tenure", "days here");
  g_autoptr (RwChoices) choices = rw_choices_copy (rw_import_get_choices (import));

  rw_mapping_give_column (choices->columns, "tenure", "days here");
  g_autoptr (GPtrArray) offered = choose (import, choices);
  const RwQuestion *question = find (offered, RW_QUESTION_UNIT);
  g_assert_nonnull (question);
  g_assert_false (question->blocks);
  rw_test_assert_has (question->text, "“days here”, read as “tenure”, seems to be in days");
  g_assert_cmpfloat_with_epsilon (question->factor, 12 / 365.25, 1e-9);
  rw_mapping_give_factor (choices->columns, question->input, question->factor);
  g_autoptr (GPtrArray) converted = choose (import, choices);
  g_assert_null (find (converted, RW_QUESTION_UNIT));
  rw_test_assert_has (find (converted, RW_QUESTION_CONVERTED)->text, "“days here” × 0.03285");
  rw_mapping_give_factor (choices->columns, "tenure", 1);
  g_autoptr (GPtrArray) undone = choose (import, choices);
  g_assert_null (find (undone, RW_QUESTION_CONVERTED));
  g_assert_nonnull (find (undone, RW_QUESTION_UNIT));
}

/* A text that the model does not know is missing until somebody says what it is. */
static void
test_unknown_level (void)
{
  g_autoptr (RwImport) import = read_changed ("One year", "trial");
  g_autoptr (RwChoices) choices = rw_choices_copy (rw_import_get_choices (import));
  g_autoptr (GPtrArray) questions = rw_questions_find (import);
  const RwQuestion *question = find (questions, RW_QUESTION_LEVEL);

  g_assert_nonnull (question);
  g_assert_cmpstr (question->text, ==, "“trial” in “Contract” is not known to the model (1 row).");
  g_assert_null (question->level->level);
  rw_mapping_give_level (choices->columns, "Contract", "trial", "Two year");
  g_autoptr (GPtrArray) answered = choose (import, choices);
  question = find (answered, RW_QUESTION_LEVEL);
  g_assert_cmpstr (question->level->level, ==, "Two year");
  g_assert_cmpint (question->level->match, ==, RW_MATCH_GIVEN);
}

/* One that was found by another name of a level is shown, too. */
static void
test_similar_level (void)
{
  g_autoptr (RwImport) import = read_changed ("One year", "12 months");
  g_autoptr (GPtrArray) questions = rw_questions_find (import);
  const RwQuestion *question = find (questions, RW_QUESTION_LEVEL);

  g_assert_cmpstr (question->text, ==, "“12 months” in “Contract” (1 row)");
  g_assert_cmpstr (question->level->level, ==, "One year");
}

static void
test_coverage (void)
{
  g_autoptr (RwImport) import = read_changed ("PaymentMethod", "xyz");
  g_autoptr (GPtrArray) questions = rw_questions_find (import);

  rw_test_assert_has (find (questions, RW_QUESTION_COVERAGE)->text,
                      "18 of the model's 19 columns were found. They carry 9");
}

int
main (int argc, char **argv)
{
  rw_test_session_init (&argc, &argv);
  g_test_add_func ("/questions/none", test_none);
  g_test_add_func ("/questions/no-column", test_no_column);
  g_test_add_func ("/questions/shared", test_shared);
  g_test_add_func ("/questions/numbers", test_numbers);
  g_test_add_func ("/questions/damage", test_damage);
  g_test_add_func ("/questions/encoding", test_encoding);
  g_test_add_func ("/questions/unit", test_unit);
  g_test_add_func ("/questions/unknown-level", test_unknown_level);
  g_test_add_func ("/questions/similar-level", test_similar_level);
  g_test_add_func ("/questions/coverage", test_coverage);
  return g_test_run ();
}
