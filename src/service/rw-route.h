/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-reply.h"
#include "rw-request.h"

G_BEGIN_DECLS

/* NULL with @error: the request is refused or failed. */
typedef RwReply *(*RwHandler) (RwRequest *request, GError **error);

typedef enum
{
  RW_ROUTE_USER, /* whoever asks says who they are */
  RW_ROUTE_OPEN, /* they need not */
  RW_ROUTE_FILE, /* a user sends a file */
} RwRouteKind;

/* Where a request goes. */
struct _RwRoute
{
  const char *method;  /* "GET" stands for "HEAD" too */
  const char *pattern; /* a path in which "{id}" is one part and "{key}" the whole rest */
  RwRouteKind kind;
  RwHandler handle;
};

/* @part: what is in place of the pattern's braces; NULL: it has none (transfer full). */
gboolean rw_route_matches (const RwRoute *self, const char *path, char **part);
gboolean rw_route_allows (const RwRoute *self, const char *method);

/* The first of @routes for @method and @path; NULL: there is none. Then @allowed tells the methods
 * of the routes of that path, "GET, HEAD" (transfer full), or is NULL. */
const RwRoute *rw_route_find (const RwRoute *routes, gsize n_routes, const char *method,
                              const char *path, char **part, char **allowed);

G_END_DECLS
