/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-dialect.h"

#include "rw-test-io.h"
#include "rw-test.h"

#include <errno.h>
#include <string.h>

#define SAMPLE_SIZE (64 * 1024)

static const RwDialectGiven given = { 0 };

static gboolean
detect (const char *bytes, gsize length, RwDialect *dialect, GError **error)
{
  g_autoptr (RwSource) source = rw_test_source (bytes, length);

  return rw_dialect_detect (source, &given, dialect, error);
}

static void
assert_dialect (const char *bytes, gsize length, char delimiter, guint64 start)
{
  g_autoptr (GError) error = NULL;
  RwDialect dialect = { 0 };

  g_assert_true (detect (bytes, length, &dialect, &error));
  g_assert_no_error (error);
  g_assert_cmpint (dialect.delimiter, ==, delimiter);
  g_assert_cmpint (dialect.quote, ==, '"');
  g_assert_cmpuint (dialect.start, ==, start);
}

static void
assert_refused (const char *bytes, gsize length, RwError code, const char *part)
{
  g_autoptr (GError) error = NULL;
  RwDialect dialect = { 0 };

  g_assert_false (detect (bytes, length, &dialect, &error));
  rw_test_assert_error (&error, code, part);
}

typedef struct
{
  const char *text;
  char delimiter;
} Case;

static const Case cases[] = {
  { "a,b\n1,2\n", ',' },
  { "a;b\n1;2\n", ';' },
  { "a\tb\n1\t2\n", '\t' },
  { "a,b\r\n1,2\r\n", ',' },
  { "a;b\r1;2\r", ';' },
  { "a,b", ',' },
  { "\n\na;b\n1;2\n", ';' },
  /* decimal commas */
  { "a;b\n1,5;2,5\n3,5;4\n", ';' },
  { "a;b;c\n1,5;2,5;3,5\n-1,25;0,5;7\n", ';' },
  { "Preis, EUR;Menge;Land\n1,5;2;DE\n2,5;3;AT\n", ';' },
  { "a\tb\n1,5\t2,5\n1.000,5\t2\n", '\t' },
  /* other delimiters in some cells */
  { "id,note\n1,a;b\n2,c\n3,d;e;f\n", ',' },
  { "id;note\n1;\"a,b\"\n2;c, d and e\n", ';' },
  { "id\tnote\n1\ta, b; c\n2\td\n", '\t' },
  { "\"a;b\",\"c;d\"\n\"1;2\",\"3;4\"\n", ',' },
  { "a,\"x\ny;z\"\n1,\"2\n3;4;5\"\n", ',' },
  /* some ragged rows */
  { "a;b;c\n1;2;3\n4;5\n6;7;8\n", ';' },
  { "a,b\n1,2\n3\n4,5\n6,7,8\n9,9\n", ',' },
  /* a header with a delimiter that no row has */
  { "name; nickname\nAnna\nBert\nCarl\n", ',' },
  /* a header alone */
  { "a;b;c\n", ';' },
};

static void
test_delimiters (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text = g_strescape (cases[i].text, NULL);
      RwDialect dialect = { 0 };
      if (!detect (cases[i].text, strlen (cases[i].text), &dialect, &error))
        g_test_fail_printf ("“%s”: %s", text, error->message);
      else if (dialect.delimiter != cases[i].delimiter)
        g_test_fail_printf ("“%s” is cut at “%c”", text, dialect.delimiter);
    }
}

/* Any delimiter would do: the first one is taken. */
static void
test_single_column (void)
{
  assert_dialect (RW_TEST_BYTES ("name\nAnna\nBert\n"), ',', 0);
  assert_dialect (RW_TEST_BYTES ("score\n1\n2\n3"), ',', 0);
  assert_dialect (RW_TEST_BYTES ("x"), ',', 0);
}

