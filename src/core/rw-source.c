/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-source.h"

#include "rw-error.h"
#include "rw-io.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <unistd.h>

#define COPY_SIZE (256 * 1024)

struct _RwSource
{
  GObject parent_instance;

  char *path; /* NULL for a stream */
  char *name;
  int fd;
  struct stat opened;
  struct stat origin; /* of the stream that was copied; else the same */
};

G_DEFINE_FINAL_TYPE (RwSource, rw_source, G_TYPE_OBJECT)

static gboolean
set_open_error (GError **error, int error_number, const char *name)
{
  if (error_number == ENOENT)
    g_set_error (error, RW_ERROR, RW_ERROR_FILE,
                 _ ("There is no file “%s”. Check its name and folder."), name);
  else if (error_number == EACCES || error_number == EPERM)
    g_set_error (error, RW_ERROR, RW_ERROR_FILE,
                 _ ("“%s” may not be read. Ask its owner for permission, or open a copy."), name);
  else
    g_set_error (error, RW_ERROR, RW_ERROR_FILE, _ ("“%s” cannot be opened: %s."), name,
                 g_strerror (error_number));
  return FALSE;
}

static gboolean
set_read_error (GError **error, int error_number, const char *name)
{
  g_autofree char *what = g_strdup_printf (_ ("“%s” cannot be read"), name);

  return rw_error_set_errno (error, RW_ERROR_FILE, error_number, what);
}

/* Waits until @fd can be read; a pipe may keep us waiting for ever, so a cancel must end it. */
static void
wait_for_input (int fd, GCancellable *cancellable)
{
  GPollFD fds[2] = { { .fd = fd, .events = G_IO_IN } };
  gboolean can_cancel = g_cancellable_make_pollfd (cancellable, &fds[1]);

  g_poll (fds, can_cancel ? 2 : 1, -1);
  if (can_cancel)
    g_cancellable_release_fd (cancellable);
}

/* Appends what can be read now to @to; @end: there is nothing more to come. */
static gboolean
copy_some (int from, int to, char *buffer, const char *name, gboolean *end, GError **error)
{
  ssize_t n = rw_io.read (from, buffer, COPY_SIZE);

  if (n < 0 && (errno == EINTR || errno == EAGAIN))
    return TRUE;
  if (n < 0)
    return set_read_error (error, errno, name);
  *end = n == 0;
  return rw_source_write_temporary (to, buffer, (gsize) n, error);
}

static gboolean
copy_stream (int from, int to, const char *name, GCancellable *cancellable, GError **error)
{
  g_autofree char *buffer = g_malloc (COPY_SIZE);
  gboolean end = FALSE;

  while (!end)
    {
      wait_for_input (from, cancellable);
      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          !copy_some (from, to, buffer, name, &end, error))
        return FALSE;
    }
  return TRUE;
}

static RwSource *
new_with_fd (int fd, const char *path, const char *name, GError **error)
{
  g_autoptr (RwSource) self = g_object_new (RW_TYPE_SOURCE, NULL);

  self->fd = fd;
  self->path = g_strdup (path);
  self->name = g_strdup (name);
  if (fstat (fd, &self->opened) != 0)
    {
      set_open_error (error, errno, name);
      return NULL;
    }
  self->origin = self->opened;
  return g_steal_pointer (&self);
}

static gboolean
same_file (const struct stat *a, const struct stat *b)
{
  return a->st_dev == b->st_dev && a->st_ino == b->st_ino;
}

static void
rw_source_finalize (GObject *object)
{
  RwSource *self = RW_SOURCE (object);

  if (self->fd >= 0)
    close (self->fd);
  g_free (self->path);
  g_free (self->name);
  G_OBJECT_CLASS (rw_source_parent_class)->finalize (object);
}

static void
rw_source_class_init (RwSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rw_source_finalize;
}

static void
rw_source_init (RwSource *self)
{
  self->fd = -1;
}

RwSource *
rw_source_open (const char *path, GCancellable *cancellable, GError **error)
{
  g_autofree char *name = g_filename_display_basename (path);

  return rw_source_open_named (path, name, cancellable, error);
}

