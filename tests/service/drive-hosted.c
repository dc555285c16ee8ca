/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the window does with the queue, without a window: DATABASE URL TOKEN RESULT [FILE]. Submits
 * FILE, or goes on with what the database knows, and waits until every job is over; the result of a
 * COMPLETED one is saved at RESULT. Prints "ID STATE ERROR" for each job. */
#include "rw-hosted.h"

#include <locale.h>

/* What a test can wait for in all. */
#define MOST_SECONDS 120

typedef struct
{
  GMainLoop *loop;
  RwHosted *hosted;
  const char *result;
  gboolean is_asked; /* for the result */
} Drive;

static gboolean
is_saved (RwJob *job)
{
  return rw_job_get_result_path (job) != NULL || rw_job_get_error (job) != NULL;
}

static gboolean
is_done (Drive *drive, RwJob *job)
{
  RwJobState state = RW_N_JOB_STATES;

  if (!rw_job_is_over (job))
    return FALSE;
  if (!rw_job_get_state (job, &state) || state != RW_JOB_COMPLETED)
    return TRUE;
  if (!drive->is_asked)
    rw_hosted_download (drive->hosted, job, drive->result);
  drive->is_asked = TRUE;
  return !rw_job_is_downloading (job) && is_saved (job);
}

static gboolean
look_cb (gpointer data)
{
  Drive *drive = data;
  gboolean all_done = TRUE;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (drive->hosted)); i++)
    {
      g_autoptr (RwJob) job = g_list_model_get_item (G_LIST_MODEL (drive->hosted), i);
      all_done = is_done (drive, job) && all_done;
    }
  if (all_done)
    g_main_loop_quit (drive->loop);
  return G_SOURCE_CONTINUE;
}

static gboolean
give_up_cb (gpointer data)
{
  g_main_loop_quit (((Drive *) data)->loop);
  return G_SOURCE_REMOVE;
}

static void
print_jobs (RwHosted *hosted)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (hosted)); i++)
    {
      g_autoptr (RwJob) job = g_list_model_get_item (G_LIST_MODEL (hosted), i);
      const char *id = rw_job_get_id (job);
      const char *word = rw_job_get_state_word (job);
      const char *error = rw_job_get_error (job);
      g_print ("%s\t%s\t%s\n", id != NULL ? id : "-", word != NULL ? word : "-",
               error != NULL ? error : "");
    }
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_return_val_if_fail (argc == 5 || argc == 6, 2);
  g_autoptr (GError) error = NULL;
  g_autoptr (RwEndpoint) endpoint = rw_endpoint_new (argv[2], argv[3], NULL, &error);
  g_autoptr (RwHosted) hosted = endpoint != NULL ? rw_hosted_new (argv[1], &error) : NULL;
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Drive drive = { loop, hosted, argv[4], FALSE };

  if (hosted != NULL)
    rw_hosted_set_endpoint (hosted, endpoint);
  if (hosted == NULL || (argc == 6 && rw_hosted_submit (hosted, argv[5], &error) == NULL))
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  g_timeout_add (20, look_cb, &drive);
  g_timeout_add_seconds (MOST_SECONDS, give_up_cb, &drive);
  g_main_loop_run (loop);
  print_jobs (hosted);
  return 0;
}
