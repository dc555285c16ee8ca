/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-encoding.h"

#include "rw-parallel.h"

#include <glib/gi18n.h>
#include <string.h>

#define SAMPLE_SIZE ((gsize) 64 * 1024)
#define BLOCK_SIZE  ((gsize) 256 * 1024)

/* A sequence of UTF-8 may begin or end that far outside a block. */
#define MARGIN ((gsize) 3)

/* UTF-8 stays the guess while there is a character of it for so many bytes that are none. Text in
 * Windows-1252 that looks like UTF-8 by chance, as "Ö»", is far rarer than its umlauts. */
#define MOST_BAD_FOR_ONE 10u

/* In UTF-16, characters of ASCII for each that has its zero on the other side. */
#define LEAST_FOR_ONE 10u

typedef struct
{
  const char *bytes;
  gsize length;
  const char *name;
} Mark;

/* UTF-32's in front of UTF-16's, with which it begins. */
static const Mark marks[] = {
  { "\xef\xbb\xbf", 3, "UTF-8" },    { "\xff\xfe\0\0", 4, "UTF-32LE" },
  { "\0\0\xfe\xff", 4, "UTF-32BE" }, { "\xff\xfe", 2, "UTF-16LE" },
  { "\xfe\xff", 2, "UTF-16BE" },
};

typedef struct
{
  const char *id;
  const char *title;
} Evidence;

static const Evidence evidences[RW_N_EVIDENCES] = {
  [RW_EVIDENCE_VALID] = { "valid", N_ ("all of the file is valid") },
  [RW_EVIDENCE_MARK] = { "byte-order-mark", N_ ("byte-order mark") },
  [RW_EVIDENCE_ZEROS] = { "zeros", N_ ("every other byte is zero") },
  [RW_EVIDENCE_GUESS] = { "guess", N_ ("a guess") },
  [RW_EVIDENCE_GIVEN] = { "given", N_ ("as you said") },
};

/* What a file consists of beyond ASCII. */
typedef struct
{
  gsize characters; /* valid sequences of UTF-8 */
  gsize bad;        /* bytes that are in none */
  gsize undefined;  /* those of them that Windows-1252 does not have */
  gsize zeros;
} Counts;

typedef struct
{
  RwSource *source;
  RwProgress *progress;
  Counts counts; /* atomic */
} Survey;

static void
set_encoding (RwEncoding *encoding, const char *name, RwEvidence evidence)
{
  g_strlcpy (encoding->name, name, sizeof encoding->name);
  encoding->evidence = evidence;
}

static gboolean
find_mark (const char *sample, gsize length, guint64 size, RwEncoding *encoding)
{
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (length >= marks[i].length && memcmp (sample, marks[i].bytes, marks[i].length) == 0 &&
        (marks[i].length < 4 || size % 4 == 0))
      {
        set_encoding (encoding, marks[i].name, RW_EVIDENCE_MARK);
        return TRUE;
      }
  return FALSE;
}

/* At least half of the characters are ASCII text, the zero on the same side of it but for few: the
 * other one is zero in characters like U+0100 and in emojis. */
static gboolean
find_zeros (const char *sample, gsize length, RwEncoding *encoding)
{
  gsize n_texts[2] = { 0 };
  gsize n_controls[2] = { 0 };
  gsize n_zeros = 0; /* on both sides */

  for (gsize i = 0; i + 1 < length; i += 2)
    {
      gboolean second = sample[i] != '\0';
      char other = sample[i + !second];
      gboolean control = g_ascii_iscntrl (other) && !g_ascii_isspace (other);
      if (second && sample[i + 1] != '\0')
        continue;
      n_zeros += other == '\0';
      n_controls[second] += control && other != '\0';
      n_texts[second] += !control;
    }
  gboolean little = n_texts[1] > n_texts[0];
  gsize n_others = n_texts[!little] + n_controls[!little] + n_zeros;
  if (n_texts[little] == 0 || 4 * n_texts[little] < length || n_controls[little] > 0 ||
      LEAST_FOR_ONE * n_others > n_texts[little])
    return FALSE;
  set_encoding (encoding, little ? "UTF-16LE" : "UTF-16BE", RW_EVIDENCE_ZEROS);
  return TRUE;
}

/* The length of the character beyond ASCII at @at, or 0 if it is no UTF-8. */
static gsize
measure_character (const guchar *at, gsize left)
{
  gsize length = at[0] < 0xe0 ? 2 : at[0] < 0xf0 ? 3 : 4;
  guchar low = at[0] == 0xe0 ? 0xa0 : at[0] == 0xf0 ? 0x90 : 0x80;
  guchar high = at[0] == 0xed ? 0x9f : at[0] == 0xf4 ? 0x8f : 0xbf;

  if (at[0] < 0xc2 || at[0] > 0xf4 || length > left || at[1] < low || at[1] > high)
    return 0;
  for (gsize i = 2; i < length; i++)
    if ((at[i] & 0xc0) != 0x80)
      return 0;
  return length;
}

static gboolean
is_undefined (guchar byte)
{
  return byte == 0x81 || byte == 0x8d || byte == 0x8f || byte == 0x90 || byte == 0x9d;
}

static gboolean
is_plain_word (const guchar *at)
{
  const guint64 high = G_GUINT64_CONSTANT (0x8080808080808080);
  const guint64 ones = G_GUINT64_CONSTANT (0x0101010101010101);
  guint64 word = 0;

  memcpy (&word, at, sizeof word);
  return ((word | (word - ones)) & high) == 0;
}

