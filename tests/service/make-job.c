/* SPDX-License-Identifier: GPL-3.0-or-later */
/* make-job [--unsent] DATA CONFIG USER FILE NAME…: submits FILE under each NAME, as the server
 * does, and prints the job of each. */
#include "rw-backend.h"
#include "rw-io.h"
#include "rw-outbox.h"

#include <fcntl.h>
#include <unistd.h>

/* Stores what is in @file under @key. */
static gboolean
store_copy (RwStorage *storage, const char *key, const char *file, gint64 *size, GError **error)
{
  g_autofree char *path = rw_storage_dup_spool_path (storage, error);
  g_autofree char *bytes = NULL;
  gsize length = 0;

  if (path == NULL || !g_file_get_contents (file, &bytes, &length, error))
    return FALSE;
  int fd = open (path, O_WRONLY | O_CLOEXEC);
  gboolean written = fd >= 0 && rw_io_write_all (fd, bytes, length);
  close (fd);
  *size = (gint64) length;
  return written && rw_storage_store (storage, key, path, NULL, error);
}

/* FALSE: the messages of the jobs are left to others. */
static gboolean sends = TRUE;

static gboolean
submit (RwBackend *backend, const char *user, const char *file, const char *name, GError **error)
{
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *key = rw_storage_dup_key (user, id, 0);
  RwJobDraft draft = { .id = id, .user = user, .file_name = name, .input_key = key };

  if (!store_copy (backend->storage, key, file, &draft.size, error))
    return FALSE;
  g_autoptr (RwJobRecord) job = rw_jobs_create (backend->jobs, &draft, error);
  if (job == NULL || (sends && !rw_outbox_send (backend->jobs, backend->queue, error)))
    return FALSE;
  g_print ("%s\n", id);
  return TRUE;
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;

  if (argc > 1 && g_str_equal (argv[1], "--unsent"))
    {
      sends = FALSE;
      argv++;
      argc--;
    }
  gboolean has_all = argc > 5;
  const char *config_path = has_all && argv[2][0] != '\0' ? argv[2] : NULL;
  g_autoptr (RwConfig) config = has_all ? rw_config_read (config_path, &error) : NULL;
  g_autoptr (RwBackend) backend =
      config != NULL ? rw_backend_open (argv[1], config, NULL, &error) : NULL;

  for (int i = 5; backend != NULL && i < argc; i++)
    if (!submit (backend, argv[3], argv[4], argv[i], &error))
      g_clear_pointer (&backend, rw_backend_free);
  if (backend != NULL)
    return 0;
  g_printerr ("make-job: %s\n",
              error != NULL ? error->message : "[--unsent] DATA CONFIG USER FILE NAME…");
  return 1;
}
