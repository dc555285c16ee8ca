/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <curl/curl.h>
#include <glib.h>

G_BEGIN_DECLS

/* RW_ERROR_NETWORK in plain words. @host: as it is shown; @detail: what curl adds, may be empty.
 * Always returns FALSE. */
gboolean rw_http_error_set (GError **error, CURLcode code, const char *host, const char *detail);

/* Whether it is of no use to try again: somebody has to change something first. */
gboolean rw_http_error_is_lasting (CURLcode code);

G_END_DECLS
