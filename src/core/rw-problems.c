/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-problems.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_RAW 16

/* Examples of several columns are merged before the first ones are known. */
#define MAX_UNTRIMMED (4 * RW_N_PROBLEM_CAUSES * RW_PROBLEMS_MAX_EXAMPLES)

struct _RwProblems
{
  guint64 counts[RW_N_PROBLEM_CAUSES];
  guint kept[RW_N_PROBLEM_CAUSES]; /* examples of each cause */
  GPtrArray *examples;             /* RwProblem */
  GArray *records;                 /* RwProblemRecord, ascending within one cause and column */
  gboolean sealed;                 /* sorted, one a record, and nothing was added since */
};

typedef struct
{
  const char *id;
  const char *title;
} Cause;

static const Cause causes[RW_N_PROBLEM_CAUSES] = {
  [RW_PROBLEM_TOO_FEW_CELLS] = { "too-few-cells", N_ ("fewer cells than the header") },
  [RW_PROBLEM_TOO_MANY_CELLS] = { "too-many-cells", N_ ("more cells than the header") },
  [RW_PROBLEM_NOT_A_NUMBER] = { "not-a-number", N_ ("text in a column of numbers") },
  [RW_PROBLEM_NOT_UTF8] = { "not-utf8", N_ ("characters that are not UTF-8") },
  [RW_PROBLEM_UNDECODABLE] = { "undecodable", N_ ("bytes that the file's encoding does not have") },
  [RW_PROBLEM_OPEN_QUOTE] = { "open-quote", N_ ("a quotation mark that is never closed") },
  [RW_PROBLEM_STRAY_QUOTE] = { "stray-quote", N_ ("a quotation mark inside a quoted cell") },
  [RW_PROBLEM_TOO_LONG] = { "too-long", N_ ("a cell longer than 1 MiB, or a row than 16 MiB") },
  [RW_PROBLEM_TOO_WIDE] = { "too-wide", N_ ("more than 10,000 cells") },
};

static void
problem_free (gpointer data)
{
  RwProblem *problem = data;

  if (problem == NULL)
    return;
  g_free (problem->text);
  g_free (problem->bytes);
  g_free (problem);
}

static void
add_record (RwProblems *problems, guint64 record, guint32 mask)
{
  RwProblemRecord added = { (guint32) record, mask };
  guint n = problems->records->len;
  RwProblemRecord *last = n > 0 ? &g_array_index (problems->records, RwProblemRecord, n - 1) : NULL;

  if (last != NULL && last->record == added.record)
    last->causes |= mask;
  else
    g_array_append_val (problems->records, added);
}

static int
compare_records (gconstpointer a, gconstpointer b)
{
  guint32 x = ((const RwProblemRecord *) a)->record;
  guint32 y = ((const RwProblemRecord *) b)->record;

  return (x > y) - (x < y);
}

static int
compare_problems (gconstpointer a, gconstpointer b)
{
  const RwProblem *x = *(RwProblem *const *) a;
  const RwProblem *y = *(RwProblem *const *) b;

  if (x->record != y->record)
    return x->record < y->record ? -1 : 1;
  return (x->column > y->column) - (x->column < y->column);
}

RwProblems *
rw_problems_new (void)
{
  RwProblems *problems = g_new0 (RwProblems, 1);

  problems->examples = g_ptr_array_new_with_free_func (problem_free);
  problems->records = g_array_new (FALSE, FALSE, sizeof (RwProblemRecord));
  return problems;
}

void
rw_problems_free (RwProblems *problems)
{
  g_ptr_array_unref (problems->examples);
  g_array_unref (problems->records);
  g_free (problems);
}

/* Keeps the first examples of each cause. */
static void
trim_examples (RwProblems *problems)
{
  g_autoptr (GPtrArray) all = g_steal_pointer (&problems->examples);

  g_ptr_array_sort (all, compare_problems);
  memset (problems->kept, 0, sizeof problems->kept);
  problems->examples = g_ptr_array_new_with_free_func (problem_free);
  for (guint i = 0; i < all->len; i++)
    {
      RwProblem *problem = all->pdata[i];
      if (problems->kept[problem->cause]++ < RW_PROBLEMS_MAX_EXAMPLES)
        g_ptr_array_add (problems->examples, g_steal_pointer (&all->pdata[i]));
    }
}

static void
add_example (RwProblems *problems, RwProblem example)
{
  problems->kept[example.cause]++;
  g_ptr_array_add (problems->examples, g_memdup2 (&example, sizeof example));
}

