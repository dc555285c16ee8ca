/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-error.h"
#include "rw-locale.h"
#include "rw-log.h"
#include "rw-signals.h"
#include "rw-sweeper.h"
#include "rw-worker.h"

#include <glib/gi18n.h>
#include <string.h>

#define PROGRAM       "retainwise-worker"
#define MAX_THREADS   256
#define SHA256_DIGITS 64

typedef enum
{
  EXIT_OK = 0,
  EXIT_FAILED = 1,
  EXIT_USAGE = 2,
} Exit;

typedef struct
{
  char *data;
  char *config;
  char *model;
  char *model_sha256;
  int n_threads;
  gboolean wants_version;
} Options;

typedef struct
{
  RwWorker *worker;
  _Atomic gboolean is_over;
} Work;

/* G_OPTION_ERROR stands for wrong usage, whether GLib or we found it. */
static gboolean
check_options (const Options *options, GError **error)
{
  if (options->wants_version)
    return TRUE;
  if (options->data == NULL || options->data[0] == '\0')
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED,
                 _ ("The option %s is needed: the folder that the server works in"), "--data");
  else if (options->n_threads < 1 || options->n_threads > MAX_THREADS)
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                 _ ("--threads takes a number from 1 to %d"), MAX_THREADS);
  else if (options->model_sha256 != NULL &&
           (strlen (options->model_sha256) != SHA256_DIGITS ||
            strspn (options->model_sha256, "0123456789abcdefABCDEF") != SHA256_DIGITS))
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                 _ ("--model-sha256 takes %d hexadecimal digits"), SHA256_DIGITS);
  else
    return TRUE;
  return FALSE;
}

