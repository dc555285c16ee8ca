/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-row-model.h"

G_BEGIN_DECLS

/**
 * RwRow: what the table shows at a position: made when GTK asks for it, thrown away after. What is
 * at the position changes with sorting and filtering; the row tells what is there now.
 */
#define RW_TYPE_ROW (rw_row_get_type ())
G_DECLARE_FINAL_TYPE (RwRow, rw_row, RW, ROW, GObject)

RwRow *rw_row_new (RwRowModel *model, guint position);

guint rw_row_get_position (RwRow *self);

/* The row of the table. */
guint32 rw_row_get_number (RwRow *self);
float rw_row_get_probability (RwRow *self);

/* The cell as the file has it, on one line and without control characters; "" beyond the end of a
 * short record and when the file cannot be read, which the model reports (borrowed until the
 * position shows something else). */
const char *rw_row_get_text (RwRow *self, guint column);

G_END_DECLS