/* Adds @byte to the list in @hex that stops behind MAX_RAW of them. */
static void
append_hex (GString *hex, guchar byte)
{
  if (hex->len < 3 * MAX_RAW - 1)
    g_string_append_printf (hex, hex->len > 0 ? " %02x" : "%02x", byte);
}

static char *
dup_bad_utf8 (RwCell cell)
{
  GString *hex = g_string_new (NULL);
  const char *end = cell.text + cell.length;
  const char *at = cell.text;

  while (!g_utf8_validate_len (at, (gsize) (end - at), &at))
    append_hex (hex, (guchar) *at++);
  return g_string_free (hex, FALSE);
}

static char *
dup_hex (RwCell raw)
{
  GString *hex = g_string_new (NULL);

  for (gsize i = 0; i < MIN (raw.length, MAX_RAW); i++)
    append_hex (hex, (guchar) raw.text[i]);
  return g_string_free (hex, FALSE);
}

void
rw_problems_add_raw (RwProblems *problems, RwProblemCause cause, guint64 record, guint column,
                     RwCell cell, RwCell raw)
{
  RwProblem example = { cause, record, column, NULL, NULL };

  problems->sealed = FALSE;
  problems->counts[cause]++;
  add_record (problems, record, 1u << cause);
  if (problems->kept[cause] >= RW_PROBLEMS_MAX_EXAMPLES)
    return;
  if (cell.text != NULL)
    example.text = g_utf8_make_valid (cell.text, (gssize) cell.length);
  if (raw.text != NULL)
    example.bytes = dup_hex (raw);
  else if (cause == RW_PROBLEM_NOT_UTF8 && cell.text != NULL)
    example.bytes = dup_bad_utf8 (cell);
  add_example (problems, example);
}

void
rw_problems_add (RwProblems *problems, RwProblemCause cause, guint64 record, guint column,
                 RwCell cell)
{
  rw_problems_add_raw (problems, cause, record, column, cell, (RwCell){ NULL, 0 });
}

void
rw_problems_merge (RwProblems *problems, const RwProblems *other)
{
  problems->sealed = FALSE;
  for (guint i = 0; i < RW_N_PROBLEM_CAUSES; i++)
    problems->counts[i] += other->counts[i];
  for (guint i = 0; i < other->records->len; i++)
    {
      const RwProblemRecord *added = &g_array_index (other->records, RwProblemRecord, i);
      add_record (problems, added->record, added->causes);
    }
  for (guint i = 0; i < other->examples->len; i++)
    {
      const RwProblem *p = other->examples->pdata[i];
      add_example (problems, (RwProblem){ p->cause, p->record, p->column, g_strdup (p->text),
                                          g_strdup (p->bytes) });
    }
  if (problems->examples->len > MAX_UNTRIMMED)
    trim_examples (problems);
}

guint64
rw_problems_get_count (const RwProblems *problems, RwProblemCause cause)
{
  return problems->counts[cause];
}

/* One entry a record, with all its causes. */
static void
join_records (RwProblems *problems)
{
  g_autoptr (GArray) all = g_steal_pointer (&problems->records);

  g_array_sort (all, compare_records);
  problems->records = g_array_new (FALSE, FALSE, sizeof (RwProblemRecord));
  for (guint i = 0; i < all->len; i++)
    {
      const RwProblemRecord *record = &g_array_index (all, RwProblemRecord, i);
      add_record (problems, record->record, record->causes);
    }
}

void
rw_problems_seal (RwProblems *problems)
{
  if (problems->sealed)
    return;
  trim_examples (problems);
  join_records (problems);
  problems->sealed = TRUE;
}

guint64
rw_problems_get_n_rows (RwProblems *problems)
{
  rw_problems_seal (problems);
  return problems->records->len;
}

const GArray *
rw_problems_get_records (RwProblems *problems)
{
  rw_problems_seal (problems);
  return problems->records;
}

guint32
rw_problems_find (const RwProblems *problems, guint64 record)
{
  guint low = 0;
  guint high = problems->records->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      const RwProblemRecord *found = &g_array_index (problems->records, RwProblemRecord, middle);
      if (found->record == record)
        return found->causes;
      if (found->record < record)
        low = middle + 1;
      else
        high = middle;
    }
  return 0;
}

GPtrArray *
rw_problems_get_examples (RwProblems *problems)
{
  rw_problems_seal (problems);
  return problems->examples;
}

const char *
rw_problem_cause_get_title (RwProblemCause cause)
{
  return _ (causes[cause].title);
}

const char *
rw_problem_cause_get_id (RwProblemCause cause)
{
  return causes[cause].id;
}
