/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-signing-key.h"

#include "rw-error.h"
#include "rw-io.h"
#include "rw-random.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <openssl/crypto.h>
#include <string.h>
#include <unistd.h>

#define KEY_BYTES 32

struct _RwSigningKey
{
  guint8 bytes[KEY_BYTES];
};

/* A whole key at @path, and on the disk. FALSE with errno set. */
static gboolean
write_key (const char *path)
{
  guint8 bytes[KEY_BYTES];
  int fd = rw_io.open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

  if (fd < 0)
    return FALSE;
  rw_random_fill (bytes, sizeof bytes);
  gboolean written = rw_io_write_all (fd, bytes, sizeof bytes) && rw_io.fsync (fd) == 0;
  OPENSSL_cleanse (bytes, sizeof bytes);
  close (fd);
  return written;
}

/* A link, unlike a rename, does not replace the key that somebody else just made. */
static gboolean
make_key (const char *path, GError **error)
{
  g_autofree char *word = rw_random_dup_word ();
  g_autofree char *temporary = g_strdup_printf ("%s.%s", path, word);
  gboolean made = write_key (temporary) && (link (temporary, path) == 0 || errno == EEXIST) &&
                  rw_io_sync_folder_of (path);
  int error_number = errno;

  g_unlink (temporary);
  return made || rw_error_set_errno (error, RW_ERROR_FILE, error_number, path);
}

static gboolean
read_key (RwSigningKey *self, int fd, const char *path, GError **error)
{
  guint8 more;

  if (rw_io.read (fd, self->bytes, KEY_BYTES) == KEY_BYTES && rw_io.read (fd, &more, 1) == 0)
    return TRUE;
  g_set_error (error, RW_ERROR, RW_ERROR_FILE,
               _ ("“%s” holds no key. Remove it; a new one is made, and download addresses that "
                  "were given out become invalid."),
               path);
  return FALSE;
}

RwSigningKey *
rw_signing_key_open (const char *path, GError **error)
{
  g_autoptr (RwSigningKey) self = g_new0 (RwSigningKey, 1);

  if (!g_file_test (path, G_FILE_TEST_EXISTS) && !make_key (path, error))
    return NULL;
  int fd = rw_io.open (path, O_RDONLY | O_CLOEXEC, 0);
  if (fd < 0)
    {
      rw_error_set_errno (error, RW_ERROR_FILE, errno, path);
      return NULL;
    }
  gboolean read = read_key (self, fd, path, error);
  close (fd);
  return read ? g_steal_pointer (&self) : NULL;
}

void
rw_signing_key_free (RwSigningKey *self)
{
  OPENSSL_cleanse (self->bytes, sizeof self->bytes);
  g_free (self);
}

char *
rw_signing_key_dup_signature (const RwSigningKey *self, const char *text)
{
  return g_compute_hmac_for_string (G_CHECKSUM_SHA256, self->bytes, KEY_BYTES, text, -1);
}

gboolean
rw_signing_key_check (const RwSigningKey *self, const char *text, const char *signature)
{
  g_autofree char *right = rw_signing_key_dup_signature (self, text);
  gsize length = strlen (right);

  return strlen (signature) == length && CRYPTO_memcmp (signature, right, length) == 0;
}
