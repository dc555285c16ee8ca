/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-model-store.h"
#include "rw-window.h"

G_BEGIN_DECLS

/* RwContrastWindow: two models side by side on the customers that another window shows, whose table
 * can be filtered to those who change risk band. */
#define RW_TYPE_CONTRAST_WINDOW (rw_contrast_window_get_type ())
G_DECLARE_FINAL_TYPE (RwContrastWindow, rw_contrast_window, RW, CONTRAST_WINDOW, AdwWindow)

/* Compares the model that @customers, which shows a file, was scored with, or @in_use where it was
 * scored elsewhere, with @wanted; where they are one, with the first other one of @models
 * (RwStoredModel). NULL: there is no other one. */
GtkWidget *rw_contrast_window_new (RwWindow *customers, const GPtrArray *models,
                                   const RwStoredModel *in_use, const RwStoredModel *wanted);

G_END_DECLS
