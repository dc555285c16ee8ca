/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-cli.h"

#include "rw-error.h"
#include "rw-format.h"
#include "rw-labels.h"
#include "rw-manifest-guess.h"
#include "rw-model-import.h"
#include "rw-model-store.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct
{
  char *file;
  char *table;
  char *label;
  char *positive;
  char *name;
  gboolean yes;
  gboolean json;
} Options;

/* What the hint for the columns of the table needs. */
typedef struct
{
  json_t *document;
  const char *label;
} Wanted;

static void
clear_options (Options *options)
{
  g_free (options->file);
  g_free (options->table);
  g_free (options->label);
  g_free (options->positive);
  g_free (options->name);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, clear_options)

static gboolean
hint (const GPtrArray *names, RwKindHint *hints, gpointer data, GError **error)
{
  const Wanted *wanted = data;

  for (guint i = 0; i < names->len; i++)
    if (g_strcmp0 (names->pdata[i], wanted->label) == 0)
      {
        rw_manifest_guess_hint (names, hints, wanted->document, error);
        hints[i] = RW_HINT_TEXTS;
        return TRUE;
      }
  return rw_manifest_guess_hint (names, hints, wanted->document, error);
}

static RwTable *
load_table (RwCli *cli, const Options *options, const RwModelImport *import, GError **error)
{
  Wanted wanted = { import->document, options->label };
  RwTableOptions reading = { .hint = hint, .hint_data = &wanted };
  g_autoptr (RwSource) source = rw_source_open (options->table, cli->cancellable, error);

  return source != NULL ? rw_table_load (source, &reading, cli->progress, cli->cancellable, error)
                        : NULL;
}

/* Finds the value that means "left" where it was not said. */
static gboolean
settle_label (Options *options, RwTable *table, GError **error)
{
  if (options->label == NULL || table == NULL)
    return options->label == NULL || rw_cli_require (options->positive, "--positive", error);
  g_autoptr (RwLabels) labels = rw_labels_read (table, options->label, options->positive, error);
  if (labels == NULL)
    return FALSE;
  g_free (options->positive);
  options->positive = g_strdup (labels->positive);
  return TRUE;
}

static gboolean
propose (RwCli *cli, Options *options, RwModelImport *import, GError **error)
{
  g_autoptr (RwTable) table =
      options->table != NULL ? load_table (cli, options, import, error) : NULL;

  return (options->table == NULL || table != NULL) && settle_label (options, table, error) &&
         rw_model_import_guess (import, table, error);
}

static gboolean
has_feature (const RwManifest *manifest, guint input, guint32 level)
{
  for (guint i = 0; i < manifest->features->len; i++)
    {
      const RwFeature *feature = manifest->features->pdata[i];
      if (feature->input == input && feature->level == level)
        return TRUE;
    }
  return FALSE;
}

static void
print_levels (const RwManifest *manifest, guint number)
{
  const RwInput *input = manifest->inputs->pdata[number];

  for (guint32 i = 0; i < rw_levels_get_n (input->levels); i++)
    {
      g_autofree char *level = rw_cli_make_printable (rw_levels_get_text (input->levels, i));
      g_print (i > 0 ? ", %s" : " %s", level);
      if (!has_feature (manifest, number, i))
        /* Translators: behind a value of a column, to which all of a model's features are 0 */
        g_print (" %s", _ ("(no feature)"));
    }
}

static void
print_proposal (const RwManifest *manifest)
{
  g_print ("%s\n",
           _ ("The columns that the model reads, as far as the names of its features tell:"));
  for (guint i = 0; i < manifest->inputs->len; i++)
    {
      const RwInput *input = manifest->inputs->pdata[i];
      g_print ("  ");
      rw_cli_print_cell (stdout, input->name, 31);
      /* Translators: kinds of a model's inputs; behind the second one stand its values */
      g_print (" %s", input->kind == RW_INPUT_NUMBER ? _ ("number") : _ ("category:"));
      if (input->kind == RW_INPUT_CATEGORY)
        print_levels (manifest, i);
      g_print ("\n");
    }
}

/* Reading the answer cannot be cancelled, only ended, as printing. */
static gboolean
ask (RwCli *cli)
{
  char answer[64];

  g_print ("%s ", _ ("Is that right? [y/N]"));
  fflush (stdout);
  gboolean yes = fgets (answer, sizeof answer, stdin) != NULL && rpmatch (answer) == 1;
  g_atomic_int_set (&cli->is_printing, FALSE);
  return yes;
}

