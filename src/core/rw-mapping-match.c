/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-mapping-private.h"

#include "rw-name.h"

static const char *
get_name (const RwMatcher *matcher, guint column)
{
  return matcher->names->pdata[column];
}

static void
index_columns (RwMatcher *matcher)
{
  for (guint i = 0; i < matcher->names->len; i++)
    {
      char *folded = rw_name_fold (get_name (matcher, i));
      GArray *columns = g_hash_table_lookup (matcher->by_fold, folded);
      g_ptr_array_add (matcher->folded, folded);
      g_hash_table_insert (matcher->by_name, matcher->names->pdata[i], GUINT_TO_POINTER (i + 1));
      if (columns == NULL)
        {
          columns = g_array_new (FALSE, FALSE, sizeof (guint));
          g_hash_table_insert (matcher->by_fold, folded, columns);
        }
      g_array_append_val (columns, i);
    }
}

static void
add_target (RwMatcher *matcher, RwInputMapping *entry, const char *name, GStrv aliases)
{
  RwMatchTarget target = { entry, name, (const char *const *) aliases };

  g_array_append_val (matcher->targets, target);
}

static void
list_targets (RwMatcher *matcher)
{
  const RwManifest *manifest = matcher->manifest;
  RwMapping *mapping = matcher->mapping;

  for (guint i = 0; i < manifest->inputs->len; i++)
    {
      const RwInput *input = manifest->inputs->pdata[i];
      RwInputMapping *entry = rw_input_mapping_new (input->name);
      g_ptr_array_add (mapping->inputs, entry);
      add_target (matcher, entry, input->name, input->aliases);
    }
  mapping->id = rw_input_mapping_new ("id");
  if (manifest->id != NULL)
    add_target (matcher, mapping->id, manifest->id, manifest->id_aliases);
}

static RwMatchTarget *
get_target (const RwMatcher *matcher, guint i)
{
  return &g_array_index (matcher->targets, RwMatchTarget, i);
}

static gboolean
is_open (const RwMatchTarget *target)
{
  return target->entry->match == RW_MATCH_NONE;
}

/* Adds @column to what fits @target, unless another one has it already. */
static void
add_fitting (const RwMatcher *matcher, const RwMatchTarget *target, guint column)
{
  RwInputMapping *entry = target->entry;

  if (matcher->claimed[column])
    return;
  if (entry->column == NULL)
    entry->column = g_strdup (get_name (matcher, column));
  else
    g_ptr_array_add (entry->rivals, g_strdup (get_name (matcher, column)));
  entry->match = RW_MATCH_SIMILAR;
}

static void
claim (const RwMatcher *matcher, const char *column)
{
  gpointer number = column != NULL ? g_hash_table_lookup (matcher->by_name, column) : NULL;

  if (number != NULL)
    matcher->claimed[GPOINTER_TO_UINT (number) - 1] = TRUE;
}

/* What was found in a step is not guessed again in the next. */
static void
claim_all (const RwMatcher *matcher)
{
  for (guint i = 0; i < matcher->targets->len; i++)
    {
      const RwInputMapping *entry = get_target (matcher, i)->entry;
      claim (matcher, entry->column);
      for (guint k = 0; k < entry->rivals->len; k++)
        claim (matcher, entry->rivals->pdata[k]);
    }
}

/* The file may have columns of one name; a table calls the others "name (2)" and so on. */
static void
match_exact (const RwMatcher *matcher)
{
  for (guint i = 0; i < matcher->targets->len; i++)
    {
      const RwMatchTarget *target = get_target (matcher, i);
      gpointer column = g_hash_table_lookup (matcher->by_name, target->name);
      if (!is_open (target) || column == NULL)
        continue;
      rw_input_mapping_give (target->entry, target->name);
      target->entry->match = RW_MATCH_EXACT;
      for (guint copy = 2; column != NULL; copy++)
        {
          g_autofree char *name = g_strdup_printf ("%s (%u)", target->name, copy);
          column = g_hash_table_lookup (matcher->by_name, name);
          if (column != NULL)
            g_ptr_array_add (target->entry->rivals, g_steal_pointer (&name));
        }
    }
}

