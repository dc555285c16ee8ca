/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-job-row.h"

G_BEGIN_DECLS

struct _RwJobRow
{
  GtkListBoxRow parent_instance;

  /* template */
  GtkImage *icon;
  GtkLabel *name;
  GtkLabel *details;
  GtkLabel *state;
  GtkProgressBar *progress;
  GtkLabel *error;
  GtkWidget *late;
  GtkWidget *checking;
  GtkSpinner *spinner;
  GtkLabel *verdict;
  GtkWidget *request;
  GtkLabel *request_id;
  GtkWidget *buttons;

  RwHosted *hosted;
  RwJob *job;
  guint timer;                   /* source id while ages tick */
  GCancellable *check;           /* the comparison that runs, or NULL */
  GtkFileChooserNative *chooser; /* the one that is open */
  gboolean opens_result;         /* as soon as it is downloaded */
};

/* Actions "job.…", and the buttons of those that make sense now. */
void rw_job_row_install_actions (GtkWidgetClass *widget_class);
void rw_job_row_update_actions (RwJobRow *self);

/* The result was saved at @path: opens it if that is what it was downloaded for. */
void rw_job_row_take_result (RwJobRow *self, const char *path);

G_END_DECLS
