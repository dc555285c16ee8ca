/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-error-strip.h"
#include "rw-filter-bar.h"
#include "rw-histogram-view.h"
#include "rw-progress-view.h"
#include "rw-status-line.h"
#include "rw-summary-bar.h"
#include "rw-table-view.h"
#include "rw-window.h"

G_BEGIN_DECLS

struct _RwWindow
{
  AdwApplicationWindow parent_instance;

  /* template */
  AdwToastOverlay *toasts;
  AdwWindowTitle *title;
  AdwSplitButton *open_button;
  GtkWidget *export_button;
  RwErrorStrip *error_strip;
  GtkSearchBar *search_bar;
  GtkSearchEntry *search_entry;
  GtkStack *pages;
  AdwStatusPage *loading_page;
  RwProgressView *loading;
  RwSummaryBar *summary_bar;
  RwHistogramView *histogram;
  RwFilterBar *filter_bar;
  RwTableView *table;
  RwStatusLine *status_line;

  RwSession *session;
  char *searched; /* what the table was searched for last, or NULL */
  RwTask last_task;
  guint closing;                 /* source id while the window goes away */
  GtkFileChooserNative *chooser; /* the one that is open */
  gboolean exports_shown;        /* what the last export was of */
  GtkWidget *import_window;      /* weak: the import page while it is open */
  GtkWidget *train_window;       /* weak: the same of the train window */
};

/* Actions "win.…" and what enables them. */
void rw_window_install_actions (GtkWidgetClass *widget_class);
void rw_window_update_actions (RwWindow *self);

/* Dialogs to choose files with. */
void rw_window_choose_file (RwWindow *self);
void rw_window_choose_model (RwWindow *self);
void rw_window_choose_export (RwWindow *self, gboolean only_shown);
void rw_window_choose_problems_export (RwWindow *self);

/* Shows what would be sent to the hosted queue, or how to set one up. */
void rw_window_submit (RwWindow *self);

/* Shows how the file that failed to open, else the one that is shown, is read, to be changed; the
 * same if the last error is one that can be mended so; says what was understood, and offers it. */
void rw_window_review_import (RwWindow *self);
void rw_window_review_doubts (RwWindow *self);
void rw_window_tell_import (RwWindow *self);

/* Shows where a model is trained, on the file that is shown unless another one is chosen; closes
 * that, FALSE if it asks before. */
void rw_window_train (RwWindow *self);
gboolean rw_window_end_training (RwWindow *self);

/* Lets files be dropped anywhere on the window. */
void rw_window_add_drop_target (RwWindow *self);

G_END_DECLS
