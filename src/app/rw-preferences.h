/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rw-hosted-setup.h"

G_BEGIN_DECLS

/* RwPreferences: what is remembered between runs, to be changed by the reader. Its page "hosted" is
 * where the hosted queue is set up. */
#define RW_TYPE_PREFERENCES (rw_preferences_get_type ())
G_DECLARE_FINAL_TYPE (RwPreferences, rw_preferences, RW, PREFERENCES, AdwPreferencesWindow)

GtkWidget *rw_preferences_new (RwHostedSetup *setup);

G_END_DECLS
