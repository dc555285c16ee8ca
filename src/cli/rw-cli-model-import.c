/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-cli.h"

#include "rw-model-store.h"

#include <glib/gi18n.h>

typedef struct
{
  char *file;
  char *name;
  gboolean json;
} Options;

static void
clear_options (Options *options)
{
  g_free (options->file);
  g_free (options->name);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, clear_options)

static gboolean
print_kept (const RwStoredModel *stored, gboolean json, GError **error)
{
  if (json)
    return rw_cli_print_json (json_pack ("{s:s, s:s, s:s?}", "name", stored->name, "sha256",
                                         rw_model_get_sha256 (stored->model), "path", stored->path),
                              error);
  g_autofree char *name = rw_cli_make_printable (stored->name);
  g_print (_ ("Kept as “%s”.\n"), name);
  return rw_cli_flush (error);
}

gboolean
rw_cli_model_import (RwCli *cli, GStrv *arguments, GError **error)
{
  g_auto (Options) options = { 0 };
  const GOptionEntry entries[] = {
    { "name", 0, 0, G_OPTION_ARG_STRING, &options.name, N_ ("Keep it as NAME (default: its title)"),
      N_ ("NAME") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &options.json, N_ ("Print JSON"), NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!rw_cli_parse_model (arguments, entries, "model import",
                           _ ("Keeps the model in the file MODEL, so that it can be used by its "
                              "name."),
                           &options.file, error))
    return FALSE;
  g_autoptr (GBytes) bytes = rw_model_read (options.file, cli->cancellable, error);
  g_autoptr (RwStoredModel) stored =
      bytes != NULL ? rw_model_store_add (bytes, options.name, cli->cancellable, error) : NULL;
  if (stored == NULL)
    return FALSE;
  rw_cli_end_progress (cli);
  return print_kept (stored, options.json, error);
}
