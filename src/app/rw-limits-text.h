/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-limits.h"

G_BEGIN_DECLS

/* "Connected as ana. Files up to 1.0 GB." (transfer full) */
char *rw_limits_text_dup (const RwLimits *limits);

G_END_DECLS
