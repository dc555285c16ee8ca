/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-window.h"

G_BEGIN_DECLS

/* Writes 60 rows of the sample, of which one has a cell too few and one a text among numbers. */
char *rw_test_app_write_damaged (const char *name);

/* Writes the whole sample's first rows with semicolons below a title; one row is set aside, a
 * column has a name that must be guessed, and two have amounts that can be read in two ways. */
char *rw_test_app_write_doubtful (const char *name);

/* Whether the window says that there are rows with problems. */
gboolean rw_test_has_problems (RwWindow *window);

G_END_DECLS
