/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-number-tally.h"

#include <string.h>

/* Different kinds of values that are told apart; a column that has more is no column of numbers. */
#define MAX_ENTRIES 64u
#define MAX_EXAMPLE 64u /* bytes; a longer value is an example of nothing */

/* The layouts of numbers with a decimal point and with a decimal comma. */
#define POINTS 0x55u
#define COMMAS 0xaau

typedef struct
{
  RwNumberShape shape;
  guint64 count;
  char example[MAX_EXAMPLE];
} Entry;

struct _RwNumberTally
{
  guint64 n_unmarked; /* plain ones without a point */
  guint64 n_points;   /* plain ones whose point can only be a decimal one */
  guint64 n_others;   /* no numbers */
  GArray *entries;    /* Entry */
};

typedef struct
{
  const GArray *entries;
  guint64 n_values;
  const char *unit;
  guint allowed; /* layouts */
} Judge;

RwNumberTally *
rw_number_tally_new (void)
{
  RwNumberTally *tally = g_new0 (RwNumberTally, 1);

  tally->entries = g_array_new (FALSE, TRUE, sizeof (Entry));
  return tally;
}

void
rw_number_tally_free (RwNumberTally *tally)
{
  g_array_unref (tally->entries);
  g_free (tally);
}

static gboolean
is_same_shape (const RwNumberShape *a, const RwNumberShape *b)
{
  return a->fits == b->fits && a->differs == b->differs && a->is_code == b->is_code &&
         strcmp (a->unit, b->unit) == 0;
}

static void
add_shape (RwNumberTally *tally, const RwNumberShape *shape, RwCell example, guint64 times)
{
  Entry entry = { *shape, times, "" };

  for (guint i = 0; i < tally->entries->len; i++)
    {
      Entry *known = &g_array_index (tally->entries, Entry, i);
      if (!is_same_shape (&known->shape, shape))
        continue;
      known->count += times;
      return;
    }
  if (shape->fits == 0 || tally->entries->len == MAX_ENTRIES)
    {
      tally->n_others += times;
      return;
    }
  if (example.length < MAX_EXAMPLE)
    memcpy (entry.example, example.text, example.length);
  g_array_append_val (tally->entries, entry);
}

static void
add_any (RwNumberTally *tally, RwCell trimmed, guint64 times)
{
  RwNumberShape shape = rw_number_shape (trimmed);

  add_shape (tally, &shape, trimmed, times);
}

void
rw_number_tally_add_plain (RwNumberTally *tally, RwCell trimmed, guint64 times)
{
  const char *point = memchr (trimmed.text, '.', trimmed.length);

  if (point == NULL && trimmed.length <= 15 && (trimmed.text[0] != '0' || trimmed.length == 1))
    tally->n_unmarked += times;
  else if (point != NULL && (trimmed.text + trimmed.length - point != 4 || trimmed.text[0] == '0'))
    tally->n_points += times;
  else
    add_any (tally, trimmed, times);
}

void
rw_number_tally_add (RwNumberTally *tally, RwCell trimmed, guint64 times)
{
  double ignored = 0;

  if (rw_cell_parse_number (trimmed, &ignored))
    rw_number_tally_add_plain (tally, trimmed, times);
  else
    add_any (tally, trimmed, times);
}

void
rw_number_tally_merge (RwNumberTally *tally, const RwNumberTally *other)
{
  tally->n_unmarked += other->n_unmarked;
  tally->n_points += other->n_points;
  tally->n_others += other->n_others;
  for (guint i = 0; i < other->entries->len; i++)
    {
      const Entry *entry = &g_array_index (other->entries, Entry, i);
      add_shape (tally, &entry->shape, (RwCell){ entry->example, strlen (entry->example) },
                 entry->count);
    }
}

/* All values as entries, also those that were only counted. */
static GArray *
dup_entries (const RwNumberTally *tally)
{
  GArray *entries = g_array_copy (tally->entries);
  const Entry unmarked = { { .fits = RW_ALL_NUMBERS }, tally->n_unmarked, "" };
  const Entry points = { { .fits = POINTS, .differs = TRUE }, tally->n_points, "" };

  if (unmarked.count > 0)
    g_array_append_val (entries, unmarked);
  if (points.count > 0)
    g_array_append_val (entries, points);
  return entries;
}

static gboolean
is_mark_allowed (const RwNumberChoice *choice, const RwNumberFormat *format)
{
  return (choice->decimal == '\0' || choice->decimal == format->decimal) &&
         (choice->grouping == '\0' ||
          (choice->grouping != format->decimal &&
           (format->grouping == '\0' || format->grouping == choice->grouping)));
}

static guint
get_allowed (const RwNumberChoice *choice)
{
  guint allowed = 0;

  for (guint i = 0; i < RW_N_LAYOUTS; i++)
    {
      RwNumberFormat format = rw_number_format_of_layout (i);
      gboolean is_allowed = format.date == RW_DATE_NONE
                                ? is_mark_allowed (choice, &format)
                                : choice->dates == RW_DATE_NONE || choice->dates == format.date;
      allowed |= is_allowed ? 1u << i : 0;
    }
  return allowed;
}

