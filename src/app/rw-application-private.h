/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-application.h"
#include "rw-job-notices.h"

G_BEGIN_DECLS

struct _RwApplication
{
  AdwApplication parent_instance;

  RwHostedSetup *hosted_setup;
  RwJobNotices *notices;
};

/* The first window of that type, or NULL. */
gpointer rw_application_find_window (RwApplication *self, GType type);

/* @page: the name of the one to be shown first, or NULL. */
void rw_application_show_preferences (RwApplication *self, const char *page);

/* The hosted queue with its actions, as long as the application runs. */
void rw_application_start_hosted (RwApplication *self);
void rw_application_stop_hosted (RwApplication *self);

G_END_DECLS
