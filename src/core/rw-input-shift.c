/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-input-shift.h"

#include "rw-level-matcher.h"
#include "rw-text-counts.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define SHIFTED    0.1
#define STRONG     0.25
#define EMPTY      0.0001
#define N_AT_ONCE  65536u /* rows between two looks at the cancellable */
#define QUANTILE99 2.3263 /* of the normal distribution */

/* Rows in each bin of a reference or level of an input, behind them other values and missing ones.
 */
typedef struct
{
  guint n_bins;
  guint64 *counts;
} Tally;

static guint64 *
get_other (const Tally *tally)
{
  return &tally->counts[tally->n_bins];
}

static guint64 *
get_missing (const Tally *tally)
{
  return &tally->counts[tally->n_bins + 1];
}

static gboolean
count_numbers (const Tally *tally, const RwReference *reference, double factor,
               const RwColumn *column, guint32 n_rows, guint64 *n_outside,
               GCancellable *cancellable, GError **error)
{
  const double *numbers = rw_column_get_numbers (column);

  for (guint32 i = 0; i < n_rows; i++)
    {
      double number = numbers[i] * factor;
      if (i % N_AT_ONCE == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (isnan (number))
        ++*get_missing (tally);
      else
        tally->counts[rw_reference_find_bin (reference, number)]++;
      *n_outside += number < reference->min || number > reference->max;
    }
  return TRUE;
}

/* Counts @text, which is there @times; FALSE: the model does not know it. */
static gboolean
count_text (const Tally *tally, const RwLevelMatcher *matcher, RwCell text, guint64 times)
{
  RwMatch match = RW_MATCH_NONE;
  guint32 level = rw_level_matcher_find (matcher, text, &match);

  if (level != RW_LEVEL_NONE)
    tally->counts[level] += times;
  else if (match == RW_MATCH_GIVEN)
    *get_missing (tally) += times;
  else
    *get_other (tally) += times;
  return level != RW_LEVEL_NONE || match == RW_MATCH_GIVEN;
}

typedef struct
{
  const Tally *tally;
  const RwLevelMatcher *matcher;
} Counting;

static void
count_further (RwCell text, gpointer data)
{
  const Counting *counting = data;

  count_text (counting->tally, counting->matcher, text, 1);
}

static void
list_unseen (GPtrArray *unseen, RwCell text, guint64 times)
{
  RwUnseenText *entry = g_new (RwUnseenText, 1);

  *entry = (RwUnseenText){ g_strndup (text.text, text.length), times };
  g_ptr_array_add (unseen, entry);
}

static int
compare_unseen_cb (gconstpointer a, gconstpointer b)
{
  const RwUnseenText *x = *(const RwUnseenText *const *) a;
  const RwUnseenText *y = *(const RwUnseenText *const *) b;

  if (x->count != y->count)
    return x->count > y->count ? -1 : 1;
  return strcmp (x->text, y->text);
}

static gboolean
count_texts (const Tally *tally, const RwInput *input, const RwInputMapping *mapping,
             const RwColumn *column, guint32 n_rows, GPtrArray *unseen, GCancellable *cancellable,
             GError **error)
{
  g_autoptr (RwLevelMatcher) matcher = rw_level_matcher_new (input, mapping);
  gboolean is_text = rw_column_get_kind (column) == RW_COLUMN_TEXT;
  Counting counting = { tally, matcher };
  g_autoptr (RwLevels) own =
      is_text ? rw_text_counts_new (column, n_rows, count_further, &counting, cancellable, error)
              : NULL;
  const RwLevels *texts = is_text ? own : rw_column_get_levels (column);

  if (texts == NULL)
    return FALSE;
  *get_missing (tally) += rw_column_get_n_missing (column);
  for (guint32 i = 0; i < rw_levels_get_n (texts); i++)
    {
      RwCell text = rw_levels_get_cell (texts, i);
      guint64 times = rw_levels_get_count (texts, i);
      if (!count_text (tally, matcher, text, times))
        list_unseen (unseen, text, times);
    }
  g_ptr_array_sort (unseen, compare_unseen_cb);
  g_ptr_array_set_size (unseen, (int) MIN (unseen->len, RW_INPUT_SHIFT_N_UNSEEN));
  return TRUE;
}

/* The share in training of what @tally counts under @bin. */
static double
get_share_before (const RwReference *reference, guint bin)
{
  guint n = reference->shares->len;

  if (bin < n)
    return g_array_index (reference->shares, double, bin);
  return bin == n ? reference->other : reference->missing;
}

/* χ² by Wilson and Hilferty (1931). */
static double
get_chance (guint n_used, double n_rows)
{
  double k = n_used - 1;

  return n_used < 2 ? 0 : k * pow (1 - 2 / (9 * k) + QUANTILE99 * sqrt (2 / (9 * k)), 3) / n_rows;
}

static void
judge (RwInputShift *shift, const RwReference *reference, const Tally *tally, double n_rows)
{
  guint n_used = 0;

  for (guint i = 0; i < tally->n_bins + 2; i++)
    {
      double before = get_share_before (reference, i);
      double count = (double) tally->counts[i];
      double here = MAX (count, 0.5) / n_rows;
      if (count <= 0 && before <= 0)
        continue;
      before = MAX (before, EMPTY);
      shift->psi += (here - before) * log (here / before);
      n_used++;
    }
  double chance = get_chance (n_used, n_rows);
  if (shift->psi < MAX (SHIFTED, chance))
    shift->shift = RW_SHIFT_STABLE;
  else
    shift->shift = shift->psi < STRONG ? RW_SHIFT_SHIFTED : RW_SHIFT_STRONG;
}

/* Whether a column was loaded as its input reads it. */
static gboolean
is_of_kind (const RwColumn *column, RwInputKind kind)
{
  return (rw_column_get_kind (column) == RW_COLUMN_NUMBER) == (kind == RW_INPUT_NUMBER);
}

static gboolean
compare (RwInputShift *shift, const RwInput *input, const RwInputMapping *mapping,
         const RwColumn *column, guint32 n_rows, GCancellable *cancellable, GError **error)
{
  guint n = input->reference->shares->len;
  g_autofree guint64 *counts = g_new0 (guint64, (gsize) n + 2);
  Tally tally = { n, counts };
  guint64 n_outside = 0;
  gboolean counted =
      input->kind == RW_INPUT_NUMBER
          ? count_numbers (&tally, input->reference, mapping->factor, column, n_rows, &n_outside,
                           cancellable, error)
          : count_texts (&tally, input, mapping, column, n_rows, shift->texts, cancellable, error);

  shift->missing = (double) *get_missing (&tally) / n_rows;
  shift->missing_before = input->reference->missing;
  shift->unseen = (double) *get_other (&tally) / n_rows;
  shift->outside = (double) n_outside / n_rows;
  judge (shift, input->reference, &tally, n_rows);
  return counted;
}

static void
unseen_text_free (gpointer data)
{
  RwUnseenText *text = data;

  g_free (text->text);
  g_free (text);
}

gboolean
rw_input_shift_measure (RwInputShift *shift, const RwInput *input, const RwInputMapping *mapping,
                        RwTable *table, GCancellable *cancellable, GError **error)
{
  const RwColumn *column =
      mapping->column != NULL ? rw_table_find_column (table, mapping->column) : NULL;

  shift->texts = g_ptr_array_new_with_free_func (unseen_text_free);
  if (column == NULL || input->reference == NULL || !is_of_kind (column, input->kind))
    return TRUE;
  return compare (shift, input, mapping, column, rw_table_get_n_rows (table), cancellable, error);
}

void
rw_input_shift_clear (RwInputShift *shift)
{
  g_clear_pointer (&shift->texts, g_ptr_array_unref);
}

const char *
rw_shift_get_title (RwShift shift)
{
  /* Translators: how an input's values differ from those that a model was trained on */
  static const char *const titles[] = { NC_ ("shift", "Not compared"), NC_ ("shift", "Stable"),
                                        NC_ ("shift", "Shifted"),
                                        NC_ ("shift", "Strongly shifted") };

  return g_dpgettext2 (NULL, "shift", titles[shift]);
}

const char *
rw_shift_get_id (RwShift shift)
{
  static const char *const ids[] = { "not-compared", "stable", "shifted", "strongly-shifted" };

  return ids[shift];
}
