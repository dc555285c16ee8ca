/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-decoder.h"

#include "rw-error.h"
#include "rw-gunzip.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

#define BLOCK_SIZE ((gsize) 256 * 1024)

/* More than a character, with what changes a converter's state in front of it, can be long. */
#define MAX_CHARACTER ((gsize) 64)

/* Where more is undecodable, the encoding is another. */
#define MAX_UNDECODABLE   1000u
#define MAX_SHARE_INVERSE 100u

static const char replacement[] = "\xef\xbf\xbd";
#define REPLACEMENT_SIZE (sizeof replacement - 1)

typedef struct
{
  RwSource *source;
  const char *encoding;
  GIConv converter;
  guint unit;
  GArray *undecodable;
  int copy;
  guint64 n_read;
  guint64 n_written;
  char input[BLOCK_SIZE];
  gsize left; /* at the start of @input: a character that goes on in the next block */
  char output[BLOCK_SIZE];
  gsize n_output;
} Decoder;

static gboolean
flush (Decoder *self, GError **error)
{
  gsize n = self->n_output;

  self->n_written += n;
  self->n_output = 0;
  return rw_source_write_temporary (self->copy, self->output, n, error);
}

static gboolean
check_share (Decoder *self, GError **error)
{
  guint n = self->undecodable->len;

  if (n <= MAX_UNDECODABLE || n <= self->n_read / MAX_SHARE_INVERSE)
    return TRUE;
  g_set_error (error, RW_ERROR, RW_ERROR_ENCODING,
               _ ("“%s” is not text in %s: more than one in a hundred of its bytes cannot be "
                  "decoded. Choose another encoding."),
               rw_source_get_name (self->source), self->encoding);
  return FALSE;
}

static gboolean
replace (Decoder *self, const char *bytes, gsize n, GError **error)
{
  RwUndecodable found = { .n_bytes = (guint8) n };

  if (BLOCK_SIZE - self->n_output < REPLACEMENT_SIZE && !flush (self, error))
    return FALSE;
  found.offset = self->n_written + self->n_output;
  memcpy (found.bytes, bytes, n);
  g_array_append_val (self->undecodable, found);
  memcpy (self->output + self->n_output, replacement, REPLACEMENT_SIZE);
  self->n_output += REPLACEMENT_SIZE;
  return check_share (self, error);
}

/* Goes on where the converter stopped; @done: it waits for the rest of a character. */
static gboolean
resume (Decoder *self, int reason, char **at, gsize *left, gboolean last, gboolean *done,
        GError **error)
{
  if (reason == E2BIG && self->n_output > 0)
    return flush (self, error);
  *done = reason == EINVAL && !last && *left < MAX_CHARACTER;
  if (*done)
    return TRUE;
  gsize n = MIN (*left, reason == EINVAL ? sizeof ((RwUndecodable *) NULL)->bytes : self->unit);
  const char *bytes = *at;
  *at += n;
  *left -= n;
  return replace (self, bytes, n, error);
}

static gboolean
decode_block (Decoder *self, gsize length, gboolean last, GError **error)
{
  char *at = self->input;
  gsize left = length;
  gboolean done = FALSE;

  while (left > 0 && !done)
    {
      char *to = self->output + self->n_output;
      gsize space = BLOCK_SIZE - self->n_output;
      gboolean stopped = g_iconv (self->converter, &at, &left, &to, &space) == (gsize) -1;
      int reason = errno;
      self->n_output = BLOCK_SIZE - space;
      if (stopped && !resume (self, reason, &at, &left, last, &done, error))
        return FALSE;
    }
  memmove (self->input, at, left);
  self->left = left;
  return TRUE;
}

/* Some converters keep a character back to see whether the next one combines with it. */
static gboolean
finish (Decoder *self, GError **error)
{
  gsize space = 0;
  char *to = NULL;

  if (BLOCK_SIZE - self->n_output < MAX_CHARACTER && !flush (self, error))
    return FALSE;
  to = self->output + self->n_output;
  space = BLOCK_SIZE - self->n_output;
  g_iconv (self->converter, NULL, NULL, &to, &space);
  self->n_output = BLOCK_SIZE - space;
  return flush (self, error);
}

