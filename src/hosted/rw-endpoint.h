/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RwEndpoint: where a queue server is and how to speak to it. Immutable, reference counted,
 * thread-safe.
 */
typedef struct _RwEndpoint RwEndpoint;

/* @url: "https://host[:port][/path]"; "http://" only for loopback (localhost, 127.0.0.0/8, ::1). A
 * query, a fragment or a user in it is refused. @token: NULL or blank for none; blanks around it
 * are taken off; control characters and blanks in it are refused. @ca_file: PEM file of the only
 * authorities to trust; NULL: the system's. Errors: RW_ERROR_FORMAT. */
RwEndpoint *rw_endpoint_new (const char *url, const char *token, const char *ca_file,
                             GError **error);
RwEndpoint *rw_endpoint_ref (RwEndpoint *self);
void rw_endpoint_unref (RwEndpoint *self);

/* Without a slash at its end. */
const char *rw_endpoint_get_url (RwEndpoint *self);

/* "host" or "host:port", to be shown. */
const char *rw_endpoint_get_host (RwEndpoint *self);
const char *rw_endpoint_get_token (RwEndpoint *self);
const char *rw_endpoint_get_ca_file (RwEndpoint *self);

/* "sub" of the token if it is a JWT, else NULL: the original wants it repeated. */
const char *rw_endpoint_get_user (RwEndpoint *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwEndpoint, rw_endpoint_unref)

G_END_DECLS
