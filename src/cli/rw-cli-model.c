/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-cli-model-card.h"
#include "rw-cli.h"

#include "rw-error.h"
#include "rw-format.h"
#include "rw-model-store.h"

#include <glib/gi18n.h>
#include <math.h>

#define SHORT_HASH 8

typedef struct
{
  char *model;
  char *output;
  char *sha256;
  gboolean json;
} Options;

static void
clear_options (Options *options)
{
  g_free (options->model);
  g_free (options->output);
  g_free (options->sha256);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, clear_options)

gboolean
rw_cli_model_show (RwCli *cli, GStrv *arguments, GError **error)
{
  g_auto (Options) options = { 0 };
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &options.json, N_ ("Print JSON"), NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!rw_cli_parse_model (
          arguments, entries, "model show",
          _ ("Shows what MODEL, a file or a model that is kept, reads, what it was "
             "trained on and how good it is."),
          &options.model, error))
    return FALSE;
  g_autoptr (RwModel) model = rw_cli_load_model (cli, options.model, error);
  if (model == NULL)
    return FALSE;
  rw_cli_end_progress (cli);
  if (options.json)
    return rw_cli_print_json (rw_cli_model_card_to_json (model), error);
  rw_cli_model_card_print (model);
  return rw_cli_flush (error);
}

static void
print_stored (const RwStoredModel *stored)
{
  g_autofree char *rows = rw_format_count (stored->n_rows);
  g_autofree char *auc = isnan (stored->auc) ? NULL : g_strdup_printf ("%.4f", stored->auc);
  g_autofree char *date = NULL;

  if (stored->path != NULL)
    {
      g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (stored->kept_at / 1000);
      date = g_date_time_format (time, "%Y-%m-%d");
    }
  rw_cli_print_cell (stdout, stored->name, 32);
  if (stored->problem != NULL)
    {
      g_autofree char *problem = rw_cli_make_printable (stored->problem);
      g_print (" %s\n", problem);
      return;
    }
  putchar (' ');
  /* Translators: marks the model that ships in a list of models */
  rw_cli_print_cell (stdout, date != NULL ? date : _ ("Sample"), 10);
  rw_cli_print_cell (stdout, auc != NULL ? auc : "–", -8);
  rw_cli_print_cell (stdout, stored->n_rows > 0 ? rows : "–", -11);
  g_print ("  %.*s\n", SHORT_HASH, rw_model_get_sha256 (stored->model));
}

static void
print_list (const GPtrArray *list)
{
  rw_cli_print_cell (stdout, _ ("Name"), 32);
  putchar (' ');
  rw_cli_print_cell (stdout, _ ("Kept since"), 10);
  rw_cli_print_cell (stdout, _ ("AUC"), -8);
  rw_cli_print_cell (stdout, _ ("Customers"), -11);
  g_print ("  SHA-256\n");
  for (guint i = 0; i < list->len; i++)
    print_stored (list->pdata[i]);
}

static json_t *
stored_to_json (const RwStoredModel *stored)
{
  json_t *object =
      json_pack ("{s:s, s:b, s:s?, s:s?}", "name", stored->name, "sample", stored->path == NULL,
                 "path", stored->path, "problem", stored->problem);

  if (stored->path != NULL)
    {
      g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (stored->kept_at / 1000);
      g_autofree char *text = g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ");
      json_object_set_new (object, "kept_at", json_string (text));
    }
  if (stored->model != NULL)
    json_object_set_new (object, "sha256", json_string (rw_model_get_sha256 (stored->model)));
  if (stored->n_rows > 0)
    json_object_set_new (object, "rows", json_integer ((json_int_t) stored->n_rows));
  if (!isnan (stored->auc))
    json_object_set_new (object, "auc", json_real (stored->auc));
  return object;
}

