/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A worker that takes one message, or goes on until it is told to end, and is killed, stopped or
 * slow on the way. It is less patient than the real one. */
#include "rw-impatience.h"
#include "rw-log.h"
#include "rw-rest.h"
#include "rw-signals.h"
#include "rw-sweeper.h"
#include "rw-upkeep.h"
#include "rw-worker-step.h"
#include "rw-worker.h"

#include <signal.h>
#include <stdlib.h>

/* ms: for a message, and until the next try. */
#define WAIT 1000
#define REST 100

static const char *const steps[RW_N_STEPS + 1] = {
  [RW_STEP_RECEIVED] = "received", [RW_STEP_LEASED] = "leased",   [RW_STEP_FETCHING] = "fetching",
  [RW_STEP_SCORING] = "scoring",   [RW_STEP_WRITTEN] = "written", [RW_STEP_STORED] = "stored",
  [RW_STEP_REMOVING] = "removing",
};

static struct
{
  char *data;
  char *config;
  int lease; /* ms */
  char *at;
  gboolean stops;
  char *poison;
  gboolean goes_on;
  int pause;    /* ms */
  int patience; /* ms; 0: the real one's */
} options;

static _Atomic gboolean is_drained;

static void
end_at_step (RwWorkerStep step, const RwJobRecord *job)
{
  if (options.at != NULL && g_str_equal (steps[step], options.at))
    raise (options.stops ? SIGSTOP : SIGKILL);
  if (step == RW_STEP_SCORING && g_strcmp0 (job->file_name, options.poison) == 0)
    abort ();
  if (step == RW_STEP_SCORING && options.pause > 0)
    rw_rest (options.pause, NULL);
}

static gboolean
parse_options (int *argc, char ***argv, GError **error)
{
  const GOptionEntry entries[] = {
    { "data", 0, 0, G_OPTION_ARG_FILENAME, &options.data, "The server's folder", "DIR" },
    { "config", 0, 0, G_OPTION_ARG_FILENAME, &options.config, "The engines' file", "FILE" },
    { "lease", 0, 0, G_OPTION_ARG_INT, &options.lease, "How long a lease is", "MS" },
    { "at", 0, 0, G_OPTION_ARG_STRING, &options.at, "Kill the worker at this step", "STEP" },
    { "stop", 0, 0, G_OPTION_ARG_NONE, &options.stops, "Stop it instead", NULL },
    { "poison", 0, 0, G_OPTION_ARG_STRING, &options.poison, "Crash in scoring this file", "NAME" },
    { "go-on", 0, 0, G_OPTION_ARG_NONE, &options.goes_on, "Go on until SIGTERM", NULL },
    { "pause", 0, 0, G_OPTION_ARG_INT, &options.pause, "Rest before each result", "MS" },
    { "patience", 0, 0, G_OPTION_ARG_INT, &options.patience, "Wait no longer for answers", "MS" },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, argc, argv, error))
    return FALSE;
  if (options.data != NULL && options.lease > 0 &&
      (options.at == NULL || g_strv_contains (steps, options.at)))
    return TRUE;
  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED, "See --help");
  return FALSE;
}

/* The upkeep first, once: who crashes again and again must not be the one who cleans up after it.
 */
static gboolean
run_once (RwBackend *backend, RwWorker *worker, GError **error)
{
  g_autoptr (RwUpkeep) upkeep = rw_upkeep_new (backend);
  GError *reason = NULL;

  if (!rw_upkeep_run (upkeep, error))
    return FALSE;
  rw_worker_step = end_at_step;
  if (!rw_worker_run_once (worker, WAIT, &reason) && reason != NULL)
    g_propagate_error (error, reason);
  return reason == NULL;
}

static gpointer
wait_for_signals (gpointer worker)
{
  rw_signals_wait ();
  is_drained = TRUE;
  rw_worker_drain (worker);
  return NULL;
}

static gboolean
go_on (RwBackend *backend, RwWorker *worker)
{
  g_autoptr (RwSweeper) sweeper = rw_sweeper_start (backend);

  rw_worker_step = end_at_step;
  GThread *thread = g_thread_new ("signals", wait_for_signals, worker);
  rw_log (RW_LOG_INFO, "worker-started", "");
  while (!is_drained)
    if (!rw_worker_run_once (worker, WAIT, NULL))
      rw_rest (REST, NULL);
  g_thread_join (thread);
  return TRUE;
}

static gboolean
run (GError **error)
{
  g_autoptr (RwModel) model = rw_model_load_default (error);
  g_autoptr (RwConfig) config = model != NULL ? rw_config_read (options.config, error) : NULL;
  g_autoptr (RwBackend) backend =
      config != NULL ? rw_backend_open (options.data, config, NULL, error) : NULL;

  if (backend == NULL)
    return FALSE;
  g_autoptr (RwWorker) worker = rw_worker_new (backend, model, 1, options.lease);
  return options.goes_on ? go_on (backend, worker) : run_once (backend, worker, error);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;

  if (!parse_options (&argc, &argv, &error))
    {
      g_printerr ("stopping-worker: %s\n", error->message);
      return 1;
    }
  if (options.patience > 0)
    rw_impatience_set (options.patience);
  if (options.goes_on)
    rw_signals_block ();
  if (run (&error))
    return 0;
  g_printerr ("stopping-worker: %s\n", error->message);
  return 1;
}
