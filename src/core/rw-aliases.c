/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-aliases.h"

#include "rw-error.h"
#include "rw-name-list.h"
#include "rw-name.h"
#include "rw-source.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_SIZE ((guint64) 1 << 20)

static json_t *
parse (RwSource *source, GError **error)
{
  gsize size = (gsize) rw_source_get_size (source);
  g_autofree char *text = g_malloc (size + 1);
  json_error_t where;

  if (!rw_source_read (source, 0, text, size, error))
    return NULL;
  json_t *json = json_loadb (text, size, JSON_REJECT_DUPLICATES, &where);
  if (json == NULL)
    g_set_error (error, RW_ERROR, RW_ERROR_FORMAT, _ ("“%s” is damaged or not JSON (line %d: %s)."),
                 rw_source_get_name (source), where.line, where.text);
  return json;
}

json_t *
rw_aliases_load (const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (RwSource) source = rw_source_open (path, cancellable, error);

  if (source == NULL)
    return NULL;
  if (rw_source_get_size (source) <= MAX_SIZE)
    return parse (source, error);
  g_set_error (error, RW_ERROR, RW_ERROR_LIMIT,
               _ ("“%s” is larger than 1 MiB. Is it the file of other names?"),
               rw_source_get_name (source));
  return NULL;
}

static gboolean
refuse (GError **error, const char *input, const char *what)
{
  /* Translators: a column that a model reads, and what is wrong in the file of its other names */
  g_set_error (error, RW_ERROR, RW_ERROR_FORMAT, _ ("The other names of “%s” cannot be used: %s."),
               input, what);
  return FALSE;
}

static gboolean
check_object (const json_t *json, const char *place, GError **error)
{
  if (json_is_object (json))
    return TRUE;
  g_set_error (error, RW_ERROR, RW_ERROR_FORMAT,
               /* Translators: a member of the file, which should be a JSON object */
               _ ("The file of other names has no braces around what belongs to “%s”."), place);
  return FALSE;
}

/* No member but those in @known, so that a slip of the pen is not lost. */
static gboolean
check_members (json_t *json, const char *place, const char *const *known, GError **error)
{
  const char *key;
  json_t *value;

  json_object_foreach (json, key, value) if (!g_strv_contains (known, key))
  {
    g_set_error (error, RW_ERROR, RW_ERROR_FORMAT,
                 /* Translators: members of the file, one inside the other */
                 _ ("The file of other names has “%s” in “%s”, where it means nothing."), key,
                 place);
    return FALSE;
  }
  return check_object (json, place, error);
}

static gboolean
apply_to_input (RwManifest *manifest, const char *name, json_t *names, GError **error)
{
  static const char *const known[] = { "aliases", "level_aliases", "unit", NULL };
  RwInput *input = rw_manifest_find_input (manifest, name);

  if (input == NULL)
    {
      g_set_error (error, RW_ERROR, RW_ERROR_MISMATCH,
                   _ ("The file of other names speaks of “%s”, which the model does not read."),
                   name);
      return FALSE;
    }
  if (!check_members (names, name, known, error))
    return FALSE;
  const char *wrong = rw_input_take_names (input, names);
  return wrong == NULL || refuse (error, name, wrong);
}

static gboolean
apply_to_id (RwManifest *manifest, json_t *id, GError **error)
{
  static const char *const known[] = { "name", "aliases", NULL };

  if (!check_members (id, "id", known, error))
    return FALSE;
  const char *wrong = rw_manifest_take_id (manifest, id);
  return wrong == NULL || refuse (error, "id", wrong);
}

/* Notes that @owner is also called @name. Of two owners the first one is returned. */
static const char *
claim (GHashTable *owners, const char *name, const char *owner)
{
  char *folded = rw_name_fold (name);
  const char *former = g_hash_table_lookup (owners, folded);

  if (former == NULL || former == owner)
    g_hash_table_insert (owners, folded, (char *) owner);
  else
    g_free (folded);
  return former == owner ? NULL : former;
}

/* Also @owner itself. */
static gboolean
claim_names (GHashTable *owners, const char *owner, const char *const *names, GError **error)
{
  const char *name = owner;
  const char *former = claim (owners, name, owner);

  for (gsize i = 0; former == NULL && names[i] != NULL; i++)
    {
      name = names[i];
      former = claim (owners, name, owner);
    }
  if (former == NULL)
    return TRUE;
  g_set_error (error, RW_ERROR, RW_ERROR_FORMAT,
               /* Translators: a name, and what it might mean */
               _ ("“%s” may mean “%s” or “%s”. Leave it out of the other names of one of them."),
               name, former, owner);
  return FALSE;
}

static gboolean
check_levels_differ (const RwInput *input, GError **error)
{
  g_autoptr (GHashTable) owners = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint32 i = 0; input->levels != NULL && i < rw_levels_get_n (input->levels); i++)
    if (!claim_names (owners, rw_levels_get_text (input->levels, i),
                      (const char *const *) input->level_aliases[i], error))
      {
        g_prefix_error (error, "%s: ", input->name);
        return FALSE;
      }
  return TRUE;
}

static gboolean
check_names_differ (const RwManifest *manifest, GError **error)
{
  g_autoptr (GHashTable) owners = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (manifest->id != NULL &&
      !claim_names (owners, manifest->id, (const char *const *) manifest->id_aliases, error))
    return FALSE;
  for (guint i = 0; i < manifest->inputs->len; i++)
    {
      const RwInput *input = manifest->inputs->pdata[i];
      if (!claim_names (owners, input->name, (const char *const *) input->aliases, error) ||
          !check_levels_differ (input, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
rw_aliases_apply (json_t *aliases, RwManifest *manifest, GError **error)
{
  static const char *const known[] = { "id", "inputs", NULL };
  json_t *id = json_object_get (aliases, "id");
  json_t *inputs = json_object_get (aliases, "inputs");
  const char *name;
  json_t *names;

  if (!check_members (aliases, "{}", known, error) ||
      (id != NULL && !apply_to_id (manifest, id, error)) ||
      (inputs != NULL && !check_object (inputs, "inputs", error)))
    return FALSE;
  json_object_foreach (inputs, name,
                       names) if (!apply_to_input (manifest, name, names, error)) return FALSE;
  return check_names_differ (manifest, error);
}
