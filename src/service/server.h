/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-backend.h"
#include "rw-tokens.h"

G_BEGIN_DECLS

#define SERVER_PROGRAM "retainwise-server"

/* The commands. @arguments: the program, then what follows the command. Wrong usage is an error of
 * G_OPTION_ERROR, without a full stop at its end. */
gboolean server_serve (GStrv *arguments, GError **error);
gboolean server_token_add (GStrv *arguments, GError **error);
gboolean server_token_list (GStrv *arguments, GError **error);
gboolean server_token_remove (GStrv *arguments, GError **error);
gboolean server_dlq_list (GStrv *arguments, GError **error);
gboolean server_dlq_replay (GStrv *arguments, GError **error);

/* Takes the options of @entries (NULL: none) and --data, which is needed, out of @arguments. What
 * is left must be no more than @most values, named @names in the usage; @values: they (transfer
 * full).
 */
gboolean server_parse (GStrv *arguments, const char *command, const char *summary,
                       const GOptionEntry *entries, const char *names, guint most, char **data,
                       GStrv *values, GError **error);

/* The tokens in the folder @data, which is made if need be. */
RwTokens *server_open_tokens (const char *data, GError **error);

G_END_DECLS
