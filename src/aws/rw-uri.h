/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* @text as it stands in an address that is signed: all but A-Z a-z 0-9 - . _ ~ as %XX with capital
 * digits. Source: "Create a signed AWS API request", UriEncode. */
char *rw_uri_dup_encoded (const char *text);

/* The same, with each "/" left as it is. */
char *rw_uri_dup_encoded_path (const char *path);

G_END_DECLS