/* Whether somebody says that the proposal is right, now or with --yes. */
static gboolean
confirm (RwCli *cli, const Options *options, const RwManifest *manifest, GError **error)
{
  if (options->yes)
    return TRUE;
  rw_cli_end_progress (cli);
  if (options->json)
    rw_cli_print_json (json_pack ("{s:o}", "proposal", rw_manifest_to_object (manifest)), NULL);
  else
    print_proposal (manifest);
  if (!options->json && isatty (STDIN_FILENO) && isatty (STDOUT_FILENO) && ask (cli))
    return TRUE;
  if (rw_cli_flush (error))
    g_set_error (error, RW_ERROR, RW_ERROR_MODEL,
                 _ ("Nothing was kept. If these are the columns, say so with --yes. If not, name a "
                    "file that has them with --for, or write the model once more in Python with "
                    "export_from_python.py, which comes with RetainWise's source."));
  return FALSE;
}

/* The bytes to keep. */
static GBytes *
make_bytes (RwCli *cli, Options *options, RwModelImport *import, GError **error)
{
  if (rw_model_import_is_ready (import))
    return g_bytes_ref (import->bytes);
  if (!propose (cli, options, import, error) || !confirm (cli, options, import->manifest, error))
    return NULL;
  return rw_model_import_finish (import, options->label, options->positive, error);
}

static gboolean
print_kept (const RwStoredModel *stored, guint n_left_out, gboolean json, GError **error)
{
  if (json)
    return rw_cli_print_json (json_pack ("{s:s, s:s, s:s?, s:i}", "name", stored->name, "sha256",
                                         rw_model_get_sha256 (stored->model), "path", stored->path,
                                         "trees_left_out", (int) n_left_out),
                              error);
  if (n_left_out > 0)
    {
      g_autofree char *count = rw_format_count (n_left_out);
      /* Translators: a training that watches its figures stops some rounds after the best one */
      g_print (_ ("Trees behind the best round, which scikit-learn leaves out, too: %s\n"), count);
    }
  g_autofree char *name = rw_cli_make_printable (stored->name);
  g_print (_ ("Kept as “%s”.\n"), name);
  return rw_cli_flush (error);
}

static gboolean
parse_options (GStrv *arguments, Options *options, GError **error)
{
  const GOptionEntry entries[] = {
    { "for", 0, 0, G_OPTION_ARG_FILENAME, &options->table,
      N_ ("Find the columns of a model that does not say them in FILE, a CSV file"), N_ ("FILE") },
    { "label", 0, 0, G_OPTION_ARG_STRING, &options->label,
      N_ ("The column that said who left, of such a model"), N_ ("COLUMN") },
    { "positive", 0, 0, G_OPTION_ARG_STRING, &options->positive,
      N_ ("The value of it that means “left”"), N_ ("VALUE") },
    { "yes", 'y', 0, G_OPTION_ARG_NONE, &options->yes, N_ ("The columns that are found are right"),
      NULL },
    { "name", 0, 0, G_OPTION_ARG_STRING, &options->name,
      N_ ("Keep it as NAME (default: its title)"), N_ ("NAME") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &options->json, N_ ("Print JSON"), NULL },
    G_OPTION_ENTRY_NULL,
  };

  return rw_cli_parse_model (
      arguments, entries, "model import",
      _ ("Keeps the model in the file MODEL, so that it can be used by its name. Of one that "
         "XGBoost wrote elsewhere, the columns are found by the names of its features, and "
         "shown."),
      &options->file, error);
}

gboolean
rw_cli_model_import (RwCli *cli, GStrv *arguments, GError **error)
{
  g_auto (Options) options = { 0 };
  g_autoptr (RwModelImport) import =
      parse_options (arguments, &options, error)
          ? rw_model_import_open (options.file, cli->cancellable, error)
          : NULL;
  g_autoptr (GBytes) bytes = import != NULL ? make_bytes (cli, &options, import, error) : NULL;
  g_autoptr (RwStoredModel) stored =
      bytes != NULL ? rw_model_store_add (bytes, options.name, cli->cancellable, error) : NULL;

  if (stored == NULL)
    return FALSE;
  rw_cli_end_progress (cli);
  return print_kept (stored, import->n_left_out, options.json, error);
}
