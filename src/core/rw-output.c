/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-output.h"

#include "rw-error.h"
#include "rw-io.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <unistd.h>

/* So much is handed to the disk at a time, so that little is left to wait for in the end. */
#define FLUSH_BYTES ((guint64) 8 << 20)

#define MAX_LINKS 40

struct _RwOutput
{
  int fd;
  gboolean owns_fd;
  char *name;      /* for messages */
  char *target;    /* NULL when written directly */
  char *temporary; /* beside the target, until the commit */
  guint64 written;
  guint64 flushed;
  GChecksum *sha256; /* NULL: nobody wants it */
};

static gboolean
fail (RwOutput *output, GError **error)
{
  int error_number = errno;

  if (error_number == ENOSPC || error_number == EDQUOT)
    g_set_error (
        error, RW_ERROR, RW_ERROR_FILE,
        _ ("“%s” cannot be written: the disk is full. Make room or choose another folder."),
        output->name);
  else if (error_number == EACCES || error_number == EPERM || error_number == EROFS)
    g_set_error (
        error, RW_ERROR, RW_ERROR_FILE,
        _ ("“%s” cannot be written: it or its folder is read-only. Choose another folder."),
        output->name);
  else if (error_number == ENOENT)
    g_set_error (error, RW_ERROR, RW_ERROR_FILE,
                 _ ("“%s” cannot be written: its folder does not exist. Make it or choose another "
                    "one."),
                 output->name);
  else if (error_number == EISDIR)
    g_set_error (error, RW_ERROR, RW_ERROR_FILE,
                 _ ("“%s” cannot be written: it is a folder. Name a file in it."), output->name);
  else
    g_set_error (error, RW_ERROR, RW_ERROR_FILE,
                 _ ("“%s” cannot be written: %s. Choose another name or folder."), output->name,
                 g_strerror (error_number));
  return FALSE;
}

static RwOutput *
output_new (int fd, gboolean owns_fd, const char *name)
{
  RwOutput *output = g_new0 (RwOutput, 1);

  output->fd = fd;
  output->owns_fd = owns_fd;
  output->name = g_strdup (name);
  return output;
}

/* A new file with an unused name beside the target. */
static gboolean
open_temporary (RwOutput *output, mode_t mode)
{
  for (guint attempt = 0; attempt < 100; attempt++)
    {
      g_autofree char *folder = g_path_get_dirname (output->target);
      g_autofree char *name = g_strdup_printf (".retainwise-%08x.part", g_random_int ());
      char *path = g_build_filename (folder, name, NULL);
      output->fd = rw_io.open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
      if (output->fd >= 0)
        {
          output->temporary = path;
          return TRUE;
        }
      g_free (path);
      if (errno != EEXIST)
        return FALSE;
    }
  return FALSE;
}

/* Where @path leads through links to nothing: the file to make. */
static char *
follow_links (const char *path)
{
  char *target = g_strdup (path);

  for (guint i = 0; i < MAX_LINKS; i++)
    {
      g_autofree char *link = g_file_read_link (target, NULL);
      g_autofree char *folder = g_path_get_dirname (target);
      if (link == NULL)
        break;
      g_free (target);
      target = g_path_is_absolute (link) ? g_strdup (link) : g_build_filename (folder, link, NULL);
    }
  return target;
}

/* A file behind links is replaced, not the links to it. */
static gboolean
open_beside (RwOutput *output, const char *path, const struct stat *existing)
{
  char *real = realpath (path, NULL);

  output->target = real != NULL ? g_strdup (real) : follow_links (path);
  free (real);
  if (existing == NULL)
    return open_temporary (output, 0666);
  return access (output->target, W_OK) == 0 && open_temporary (output, 0600) &&
         fchmod (output->fd, existing->st_mode & 07777) == 0;
}

static gboolean
open_output (RwOutput *output, const char *path)
{
  struct stat existing;

  if (stat (path, &existing) != 0)
    return open_beside (output, path, NULL);
  if (S_ISREG (existing.st_mode))
    return open_beside (output, path, &existing);
  if (S_ISDIR (existing.st_mode))
    {
      errno = EISDIR;
      return FALSE;
    }
  output->fd = rw_io.open (path, O_WRONLY | O_CLOEXEC, 0);
  return output->fd >= 0;
}

RwOutput *
rw_output_open (const char *path, GError **error)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autoptr (RwOutput) output = output_new (-1, TRUE, name);

  if (!open_output (output, path))
    {
      fail (output, error);
      return NULL;
    }
  return g_steal_pointer (&output);
}

RwOutput *
rw_output_open_for (RwSource *source, const char *path, GError **error)
{
  g_autofree char *name = g_filename_display_basename (path);

  if (!rw_source_is_at (source, path))
    return rw_output_open (path, error);
  g_set_error (error, RW_ERROR, RW_ERROR_FILE,
               _ ("“%s” is the file that is being read. Choose another name for the result."),
               name);
  return NULL;
}

RwOutput *
rw_output_open_stream (int fd, const char *name)
{
  return output_new (fd, FALSE, name);
}

void
rw_output_start_sha256 (RwOutput *output)
{
  output->sha256 = g_checksum_new (G_CHECKSUM_SHA256);
}

RwOutput *
rw_output_open_sha256 (void)
{
  RwOutput *output = output_new (-1, FALSE, NULL);

  rw_output_start_sha256 (output);
  return output;
}

gboolean
rw_output_write (RwOutput *output, const void *bytes, gsize length, GError **error)
{
  if (output->fd >= 0 && !rw_io_write_all (output->fd, bytes, length))
    return fail (output, error);
  output->written += length;
  if (output->sha256 != NULL)
    g_checksum_update (output->sha256, bytes, (gssize) length);
  if (output->temporary != NULL && output->written - output->flushed >= FLUSH_BYTES)
    {
      sync_file_range (output->fd, (off_t) output->flushed,
                       (off_t) (output->written - output->flushed), SYNC_FILE_RANGE_WRITE);
      output->flushed = output->written;
    }
  return TRUE;
}

gboolean
rw_output_commit (RwOutput *output, GError **error)
{
  if (output->temporary == NULL)
    return TRUE;
  if (rw_io.fsync (output->fd) != 0 || rw_io.rename (output->temporary, output->target) != 0)
    return fail (output, error);
  g_clear_pointer (&output->temporary, g_free);
  /* The file is in its place already, so a failure is none of the commit's. */
  rw_io_sync_folder_of (output->target);
  return TRUE;
}

gboolean
rw_output_write_whole (RwOutput *output, GBytes *bytes, GError **error)
{
  gsize length = 0;
  const void *start = g_bytes_get_data (bytes, &length);

  return rw_output_write (output, start, length, error) && rw_output_commit (output, error);
}

guint64
rw_output_get_size (RwOutput *output)
{
  return output->written;
}

const char *
rw_output_get_sha256 (RwOutput *output)
{
  return g_checksum_get_string (output->sha256);
}

void
rw_output_free (RwOutput *output)
{
  if (output->owns_fd && output->fd >= 0)
    close (output->fd);
  if (output->temporary != NULL)
    g_unlink (output->temporary);
  g_clear_pointer (&output->sha256, g_checksum_free);
  g_free (output->temporary);
  g_free (output->target);
  g_free (output->name);
  g_free (output);
}
