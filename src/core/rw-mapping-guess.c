/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-mapping-private.h"

#include "rw-name.h"

/* How similar names must be for a guess, and to be mentioned: "contrct" is 0.77 of "contract",
 * "StreamingTV" 0.67 of "StreamingMovies". */
#define MIN_GUESS  0.7
#define MIN_LIKELY 0.5
#define MAX_LIKELY 3u

/* Names × columns that are compared; with more of them nothing is guessed. */
#define MAX_COMPARISONS 4000000u

typedef struct
{
  guint column;
  double similarity;
} Candidate;

static int
compare_candidates_cb (gconstpointer a, gconstpointer b)
{
  const Candidate *x = a;
  const Candidate *y = b;

  if (x->similarity > y->similarity || x->similarity < y->similarity)
    return x->similarity > y->similarity ? -1 : 1;
  return (x->column > y->column) - (x->column < y->column);
}

/* Raises the similarity of each candidate to that of @name. */
static void
compare_name (const char *name, const RwNamePairs *pairs, GArray *candidates)
{
  g_autofree char *folded = rw_name_fold (name);
  RwNamePairs own;

  rw_name_pairs_init (&own, folded);
  for (guint i = 0; i < candidates->len; i++)
    {
      Candidate *candidate = &g_array_index (candidates, Candidate, i);
      double similarity = rw_name_pairs_compare (&own, &pairs[candidate->column]);
      candidate->similarity = MAX (candidate->similarity, similarity);
    }
}

/* The columns that nothing claims, the most similar to @target first. */
static GArray *
rank_columns (const RwMatcher *matcher, const RwMatchTarget *target, const RwNamePairs *pairs)
{
  GArray *candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));

  for (guint i = 0; i < matcher->names->len; i++)
    if (!matcher->claimed[i])
      {
        Candidate candidate = { i, 0 };
        g_array_append_val (candidates, candidate);
      }
  compare_name (target->name, pairs, candidates);
  for (guint i = 0; target->aliases[i] != NULL; i++)
    compare_name (target->aliases[i], pairs, candidates);
  g_array_sort (candidates, compare_candidates_cb);
  return candidates;
}

static void
guess (const RwMatcher *matcher, const RwMatchTarget *target, const RwNamePairs *pairs)
{
  g_autoptr (GArray) ranked = rank_columns (matcher, target, pairs);
  RwInputMapping *entry = target->entry;
  double best = ranked->len > 0 ? g_array_index (ranked, Candidate, 0).similarity : 0;

  for (guint i = 0; i < ranked->len; i++)
    {
      const Candidate *candidate = &g_array_index (ranked, Candidate, i);
      const char *name = matcher->names->pdata[candidate->column];
      if (best >= MIN_GUESS && i == 0)
        {
          entry->column = g_strdup (name);
          entry->match = RW_MATCH_GUESS;
        }
      else if (best >= MIN_GUESS && candidate->similarity >= best)
        g_ptr_array_add (entry->rivals, g_strdup (name));
      else if (best < MIN_GUESS && candidate->similarity >= MIN_LIKELY && i < MAX_LIKELY)
        g_ptr_array_add (entry->likely, g_strdup (name));
      else
        break;
    }
}

static gboolean
is_open_input (const RwMatcher *matcher, guint target)
{
  const RwMatchTarget *found = &g_array_index (matcher->targets, RwMatchTarget, target);

  return found->entry != matcher->mapping->id && found->entry->match == RW_MATCH_NONE;
}

static guint64
count_comparisons (const RwMatcher *matcher)
{
  guint64 n_names = 0;

  for (guint i = 0; i < matcher->targets->len; i++)
    if (is_open_input (matcher, i))
      n_names +=
          1 + g_strv_length ((GStrv) g_array_index (matcher->targets, RwMatchTarget, i).aliases);
  return n_names * matcher->names->len;
}

void
rw_matcher_guess (const RwMatcher *matcher)
{
  guint64 n = count_comparisons (matcher);

  if (n == 0 || n > MAX_COMPARISONS)
    return;
  g_autofree RwNamePairs *pairs = g_new (RwNamePairs, matcher->names->len);
  for (guint i = 0; i < matcher->names->len; i++)
    rw_name_pairs_init (&pairs[i], matcher->folded->pdata[i]);
  for (guint i = 0; i < matcher->targets->len; i++)
    if (is_open_input (matcher, i))
      guess (matcher, &g_array_index (matcher->targets, RwMatchTarget, i), pairs);
}
