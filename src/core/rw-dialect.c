/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-dialect.h"

#include "rw-error.h"
#include "rw-header.h"

#include <glib/gi18n.h>
#include <string.h>

#define SAMPLE_SIZE ((gsize) 64 * 1024)
#define TAIL_SIZE   16
#define CTRL_Z      '\x1a'

typedef struct
{
  const char *bytes;
  gsize length;
  const char *what;
} Signature;

/* Translators: what a file is that is no CSV file, behind “it is”; advice may follow */
static const Signature signatures[] = {
  { "PK\x03\x04", 4, N_ ("a spreadsheet or ZIP archive; save it as CSV first") },
  { "\xd0\xcf\x11\xe0", 4, N_ ("an old Excel file; save it as CSV first") },
  { "%PDF", 4, N_ ("a PDF document") },
  { "\x89PNG", 4, N_ ("a picture") },
  { "SQLite format 3", 15, N_ ("a database") },
  { "<!", 2, N_ ("a web page or XML document") },
  { "<?", 2, N_ ("a web page or XML document") },
  { "<html", 5, N_ ("a web page or XML document") },
};

static gboolean
set_format_error (GError **error, RwSource *source, const char *what)
{
  g_set_error (error, RW_ERROR, RW_ERROR_FORMAT, _ ("“%s” is not a CSV file: it is %s."),
               rw_source_get_name (source), what);
  return FALSE;
}

static gsize
skip_blanks (const char *sample, gsize length, gsize at)
{
  while (at < length && g_ascii_isspace (sample[at]))
    at++;
  return at;
}

/* An object or a list of objects or lists; a header could start with a bracket too. */
static gboolean
is_json (const char *sample, gsize length)
{
  gsize second = skip_blanks (sample, length, 1);

  if (length == 0 || second >= length)
    return FALSE;
  return (sample[0] == '{' && strchr ("\"}", sample[second]) != NULL) ||
         (sample[0] == '[' && strchr ("{[", sample[second]) != NULL);
}

static gboolean
is_tar (const char *sample, gsize length)
{
  return length >= 262 && memcmp (sample + 257, "ustar", 5) == 0;
}

/* Whether a sample with zeros in it is more than text with some zeros: programs and pictures hold
 * other control characters, too. */
static gboolean
is_binary (const char *sample, gsize length)
{
  gsize n_texts = 0;
  gsize n_controls = 0;

  for (gsize i = 0; i < length; i++)
    {
      n_controls +=
          g_ascii_iscntrl (sample[i]) && !g_ascii_isspace (sample[i]) && sample[i] != '\0';
      n_texts += sample[i] != '\0' && !g_ascii_isspace (sample[i]);
    }
  return n_texts == 0 || n_controls > n_texts / 200;
}

static gboolean
check_is_text (RwSource *source, const char *sample, gsize length, GError **error)
{
  gsize start = skip_blanks (sample, length, 0);
  const char *text = sample + start;

  for (guint i = 0; i < G_N_ELEMENTS (signatures); i++)
    if (length - start >= signatures[i].length &&
        memcmp (text, signatures[i].bytes, signatures[i].length) == 0)
      return set_format_error (error, source, _ (signatures[i].what));
  if (is_tar (sample, length))
    return set_format_error (error, source, _ ("a TAR archive; unpack it first"));
  if (memchr (sample, '\0', length) != NULL && is_binary (sample, length))
    return set_format_error (error, source, _ ("binary data"));
  if (is_json (text, length - start))
    return set_format_error (error, source, _ ("JSON, not CSV"));
  return TRUE;
}

/* Leaves out the last, cut record of a sample, unless it is the only one. */
static gsize
drop_cut_record (const char *sample, gsize length)
{
  gsize at = length;

  while (at > 0 && sample[at - 1] != '\n' && sample[at - 1] != '\r')
    at--;
  return at > 0 ? at : length;
}

/* Where the line behind the one at @at starts. */
static gsize
skip_line (const char *sample, gsize length, gsize at)
{
  while (at < length && sample[at] != '\n' && sample[at] != '\r')
    at++;
  if (at + 1 < length && sample[at] == '\r' && sample[at + 1] == '\n')
    at++;
  return MIN (at + 1, length);
}

/* The delimiter that a first line "sep=;" names, as Excel reads it; NUL if it does not. */
static char
get_named_delimiter (const char *sample, gsize length)
{
  gsize quoted = length > 0 && sample[0] == '"';
  const char *line = sample + quoted;
  gsize end = skip_line (sample, length, 0);

  if (end < quoted + 5 || g_ascii_strncasecmp (line, "sep=", 4) != 0 || line[4] == '\n' ||
      line[4] == '\r' || rw_csv_strip_line_ends (sample, end) != 5 + 2 * quoted)
    return '\0';
  return line[4];
}

