/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-clock.h"
#include "rw-error.h"
#include "server.h"

#include <glib/gi18n.h>

gboolean
server_token_add (GStrv *arguments, GError **error)
{
  g_auto (ServerPlace) place = { NULL };
  g_autofree char *note = NULL;
  g_auto (GStrv) values = NULL;
  const GOptionEntry entries[] = {
    { "note", 0, 0, G_OPTION_ARG_STRING, &note, N_ ("What the token is for"), N_ ("TEXT") },
    G_OPTION_ENTRY_NULL,
  };

  const ServerUsage usage = {
    .command = "token add",
    .summary = _ ("Makes a token for a user and prints it. It is shown this once: only its SHA-256 "
                  "is kept."),
    .entries = entries,
    .names = _ ("USER"),
    .most = 1,
  };

  if (!server_parse (arguments, &usage, &place, &values, error) ||
      !server_need_value (values, _ ("No USER was named"), error))
    return FALSE;
  g_autoptr (RwTokens) tokens = rw_backend_open_tokens (place.data, place.config, NULL, error);
  g_autofree char *token = tokens != NULL ? rw_tokens_add (tokens, values[0], note, error) : NULL;
  if (token != NULL)
    g_print ("%s\n", token);
  return token != NULL;
}

gboolean
server_token_list (GStrv *arguments, GError **error)
{
  g_auto (ServerPlace) place = { NULL };
  g_auto (GStrv) values = NULL;

  const ServerUsage usage = {
    .command = "token list",
    .summary = _ ("Lists the tokens: number, time, user and note, with tabs between."),
  };

  if (!server_parse (arguments, &usage, &place, &values, error))
    return FALSE;
  g_autoptr (RwTokens) tokens = rw_backend_open_tokens (place.data, place.config, NULL, error);
  g_autoptr (GPtrArray) list = tokens != NULL ? rw_tokens_list (tokens, error) : NULL;
  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const RwTokenInfo *info = list->pdata[i];
      g_autofree char *time = rw_clock_dup_text (info->created_at);
      g_print ("%" G_GINT64_FORMAT "\t%s\t%s\t%s\n", info->number, time, info->user,
               info->note != NULL ? info->note : "");
    }
  return list != NULL;
}

static gboolean
remove_token (RwTokens *tokens, gint64 number, GError **error)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, number);
  GError *reason = NULL;

  if (rw_tokens_remove (tokens, number, &reason))
    return TRUE;
  if (reason != NULL)
    g_propagate_error (error, reason);
  else
    g_set_error (error, RW_ERROR, RW_ERROR_ACCESS,
                 _ ("There is no token %s. “token list” tells the numbers."), text);
  return FALSE;
}

gboolean
server_token_remove (GStrv *arguments, GError **error)
{
  g_auto (ServerPlace) place = { NULL };
  g_auto (GStrv) values = NULL;
  guint64 number = 0;

  const ServerUsage usage = {
    .command = "token remove",
    .summary = _ ("Makes the token of a number worthless from now on."),
    .names = _ ("NUMBER"),
    .most = 1,
  };

  if (!server_parse (arguments, &usage, &place, &values, error) ||
      !server_need_value (values, _ ("No NUMBER was named"), error))
    return FALSE;
  if (!g_ascii_string_to_unsigned (values[0], 10, 1, G_MAXINT64, &number, NULL))
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _ ("“%s” is no number"),
                   values[0]);
      return FALSE;
    }
  g_autoptr (RwTokens) tokens = rw_backend_open_tokens (place.data, place.config, NULL, error);
  return tokens != NULL && remove_token (tokens, (gint64) number, error);
}
