/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-test-outbox.h"

#include "rw-message.h"
#include "rw-test-service.h"

#include <string.h>

void
rw_test_outbox_set_up (RwTestOutbox *self, gconstpointer data G_GNUC_UNUSED)
{
  self->place = rw_test_dup_jobs_place ();
  self->jobs = rw_test_open_jobs (self->place);
  self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) rw_outbox_entry_free);
}

void
rw_test_outbox_tear_down (RwTestOutbox *self, gconstpointer data G_GNUC_UNUSED)
{
  g_ptr_array_unref (self->entries);
  g_object_unref (self->jobs);
  g_free (self->place);
}

char *
rw_test_outbox_add (RwTestOutbox *self, const char *user)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *random = g_uuid_string_random ();
  char *id = g_strdup (random);

  memset (id, user[0], 8);
  RwJobDraft draft = { id, user, "a.csv", 1, id, NULL };
  g_autoptr (RwJobRecord) record = rw_jobs_create (self->jobs, &draft, &error);
  g_assert_no_error (error);
  return id;
}

void
rw_test_outbox_add_many (RwTestOutbox *self, const char *users)
{
  for (const char *at = users; *at != '\0'; at++)
    {
      const char user[] = { *at, '\0' };
      g_free (rw_test_outbox_add (self, user));
    }
}

void
rw_test_outbox_assert_taken (RwTestOutbox *self, guint limit, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = rw_jobs_take_outbox (self->jobs, limit, &error);
  g_autoptr (GString) users = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < entries->len; i++)
    {
      const RwOutboxEntry *entry = entries->pdata[i];
      g_autofree char *id = rw_message_dup_job_id (entry->body, &error);
      g_assert_no_error (error);
      g_string_append_c (users, id[0]);
    }
  g_assert_cmpstr (users->str, ==, expected);
  g_ptr_array_extend_and_steal (self->entries, g_steal_pointer (&entries));
}

void
rw_test_outbox_send (RwTestOutbox *self)
{
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < self->entries->len; i++)
    {
      const RwOutboxEntry *entry = self->entries->pdata[i];
      g_assert_true (rw_jobs_clear_outbox (self->jobs, entry->number, &error));
    }
  g_assert_no_error (error);
  g_ptr_array_set_size (self->entries, 0);
}
