/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dialects and headers of any text: what is found cuts it, and what is given is obeyed. The first
 * two bytes say what is given. */
#include "rw-header.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput (const uint8_t *bytes, size_t length);

static char
pick (const char *bytes, guint which)
{
  return bytes[which % strlen (bytes)];
}

/* One in two is found out. */
static RwDialectGiven
give (guint choice, guint places)
{
  return (RwDialectGiven){
    .delimiter = choice % 2 == 0 ? '\0' : pick (",;\t| x", choice / 16),
    .quote = choice / 2 % 2 == 0 ? '\0' : pick ("\"'\nx", choice / 16),
    .escape = choice / 4 % 2 == 0 ? '\0' : pick ("\\\n!", choice / 16),
    .comment = choice / 8 % 2 == 0 ? '\0' : pick ("#\n%", choice / 16),
    .header_row = places % 4 == 1 ? 1 : 0,
    .no_header = places % 4 == 2,
  };
}

static void
check_given (char given, char found)
{
  g_assert_true (given == '\0' || found == (given == RW_DIALECT_NONE ? '\0' : given));
}

static void
check_records (const RwDialect *dialect, const char *text, gsize length)
{
  g_autoptr (GArray) records = rw_sniff_records (dialect, text, length);
  gsize end = 0;

  for (guint i = 0; i < records->len; i++)
    {
      const RwSniffRecord *record = &g_array_index (records, RwSniffRecord, i);
      g_assert_cmpuint (record->start, >=, end);
      g_assert_cmpuint (record->end, >, record->start);
      g_assert_cmpuint (record->n_clean, <=, record->n_cells);
      end = record->end;
    }
  g_assert_cmpuint (end, <=, length);
}

int
LLVMFuzzerTestOneInput (const uint8_t *bytes, size_t length)
{
  if (length < 3)
    return 0;
  RwDialectGiven given = give (bytes[0], bytes[1]);
  gsize n = length - 2;
  g_autofree char *text = g_memdup2 (bytes + 2, n);
  RwDialect dialect = { 0 };

  if (!rw_sniff_text (&given, text, n, &dialect))
    return 0;
  check_given (given.delimiter, dialect.delimiter);
  check_given (given.quote, dialect.quote);
  check_given (given.escape, dialect.escape);
  check_given (given.comment, dialect.comment);
  check_records (&dialect, text, n);
  rw_header_find (&given, text, n, 0, 0, &dialect);
  g_assert_cmpuint (dialect.preamble, <=, n);
  g_assert_true (!given.no_header || dialect.no_header);
  g_assert_true (!dialect.no_header || dialect.extra_header_rows == 0);
  return 0;
}
