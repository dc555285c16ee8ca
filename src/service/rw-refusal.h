/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RW_REFUSAL: why a request is refused. The code of such an error is the HTTP status, its message
 * is for whoever asked. All other errors are faults of the server and 503.
 */
#define RW_REFUSAL (rw_refusal_quark ())
GQuark rw_refusal_quark (void);

/* Always returns FALSE. */
gboolean rw_refuse (GError **error, guint status, const char *message);

guint rw_refusal_get_status (const GError *error);

G_END_DECLS
