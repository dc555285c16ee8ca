/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-limits.h"

void
rw_limits_free (RwLimits *limits)
{
  g_free (limits->user);
  g_free (limits);
}
