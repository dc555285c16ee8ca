/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-level-matcher.h"

#include "rw-name.h"

#include <string.h>

#define AMBIGUOUS G_MAXUINT32 /* instead of level + 1: it is two levels */

struct _RwLevelMatcher
{
  const RwInput *input;
  RwLevels *given;      /* texts of which somebody said what they are */
  GArray *given_levels; /* guint32: the level of each; RW_LEVEL_NONE: missing */
  GHashTable *by_text;  /* key of the levels' texts → level + 1 */
  GHashTable *by_alias; /* key of their aliases → level + 1 */
};

static RwCell
as_cell (const char *text)
{
  return (RwCell){ text, strlen (text) };
}

/* Texts with the same key are the same; signs alone are as they are written. */
static char *
make_key (RwCell text)
{
  g_autofree char *folded = rw_name_fold_cell (text);

  return folded[0] != '\0' ? g_steal_pointer (&folded) : g_strndup (text.text, text.length);
}

static void
add_key (GHashTable *table, RwCell text, guint32 level)
{
  char *key = make_key (text);
  guint32 other = GPOINTER_TO_UINT (g_hash_table_lookup (table, key));
  guint32 value = other == 0 || other == level + 1 ? level + 1 : AMBIGUOUS;

  g_hash_table_insert (table, key, GUINT_TO_POINTER (value));
}

static void
add_levels (RwLevelMatcher *matcher)
{
  const RwInput *input = matcher->input;

  for (guint32 i = 0; i < rw_levels_get_n (input->levels); i++)
    {
      add_key (matcher->by_text, rw_levels_get_cell (input->levels, i), i);
      for (guint k = 0; input->level_aliases[i][k] != NULL; k++)
        add_key (matcher->by_alias, as_cell (input->level_aliases[i][k]), i);
    }
}

static void
add_given (RwLevelMatcher *matcher, GHashTable *levels)
{
  GHashTableIter iter;
  const char *text = NULL;
  const char *name = NULL;

  g_hash_table_iter_init (&iter, levels);
  while (g_hash_table_iter_next (&iter, (gpointer *) &text, (gpointer *) &name))
    {
      guint32 level = rw_levels_find (matcher->input->levels, as_cell (name));
      rw_levels_add (matcher->given, as_cell (text), 1);
      g_array_append_val (matcher->given_levels, level);
    }
}

RwLevelMatcher *
rw_level_matcher_new (const RwInput *input, const RwInputMapping *mapping)
{
  RwLevelMatcher *matcher = g_new0 (RwLevelMatcher, 1);

  matcher->input = input;
  matcher->given = rw_levels_new ();
  matcher->given_levels = g_array_new (FALSE, FALSE, sizeof (guint32));
  matcher->by_text = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  matcher->by_alias = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  add_levels (matcher);
  add_given (matcher, mapping->levels);
  return matcher;
}

void
rw_level_matcher_free (RwLevelMatcher *matcher)
{
  rw_levels_free (matcher->given);
  g_array_unref (matcher->given_levels);
  g_hash_table_unref (matcher->by_text);
  g_hash_table_unref (matcher->by_alias);
  g_free (matcher);
}

static guint32
find_similar (const RwLevelMatcher *matcher, RwCell text)
{
  g_autofree char *key = make_key (text);
  guint32 level = GPOINTER_TO_UINT (g_hash_table_lookup (matcher->by_text, key));

  if (level == 0)
    level = GPOINTER_TO_UINT (g_hash_table_lookup (matcher->by_alias, key));
  return level == 0 || level == AMBIGUOUS ? RW_LEVEL_NONE : level - 1;
}

guint32
rw_level_matcher_find (const RwLevelMatcher *matcher, RwCell text, RwMatch *match)
{
  guint32 given = rw_levels_find (matcher->given, text);
  guint32 level = RW_LEVEL_NONE;

  if (given != RW_LEVEL_NONE)
    {
      *match = RW_MATCH_GIVEN;
      return g_array_index (matcher->given_levels, guint32, given);
    }
  level = rw_levels_find (matcher->input->levels, text);
  *match = RW_MATCH_EXACT;
  if (level != RW_LEVEL_NONE)
    return level;
  level = find_similar (matcher, text);
  *match = level != RW_LEVEL_NONE ? RW_MATCH_SIMILAR : RW_MATCH_NONE;
  return level;
}