/* Counts the characters that begin in [@from, @to) of @length bytes. */
static Counts
count (const guchar *bytes, gsize from, gsize to, gsize length)
{
  Counts counts = { 0 };
  gsize i = from;

  while (i < to)
    {
      if (i + 8 <= to && is_plain_word (bytes + i))
        {
          i += 8;
          continue;
        }
      gsize n = bytes[i] < 0x80 ? 1 : measure_character (bytes + i, length - i);
      counts.zeros += bytes[i] == 0;
      counts.characters += n > 1;
      counts.bad += n == 0;
      counts.undefined += n == 0 && is_undefined (bytes[i]);
      i += MAX (n, 1);
    }
  return counts;
}

/* Where the first character of a block begins: behind one that reaches into it. */
static gsize
skip_character (const guchar *bytes, gsize from, gsize length)
{
  for (gsize i = 0; i < from; i++)
    {
      gsize n = bytes[i] < 0x80 ? 1 : measure_character (bytes + i, length - i);
      if (i + n > from)
        return i + n;
    }
  return from;
}

static gboolean
survey_block (gsize task, gpointer data, GError **error)
{
  Survey *survey = data;
  guint64 size = rw_source_get_size (survey->source);
  guint64 start = (guint64) task * BLOCK_SIZE;
  gsize from = (gsize) MIN (start, MARGIN);
  gsize n = (gsize) MIN (BLOCK_SIZE, size - start);
  gsize length = (gsize) MIN (from + n + MARGIN, size - (start - from));
  g_autofree guchar *bytes = g_malloc (length);

  if (!rw_source_read (survey->source, start - from, bytes, length, error))
    return FALSE;
  Counts counts = count (bytes, skip_character (bytes, from, length), from + n, length);
  g_atomic_pointer_add (&survey->counts.characters, counts.characters);
  g_atomic_pointer_add (&survey->counts.bad, counts.bad);
  g_atomic_pointer_add (&survey->counts.undefined, counts.undefined);
  g_atomic_pointer_add (&survey->counts.zeros, counts.zeros);
  rw_progress_add (survey->progress, n);
  return TRUE;
}

static void
judge (const Counts *counts, RwEncoding *encoding)
{
  gboolean is_utf8 = counts->bad <= MOST_BAD_FOR_ONE * counts->characters;

  if (counts->bad == 0)
    set_encoding (encoding, "UTF-8", RW_EVIDENCE_VALID);
  else if (is_utf8 || counts->undefined > 0 || counts->zeros > 0)
    set_encoding (encoding, "UTF-8", RW_EVIDENCE_GUESS);
  else
    set_encoding (encoding, "Windows-1252", RW_EVIDENCE_GUESS);
}

gboolean
rw_encoding_detect (RwSource *source, guint n_threads, RwEncoding *encoding, RwProgress *progress,
                    GCancellable *cancellable, GError **error)
{
  guint64 size = rw_source_get_size (source);
  gsize length = (gsize) MIN (SAMPLE_SIZE, size);
  gsize n_blocks = (gsize) ((size + BLOCK_SIZE - 1) / BLOCK_SIZE);
  g_autofree char *sample = g_malloc (SAMPLE_SIZE);
  Survey survey = { source, progress, { 0 } };

  if (!rw_source_read (source, 0, sample, length, error))
    return FALSE;
  if (find_mark (sample, length, size, encoding) || find_zeros (sample, length, encoding))
    return TRUE;
  rw_progress_begin (progress, RW_STAGE_DECODING, size);
  if (!rw_parallel_run (n_blocks, n_threads, survey_block, &survey, cancellable, error))
    return FALSE;
  judge (&survey.counts, encoding);
  return TRUE;
}

/* iconv takes wishes behind a slash, some of which would drop characters in silence. */
gboolean
rw_encoding_is_known (const char *name)
{
  gsize length = strlen (name);

  if (length == 0 || length >= RW_ENCODING_MAX_NAME ||
      strspn (name, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "-_.:()+") != length)
    return FALSE;
  GIConv converter = g_iconv_open ("UTF-8", name);
  if (converter == (GIConv) -1)
    return FALSE;
  g_iconv_close (converter);
  return TRUE;
}

char *
rw_encoding_dup_unknown (const char *name)
{
  return g_strdup_printf (_ ("There is no encoding “%s”. Examples: UTF-8, Windows-1252, "
                             "ISO-8859-15, UTF-16, Shift_JIS."),
                          name);
}

gboolean
rw_encoding_is_utf8 (const char *name)
{
  return g_ascii_strcasecmp (name, "UTF-8") == 0 || g_ascii_strcasecmp (name, "UTF8") == 0;
}

guint
rw_encoding_get_unit (const char *name)
{
  static const char *const two[] = { "UTF-16", "UTF16", "UCS-2", "UCS2", "UNICODE" };
  static const char *const four[] = { "UTF-32", "UTF32", "UCS-4", "UCS4" };

  for (guint i = 0; i < G_N_ELEMENTS (two); i++)
    if (g_ascii_strncasecmp (name, two[i], strlen (two[i])) == 0)
      return 2;
  for (guint i = 0; i < G_N_ELEMENTS (four); i++)
    if (g_ascii_strncasecmp (name, four[i], strlen (four[i])) == 0)
      return 4;
  return 1;
}

const char *
rw_evidence_get_title (RwEvidence evidence)
{
  return _ (evidences[evidence].title);
}

const char *
rw_evidence_get_id (RwEvidence evidence)
{
  return evidences[evidence].id;
}
