/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Keeps the model that ships once more under that name, with other bytes and the same scores, since
 * 24 November 2026. Returns its path. */
char *rw_test_models_add (const char *name);

/* The same with what rw_test_contrast_dump() makes of it. */
char *rw_test_models_add_other (const char *name, const char *base_score, const char *wanted);

/* The same with a file that is none. */
char *rw_test_models_add_broken (const char *name);

/* Writes a model of that name that does not say its columns; it says those of the sample that ships
 * by the names of its features. Returns its path. */
char *rw_test_models_write_foreign (const char *name);

/* Opens the window with these models in it. */
gpointer rw_test_models_show (guint n_models);

/* The row of that model, expanded. */
gpointer rw_test_models_expand (gpointer window, const char *name);

/* Makes that model the one in use. */
void rw_test_models_use (gpointer window, const char *name);

/* Closes it, takes all models away, and makes the one that ships the one in use. */
void rw_test_models_end (gpointer window);

G_END_DECLS
