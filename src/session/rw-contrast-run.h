/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-contrast.h"
#include "rw-session.h"

G_BEGIN_DECLS

/**
 * RwContrastRun: two models that are compared on the file that a session shows. Another choice, and
 * another file or model in the session, compare again; a newer comparison cancels the older one. It
 * knows no widgets; to be used in one thread, whose main context runs.
 *
 * Signal "changed": there is something new to be asked for.
 */
#define RW_TYPE_CONTRAST_RUN (rw_contrast_run_get_type ())
G_DECLARE_FINAL_TYPE (RwContrastRun, rw_contrast_run, RW, CONTRAST_RUN, GObject)

/* @session shows a file. */
RwContrastRun *rw_contrast_run_new (RwSession *session);

/* What is to be compared from the next start on. @label: as in RwContrastRequest. */
void rw_contrast_run_set_model (RwContrastRun *self, RwContrastSide side, RwModel *model,
                                const char *name);
void rw_contrast_run_set_label (RwContrastRun *self, const char *label);

/* Compares, once there are both models; what was compared before goes. */
void rw_contrast_run_start (RwContrastRun *self);

/* Gives up what is going on. */
void rw_contrast_run_cancel (RwContrastRun *self);

/* What came of it; NULL: nothing yet. */
const RwContrast *rw_contrast_run_get (RwContrastRun *self);

/* Of what is going on; NULL while nothing is. */
RwProgress *rw_contrast_run_get_progress (RwContrastRun *self);

/* Why nothing came of it; NULL: it did, or was cancelled. */
const GError *rw_contrast_run_get_error (RwContrastRun *self);

/* Filters the session's table to those whose risk band changes, called @title in the reader's
 * language. To be called when there is a comparison. */
void rw_contrast_run_show_changed (RwContrastRun *self, const char *title);

G_END_DECLS
