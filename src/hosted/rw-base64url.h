/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* base64url without padding (RFC 4648, 5), as JWTs have it. */
char *rw_base64url_encode (const guint8 *bytes, gsize length);

/* NULL: anything but its letters, a length that no bytes have, or bits that are left over. */
GBytes *rw_base64url_decode (const char *text, gsize length);

G_END_DECLS
