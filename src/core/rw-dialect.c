/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-dialect.h"

#include "rw-error.h"

#include <glib/gi18n.h>
#include <string.h>

#define SAMPLE_SIZE ((gsize) 64 * 1024)

/* Of the records of a sample, as wide as the header: fewer, and it is prose with commas. */
#define MIN_SHARE 0.5

static const char delimiters[] = { ',', ';', '\t' };
#define N_DELIMITERS G_N_ELEMENTS (delimiters)

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

typedef struct
{
  guint header; /* cells of the first record */
  guint cells;  /* of the current one */
  guint records;
  guint fitting; /* records as wide as the header */
  guint cut;     /* records behind the header that have several cells */
} Widths;

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

static void
count_cell_cb (const char *text G_GNUC_UNUSED, gsize length G_GNUC_UNUSED, gpointer data)
{
  ((Widths *) data)->cells++;
}

static void
count_record_cb (gpointer data)
{
  Widths *widths = data;

  if (widths->records++ == 0)
    widths->header = widths->cells;
  else
    widths->cut += widths->cells > 1;
  widths->fitting += widths->cells == widths->header;
  widths->cells = 0;
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

static gboolean
measure (const RwDialect *dialect, const char *sample, gsize length, Widths *widths, GError **error)
{
  g_autoptr (RwCsv) csv = rw_csv_new (dialect, count_cell_cb, count_record_cb, widths);

  return rw_csv_feed (csv, sample, length, error) && rw_csv_finish (csv, error);
}

static double
get_share (const Widths *widths)
{
  return widths->records > 0 ? (double) widths->fitting / widths->records : 0;
}

static gboolean
is_better (const Widths *a, const Widths *b)
{
  if ((a->header > 1) != (b->header > 1))
    return a->header > 1;
  if (get_share (a) != get_share (b))
    return get_share (a) > get_share (b);
  return a->header > b->header;
}

/* A list of one column, though its header may hold a delimiter: nothing cuts any other record. */
static const char *
find_single_column (const Widths *widths, guint n)
{
  const char *found = NULL;

  for (guint i = 0; i < n; i++)
    {
      if (widths[i].cut > 0)
        return NULL;
      if (widths[i].header == 1 && found == NULL)
        found = &delimiters[i];
    }
  return found;
}

static gboolean
find_delimiter (RwSource *source, const char *sample, gsize length, RwDialect *dialect,
                GError **error)
{
  Widths widths[N_DELIMITERS] = { 0 };
  guint best = 0;

  for (guint i = 0; i < N_DELIMITERS; i++)
    {
      RwDialect candidate = { .delimiter = delimiters[i], .quote = '"' };
      if (!measure (&candidate, sample, length, &widths[i], error))
        return FALSE;
      if (is_better (&widths[i], &widths[best]))
        best = i;
    }
  const char *found = get_share (&widths[best]) >= MIN_SHARE
                          ? &delimiters[best]
                          : find_single_column (widths, N_DELIMITERS);
  if (found != NULL)
    {
      dialect->delimiter = *found;
      return TRUE;
    }
  g_set_error (
      error, RW_ERROR, RW_ERROR_FORMAT,
      _ ("“%s” does not look like a CSV file: no comma, semicolon or tab cuts its lines into "
         "the same number of cells."),
      rw_source_get_name (source));
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

gboolean
rw_dialect_detect (RwSource *source, RwDialect *dialect, GError **error)
{
  static const char bom[] = "\xef\xbb\xbf";
  g_autofree char *sample = g_malloc (SAMPLE_SIZE);
  gsize length = 0;

  *dialect = (RwDialect){ .delimiter = ',', .quote = '"' };
  if (!read_sample (source, 0, sample, &length, error))
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
  gsize end = length == SAMPLE_SIZE ? drop_cut_record (sample, length) : length;
  return find_delimiter (source, sample, end, dialect, error);
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
    default:
      return _ ("comma");
    }
}
