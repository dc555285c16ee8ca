/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-encoding.h"

G_BEGIN_DECLS

typedef struct
{
  const char *encoding; /* NULL: it is found out */
  guint64 max_unpacked; /* bytes a compressed file may be unpacked to; 0: any number */
  guint n_threads;      /* 0: one for each core */
} RwDecoderOptions;

/* Bytes that the encoding does not have, in their place U+FFFD in the text. */
typedef struct
{
  guint64 offset; /* of U+FFFD in the text */
  guint8 bytes[4];
  guint8 n_bytes;
} RwUndecodable;

typedef struct
{
  RwSource *text; /* UTF-8, maybe behind a byte-order mark */
  RwEncoding encoding;
  GArray *undecodable; /* RwUndecodable, ascending */
} RwDecoded;

/**
 * rw_decoder_run: the text in a file, as UTF-8. That is @source itself where nothing has to be
 * done: bytes that are no UTF-8 then stay as they are. Otherwise it is an unnamed temporary file
 * that is written in blocks: unpacked if it is a gzip file, and decoded.
 *
 * Errors: RW_ERROR_ENCODING when there is no such encoding, or when more than one in a hundred
 * bytes (and more than 1,000 of them) cannot be decoded; RW_ERROR_FILE; those of rw_gunzip_run()
 * and rw_source_read().
 */
gboolean rw_decoder_run (RwSource *source, const RwDecoderOptions *options, RwDecoded *decoded,
                         RwProgress *progress, GCancellable *cancellable, GError **error);

void rw_decoded_clear (RwDecoded *decoded);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RwDecoded, rw_decoded_clear)

G_END_DECLS
