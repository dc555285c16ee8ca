/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-error.h"
#include "rw-model-shelf.h"
#include "server.h"

#include <glib/gi18n.h>

static RwStorage *
open_storage (const ServerPlace *place, GError **error)
{
  return rw_backend_open_storage (place->data, place->config, NULL, error);
}

static gboolean
print_in_use (char *sha256)
{
  if (sha256 != NULL)
    g_print ("%s\n", sha256);
  g_free (sha256);
  return sha256 != NULL;
}

gboolean
server_model_publish (GStrv *arguments, GError **error)
{
  g_auto (ServerPlace) place = { NULL };
  g_auto (GStrv) values = NULL;

  const ServerUsage usage = {
    .command = "model publish",
    .summary = _ ("Puts the model in FILE into the storage and in use: workers that were not told "
                  "to use another one take it within a minute, between two jobs. Prints its "
                  "SHA-256."),
    .names = _ ("FILE"),
    .most = 1,
  };

  if (!server_parse (arguments, &usage, &place, &values, error) ||
      !server_need_value (values, _ ("No FILE was named"), error))
    return FALSE;
  g_autoptr (GBytes) bytes = rw_model_read (values[0], NULL, error);
  g_autoptr (RwStorage) storage = bytes != NULL ? open_storage (&place, error) : NULL;
  return storage != NULL && print_in_use (rw_model_shelf_publish (storage, bytes, error));
}

/* When it was last put in use; NULL: never. */
static const char *
find_since (const GPtrArray *uses, const char *sha256)
{
  for (guint i = 0; i < uses->len; i++)
    {
      const RwModelUse *use = uses->pdata[i];
      if (g_str_equal (use->sha256, sha256))
        return use->since;
    }
  return NULL;
}

static void
print_model (RwStorage *storage, const GPtrArray *uses, const char *sha256)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = rw_model_shelf_read (storage, sha256, NULL, &error);
  g_autoptr (RwModel) model = bytes != NULL ? rw_model_load_bytes (bytes, &error) : NULL;
  const RwModelUse *last = uses->len > 0 ? uses->pdata[0] : NULL;
  gboolean is_used = last != NULL && g_str_equal (last->sha256, sha256);
  const char *since = find_since (uses, sha256);
  const char *title = model != NULL ? rw_model_get_manifest (model)->title : error->message;

  g_print ("%s\t%s\t%s\t%s\n", sha256, is_used ? "in use" : "-", since != NULL ? since : "-",
           title != NULL ? title : "-");
}

gboolean
server_model_list (GStrv *arguments, GError **error)
{
  g_auto (ServerPlace) place = { NULL };
  g_auto (GStrv) values = NULL;

  const ServerUsage usage = {
    .command = "model list",
    .summary = _ ("Lists the published models: SHA-256, whether it is in use, when it was last put "
                  "in use, and its title or what is wrong with it, with tabs between. Without one "
                  "in use workers take the one that ships."),
  };

  if (!server_parse (arguments, &usage, &place, &values, error))
    return FALSE;
  g_autoptr (RwStorage) storage = open_storage (&place, error);
  g_autoptr (GPtrArray) list = storage != NULL ? rw_model_shelf_list (storage, error) : NULL;
  g_autoptr (GPtrArray) uses =
      list != NULL ? rw_model_shelf_list_uses (storage, NULL, error) : NULL;
  for (guint i = 0; uses != NULL && i < list->len; i++)
    print_model (storage, uses, list->pdata[i]);
  return uses != NULL;
}

gboolean
server_model_use (GStrv *arguments, GError **error)
{
  g_auto (ServerPlace) place = { NULL };
  g_auto (GStrv) values = NULL;

  const ServerUsage usage = {
    .command = "model use",
    .summary = _ ("Puts the published model in use whose SHA-256 begins with HEX, and prints it."),
    .names = _ ("HEX"),
    .most = 1,
  };

  if (!server_parse (arguments, &usage, &place, &values, error) ||
      !server_need_value (values, _ ("No SHA-256 was given"), error))
    return FALSE;
  g_autoptr (RwStorage) storage = open_storage (&place, error);
  return storage != NULL && print_in_use (rw_model_shelf_use (storage, values[0], error));
}

gboolean
server_model_rollback (GStrv *arguments, GError **error)
{
  g_auto (ServerPlace) place = { NULL };
  g_auto (GStrv) values = NULL;
  char *sha256 = NULL;

  const ServerUsage usage = {
    .command = "model rollback",
    .summary = _ ("Puts that model in use again that was before the one that is, and prints its "
                  "SHA-256."),
  };

  if (!server_parse (arguments, &usage, &place, &values, error))
    return FALSE;
  g_autoptr (RwStorage) storage = open_storage (&place, error);
  if (storage == NULL || !rw_model_shelf_roll_back (storage, &sha256, error))
    return FALSE;
  if (!print_in_use (sha256))
    g_print (_ ("The model that ships is in use again.\n"));
  return TRUE;
}