static void
test_byte_order_mark (void)
{
  assert_dialect (RW_TEST_BYTES ("\xef\xbb\xbf"
                                 "a;b\n1;2\n"),
                  ';', 3);
  assert_dialect (RW_TEST_BYTES ("\xef\xbb\xbf\"a,a\";b\n1;2\n"), ';', 3);
}

static void
test_signatures (void)
{
  static const char *const spreadsheet = "is not a CSV file: it is a spreadsheet or ZIP archive";

  assert_refused (RW_TEST_BYTES ("PK\x03\x04\x14\0\x06\0"), RW_ERROR_FORMAT, spreadsheet);
  assert_refused (RW_TEST_BYTES ("PK\x03\x04,a\n1,2\n"), RW_ERROR_FORMAT, "“customers.csv”");
  assert_refused (RW_TEST_BYTES ("\xd0\xcf\x11\xe0\xa1\xb1"), RW_ERROR_FORMAT, "an old Excel file");
  assert_refused (RW_TEST_BYTES ("%PDF-1.7\n"), RW_ERROR_FORMAT, "a PDF document");
  assert_refused (RW_TEST_BYTES ("\x89PNG\r\n\x1a\n"), RW_ERROR_FORMAT, "a picture");
  assert_refused (RW_TEST_BYTES ("SQLite format 3\0"), RW_ERROR_FORMAT, "a database");
}

static void
test_text_signatures (void)
{
  assert_refused (RW_TEST_BYTES ("<!DOCTYPE html>\n"), RW_ERROR_FORMAT, "a web page or XML");
  assert_refused (RW_TEST_BYTES ("<?xml version=\"1.0\"?>\n"), RW_ERROR_FORMAT, "XML");
  assert_refused (RW_TEST_BYTES ("<html>\n"), RW_ERROR_FORMAT, "a web page");
}

static void
test_json (void)
{
  assert_refused (RW_TEST_BYTES ("{\"a\": 1, \"b\": 2}\n"), RW_ERROR_FORMAT, "JSON");
  assert_refused (RW_TEST_BYTES ("{\n  \"a\": 1\n}\n"), RW_ERROR_FORMAT, "JSON");
  assert_refused (RW_TEST_BYTES ("{\r\n\t\"a\": 1\r\n}"), RW_ERROR_FORMAT, "JSON");
  assert_refused (RW_TEST_BYTES ("{ }\n"), RW_ERROR_FORMAT, "JSON");
  assert_refused (RW_TEST_BYTES ("[{\"a\": 1}, {\"a\": 2}]\n"), RW_ERROR_FORMAT, "JSON");
  assert_refused (RW_TEST_BYTES ("[\n  {\"a\": 1}\n]\n"), RW_ERROR_FORMAT, "JSON");
  assert_refused (RW_TEST_BYTES ("[[1, 2], [3, 4]]\n"), RW_ERROR_FORMAT, "JSON");
}

/* A byte-order mark or blanks in front change nothing. */
static void
test_signature_behind_blanks (void)
{
  assert_refused (RW_TEST_BYTES ("\xef\xbb\xbf{\"a\": 1}\n"), RW_ERROR_FORMAT, "JSON");
  assert_refused (RW_TEST_BYTES ("\xef\xbb\xbf<?xml version=\"1.0\"?>\n"), RW_ERROR_FORMAT, "XML");
  assert_refused (RW_TEST_BYTES ("\r\n  <!DOCTYPE html>\n"), RW_ERROR_FORMAT, "a web page");
  assert_refused (RW_TEST_BYTES ("\n\t[{\"a\": 1}]\n"), RW_ERROR_FORMAT, "JSON");
}

