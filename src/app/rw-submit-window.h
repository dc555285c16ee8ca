/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rw-analysis.h"
#include "rw-hosted.h"

G_BEGIN_DECLS

/* RwSubmitWindow: what would be sent to whom, before anything is. Asks the server first whether it
 * takes the file. Signal "submitted" (RwJob). */
#define RW_TYPE_SUBMIT_WINDOW (rw_submit_window_get_type ())
G_DECLARE_FINAL_TYPE (RwSubmitWindow, rw_submit_window, RW, SUBMIT_WINDOW, AdwWindow)

/* @hosted must have an endpoint; @path: where @analysis was read from. */
RwSubmitWindow *rw_submit_window_new (GtkWindow *parent, RwHosted *hosted, RwAnalysis *analysis,
                                      const char *path);

G_END_DECLS
