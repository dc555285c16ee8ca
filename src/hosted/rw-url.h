/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RwUrl: an address that may be contacted: https, or http on this computer. Read by the library
 * that contacts it, so that no two readers differ about where it leads.
 */
typedef struct
{
  char *text;       /* as it is asked for, in its normal form */
  gboolean is_safe; /* https */
  gboolean is_local;
  char *host;          /* as it is shown: "host", or "host:port" where it is not the usual one */
  char *origin;        /* scheme, host and port: who gets to see what is sent there */
  gboolean has_extras; /* a query or a fragment */
} RwUrl;

/* NULL: no address, one with a user in it, or neither https nor http. */
RwUrl *rw_url_parse (const char *text);
void rw_url_free (RwUrl *url);

/* Whether @text is an address that may be contacted and that a path can be added to. */
gboolean rw_url_is_base (const char *text);

/* Whether it may be contacted at all, and by somebody whom @from (may be NULL) sends there. */
gboolean rw_url_is_allowed (const RwUrl *url, const RwUrl *from);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwUrl, rw_url_free)

G_END_DECLS
