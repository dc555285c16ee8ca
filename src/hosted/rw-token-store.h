/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * The user's token for a server, kept by the desktop's secret service. Where there is none, only if
 * the user agreed, in a file of mode 0600 in the user's data folder. Never in settings or logs.
 * Blocking; to be run with rw_work_run_async().
 */

typedef enum
{
  RW_TOKEN_PLACE_SECRETS, /* the secret service */
  RW_TOKEN_PLACE_FILE,
} RwTokenPlace;

/* RW_ERROR_ACCESS: there is no secret service, or it refuses; ask the user about a file. */
gboolean rw_token_store_save (const char *server, const char *token, RwTokenPlace place,
                              GCancellable *cancellable, GError **error);

/* From wherever it is (transfer full); NULL without @error: nowhere. */
char *rw_token_store_load (const char *server, GCancellable *cancellable, GError **error);

/* From both places. */
gboolean rw_token_store_clear (const char *server, GCancellable *cancellable, GError **error);

G_END_DECLS
