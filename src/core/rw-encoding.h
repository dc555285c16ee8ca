/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-progress.h"
#include "rw-source.h"

G_BEGIN_DECLS

#define RW_ENCODING_MAX_NAME 48

/* How an encoding was found out. */
typedef enum
{
  RW_EVIDENCE_VALID, /* all of the file is valid UTF-8 */
  RW_EVIDENCE_MARK,  /* the file begins with a byte-order mark */
  RW_EVIDENCE_ZEROS, /* every other byte is zero, as in UTF-16 */
  RW_EVIDENCE_GUESS, /* nothing tells it for sure */
  RW_EVIDENCE_GIVEN, /* a person named it */
  RW_N_EVIDENCES
} RwEvidence;

typedef struct
{
  char name[RW_ENCODING_MAX_NAME]; /* as iconv knows it */
  RwEvidence evidence;
  gboolean is_gzip; /* the file was unpacked before it was decoded */
} RwEncoding;

/**
 * rw_encoding_detect: finds the encoding of all of @source, in this order: a byte-order mark
 * (UTF-8, UTF-16, UTF-32); UTF-16 without one, whose ASCII is every other byte; valid UTF-8; else a
 * guess. The guess is Windows-1252 when all bytes are characters of it and (almost) none of those
 * beyond ASCII form UTF-8 by chance, otherwise UTF-8 with some bytes that are none.
 *
 * It reads the whole file on @n_threads threads (0: one for each core), at the speed of memory as
 * long as it is ASCII. Errors: those of rw_source_read().
 */
gboolean rw_encoding_detect (RwSource *source, guint n_threads, RwEncoding *encoding,
                             RwProgress *progress, GCancellable *cancellable, GError **error);

/* Whether @name is an encoding that can be read. */
gboolean rw_encoding_is_known (const char *name);

/* Why not, and what to name instead (transfer full). */
char *rw_encoding_dup_unknown (const char *name);

/* Whether @name means UTF-8, which needs no decoding. */
gboolean rw_encoding_is_utf8 (const char *name);

/* The bytes that @name's characters consist of: 1, 2 or 4. */
guint rw_encoding_get_unit (const char *name);

/* How it was found out, in the reader's language and as a word for JSON. */
const char *rw_evidence_get_title (RwEvidence evidence);
const char *rw_evidence_get_id (RwEvidence evidence);

G_END_DECLS