static gboolean
decode_file (Decoder *self, RwProgress *progress, GCancellable *cancellable, GError **error)
{
  guint64 size = rw_source_get_size (self->source);

  rw_progress_begin (progress, RW_STAGE_DECODING, size);
  while (self->n_read < size)
    {
      gsize n = (gsize) MIN (BLOCK_SIZE - self->left, size - self->n_read);
      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          !rw_source_read (self->source, self->n_read, self->input + self->left, n, error))
        return FALSE;
      self->n_read += n;
      if (!decode_block (self, self->left + n, self->n_read == size, error))
        return FALSE;
      rw_progress_add (progress, n);
    }
  return finish (self, error);
}

/* The text of @source, which is in @encoding, in a temporary file. */
static RwSource *
decode (RwSource *source, const char *encoding, GArray *undecodable, RwProgress *progress,
        GCancellable *cancellable, GError **error)
{
  g_autofree Decoder *self = g_new0 (Decoder, 1);
  RwSource *text = NULL;

  self->source = source;
  self->encoding = encoding;
  self->unit = rw_encoding_get_unit (encoding);
  self->undecodable = undecodable;
  self->copy = rw_source_open_temporary (error);
  if (self->copy < 0)
    return NULL;
  self->converter = g_iconv_open ("UTF-8", encoding);
  if (decode_file (self, progress, cancellable, error))
    text = rw_source_new_temporary (self->copy, rw_source_get_name (source), error);
  else
    close (self->copy);
  g_iconv_close (self->converter);
  return text;
}

/* Replaces @decoded's text by the unpacked one where it is packed. */
static gboolean
unpack (RwDecoded *decoded, guint64 max_size, RwProgress *progress, GCancellable *cancellable,
        GError **error)
{
  gboolean needed = FALSE;

  if (!rw_gunzip_is_needed (decoded->text, &needed, error))
    return FALSE;
  if (!needed)
    return TRUE;
  RwSource *text = rw_gunzip_run (decoded->text, max_size, progress, cancellable, error);
  if (text == NULL)
    return FALSE;
  g_object_unref (decoded->text);
  decoded->text = text;
  decoded->encoding.is_gzip = TRUE;
  return TRUE;
}

static gboolean
find_encoding (RwDecoded *decoded, const RwDecoderOptions *options, RwProgress *progress,
               GCancellable *cancellable, GError **error)
{
  RwEncoding *encoding = &decoded->encoding;
  const char *given = options->encoding;

  if (given == NULL && !rw_encoding_detect (decoded->text, options->n_threads, encoding, progress,
                                            cancellable, error))
    return FALSE;
  if (given != NULL)
    {
      g_strlcpy (encoding->name, given, sizeof encoding->name);
      encoding->evidence = RW_EVIDENCE_GIVEN;
    }
  if (rw_encoding_is_known (given != NULL ? given : encoding->name))
    return TRUE;
  g_autofree char *message = rw_encoding_dup_unknown (given != NULL ? given : encoding->name);
  g_set_error_literal (error, RW_ERROR, RW_ERROR_ENCODING, message);
  return FALSE;
}

gboolean
rw_decoder_run (RwSource *source, const RwDecoderOptions *options, RwDecoded *decoded,
                RwProgress *progress, GCancellable *cancellable, GError **error)
{
  decoded->text = g_object_ref (source);
  decoded->undecodable = g_array_new (FALSE, FALSE, sizeof (RwUndecodable));
  if (!unpack (decoded, options->max_unpacked, progress, cancellable, error) ||
      !find_encoding (decoded, options, progress, cancellable, error))
    return FALSE;
  if (rw_encoding_is_utf8 (decoded->encoding.name))
    return TRUE;
  RwSource *text = decode (decoded->text, decoded->encoding.name, decoded->undecodable, progress,
                           cancellable, error);
  if (text == NULL)
    return FALSE;
  g_object_unref (decoded->text);
  decoded->text = text;
  return TRUE;
}

void
rw_decoded_clear (RwDecoded *decoded)
{
  g_clear_object (&decoded->text);
  g_clear_pointer (&decoded->undecodable, g_array_unref);
}