/* Every column whose folded name is @folded. */
static void
add_folded (const RwMatcher *matcher, const RwMatchTarget *target, const char *folded)
{
  const GArray *columns = g_hash_table_lookup (matcher->by_fold, folded);

  for (guint i = 0; columns != NULL && folded[0] != '\0' && i < columns->len; i++)
    add_fitting (matcher, target, g_array_index (columns, guint, i));
}

static void
match_folded (const RwMatcher *matcher)
{
  for (guint i = 0; i < matcher->targets->len; i++)
    {
      const RwMatchTarget *target = get_target (matcher, i);
      g_autofree char *folded = rw_name_fold (target->name);
      if (is_open (target))
        add_folded (matcher, target, folded);
    }
}

/* Aliases that are the same folded find their columns once. */
static void
add_aliases (const RwMatcher *matcher, const RwMatchTarget *target)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; target->aliases[i] != NULL; i++)
    {
      char *folded = rw_name_fold (target->aliases[i]);
      if (g_hash_table_add (seen, folded))
        add_folded (matcher, target, folded);
    }
}

static void
match_aliases (const RwMatcher *matcher)
{
  for (guint i = 0; i < matcher->targets->len; i++)
    if (is_open (get_target (matcher, i)))
      add_aliases (matcher, get_target (matcher, i));
}

/* One column for two inputs is a question, unless somebody said so of both. */
static void
find_shared (const RwMatcher *matcher)
{
  g_autoptr (GHashTable) first = g_hash_table_new (g_str_hash, g_str_equal);
  const GPtrArray *inputs = matcher->mapping->inputs;

  for (guint i = 0; i < inputs->len; i++)
    {
      RwInputMapping *entry = inputs->pdata[i];
      RwInputMapping *other =
          entry->column != NULL ? g_hash_table_lookup (first, entry->column) : NULL;
      if (entry->column != NULL && other == NULL)
        g_hash_table_insert (first, entry->column, entry);
      if (other == NULL || (entry->match == RW_MATCH_GIVEN && other->match == RW_MATCH_GIVEN))
        continue;
      entry->is_shared = other->is_shared = TRUE;
      if (entry->match == RW_MATCH_SIMILAR && other->match == RW_MATCH_SIMILAR)
        entry->match = other->match = RW_MATCH_GUESS;
    }
}

/* The column that says who left is none of the inputs, whatever it is like. */
static void
claim_label (const RwMatcher *matcher)
{
  const char *label = matcher->manifest->label;
  g_autofree char *folded = rw_name_fold (label != NULL ? label : "");
  const GArray *columns = label != NULL ? g_hash_table_lookup (matcher->by_fold, folded) : NULL;

  for (guint i = 0; columns != NULL && i < columns->len; i++)
    matcher->claimed[g_array_index (columns, guint, i)] = TRUE;
}

static void
match (const RwMatcher *matcher)
{
  match_exact (matcher);
  claim_label (matcher);
  claim_all (matcher);
  match_folded (matcher);
  claim_all (matcher);
  match_aliases (matcher);
  claim_all (matcher);
  rw_matcher_guess (matcher);
  find_shared (matcher);
}

RwMapping *
rw_mapping_match (const RwManifest *manifest, const GPtrArray *names, const RwMapping *given,
                  GError **error)
{
  g_autoptr (RwMapping) mapping = rw_mapping_new ();
  g_autoptr (GArray) targets = g_array_new (FALSE, FALSE, sizeof (RwMatchTarget));
  g_autoptr (GPtrArray) folded = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) by_name = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) by_fold =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_array_unref);
  g_autofree gboolean *claimed = g_new0 (gboolean, names->len + 1);
  RwMatcher matcher = { manifest, names, mapping, targets, folded, by_name, by_fold, claimed };

  index_columns (&matcher);
  list_targets (&matcher);
  if (given != NULL && !rw_matcher_give (&matcher, given, error))
    return NULL;
  match (&matcher);
  return g_steal_pointer (&mapping);
}
