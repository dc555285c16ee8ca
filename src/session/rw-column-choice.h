/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-role.h"

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * RwColumnChoice: a column of a file that is trained on: what training does with it by itself, and
 * what a person wants instead. Property "used" (boolean) notifies.
 */
#define RW_TYPE_COLUMN_CHOICE (rw_column_choice_get_type ())
G_DECLARE_FINAL_TYPE (RwColumnChoice, rw_column_choice, RW, COLUMN_CHOICE, GObject)

/* Of @roles (RwRole; kept) the one of that @number. @is_fixed: nobody can change it. */
RwColumnChoice *rw_column_choice_new (GPtrArray *roles, guint number, gboolean is_fixed);

const RwRole *rw_column_choice_get_role (RwColumnChoice *self);
gboolean rw_column_choice_is_fixed (RwColumnChoice *self);

gboolean rw_column_choice_get_used (RwColumnChoice *self);
void rw_column_choice_set_used (RwColumnChoice *self, gboolean used);

/* Whether a person wants something else than training does by itself. */
gboolean rw_column_choice_is_changed (RwColumnChoice *self);

/* What is to be looked at first comes first: doubtful columns, then those left out, then the
 * others; < 0: @a comes before @b. */
int rw_column_choice_compare (RwColumnChoice *a, RwColumnChoice *b);

G_END_DECLS
