/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-jobs.h"

#include "rw-test-service.h"

#include <locale.h>

/* Whoever runs this under the address sanitizer sees what is not freed. */
static void
test_free (void)
{
  RwJobRecord *record = g_new0 (RwJobRecord, 1);
  RwJobEvent *event = g_new0 (RwJobEvent, 1);
  RwOutboxEntry *entry = g_new0 (RwOutboxEntry, 1);

  rw_job_record_free (g_new0 (RwJobRecord, 1));
  rw_job_event_free (g_new0 (RwJobEvent, 1));
  record->id = g_strdup ("id");
  record->user = g_strdup ("user");
  record->file_name = g_strdup ("a.csv");
  record->input_key = g_strdup ("inputs");
  record->error = g_strdup ("error");
  record->result_key = g_strdup ("results");
  record->result_sha256 = g_strdup ("abc");
  record->model_sha256 = g_strdup ("def");
  rw_job_record_free (record);
  event->note = g_strdup ("note");
  rw_job_event_free (event);
  entry->body = g_strdup ("{}");
  rw_outbox_entry_free (entry);
}

static void
test_spent_message (void)
{
  g_autofree char *message = rw_jobs_dup_spent_message ();

  g_assert_cmpstr (message, ==,
                   "The file could not be scored in 3 attempts. Try again, and if that fails too, "
                   "tell whoever runs the server.");
}

static void
test_implemented (void)
{
  g_autoptr (RwBackend) backend = rw_test_backend ();
  const RwJobsInterface *interface = RW_JOBS_GET_IFACE (backend->jobs);
  const gpointer *members = (const gpointer *) interface;

  for (gsize i = sizeof (GTypeInterface) / sizeof (gpointer);
       i < sizeof (RwJobsInterface) / sizeof (gpointer); i++)
    g_assert_nonnull (members[i]);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/jobs/free", test_free);
  g_test_add_func ("/jobs/spent-message", test_spent_message);
  g_test_add_func ("/jobs/implemented", test_implemented);
  return g_test_run ();
}
