/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "rw-column-choice.h"

G_BEGIN_DECLS

/* RwTrainColumn: a column of the file: what training does with it, why, and a switch. */
#define RW_TYPE_TRAIN_COLUMN (rw_train_column_get_type ())
G_DECLARE_FINAL_TYPE (RwTrainColumn, rw_train_column, RW, TRAIN_COLUMN, GtkBox)

GtkWidget *rw_train_column_new (void);

/* NULL: none. Names the row that it is in, too. */
void rw_train_column_show (RwTrainColumn *self, RwColumnChoice *choice);

G_END_DECLS
