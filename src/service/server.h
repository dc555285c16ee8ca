/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-backend.h"

G_BEGIN_DECLS

#define SERVER_PROGRAM "retainwise-server"

/* Where a command works. */
typedef struct
{
  char *data; /* the folder */
  RwConfig *config;
} ServerPlace;

void server_place_clear (ServerPlace *place);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ServerPlace, server_place_clear)

/* The commands. @arguments: the program, then what follows the command. Wrong usage is an error of
 * G_OPTION_ERROR, without a full stop at its end. */
gboolean server_serve (GStrv *arguments, GError **error);
gboolean server_token_add (GStrv *arguments, GError **error);
gboolean server_token_list (GStrv *arguments, GError **error);
gboolean server_token_remove (GStrv *arguments, GError **error);
gboolean server_dlq_list (GStrv *arguments, GError **error);
gboolean server_dlq_replay (GStrv *arguments, GError **error);
gboolean server_database_migrate (GStrv *arguments, GError **error);
gboolean server_database_rollback (GStrv *arguments, GError **error);
gboolean server_database_status (GStrv *arguments, GError **error);
gboolean server_model_publish (GStrv *arguments, GError **error);
gboolean server_model_list (GStrv *arguments, GError **error);
gboolean server_model_use (GStrv *arguments, GError **error);
gboolean server_model_rollback (GStrv *arguments, GError **error);

/* How a command is used. */
typedef struct
{
  const char *command;
  const char *summary;
  const GOptionEntry *entries; /* NULL: no options of its own */
  const char *names;           /* of the values, as the usage shows them; NULL: none */
  guint most;                  /* values */
  gboolean needs_no_folder;    /* --data may be missing */
} ServerUsage;

/* Takes the options of @usage, and --data and --config, out of @arguments. @values: what is left
 * (transfer full). */
gboolean server_parse (GStrv *arguments, const ServerUsage *usage, ServerPlace *place,
                       GStrv *values, GError **error);

/* One value must be there; @complaint: what to say else, without a full stop. */
gboolean server_need_value (GStrv values, const char *complaint, GError **error);

/* @base_url: see rw_folder_storage_open(). */
RwBackend *server_open_backend (const ServerPlace *place, const char *base_url, GError **error);

G_END_DECLS