RwSource *
rw_source_open_named (const char *path, const char *name, GCancellable *cancellable, GError **error)
{
  /* Without O_NONBLOCK, opening a pipe that nobody writes to could not be cancelled. */
  int fd = rw_io.open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK, 0);

  if (fd < 0)
    {
      set_open_error (error, errno, name);
      return NULL;
    }
  g_autoptr (RwSource) self = new_with_fd (fd, path, name, error);
  if (self == NULL || S_ISREG (self->opened.st_mode))
    return g_steal_pointer (&self);
  if (!S_ISDIR (self->opened.st_mode))
    return rw_source_open_stream (self->fd, name, cancellable, error);
  g_set_error (error, RW_ERROR, RW_ERROR_FILE, _ ("“%s” is a folder. Choose a file inside it."),
               name);
  return NULL;
}

RwSource *
rw_source_open_stream (int fd, const char *name, GCancellable *cancellable, GError **error)
{
  int copy = rw_source_open_temporary (error);

  if (copy < 0)
    return NULL;
  if (!copy_stream (fd, copy, name, cancellable, error))
    {
      close (copy);
      return NULL;
    }
  RwSource *self = new_with_fd (copy, NULL, name, error);
  if (self != NULL)
    fstat (fd, &self->origin);
  return self;
}

int
rw_source_open_temporary (GError **error)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) reason = NULL;
  int fd = g_file_open_tmp ("retainwise-XXXXXX", &path, &reason);

  if (fd >= 0)
    g_unlink (path);
  else
    g_set_error (error, RW_ERROR, RW_ERROR_FILE,
                 _ ("The temporary copy of the input cannot be written: %s"), reason->message);
  return fd;
}

gboolean
rw_source_write_temporary (int fd, const void *bytes, gsize length, GError **error)
{
  return rw_io_write_all (fd, bytes, length) ||
         rw_error_set_errno (error, RW_ERROR_FILE, errno,
                             _ ("The temporary copy of the input cannot be written"));
}

RwSource *
rw_source_new_temporary (int fd, const char *name, GError **error)
{
  return new_with_fd (fd, NULL, name, error);
}

const char *
rw_source_get_name (RwSource *self)
{
  return self->name;
}

guint64
rw_source_get_size (RwSource *self)
{
  return (guint64) self->opened.st_size;
}

gint64
rw_source_get_modified_at (RwSource *self)
{
  const struct timespec *time = &self->opened.st_mtim;

  return (gint64) time->tv_sec * 1000 + time->tv_nsec / 1000000;
}

gboolean
rw_source_read (RwSource *self, guint64 offset, void *buffer, gsize length, GError **error)
{
  char *at = buffer;

  while (length > 0)
    {
      ssize_t n = rw_io.pread (self->fd, at, length, (off_t) offset);
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return set_read_error (error, errno, self->name);
      if (n == 0)
        {
          g_set_error (error, RW_ERROR, RW_ERROR_CHANGED,
                       _ ("“%s” was cut short while it was open. Open it again."), self->name);
          return FALSE;
        }
      at += n;
      offset += (guint64) n;
      length -= (gsize) n;
    }
  return TRUE;
}

gboolean
rw_source_check (RwSource *self, GError **error)
{
  struct stat now;

  if (fstat (self->fd, &now) == 0 && now.st_size == self->opened.st_size &&
      now.st_mtim.tv_sec == self->opened.st_mtim.tv_sec &&
      now.st_mtim.tv_nsec == self->opened.st_mtim.tv_nsec)
    return TRUE;
  g_set_error (error, RW_ERROR, RW_ERROR_CHANGED,
               _ ("“%s” was changed by another program while it was open. Open it again."),
               self->name);
  return FALSE;
}

RwSourceState
rw_source_get_state (RwSource *self)
{
  struct stat now;

  if (self->path == NULL)
    return RW_SOURCE_PRESENT;
  if (stat (self->path, &now) != 0)
    return RW_SOURCE_DELETED;
  return same_file (&now, &self->opened) ? RW_SOURCE_PRESENT : RW_SOURCE_REPLACED;
}

gboolean
rw_source_is_at (RwSource *self, const char *path)
{
  struct stat now;

  return stat (path, &now) == 0 && same_file (&now, &self->origin);
}

char *
rw_source_dup_sha256 (RwSource *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guchar *buffer = g_malloc (COPY_SIZE);
  guint64 size = rw_source_get_size (self);

  for (guint64 at = 0; at < size; at += COPY_SIZE)
    {
      gsize length = (gsize) MIN (COPY_SIZE, size - at);
      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          !rw_source_read (self, at, buffer, length, error))
        return NULL;
      g_checksum_update (checksum, buffer, (gssize) length);
    }
  return g_strdup (g_checksum_get_string (checksum));
}
