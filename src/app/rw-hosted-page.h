/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rw-hosted-setup.h"

G_BEGIN_DECLS

/* RwHostedPage: the page of the preferences where the hosted queue is set up and tried. */
#define RW_TYPE_HOSTED_PAGE (rw_hosted_page_get_type ())
G_DECLARE_FINAL_TYPE (RwHostedPage, rw_hosted_page, RW, HOSTED_PAGE, AdwPreferencesPage)

/* To be called once. */
void rw_hosted_page_set_setup (RwHostedPage *self, RwHostedSetup *setup);

G_END_DECLS