static const Entry *
get_entry (const Judge *judge, guint i)
{
  return &g_array_index (judge->entries, Entry, i);
}

/* "" if all are without one. */
static const char *
find_unit (const Judge *judge)
{
  const char *unit = "";
  guint64 most = 0;

  for (guint i = 0; i < judge->entries->len; i++)
    {
      guint64 count = 0;
      const char *candidate = get_entry (judge, i)->shape.unit;
      for (guint k = 0; k < judge->entries->len; k++)
        if (strcmp (get_entry (judge, k)->shape.unit, candidate) == 0)
          count += get_entry (judge, k)->count;
      if (candidate[0] == '\0' || count < most || (count == most && strcmp (candidate, unit) > 0))
        continue;
      unit = candidate;
      most = count;
    }
  return unit;
}

static gboolean
fits (const Judge *judge, const Entry *entry, guint layout)
{
  return (entry->shape.fits & (1u << layout)) != 0 &&
         (entry->shape.unit[0] == '\0' || strcmp (entry->shape.unit, judge->unit) == 0);
}

static guint64
count_fitting (const Judge *judge, guint layout)
{
  guint64 count = 0;

  for (guint i = 0; i < judge->entries->len; i++)
    if (fits (judge, get_entry (judge, i), layout))
      count += get_entry (judge, i)->count;
  return count;
}

/* The layout that reads the most values, @n_best. */
static guint
find_best (const Judge *judge, guint64 *n_best)
{
  guint best = 0;

  *n_best = 0;
  for (guint i = 0; i < RW_N_LAYOUTS; i++)
    {
      guint64 count = (judge->allowed & (1u << i)) != 0 ? count_fitting (judge, i) : 0;
      if (count <= *n_best)
        continue;
      best = i;
      *n_best = count;
    }
  return best;
}

static gboolean
reads_differently (guint a, guint b)
{
  RwNumberFormat x = rw_number_format_of_layout (a);
  RwNumberFormat y = rw_number_format_of_layout (b);

  return x.date != y.date || (x.date == RW_DATE_NONE && x.decimal != y.decimal);
}

/* The entry that leaves it open whether @best or @other is meant, or NULL. */
static const Entry *
find_doubt (const Judge *judge, guint best, guint other)
{
  const Entry *doubt = NULL;
  gboolean only_best = FALSE;
  gboolean only_other = FALSE;

  for (guint i = 0; i < judge->entries->len; i++)
    {
      const Entry *entry = get_entry (judge, i);
      gboolean a = fits (judge, entry, best);
      gboolean b = fits (judge, entry, other);
      only_best |= a && !b;
      only_other |= b && !a;
      if (a && b && entry->shape.differs && doubt == NULL)
        doubt = entry;
    }
  return only_best && !only_other ? NULL : doubt;
}

/* Codes have no decimals. */
static gboolean
are_codes (const Judge *judge)
{
  gboolean has_code = FALSE;

  for (guint i = 0; i < judge->entries->len; i++)
    {
      has_code |= get_entry (judge, i)->shape.is_code;
      if (get_entry (judge, i)->shape.fits == POINTS || get_entry (judge, i)->shape.fits == COMMAS)
        return FALSE;
    }
  return has_code;
}

static void
look_for_doubt (const Judge *judge, guint best, RwDecision *decision)
{
  guint64 n_numbers = 0;

  for (guint i = 0; i < judge->entries->len; i++)
    n_numbers += get_entry (judge, i)->count;
  for (guint i = 0; i < RW_N_LAYOUTS; i++)
    {
      if ((judge->allowed & (1u << i)) == 0 || !reads_differently (best, i) ||
          count_fitting (judge, i) * 10 < n_numbers * 9)
        continue;
      const Entry *doubt = find_doubt (judge, best, i);
      if (doubt == NULL)
        continue;
      decision->verdict = RW_VERDICT_AMBIGUOUS;
      decision->other = rw_number_format_of_layout (i);
      g_strlcpy (decision->other.unit, judge->unit, sizeof decision->other.unit);
      g_strlcpy (decision->example, doubt->example, sizeof decision->example);
      return;
    }
}

RwDecision
rw_number_tally_decide (const RwNumberTally *tally, const RwNumberChoice *choice, gboolean forced)
{
  g_autoptr (GArray) entries = dup_entries (tally);
  Judge judge = { .entries = entries,
                  .n_values = tally->n_others,
                  .allowed = get_allowed (choice) };

  judge.unit = find_unit (&judge);
  for (guint i = 0; i < entries->len; i++)
    judge.n_values += get_entry (&judge, i)->count;
  guint64 n_best = 0;
  guint best = find_best (&judge, &n_best);
  RwDecision decision = { RW_VERDICT_NUMBERS, rw_number_format_of_layout (best), { 0 }, "" };
  if (decision.format.date == RW_DATE_NONE)
    g_strlcpy (decision.format.unit, judge.unit, sizeof decision.format.unit);
  if (!forced && (n_best == 0 || n_best * 10 < judge.n_values * 9 || are_codes (&judge)))
    decision.verdict = RW_VERDICT_TEXTS;
  else
    look_for_doubt (&judge, best, &decision);
  return decision;
}
