/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-hosted-private.h"

void
rw_hosted_refresh (RwHosted *self G_GNUC_UNUSED)
{
}
