/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <jansson.h>

G_BEGIN_DECLS

/* What training does with a column. The first three are learned from. */
typedef enum
{
  RW_ROLE_NUMBER,
  RW_ROLE_DATE,     /* as a number of days */
  RW_ROLE_CATEGORY, /* a feature for each of its frequent values */
  RW_ROLE_LABEL,
  RW_ROLE_ID,       /* it names customers */
  RW_ROLE_CONSTANT, /* the same everywhere, or empty */
  RW_ROLE_TEXT,     /* free text */
  RW_ROLE_LEAK,     /* it tells what is to be foretold */
  RW_ROLE_IGNORED,  /* as asked for */
  RW_N_ROLES
} RwRoleKind;

typedef struct
{
  char *name;
  RwRoleKind kind;
  gboolean used;
  gboolean doubtful; /* used, but somebody should look at it */
  char *reason; /* why it is left out or doubtful, a sentence in the reader's language, or NULL */
  double auc;   /* how well it tells by itself (rw-column-auc.h); NAN: not measured */
} RwRole;

void rw_role_free (RwRole *role);

/* "number", "leak", …: for JSON. */
const char *rw_role_kind_get_id (RwRoleKind kind);

/* { "column": …, "role": …, "used": true, "doubtful": false, "auc": 0.7 } */
json_t *rw_role_to_json (const RwRole *role);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwRole, rw_role_free)

G_END_DECLS
