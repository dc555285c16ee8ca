/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a server takes. */
typedef struct
{
  char *user;           /* whom the token names; NULL: the server does not say */
  gint64 max_bytes;     /* of a file */
  gboolean is_original; /* the hosted service: no idempotency keys, cancel or retry */
} RwLimits;

void rw_limits_free (RwLimits *limits);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwLimits, rw_limits_free)

G_END_DECLS