/* The beginning of a signature is none, nor is one further in. */
static void
test_no_signatures (void)
{
  assert_dialect (RW_TEST_BYTES ("PK,name\n1,2\n"), ',', 0);
  assert_dialect (RW_TEST_BYTES ("a,<html>\nPK\x03\x04,{\"\n"), ',', 0);
  assert_dialect (RW_TEST_BYTES ("SQLite,format\n3,4\n"), ',', 0);
  assert_dialect (RW_TEST_BYTES ("<id>;b\n1;2\n"), ';', 0);
  assert_dialect (RW_TEST_BYTES ("[id],[name]\n1,2\n"), ',', 0);
  assert_dialect (RW_TEST_BYTES ("{id};{name}\n1;2\n"), ';', 0);
  assert_dialect (RW_TEST_BYTES ("{"), ',', 0);
}

/* Zeros are part of a text unless other control characters are there, too. */
static void
test_nul (void)
{
  assert_dialect (RW_TEST_BYTES ("a;b\n1;\0\n"), ';', 0);
  assert_dialect (RW_TEST_BYTES ("a;b\nx\0\0\0\0\0\0\0;y\0\0\0\0\0\0\0\n"), ';', 0);
  assert_refused (RW_TEST_BYTES ("\0"), RW_ERROR_FORMAT, "binary data");
  assert_refused (RW_TEST_BYTES ("\0\n\0\0\n"), RW_ERROR_FORMAT, "binary data");
  assert_refused (RW_TEST_BYTES ("a;b\n1;\0\1\n"), RW_ERROR_FORMAT, "binary data");
  assert_refused (RW_TEST_BYTES ("\x7f"
                                 "ELF\0\0\0\0"),
                  RW_ERROR_FORMAT, "binary data");
}

static void
test_tar (void)
{
  g_autoptr (GString) text = g_string_new ("customers.csv");

  g_string_set_size (text, 512);
  memset (text->str + 13, 0, 512 - 13);
  memcpy (text->str + 257, "ustar", 5);
  g_string_append (text, "a,b\n1,2\n");
  assert_refused (text->str, text->len, RW_ERROR_FORMAT, "a TAR archive");
}

static void
test_empty (void)
{
  assert_refused (RW_TEST_BYTES (""), RW_ERROR_EMPTY, "“customers.csv” is empty");
  assert_refused (RW_TEST_BYTES (" "), RW_ERROR_EMPTY, "is empty");
  assert_refused (RW_TEST_BYTES ("\n\r\n\t  \r"), RW_ERROR_EMPTY, "is empty");
  assert_refused (RW_TEST_BYTES ("\xef\xbb\xbf"), RW_ERROR_EMPTY, "is empty");
  assert_refused (RW_TEST_BYTES ("\xef\xbb\xbf\n \n"), RW_ERROR_EMPTY, "is empty");
}

/* More line ends than the sample holds are nothing to work on either. */
static void
test_large_and_empty (void)
{
  g_autofree char *blank = g_strnfill (SAMPLE_SIZE + 10, '\n');

  assert_refused (blank, SAMPLE_SIZE, RW_ERROR_EMPTY, "is empty");
  assert_refused (blank, SAMPLE_SIZE + 10, RW_ERROR_EMPTY, "is empty");
}

/* A text that starts behind the sample is found. */
static void
test_blank_sample (void)
{
  g_autoptr (GString) text = g_string_new (NULL);

  while (text->len < 2 * SAMPLE_SIZE)
    g_string_append (text, " \r\n");
  g_string_append (text, "a;b\n1;2\n");
  assert_dialect (text->str, text->len, ';', 0);
}

static void
test_no_delimiter_fits (void)
{
  assert_refused (RW_TEST_BYTES ("x\n,;\t\n,,;;\t\t\n,,,;;;\t\t\t\n"), RW_ERROR_DIALECT,
                  "does not look like a CSV file");
}

static void
test_prose (void)
{
  static const char prose[] =
      "Dear customer, we are glad, very glad, to have you with us; may it stay so.\n"
      "You asked us on Monday what your contract costs; it is 20 euros a month,\n"
      "and 5 more, as agreed; with films, music, or both; from next May on.\n"
      "Do you want to know more?\n"
      "There is a list, a long one, of all that we do; some of it is free, some is not,\n"
      "and none of it is dear.\n"
      "Then call us, write to us; or come to see us; we are there, day and night, for you.\n";

  assert_refused (RW_TEST_BYTES (prose), RW_ERROR_DIALECT, "does not look like a CSV file");
}