gboolean
rw_cli_model_list (RwCli *cli, GStrv *arguments, GError **error)
{
  g_auto (Options) options = { 0 };
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &options.json, N_ ("Print JSON"), NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!rw_cli_parse_model (arguments, entries, "model list",
                           _ ("Lists the models that are kept on this computer, the one that ships "
                              "first."),
                           NULL, error))
    return FALSE;
  g_autoptr (GPtrArray) list = rw_model_store_list (cli->cancellable, error);
  if (list == NULL)
    return FALSE;
  rw_cli_end_progress (cli);
  if (!options.json)
    {
      print_list (list);
      return rw_cli_flush (error);
    }
  json_t *models = json_array ();
  for (guint i = 0; i < list->len; i++)
    json_array_append_new (models, stored_to_json (list->pdata[i]));
  return rw_cli_print_json (json_pack ("{s:o}", "models", models), error);
}

static gboolean
export_model (RwCli *cli, const Options *options, GError **error)
{
  g_autoptr (RwStoredModel) stored = rw_model_store_find (options->model, cli->cancellable, error);
  g_autoptr (GBytes) bytes =
      stored != NULL && rw_cli_check_output (stored->path, options->output, error)
          ? rw_model_read (stored->path, cli->cancellable, error)
          : NULL;
  g_autoptr (RwOutput) output =
      bytes != NULL ? rw_cli_open_output (cli, NULL, options->output, error) : NULL;

  return output != NULL && rw_output_write_whole (output, bytes, error);
}

gboolean
rw_cli_model_export (RwCli *cli, GStrv *arguments, GError **error)
{
  g_auto (Options) options = { 0 };
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &options.output, N_ ("Write the model to OUT"),
      N_ ("OUT") },
    G_OPTION_ENTRY_NULL,
  };

  return rw_cli_parse_model (arguments, entries, "model export",
                             _ ("Writes MODEL, which is kept under this name or SHA-256, to a file "
                                "that any XGBoost reads."),
                             &options.model, error) &&
         rw_cli_require (options.output, "-o", error) && export_model (cli, &options, error);
}

/* NULL, and why the model is not to be used. */
static RwModel *
load_whole (RwCli *cli, const Options *options, GError **error)
{
  g_autoptr (RwModel) model = rw_cli_load_model (cli, options->model, error);

  if (model == NULL || options->sha256 == NULL ||
      g_ascii_strcasecmp (options->sha256, rw_model_get_sha256 (model)) == 0)
    return g_steal_pointer (&model);
  g_set_error (error, RW_ERROR, RW_ERROR_MODEL,
               _ ("“%s” is another model: its SHA-256 is %s. Get the file once more."),
               options->model, rw_model_get_sha256 (model));
  return NULL;
}

static gboolean
print_verified (RwModel *model, const GError *reason, const Options *options, GError **error)
{
  if (options->json)
    return rw_cli_print_json (model != NULL
                                  ? json_pack ("{s:b, s:s, s:I}", "ok", 1, "sha256",
                                               rw_model_get_sha256 (model), "trees",
                                               (json_int_t) rw_model_get_n_trees (model))
                                  : json_pack ("{s:b, s:s}", "ok", 0, "problem", reason->message),
                              error);
  if (model != NULL)
    /* Translators: a model's file is whole; behind it stands its SHA-256 */
    g_print (_ ("OK: %s\n"), rw_model_get_sha256 (model));
  return rw_cli_flush (error);
}

gboolean
rw_cli_model_verify (RwCli *cli, GStrv *arguments, GError **error)
{
  g_auto (Options) options = { 0 };
  g_autoptr (GError) reason = NULL;
  const GOptionEntry entries[] = {
    { "sha256", 0, 0, G_OPTION_ARG_STRING, &options.sha256, N_ ("The SHA-256 that it must have"),
      N_ ("DIGITS") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &options.json, N_ ("Print JSON"), NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!rw_cli_parse_model (arguments, entries, "model verify",
                           _ ("Checks all of MODEL, a file or a model that is kept: its trees, its "
                              "description, and that XGBoost loads it."),
                           &options.model, error))
    return FALSE;
  g_autoptr (RwModel) model = load_whole (cli, &options, &reason);
  rw_cli_end_progress (cli);
  if (!print_verified (model, reason, &options, error))
    return FALSE;
  if (model == NULL)
    g_propagate_error (error, g_steal_pointer (&reason));
  return model != NULL;
}
