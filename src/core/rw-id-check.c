/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-id-check.h"

#include "rw-error.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define N_AT_ONCE 65536u /* rows between two looks at the cancellable */

/* A set of rows with different ids: row + 1 in a table with open addressing, or 0. The seed keeps
 * files from being made so that their ids meet in few slots. */
typedef struct
{
  const RwColumn *column;
  guint64 seed;
  guint32 *slots;
  gsize mask; /* number of slots - 1, a power of two - 1 */
} Ids;

/* The finaliser of splitmix64 (Steele, Lea, Flood 2014). */
static guint64
mix (guint64 word)
{
  word = (word ^ (word >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  word = (word ^ (word >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return word ^ (word >> 31);
}

static guint64
hash_text (RwCell text, guint64 seed)
{
  guint64 hash = mix (seed ^ text.length);

  for (gsize at = 0; at < text.length; at += 8)
    {
      guint64 word = 0;
      memcpy (&word, text.text + at, MIN (8, text.length - at));
      hash = mix (hash ^ word) + seed;
    }
  return hash;
}

static guint64
hash_number (double number, guint64 seed)
{
  guint64 word = 0;

  memcpy (&word, &number, sizeof word);
  return mix (seed ^ word);
}

static guint64
hash_row (const Ids *ids, guint32 row)
{
  switch (rw_column_get_kind (ids->column))
    {
    case RW_COLUMN_NUMBER: /* 0 and -0 are one number */
      return hash_number (rw_column_get_numbers (ids->column)[row] + 0.0, ids->seed);
    case RW_COLUMN_CATEGORY:
      return mix (ids->seed ^ rw_column_get_codes (ids->column)[row]);
    default:
      return hash_text (rw_column_get_text (ids->column, row), ids->seed);
    }
}

static gboolean
is_same (const Ids *ids, guint32 a, guint32 b)
{
  RwCell x;
  RwCell y;

  switch (rw_column_get_kind (ids->column))
    {
    case RW_COLUMN_NUMBER:
      return !(rw_column_get_numbers (ids->column)[a] < rw_column_get_numbers (ids->column)[b]) &&
             !(rw_column_get_numbers (ids->column)[a] > rw_column_get_numbers (ids->column)[b]);
    case RW_COLUMN_CATEGORY:
      return rw_column_get_codes (ids->column)[a] == rw_column_get_codes (ids->column)[b];
    default:
      x = rw_column_get_text (ids->column, a);
      y = rw_column_get_text (ids->column, b);
      return x.length == y.length && memcmp (x.text, y.text, x.length) == 0;
    }
}

static gboolean
is_blank (const RwColumn *column, guint32 row)
{
  switch (rw_column_get_kind (column))
    {
    case RW_COLUMN_NUMBER:
      return isnan (rw_column_get_numbers (column)[row]);
    case RW_COLUMN_CATEGORY:
      return rw_column_get_codes (column)[row] == RW_CODE_MISSING;
    default:
      return rw_column_get_text (column, row).length == 0;
    }
}

static gboolean
start (Ids *ids, guint32 n_rows, GError **error)
{
  gsize n_slots = 16;

  while (n_slots < 2 * (gsize) n_rows)
    n_slots *= 2;
  ids->seed = ((guint64) g_random_int () << 32) | g_random_int ();
  ids->mask = n_slots - 1;
  ids->slots = g_try_new0 (guint32, n_slots);
  if (ids->slots == NULL)
    g_set_error (error, RW_ERROR, RW_ERROR_LIMIT,
                 _ ("There is not enough memory to compare the ids of all rows."));
  return ids->slots != NULL;
}

/* The first row with the id of @row: @row itself when it is new. */
static guint32
find_first (Ids *ids, guint32 row)
{
  gsize slot = (gsize) hash_row (ids, row) & ids->mask;

  for (; ids->slots[slot] != 0; slot = (slot + 1) & ids->mask)
    if (is_same (ids, ids->slots[slot] - 1, row))
      return ids->slots[slot] - 1;
  ids->slots[slot] = row + 1;
  return row;
}

static void
check_row (RwIdCheck *check, Ids *ids, guint32 row)
{
  if (is_blank (ids->column, row))
    {
      if (check->n_blank++ < RW_ID_CHECK_N_EXAMPLES)
        g_array_append_val (check->blanks, row);
      return;
    }
  RwDuplicateId duplicate = { row, find_first (ids, row) };
  if (duplicate.first == row)
    check->n_distinct++;
  else if (check->n_duplicates++ < RW_ID_CHECK_N_EXAMPLES)
    g_array_append_val (check->duplicates, duplicate);
}

RwIdCheck *
rw_id_check_new (const RwColumn *column, guint32 n_rows, GCancellable *cancellable, GError **error)
{
  g_autoptr (RwIdCheck) check = g_new0 (RwIdCheck, 1);
  Ids ids = { .column = column };
  gboolean done = start (&ids, n_rows, error);

  check->duplicates = g_array_new (FALSE, FALSE, sizeof (RwDuplicateId));
  check->blanks = g_array_new (FALSE, FALSE, sizeof (guint32));
  for (guint32 row = 0; done && row < n_rows; row++)
    {
      done = row % N_AT_ONCE != 0 || !g_cancellable_set_error_if_cancelled (cancellable, error);
      if (done)
        check_row (check, &ids, row);
    }
  g_free (ids.slots);
  return done ? g_steal_pointer (&check) : NULL;
}

void
rw_id_check_free (RwIdCheck *check)
{
  g_array_unref (check->duplicates);
  g_array_unref (check->blanks);
  g_free (check);
}
