/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-role.h"

#include <math.h>

static const char *const ids[RW_N_ROLES] = {
  [RW_ROLE_NUMBER] = "number", [RW_ROLE_DATE] = "date", [RW_ROLE_CATEGORY] = "category",
  [RW_ROLE_LABEL] = "label",   [RW_ROLE_ID] = "id",     [RW_ROLE_CONSTANT] = "constant",
  [RW_ROLE_TEXT] = "text",     [RW_ROLE_LEAK] = "leak", [RW_ROLE_IGNORED] = "ignored",
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
  return ids[kind];
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
