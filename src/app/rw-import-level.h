/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "rw-questions.h"

G_BEGIN_DECLS

/* A drop-down of the model's levels, and of none, for the text that @question
 * (RW_QUESTION_LEVEL) is about: says what the text is taken for, and choosing another one says so
 * to @import. */
GtkWidget *rw_import_level_new (RwImport *import, const RwQuestion *question);

G_END_DECLS
