/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Makes an authority and a certificate of it, and writes both as PEM files: @ca: its certificate,
 * @server: key and certificate for @name, "DNS:localhost" or "IP:127.0.0.1". All transfer full. */
void rw_test_make_certificate (const char *name, char **ca, char **server);

G_END_DECLS
