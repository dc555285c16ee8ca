/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "rw-column.h"
#include "rw-levels.h"

G_BEGIN_DECLS

/* A text that is there once more, and is not among those that are told apart. */
typedef void (*RwTextFunc) (RwCell text, gpointer data);

/* The first RW_CATEGORY_MAX_LEVELS distinct texts of @column, a column of texts with @n_rows rows,
 * and how often each is there; empty ones are left out. @further is told of each other one. NULL
 * when cancelled. */
RwLevels *rw_text_counts_new (const RwColumn *column, guint32 n_rows, RwTextFunc further,
                              gpointer data, GCancellable *cancellable, GError **error);

G_END_DECLS
