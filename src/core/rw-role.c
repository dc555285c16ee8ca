/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-role.h"

#include <glib/gi18n.h>
#include <math.h>

static const struct
{
  const char *id;
  const char *title;
} kinds[RW_N_ROLES] = {
  /* Translators: what training does with a column: it is learned from as a number */
  [RW_ROLE_NUMBER] = { "number", NC_ ("role", "Number") },
  [RW_ROLE_DATE] = { "date", NC_ ("role", "Date") },
  [RW_ROLE_CATEGORY] = { "category", NC_ ("role", "Category") },
  /* Translators: the column that says who left */
  [RW_ROLE_LABEL] = { "label", NC_ ("role", "Label") },
  [RW_ROLE_ID] = { "id", NC_ ("role", "Id") },
  [RW_ROLE_CONSTANT] = { "constant", NC_ ("role", "Constant") },
  [RW_ROLE_TEXT] = { "text", NC_ ("role", "Free text") },
  /* Translators: a column that tells what is to be foretold, because it is only known afterwards */
  [RW_ROLE_LEAK] = { "leak", NC_ ("role", "Leak") },
  [RW_ROLE_IGNORED] = { "ignored", NC_ ("role", "Ignored") },
};

void
rw_role_free (RwRole *role)
{
  g_free (role->name);
  g_free (role->reason);
  g_free (role);
}

const char *
rw_role_kind_get_id (RwRoleKind kind)
{
  return kinds[kind].id;
}

const char *
rw_role_kind_get_title (RwRoleKind kind)
{
  return g_dpgettext2 (NULL, "role", kinds[kind].title);
}

json_t *
rw_role_to_json (const RwRole *role)
{
  json_t *json =
      json_pack ("{s:s, s:s, s:b, s:b}", "column", role->name, "role",
                 rw_role_kind_get_id (role->kind), "used", role->used, "doubtful", role->doubtful);

  if (!isnan (role->auc))
    json_object_set_new (json, "auc", json_real (round (role->auc * 1e6) / 1e6));
  return json;
}
