/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text of any file: valid UTF-8 wherever it was decoded, with our mark where it says so. The
 * first byte chooses the encoding. */
#include "rw-decoder.h"

#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define MAX_UNPACKED ((guint64) 1 << 20)

static const char *const encodings[] = { NULL,          "UTF-8",     "Windows-1252", "UTF-16LE",
                                         "UTF-16",      "UTF-32BE",  "Shift_JIS",    "GB18030",
                                         "ISO-2022-JP", "BIG5-HKSCS" };

int LLVMFuzzerTestOneInput (const uint8_t *bytes, size_t length);

static RwSource *
open_bytes (const uint8_t *bytes, size_t length)
{
  int fd = memfd_create ("fuzz", MFD_CLOEXEC);
  g_autofree char *path = g_strdup_printf ("/proc/self/fd/%d", fd);

  g_assert_cmpint (write (fd, bytes, length), ==, (gssize) length);
  RwSource *source = rw_source_open (path, NULL, NULL);
  close (fd);
  return source;
}

static void
check_text (RwSource *source, const RwDecoded *decoded)
{
  gsize length = (gsize) rw_source_get_size (decoded->text);
  g_autofree char *text = g_malloc (length + 1);
  gboolean is_utf8 = rw_encoding_is_utf8 (decoded->encoding.name);

  g_assert_true (rw_source_read (decoded->text, 0, text, length, NULL));
  g_assert_true (!is_utf8 || decoded->undecodable->len == 0);
  g_assert_cmpint (decoded->text == source, ==, is_utf8 && !decoded->encoding.is_gzip);
  for (gsize i = 0; i < length && !is_utf8; i++)
    text[i] = text[i] == '\0' ? 'x' : text[i]; /* which GLib takes for the end */
  g_assert_true (is_utf8 || g_utf8_validate_len (text, length, NULL));
  for (guint i = 0; i < decoded->undecodable->len; i++)
    {
      const RwUndecodable *place = &g_array_index (decoded->undecodable, RwUndecodable, i);
      g_assert_cmpuint (place->offset + 3, <=, length);
      g_assert_cmpmem (text + place->offset, 3, "\xef\xbf\xbd", 3);
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *bytes, size_t length)
{
  if (length == 0)
    return 0;
  g_autoptr (RwSource) source = open_bytes (bytes + 1, length - 1);
  g_autoptr (GError) error = NULL;
  g_auto (RwDecoded) decoded = { 0 };
  RwDecoderOptions options = { encodings[bytes[0] % G_N_ELEMENTS (encodings)], MAX_UNPACKED, 1 };

  if (rw_decoder_run (source, &options, &decoded, NULL, NULL, &error))
    check_text (source, &decoded);
  else
    g_assert_nonnull (error);
  return 0;
}
