/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-hosted-setup.h"
#include "rw-window.h"

G_BEGIN_DECLS

/* RwApplication: windows, actions "app.…", keys, style. */
#define RW_TYPE_APPLICATION (rw_application_get_type ())
G_DECLARE_FINAL_TYPE (RwApplication, rw_application, RW, APPLICATION, AdwApplication)

RwApplication *rw_application_new (void);

/* Shows the window that has @file open; else opens it in @window (may be NULL) if that is empty,
 * else in a new window. */
void rw_application_open_file (RwApplication *self, RwWindow *window, GFile *file);

/* The same for a file of scores, as this program or a queue writes it: shows the scores that are
 * in it. */
void rw_application_open_result (RwApplication *self, const char *path);

/* The model that scored the file at @path in a window, NULL where none shows it (borrowed). */
RwModel *rw_application_find_model (RwApplication *self, const char *path);

/* The window of models, if there is one, shows what was kept meanwhile. */
void rw_application_reload_models (RwApplication *self);

RwHostedSetup *rw_application_get_hosted_setup (RwApplication *self);

/* The sample that ships (transfer full). */
GFile *rw_application_get_sample (void);

G_END_DECLS