static void
append_rows (GString *text, gsize size, const char *row)
{
  while (text->len < size)
    g_string_append (text, row);
}

/* The sample ends inside a row, which must not count: its semicolon is behind the end. */
static void
test_cut_sample (void)
{
  g_autofree char *wide = g_strnfill (SAMPLE_SIZE, 'x');
  g_autofree char *text = g_strdup_printf ("a,b;c\n1;2\n3,%s;4\n", wide);

  assert_dialect (text, strlen (text), ';', 0);
}

/* What comes behind the sample is not looked at. */
static void
test_only_sample (void)
{
  g_autoptr (GString) text = g_string_new ("a;b\n");

  append_rows (text, SAMPLE_SIZE, "1;2\n");
  append_rows (text, 4 * SAMPLE_SIZE, "1,2,3,4\n");
  g_string_append_c (text, '\0');
  assert_dialect (text->str, text->len, ';', 0);
}

/* A header longer than the sample is all there is to go by. */
static void
test_long_header (void)
{
  g_autoptr (GString) text = g_string_new ("\xef\xbb\xbf");

  append_rows (text, 2 * SAMPLE_SIZE, "column;");
  g_string_append (text, "last\n");
  assert_dialect (text->str, text->len, ';', 3);
}

static void
test_read_error (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RwSource) source = rw_test_source ("a,b\n", 4);
  RwDialect dialect = { 0 };

  rw_test_set_fault (RW_TEST_PREAD, (RwTestFault){ .times = RW_TEST_ALWAYS, .error_number = EIO });
  g_assert_false (rw_dialect_detect (source, &given, &dialect, &error));
  rw_test_clear_faults ();
  rw_test_assert_error (&error, RW_ERROR_FILE, "customers.csv");
}

static void
test_titles (void)
{
  g_assert_cmpstr (rw_dialect_get_title (&(RwDialect){ .delimiter = ',', .quote = '"' }), ==,
                   "comma");
  g_assert_cmpstr (rw_dialect_get_title (&(RwDialect){ .delimiter = ';', .quote = '"' }), ==,
                   "semicolon");
  g_assert_cmpstr (rw_dialect_get_title (&(RwDialect){ .delimiter = '\t', .quote = '"' }), ==,
                   "tab");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dialect/delimiters", test_delimiters);
  g_test_add_func ("/dialect/single-column", test_single_column);
  g_test_add_func ("/dialect/byte-order-mark", test_byte_order_mark);
  g_test_add_func ("/dialect/signatures", test_signatures);
  g_test_add_func ("/dialect/text-signatures", test_text_signatures);
  g_test_add_func ("/dialect/json", test_json);
  g_test_add_func ("/dialect/signature-behind-blanks", test_signature_behind_blanks);
  g_test_add_func ("/dialect/no-signatures", test_no_signatures);
  g_test_add_func ("/dialect/nul", test_nul);
  g_test_add_func ("/dialect/tar", test_tar);
  g_test_add_func ("/dialect/empty", test_empty);
  g_test_add_func ("/dialect/blank-sample", test_blank_sample);
  g_test_add_func ("/dialect/no-delimiter-fits", test_no_delimiter_fits);
  g_test_add_func ("/dialect/cut-sample", test_cut_sample);
  g_test_add_func ("/dialect/only-sample", test_only_sample);
  g_test_add_func ("/dialect/long-header", test_long_header);
  g_test_add_func ("/dialect/read-error", test_read_error);
  g_test_add_func ("/dialect/titles", test_titles);
  g_test_add_func ("/dialect/large-and-empty", test_large_and_empty);
  g_test_add_func ("/dialect/prose", test_prose);
  return g_test_run ();
}
