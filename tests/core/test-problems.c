/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-problems.h"

#include "rw-test.h"

#include <string.h>

static void
add (RwProblems *problems, RwProblemCause cause, guint64 record, guint column, const char *text)
{
  rw_problems_add (problems, cause, record, column,
                   (RwCell){ text, text != NULL ? strlen (text) : 0 });
}

static void
add_ragged (RwProblems *problems, guint64 record)
{
  add (problems, RW_PROBLEM_TOO_FEW_CELLS, record, RW_PROBLEM_NO_COLUMN, NULL);
}

static void
assert_shown (RwProblems *problems, const char *expected)
{
  g_autofree char *shown = rw_test_show_problems (problems);

  g_assert_cmpstr (shown, ==, expected);
}

static void
test_empty (void)
{
  g_autoptr (RwProblems) problems = rw_problems_new ();

  for (guint i = 0; i < RW_N_PROBLEM_CAUSES; i++)
    g_assert_cmpuint (rw_problems_get_count (problems, i), ==, 0);
  g_assert_cmpuint (rw_problems_get_n_rows (problems), ==, 0);
  g_assert_cmpuint (rw_problems_get_examples (problems)->len, ==, 0);
}

static void
test_add (void)
{
  g_autoptr (RwProblems) problems = rw_problems_new ();
  char text[] = "many";

  add (problems, RW_PROBLEM_NOT_A_NUMBER, 3, 1, text);
  text[0] = 'M';
  add_ragged (problems, 3);
  add (problems, RW_PROBLEM_NOT_A_NUMBER, 4, 0, "");
  rw_problems_add (problems, RW_PROBLEM_NOT_A_NUMBER, 5, 2, (RwCell){ "abc", 2 });
  g_assert_cmpuint (rw_problems_get_count (problems, RW_PROBLEM_NOT_A_NUMBER), ==, 3);
  g_assert_cmpuint (rw_problems_get_count (problems, RW_PROBLEM_TOO_FEW_CELLS), ==, 1);
  g_assert_cmpuint (rw_problems_get_count (problems, RW_PROBLEM_TOO_MANY_CELLS), ==, 0);
  assert_shown (problems, "not-a-number@3:1[many] too-few-cells@3 not-a-number@4:0[] "
                          "not-a-number@5:2[ab]");
}

static void
test_undecodable_text (void)
{
  g_autoptr (RwProblems) problems = rw_problems_new ();

  add (problems, RW_PROBLEM_NOT_UTF8, 1, 0, "M\xfcller");
  assert_shown (problems, "not-utf8@1:0[M\ufffdller]");
}

/* By record, then by column; a row as a whole comes last. */
static void
test_order (void)
{
  g_autoptr (RwProblems) problems = rw_problems_new ();

  add (problems, RW_PROBLEM_NOT_A_NUMBER, 9, 0, "a");
  add_ragged (problems, 2);
  add (problems, RW_PROBLEM_NOT_UTF8, 2, 7, "b");
  add (problems, RW_PROBLEM_NOT_A_NUMBER, 2, 3, "c");
  add (problems, RW_PROBLEM_OPEN_QUOTE, 4000000000, RW_PROBLEM_NO_COLUMN, NULL);
  assert_shown (problems, "not-a-number@2:3[c] not-utf8@2:7[b] too-few-cells@2 "
                          "not-a-number@9:0[a] open-quote@4000000000");
}

/* The first hundred of each cause are examples, all are counted. */
static void
test_cap (void)
{
  g_autoptr (RwProblems) problems = rw_problems_new ();

  for (guint i = 1; i <= 250; i++)
    {
      add_ragged (problems, i);
      add (problems, RW_PROBLEM_NOT_A_NUMBER, i, 0, "x");
    }
  add (problems, RW_PROBLEM_NOT_UTF8, 251, 0, "y");
  GPtrArray *examples = rw_problems_get_examples (problems);
  g_assert_cmpuint (examples->len, ==, 2 * RW_PROBLEMS_MAX_EXAMPLES + 1);
  for (guint i = 0; i < 2 * RW_PROBLEMS_MAX_EXAMPLES; i++)
    g_assert_cmpuint (((RwProblem *) examples->pdata[i])->record, ==, i / 2 + 1);
  g_assert_cmpuint (rw_problems_get_count (problems, RW_PROBLEM_TOO_FEW_CELLS), ==, 250);
  g_assert_cmpuint (rw_problems_get_count (problems, RW_PROBLEM_NOT_A_NUMBER), ==, 250);
  g_assert_cmpuint (rw_problems_get_n_rows (problems), ==, 251);
}

static void
test_n_rows (void)
{
  g_autoptr (RwProblems) problems = rw_problems_new ();

  add (problems, RW_PROBLEM_NOT_A_NUMBER, 5, 0, "a");
  add (problems, RW_PROBLEM_NOT_A_NUMBER, 8, 0, "b");
  add (problems, RW_PROBLEM_NOT_A_NUMBER, 2, 1, "c");
  add (problems, RW_PROBLEM_NOT_A_NUMBER, 5, 1, "d");
  g_assert_cmpuint (rw_problems_get_n_rows (problems), ==, 3);
  add_ragged (problems, 8);
  add_ragged (problems, 9);
  g_assert_cmpuint (rw_problems_get_n_rows (problems), ==, 4);
  g_assert_cmpuint (rw_problems_get_n_rows (problems), ==, 4);
}

