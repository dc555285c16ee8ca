/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-cli.h"

#include "rw-cli-rejects.h"
#include "rw-cli-report.h"
#include "rw-export.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_THREADS 256

typedef struct
{
  char *file;
  char *output;  /* NULL: print a report */
  char *rejects; /* NULL: not asked for */
  gboolean strict;
  char *model;
  int n_threads;
} Options;

static gboolean
is_stdout (const Options *options)
{
  return g_strcmp0 (options->output, "-") == 0;
}

static gboolean
parse_options (RwCli *cli, GStrv *arguments, Options *options, GError **error)
{
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &options->output,
      N_ ("Write the file with the scores added to OUT; - is standard output"), N_ ("OUT") },
    { "model", 'm', 0, G_OPTION_ARG_FILENAME, &options->model,
      N_ ("Score with MODEL instead of the one that ships"), N_ ("MODEL") },
    { "mapping", 0, 0, G_OPTION_ARG_FILENAME, &cli->mapping,
      N_ ("Read the model's columns as MAPPING says"), N_ ("MAPPING") },
    { "rejects", 0, 0, G_OPTION_ARG_FILENAME, &options->rejects,
      N_ ("Write the rows that are set aside, with line and reason, to OUT"), N_ ("OUT") },
    { "strict", 0, 0, G_OPTION_ARG_NONE, &options->strict, N_ ("Fail on the first problem"), NULL },
    { "threads", 0, 0, G_OPTION_ARG_INT, &options->n_threads,
      N_ ("Use N threads (default: one for each core)"), "N" },
    G_OPTION_ENTRY_NULL,
  };

  if (!rw_cli_parse (cli, arguments, entries, "score",
                     _ ("Scores every customer in FILE (- is standard input). Without -o, prints a "
                        "summary, the riskiest customers and a histogram."),
                     &options->file, error))
    return FALSE;
  if (options->n_threads >= 0 && options->n_threads <= MAX_THREADS)
    return TRUE;
  g_set_error (error, RW_CLI_USAGE_ERROR, 0, _ ("--threads takes a number from 1 to %d."),
               MAX_THREADS);
  return FALSE;
}

static void
report_output (RwTable *table, const Options *options, FILE *file)
{
  gboolean renamed = FALSE;
  g_auto (GStrv) names = rw_export_dup_names (table, &renamed);
  RwSourceState state = rw_source_get_state (rw_table_get_source (table));
  g_autofree char *list = g_strjoinv (", ", names);

  if (renamed)
    fprintf (file, _ ("Note: the file has such columns already; the new ones are %s\n"), list);
  if (state != RW_SOURCE_PRESENT)
    fprintf (file, "%s\n",
             _ ("Note: the file was replaced or deleted meanwhile; the scores are of what it held "
                "when it was opened"));
  if (!is_stdout (options))
    fprintf (file, _ ("Written to %s\n"), options->output);
}

static gboolean
write_scores (RwCli *cli, RwAnalysis *analysis, const Options *options, GError **error)
{
  RwTable *table = rw_analysis_get_table (analysis);
  RwScores *scores = rw_analysis_get_scores (analysis);
  FILE *report = is_stdout (options) ? stderr : stdout;
  g_autoptr (RwOutput) output =
      rw_cli_open_output (cli, rw_table_get_source (table), options->output, error);

  if (output == NULL ||
      !rw_export_write (table, scores, &rw_risk_bands, NULL, output, cli->progress,
                        cli->cancellable, error) ||
      !rw_output_commit (output, error))
    return FALSE;
  rw_cli_end_progress (cli);
  /* The result is in its place: nothing is left to cancel. */
  rw_cli_report_summary (analysis, report);
  rw_cli_note_guess (table, report);
  report_output (table, options, report);
  return TRUE;
}

static gboolean
print_report (RwCli *cli, RwAnalysis *analysis, GError **error)
{
  rw_cli_end_progress (cli);
  rw_cli_report_summary (analysis, stdout);
  rw_cli_note_guess (rw_analysis_get_table (analysis), stdout);
  if (!rw_cli_report_riskiest (analysis, stdout, error))
    return FALSE;
  rw_cli_report_histogram (analysis, stdout);
  return TRUE;
}

static gboolean
run (RwCli *cli, const Options *options, GError **error)
{
  g_autoptr (RwModel) model = rw_cli_check_output (options->model, options->output, error)
                                  ? rw_cli_load_model (cli, options->model, error)
                                  : NULL;
  g_autoptr (RwSource) source = model != NULL ? rw_cli_open (cli, options->file, error) : NULL;
  g_autoptr (RwAnalysis) analysis = NULL;

  if (source == NULL || !rw_cli_read_mapping (cli, error))
    return FALSE;
  RwTableOptions loading = rw_cli_get_table_options (cli);
  loading.n_threads = (guint) options->n_threads;
  analysis =
      rw_analysis_run (source, model, cli->given, &loading, cli->progress, cli->cancellable, error);
  if (analysis == NULL ||
      (options->strict && !rw_cli_check_strictly (rw_analysis_get_table (analysis), error)) ||
      (options->rejects != NULL &&
       !rw_cli_write_rejects (cli, rw_analysis_get_table (analysis), options->rejects, error)))
    return FALSE;
  gboolean done = options->output != NULL ? write_scores (cli, analysis, options, error)
                                          : print_report (cli, analysis, error);
  return done && rw_cli_flush (error);
}

gboolean
rw_cli_score (RwCli *cli, GStrv *arguments, GError **error)
{
  Options options = { 0 };
  gboolean done = parse_options (cli, arguments, &options, error) && run (cli, &options, error);

  g_free (options.file);
  g_free (options.output);
  g_free (options.rejects);
  g_free (options.model);
  return done;
}
