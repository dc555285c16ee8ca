/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-excerpt.h"

#include "rw-encoding.h"
#include "rw-gunzip.h"

#include <string.h>
#include <unistd.h>

/* What of a packed file's start can be unpacked; damage is told when the whole file is read. */
static GByteArray *
unpack (const GByteArray *packed)
{
  g_autoptr (GConverter) converter =
      G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP));
  GByteArray *bytes = g_byte_array_sized_new (RW_EXCERPT_SIZE);
  gsize at = 0;
  gsize n = 0;
  GConverterResult result = G_CONVERTER_CONVERTED;

  g_byte_array_set_size (bytes, RW_EXCERPT_SIZE);
  while (result == G_CONVERTER_CONVERTED && at < packed->len && n < RW_EXCERPT_SIZE)
    {
      gsize n_read = 0;
      gsize n_written = 0;
      result = g_converter_convert (converter, packed->data + at, packed->len - at, bytes->data + n,
                                    RW_EXCERPT_SIZE - n, G_CONVERTER_NO_FLAGS, &n_read, &n_written,
                                    NULL);
      at += result != G_CONVERTER_ERROR ? n_read : 0;
      n += result != G_CONVERTER_ERROR ? n_written : 0;
    }
  g_byte_array_set_size (bytes, (guint) n);
  return bytes;
}

/* Takes @bytes for a source; @name is for messages. */
static RwSource *
new_source (const GByteArray *bytes, const char *name, GError **error)
{
  int fd = rw_source_open_temporary (error);

  if (fd < 0)
    return NULL;
  if (!rw_source_write_temporary (fd, bytes->data, bytes->len, error))
    {
      close (fd);
      return NULL;
    }
  return rw_source_new_temporary (fd, name, error);
}

/* Whether the character of @unit bytes in front of @at is a line end. */
static gboolean
ends_line (const GByteArray *bytes, gsize at, guint unit)
{
  guint n_zeros = 0;
  gboolean has_end = FALSE;

  for (guint i = 1; i <= unit; i++)
    {
      n_zeros += bytes->data[at - i] == '\0';
      has_end |= bytes->data[at - i] == '\n' || bytes->data[at - i] == '\r';
    }
  return has_end && n_zeros == unit - 1;
}

/* Leaves out what is behind the last line end, if there is one. */
static void
cut (GByteArray *bytes, guint unit)
{
  gsize at = bytes->len - bytes->len % unit;

  while (at > 0 && !ends_line (bytes, at, unit))
    at -= unit;
  if (at > 0)
    g_byte_array_set_size (bytes, (guint) at);
}

static GByteArray *
read_start (RwSource *source, gboolean *is_cut, GError **error)
{
  gsize length = (gsize) MIN (rw_source_get_size (source), RW_EXCERPT_SIZE);
  g_autoptr (GByteArray) bytes = g_byte_array_sized_new ((guint) length);
  gboolean is_packed = FALSE;

  g_byte_array_set_size (bytes, (guint) length);
  if (!rw_gunzip_is_needed (source, &is_packed, error) ||
      !rw_source_read (source, 0, bytes->data, length, error))
    return NULL;
  *is_cut = length < rw_source_get_size (source);
  if (!is_packed)
    return g_steal_pointer (&bytes);
  GByteArray *unpacked = unpack (bytes);
  *is_cut |= unpacked->len == RW_EXCERPT_SIZE;
  return unpacked;
}

RwSource *
rw_excerpt_new (RwSource *source, const char *encoding, GError **error)
{
  gboolean is_cut = FALSE;
  g_autoptr (GByteArray) bytes = read_start (source, &is_cut, error);
  g_autoptr (RwSource) whole =
      bytes != NULL ? new_source (bytes, rw_source_get_name (source), error) : NULL;
  RwEncoding found = { 0 };

  if (whole == NULL || !is_cut)
    return g_steal_pointer (&whole);
  if (encoding == NULL && !rw_encoding_detect (whole, 1, &found, NULL, NULL, error))
    return NULL;
  cut (bytes, rw_encoding_get_unit (encoding != NULL ? encoding : found.name));
  return new_source (bytes, rw_source_get_name (source), error);
}
