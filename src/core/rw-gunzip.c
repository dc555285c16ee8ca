/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-gunzip.h"

#include "rw-error.h"

#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

#define BLOCK_SIZE ((gsize) 256 * 1024)

/* Of a member: the signature, and “deflate”, the only method there is. */
static const guchar magic[] = { 0x1f, 0x8b, 8 };

typedef struct
{
  RwSource *source;
  GConverter *converter;
  int copy;
  guint64 max_size;
  guint64 next; /* offset of what was not read yet */
  guint64 written;
  guchar *input;
  gsize start; /* of what was not unpacked yet, in @input */
  gsize end;
  guchar *output;
  gsize n_output;
  gboolean in_member;
} Gunzip;

static gboolean
is_member (const guchar *bytes, gsize length)
{
  return length >= sizeof magic && memcmp (bytes, magic, sizeof magic) == 0;
}

static gboolean
set_damaged (Gunzip *self, const char *how, GError **error)
{
  g_set_error (error, RW_ERROR, RW_ERROR_FORMAT,
               _ ("“%s” is damaged: %s. Get the file again, or unpack it first."),
               rw_source_get_name (self->source), how);
  return FALSE;
}

static gboolean
is_at_end (const Gunzip *self)
{
  return self->next == rw_source_get_size (self->source);
}

/* Reads on behind what is left of the input. */
static gboolean
fill (Gunzip *self, GError **error)
{
  gsize left = self->end - self->start;
  gsize n = (gsize) MIN (BLOCK_SIZE - left, rw_source_get_size (self->source) - self->next);

  memmove (self->input, self->input + self->start, left);
  self->start = 0;
  self->end = left;
  if (!rw_source_read (self->source, self->next, self->input + left, n, error))
    return FALSE;
  self->next += n;
  self->end += n;
  return TRUE;
}

/* A small file that unpacks to a huge one was made to do harm. */
static gboolean
check_size (Gunzip *self, GError **error)
{
  guint64 n_read = self->next - (self->end - self->start);
  const char *name = rw_source_get_name (self->source);

  if (self->max_size > 0 && self->written > self->max_size)
    {
      g_autofree char *most = g_format_size (self->max_size);
      g_set_error (error, RW_ERROR, RW_ERROR_LIMIT,
                   _ ("“%s” is larger than %s when it is unpacked. Split it into smaller files."),
                   name, most);
      return FALSE;
    }
  if (self->written <= RW_GUNZIP_SMALL || self->written / RW_GUNZIP_MAX_RATIO <= n_read)
    return TRUE;
  g_set_error (
      error, RW_ERROR, RW_ERROR_LIMIT,
      _ ("“%s” unpacks to more than %u times its size, which no customer file does. Unpack "
         "it first if you trust it."),
      name, RW_GUNZIP_MAX_RATIO);
  return FALSE;
}

/* Unpacks some of the input; @reason is set where it cannot be unpacked. */
static gboolean
unpack (Gunzip *self, GError **reason)
{
  gsize n_read = 0;
  GConverterResult result = g_converter_convert (
      self->converter, self->input + self->start, self->end - self->start, self->output, BLOCK_SIZE,
      G_CONVERTER_NO_FLAGS, &n_read, &self->n_output, reason);

  if (result == G_CONVERTER_ERROR)
    {
      self->n_output = 0;
      return FALSE;
    }
  self->start += n_read;
  self->in_member = result != G_CONVERTER_FINISHED;
  return TRUE;
}

/* A full block of output may not have been all there is to say of the input read so far. */
static gboolean
continue_member (Gunzip *self, GError **error)
{
  g_autoptr (GError) reason = NULL;

  if (self->start == self->end && self->n_output < BLOCK_SIZE)
    {
      if (is_at_end (self))
        return set_damaged (self, _ ("its compressed data is cut short"), error);
      if (!fill (self, error))
        return FALSE;
    }
  if (!unpack (self, &reason))
    return (self->start == self->end &&
            g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT)) ||
           set_damaged (self, _ ("its compressed data cannot be unpacked"), error);
  self->written += self->n_output;
  return check_size (self, error) &&
         rw_source_write_temporary (self->copy, self->output, self->n_output, error);
}

/* Goes to the next member; @end: there is none. */
static gboolean
find_member (Gunzip *self, gboolean *end, GError **error)
{
  if (self->end - self->start < sizeof magic && !is_at_end (self) && !fill (self, error))
    return FALSE;
  if (is_member (self->input + self->start, self->end - self->start))
    {
      g_converter_reset (self->converter);
      self->n_output = 0;
      self->in_member = TRUE;
      return TRUE;
    }
  while (self->start < self->end && self->input[self->start] == 0)
    self->start++;
  *end = self->start == self->end && is_at_end (self);
  if (self->start < self->end)
    return set_damaged (self, _ ("something else follows its compressed data"), error);
  return TRUE;
}

static gboolean
unpack_file (Gunzip *self, RwProgress *progress, GCancellable *cancellable, GError **error)
{
  gboolean end = FALSE;

  while (!end)
    {
      guint64 before = self->next;
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (self->in_member ? !continue_member (self, error) : !find_member (self, &end, error))
        return FALSE;
      rw_progress_add (progress, self->next - before);
    }
  return TRUE;
}

gboolean
rw_gunzip_is_needed (RwSource *source, gboolean *needed, GError **error)
{
  guchar start[sizeof magic];
  gsize length = (gsize) MIN (sizeof start, rw_source_get_size (source));

  if (!rw_source_read (source, 0, start, length, error))
    return FALSE;
  *needed = is_member (start, length);
  return TRUE;
}

RwSource *
rw_gunzip_run (RwSource *source, guint64 max_size, RwProgress *progress, GCancellable *cancellable,
               GError **error)
{
  g_autoptr (GZlibDecompressor) decompressor =
      g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP);
  g_autofree guchar *input = g_malloc (BLOCK_SIZE);
  g_autofree guchar *output = g_malloc (BLOCK_SIZE);
  Gunzip self = { .source = source,
                  .converter = G_CONVERTER (decompressor),
                  .copy = rw_source_open_temporary (error),
                  .max_size = max_size,
                  .input = input,
                  .output = output };

  if (self.copy < 0)
    return NULL;
  rw_progress_begin (progress, RW_STAGE_DECODING, rw_source_get_size (source));
  if (!unpack_file (&self, progress, cancellable, error))
    {
      close (self.copy);
      return NULL;
    }
  return rw_source_new_temporary (self.copy, rw_source_get_name (source), error);
}