/* Leaves out the lines above the header that are known to be none of the table's. */
static gsize
skip_lines (const char *sample, gsize length, RwDialectGiven *given, guint *lines)
{
  gsize at = 0;
  char named = get_named_delimiter (sample, length);

  *lines = given->header_row > 0 ? given->header_row - 1 : given->skip_rows;
  if (*lines == 0 && named != '\0')
    {
      *lines = 1;
      given->delimiter = given->delimiter != '\0' ? given->delimiter : named;
    }
  for (guint i = 0; i < *lines; i++)
    at = skip_line (sample, length, at);
  return at;
}

static gboolean
find_dialect (RwSource *source, const RwDialectGiven *given, const char *sample, gsize length,
              RwDialect *dialect, GError **error)
{
  RwDialectGiven known = *given;
  guint lines = 0;
  gsize at = skip_lines (sample, length, &known, &lines);

  if (at == length)
    g_set_error (error, RW_ERROR, RW_ERROR_EMPTY, _ ("“%s” has no header: it ends before it."),
                 rw_source_get_name (source));
  else if (!rw_sniff_text (&known, sample + at, length - at, dialect))
    g_set_error (
        error, RW_ERROR, RW_ERROR_DIALECT,
        _ ("“%s” does not look like a CSV file: no comma, semicolon, tab or bar cuts its lines into "
           "the same number of cells. If you know what does, say so."),
        rw_source_get_name (source));
  else
    {
      rw_header_find (&known, sample + at, length - at, at, lines, dialect);
      return TRUE;
    }
  return FALSE;
}

/* Reads the sample at @start; its length is less than SAMPLE_SIZE only at the end of the file. */
static gboolean
read_sample (RwSource *source, guint64 start, char *sample, gsize *length, GError **error)
{
  *length = (gsize) MIN (SAMPLE_SIZE, rw_source_get_size (source) - start);
  return rw_source_read (source, start, sample, *length, error);
}

static gboolean
is_blank (const char *sample, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isspace (sample[i]))
      return FALSE;
  return TRUE;
}

/* Goes on until a sample has some text in it. */
static gboolean
skip_blank_samples (RwSource *source, guint64 start, char *sample, gsize *length, GError **error)
{
  while (is_blank (sample, *length))
    {
      if (*length < SAMPLE_SIZE)
        {
          g_set_error (error, RW_ERROR, RW_ERROR_EMPTY, _ ("“%s” is empty."),
                       rw_source_get_name (source));
          return FALSE;
        }
      start += *length;
      if (!read_sample (source, start, sample, length, error))
        return FALSE;
    }
  return TRUE;
}

/* Old programs end a text with Ctrl-Z. @length: that of @sample, the whole file if that is short.
 */
static gboolean
find_tail (RwSource *source, const char *sample, gsize length, RwDialect *dialect, GError **error)
{
  guint64 size = rw_source_get_size (source);
  char end[TAIL_SIZE];
  gsize n = (gsize) MIN (size, TAIL_SIZE);

  if (size <= length)
    memcpy (end, sample + length - n, n);
  else if (!rw_source_read (source, size - n, end, n, error))
    return FALSE;
  while (n > dialect->tail && end[n - dialect->tail - 1] == CTRL_Z)
    dialect->tail++;
  return TRUE;
}

gboolean
rw_dialect_detect (RwSource *source, const RwDialectGiven *given, RwDialect *dialect,
                   GError **error)
{
  static const char bom[] = "\xef\xbb\xbf";
  g_autofree char *sample = g_malloc (SAMPLE_SIZE);
  gsize length = 0;

  *dialect = (RwDialect){ .delimiter = ',', .quote = '"' };
  if (!read_sample (source, 0, sample, &length, error) ||
      !find_tail (source, sample, length, dialect, error))
    return FALSE;
  if (length >= 3 && memcmp (sample, bom, 3) == 0)
    {
      dialect->start = 3;
      if (!read_sample (source, dialect->start, sample, &length, error))
        return FALSE;
    }
  if (!check_is_text (source, sample, length, error) ||
      !skip_blank_samples (source, dialect->start, sample, &length, error))
    return FALSE;
  gsize end = length == SAMPLE_SIZE ? drop_cut_record (sample, length) : length - dialect->tail;
  return find_dialect (source, given, sample, end, dialect, error);
}

const char *
rw_dialect_get_title (const RwDialect *dialect)
{
  switch (dialect->delimiter)
    {
    case ';':
      return _ ("semicolon");
    case '\t':
      return _ ("tab");
    case '|':
      return _ ("bar");
    case ' ':
      return _ ("blank");
    case ',':
      return dialect->blanks ? _ ("comma and blank") : _ ("comma");
    default:
      return _ ("another character");
    }
}