static gboolean
parse_options (int *argc, char ***argv, Options *options, GError **error)
{
  const GOptionEntry entries[] = {
    { "data", 0, 0, G_OPTION_ARG_FILENAME, &options->data,
      N_ ("Take jobs from the server that works in DIR"), N_ ("DIR") },
    { "config", 0, 0, G_OPTION_ARG_FILENAME, &options->config,
      N_ ("Take them from where FILE says, as the server does; DIR is for what is in work"),
      N_ ("FILE") },
    { "model", 0, 0, G_OPTION_ARG_FILENAME, &options->model,
      N_ ("Score with the model at PATH, whichever one is published"), N_ ("PATH") },
    { "model-sha256", 0, 0, G_OPTION_ARG_STRING, &options->model_sha256,
      N_ ("Score with the published model of this SHA-256, or refuse to start"), N_ ("HEX") },
    { "threads", 0, 0, G_OPTION_ARG_INT, &options->n_threads,
      N_ ("Score with N threads (default: 1; run a worker for each core)"), "N" },
    { "version", 0, 0, G_OPTION_ARG_NONE, &options->wants_version, N_ ("Print the version"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  g_option_context_set_summary (
      context, _ ("Scores the files that were sent to a RetainWise server, one after another. The "
                  "first SIGTERM ends it after the job it works on, a second one at once."));
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!g_option_context_parse (context, argc, argv, error))
    return FALSE;
  if (*argc < 2)
    return check_options (options, error);
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED, _ ("“%s” is no option"), (*argv)[1]);
  return FALSE;
}

static gpointer
wait_for_signals (gpointer data)
{
  Work *work = data;

  rw_signals_wait ();
  rw_log (RW_LOG_INFO, "worker-drains", "");
  rw_worker_drain (work->worker);
  rw_signals_wait ();
  if (work->is_over)
    return NULL;
  rw_log (RW_LOG_INFO, "worker-stops", "");
  rw_worker_stop (work->worker);
  return NULL;
}

static RwModel *
load_given (const Options *options, GError **error)
{
  g_autoptr (RwModel) model = rw_model_load (options->model, NULL, error);

  if (model == NULL || options->model_sha256 == NULL ||
      g_ascii_strcasecmp (options->model_sha256, rw_model_get_sha256 (model)) == 0)
    return g_steal_pointer (&model);
  g_set_error (error, RW_ERROR, RW_ERROR_MODEL,
               _ ("The model is another one than --model-sha256 says: its SHA-256 is %s."),
               rw_model_get_sha256 (model));
  return NULL;
}

static RwModel *
load_pinned (const Options *options, RwModelFeed *feed, GError **error)
{
  g_autofree char *sha256 = g_ascii_strdown (options->model_sha256, -1);
  RwModel *model = rw_model_feed_load (feed, sha256, NULL, error);

  if (model == NULL)
    g_prefix_error (error, "--model-sha256: ");
  return model;
}

/* The model to begin with (transfer full). Without an option it is the one in use, and every one
 * that will be. */
static RwModel *
load_published (const Options *options, RwModelFeed *feed, GError **error)
{
  if (options->model_sha256 != NULL)
    return load_pinned (options, feed, error);
  RwModel *model = rw_model_feed_get (feed, NULL, error);
  return model != NULL ? g_object_ref (model) : NULL;
}

/* Signals are waited for as long as there is a worker. */
static void
run_until_signal (RwWorker *worker)
{
  Work work = { worker, FALSE };
  GThread *thread = g_thread_new ("signals", wait_for_signals, &work);

  rw_worker_run (worker);
  work.is_over = TRUE;
  rw_signals_send ();
  g_thread_join (thread);
}

static void
work (const Options *options, RwBackend *backend, RwModelFeed *feed, RwModel *model)
{
  g_autoptr (RwWorker) worker =
      rw_worker_new (backend, model, (guint) options->n_threads, RW_WORKER_LEASE);
  g_autoptr (RwSweeper) sweeper = rw_sweeper_start (backend);

  if (options->model == NULL && options->model_sha256 == NULL)
    rw_worker_follow (worker, feed);
  rw_log (RW_LOG_INFO, "worker-started", "ss", "version", RW_VERSION, "model_sha256",
          rw_model_get_sha256 (model));
  run_until_signal (worker);
  rw_log (RW_LOG_INFO, "worker-ended", "");
}

static gboolean
run (const Options *options, GError **error)
{
  g_autofree char *folder = g_build_filename (options->data, "models", NULL);
  g_autoptr (RwModel) model = options->model != NULL ? load_given (options, error) : NULL;

  if (options->model != NULL && model == NULL)
    return FALSE;
  g_autoptr (RwConfig) config = rw_config_read (options->config, error);
  g_autoptr (RwBackend) backend =
      config != NULL ? rw_backend_open (options->data, config, NULL, error) : NULL;

  if (backend == NULL)
    return FALSE;
  g_autoptr (RwModelFeed) feed = rw_model_feed_new (backend->storage, folder, RW_MODEL_FEED_EVERY);
  if (model == NULL)
    model = load_published (options, feed, error);
  if (model != NULL)
    work (options, backend, feed, model);
  return model != NULL;
}

static Exit
report (const GError *error)
{
  if (error->domain != G_OPTION_ERROR)
    {
      g_printerr ("%s: %s\n", PROGRAM, error->message);
      return EXIT_FAILED;
    }
  g_printerr (_ ("%s: %s. “%s --help” tells the usage.\n"), PROGRAM, error->message, PROGRAM);
  return EXIT_USAGE;
}

static Exit
run_with (Options *options, int *argc, char ***argv)
{
  g_autoptr (GError) error = NULL;

  if (!parse_options (argc, argv, options, &error))
    return report (error);
  if (options->wants_version)
    g_print ("%s %s\n", PROGRAM, RW_VERSION);
  else if (!run (options, &error))
    return report (error);
  return EXIT_OK;
}

int
main (int argc, char **argv)
{
  Options options = { .n_threads = 1 };

  rw_locale_set_up ();
  rw_signals_block ();
  g_set_prgname (PROGRAM);
  Exit code = run_with (&options, &argc, &argv);
  g_free (options.data);
  g_free (options.config);
  g_free (options.model);
  g_free (options.model_sha256);
  return (int) code;
}
