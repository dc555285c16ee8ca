/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-application.h"
#include "rw-test-session.h"
#include "rw-test.h"

G_BEGIN_DECLS

/* Starts the one application of the test program, without animations. */
void rw_test_app_init (int *argc, char ***argv);

/* Runs the tests. Returns the exit status. */
int rw_test_app_run (void);

RwApplication *rw_test_app_get (void);

/* Gives every key of the settings its default. */
void rw_test_app_reset_settings (void);

/* Writes the first rows of the sample that ships, or all (0), as a file of that name. */
char *rw_test_app_write_sample (const char *name, guint n_rows);

/* Writes so many invented customers, with a column "Churn" that says who left. */
char *rw_test_app_write_labelled (const char *name, guint n_rows);

/* A window, empty and shown, with the settings as they are; and with their defaults. */
RwWindow *rw_test_window_new_with_settings (void);
RwWindow *rw_test_window_new (void);

/* The same with this file, or with those rows of the sample, which must open. */
RwWindow *rw_test_window_new_for (const char *path);
RwWindow *rw_test_window_new_sample (guint n_rows);

/* Until the session is at nothing, the list has grown to its length and a frame is drawn. */
void rw_test_window_settle (RwWindow *window);

/* The windows of the application there are. */
guint rw_test_count_windows (void);

/* Closes the window: that it goes, and the session, the table and its rows with it. */
void rw_test_window_end (RwWindow *window);

G_END_DECLS