static void
test_merge (void)
{
  g_autoptr (RwProblems) problems = rw_problems_new ();
  g_autoptr (RwProblems) later = rw_problems_new ();

  add (problems, RW_PROBLEM_NOT_A_NUMBER, 1, 0, "a");
  add_ragged (problems, 3);
  add_ragged (later, 3);
  add (later, RW_PROBLEM_NOT_A_NUMBER, 4, 0, "b");
  add (later, RW_PROBLEM_NOT_UTF8, 4, 0, "b");
  rw_problems_merge (problems, later);
  g_assert_cmpuint (rw_problems_get_count (problems, RW_PROBLEM_NOT_A_NUMBER), ==, 2);
  g_assert_cmpuint (rw_problems_get_count (problems, RW_PROBLEM_TOO_FEW_CELLS), ==, 2);
  g_assert_cmpuint (rw_problems_get_count (problems, RW_PROBLEM_NOT_UTF8), ==, 1);
  g_assert_cmpuint (rw_problems_get_n_rows (problems), ==, 3);
  g_clear_pointer (&later, rw_problems_free);
  g_assert_cmpuint (rw_problems_get_examples (problems)->len, ==, 5);
  g_assert_cmpstr (((RwProblem *) rw_problems_get_examples (problems)->pdata[4])->text, ==, "b");
}

/* The examples are the first ones of both. */
static void
test_merge_cap (void)
{
  g_autoptr (RwProblems) problems = rw_problems_new ();
  g_autoptr (RwProblems) later = rw_problems_new ();

  for (guint i = 1; i <= 60; i++)
    {
      add_ragged (problems, i);
      add_ragged (later, 60 + i);
      add (later, RW_PROBLEM_NOT_A_NUMBER, 60 + i, 0, "x");
    }
  rw_problems_merge (problems, later);
  GPtrArray *examples = rw_problems_get_examples (problems);
  g_assert_cmpuint (examples->len, ==, RW_PROBLEMS_MAX_EXAMPLES + 60);
  guint64 last_ragged = 0;
  for (guint i = 0; i < examples->len; i++)
    if (((RwProblem *) examples->pdata[i])->cause == RW_PROBLEM_TOO_FEW_CELLS)
      last_ragged = ((RwProblem *) examples->pdata[i])->record;
  g_assert_cmpuint (last_ragged, ==, 100);
  g_assert_cmpuint (rw_problems_get_count (problems, RW_PROBLEM_TOO_FEW_CELLS), ==, 120);
  g_assert_cmpuint (rw_problems_get_n_rows (problems), ==, 120);
}

static void
assert_bytes (RwProblems *problems, guint example, const char *bytes)
{
  const RwProblem *problem = rw_problems_get_examples (problems)->pdata[example];

  g_assert_cmpstr (problem->bytes, ==, bytes);
}

/* What could not be decoded is told as it was. */
static void
test_bytes (void)
{
  g_autoptr (RwProblems) problems = rw_problems_new ();
  g_autoptr (RwProblems) merged = rw_problems_new ();

  add (problems, RW_PROBLEM_NOT_UTF8, 1, 0, "ü\xfc\xe2\x82,ä\xff");
  add (problems, RW_PROBLEM_NOT_UTF8, 2, 0,
       "\x80\x81\x82\x83\x84\x85\x86\x87\x88\x89\x8a\x8b\x8c\x8d\x8e\x8f\x90");
  add (problems, RW_PROBLEM_NOT_A_NUMBER, 3, 0, "\xff");
  rw_problems_add_raw (problems, RW_PROBLEM_UNDECODABLE, 4, 1, (RwCell){ "a", 1 },
                       (RwCell){ "\xd8\0", 2 });
  rw_problems_merge (merged, problems);
  assert_bytes (merged, 0, "fc e2 82 ff");
  assert_bytes (merged, 1, "80 81 82 83 84 85 86 87 88 89 8a 8b 8c 8d 8e 8f");
  assert_bytes (merged, 2, NULL);
  assert_bytes (merged, 3, "d8 00");
}

static void
test_causes (void)
{
  static const char *const causes[RW_N_PROBLEM_CAUSES][2] = {
    [RW_PROBLEM_TOO_FEW_CELLS] = { "too-few-cells", "fewer cells than the header" },
    [RW_PROBLEM_TOO_MANY_CELLS] = { "too-many-cells", "more cells than the header" },
    [RW_PROBLEM_NOT_A_NUMBER] = { "not-a-number", "text in a column of numbers" },
    [RW_PROBLEM_NOT_UTF8] = { "not-utf8", "characters that are not UTF-8" },
    [RW_PROBLEM_UNDECODABLE] = { "undecodable", "bytes that the file's encoding does not have" },
    [RW_PROBLEM_OPEN_QUOTE] = { "open-quote", "a quotation mark that is never closed" },
    [RW_PROBLEM_STRAY_QUOTE] = { "stray-quote", "a quotation mark inside a quoted cell" },
    [RW_PROBLEM_TOO_LONG] = { "too-long", "a cell longer than 1 MiB, or a row than 16 MiB" },
    [RW_PROBLEM_TOO_WIDE] = { "too-wide", "more than 10,000 cells" },
  };

  for (guint i = 0; i < RW_N_PROBLEM_CAUSES; i++)
    {
      g_assert_cmpstr (rw_problem_cause_get_id (i), ==, causes[i][0]);
      g_assert_cmpstr (rw_problem_cause_get_title (i), ==, causes[i][1]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/problems/empty", test_empty);
  g_test_add_func ("/problems/add", test_add);
  g_test_add_func ("/problems/undecodable-text", test_undecodable_text);
  g_test_add_func ("/problems/order", test_order);
  g_test_add_func ("/problems/cap", test_cap);
  g_test_add_func ("/problems/n-rows", test_n_rows);
  g_test_add_func ("/problems/merge", test_merge);
  g_test_add_func ("/problems/merge-cap", test_merge_cap);
  g_test_add_func ("/problems/causes", test_causes);
  g_test_add_func ("/problems/bytes", test_bytes);
  return g_test_run ();
}
