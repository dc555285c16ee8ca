/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-sniff.h"

#include "rw-test.h"

#include <string.h>

typedef struct
{
  const char *text;
  const char *expected; /* delimiter, quote, escape, comment, "b" for blanks; "-" for none */
} Case;

static const Case cases[] = {
  { "a,b\n1,2\n", ",\"--" },
  { "a|b\n1|2\n", "|\"--" },
  { "a|b\n1,5|2\n2,5|3\n", "|\"--" },
  { "id,tags\n1,a|b|c\n2,d|e|f\n3,g|h|i\n", ",\"--" },
  { "id|tags\n1|a,b,c\n2|d\n3|e,f\n", "|\"--" },
  /* blanks behind delimiters */
  { "a, b, c\n1, 2, 3\n4, \"5, 6\", 7\n", ",\"--b" },
  { "a, b\n1,2\n3,4\n5,6\n", ",\"--" },
  { "a; b\n1; 2\n", ";\"--b" },
  /* quotes */
  { "a,b\n'x, y',1\n'z, w',2\n", ",'--" },
  { "a,b\nit's,1\n'tis,2\ndogs',3\n", ",\"--" },
  { "a;b\n\"x; 'y'\";1\n\"z\";2\n", ";\"--" },
  { "'a'\t'b'\n'1'\t'2'\n", "\t'--" },
  { "a,b\n\"x; y; z\",1\n\"u; v; w\",2\n", ",\"--" },
  /* escapes */
  { "a;b\n'o\\'clock';1\n'ten o\\'clock';2\n", ";'\\-" },
  { "a,b\n\"x \\\"y\\\", z\",1\n\"w\",2\n", ",\"\\-" },
  { "a,b\n\"c:\\\",1\n\"d:\\\",2\n\"e:\\\",3\n", ",\"--" },
  /* comments */
  { "# made by, hand, today\na,b\n1,2\n# and, x, y\n3,4\n", ",\"-#" },
  { "#id,b\n1,2\n3,4\n", ",\"--" },
  { "a,b\n#1,2\n#3,4\n", ",\"--" },
  /* damaged rows change nothing */
  { "a,b\n1,\"x\ny\nz\nno\nno, no\nno\n", ",\"--" },
  { "a,b,c\n1,\"x,3\n4,5,6\n7,8,9\n1,2,3\n", ",\"--" },
};

static char *
show (const RwDialect *dialect)
{
  return g_strdup_printf (
      "%c%c%c%c%s", dialect->delimiter, dialect->quote != '\0' ? dialect->quote : '-',
      dialect->escape != '\0' ? dialect->escape : '-',
      dialect->comment != '\0' ? dialect->comment : '-', dialect->blanks ? "b" : "");
}

static void
test_cases (void)
{
  static const RwDialectGiven nothing = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      RwDialect dialect = { 0 };
      gboolean found = rw_sniff_text (&nothing, cases[i].text, strlen (cases[i].text), &dialect);
      g_autofree char *shown = show (&dialect);
      if (!found || strcmp (shown, cases[i].expected) != 0)
        g_test_fail_printf ("“%s” gives “%s”, not “%s”", cases[i].text, shown, cases[i].expected);
    }
}

/* What is given is not sniffed, and none means none. */
static void
test_given (void)
{
  static const char text[] = "a,b;c\n'1,2';3\n'4,5';6\n# x;y\n";
  const RwDialectGiven comma = { .delimiter = ',', .quote = '"', .comment = RW_DIALECT_NONE };
  const RwDialectGiven none = { .quote = RW_DIALECT_NONE, .escape = '!', .comment = '%' };
  RwDialect dialect = { 0 };

  g_assert_true (rw_sniff_text (&comma, text, strlen (text), &dialect));
  g_autofree char *first = show (&dialect);
  g_assert_cmpstr (first, ==, ",\"--");
  g_assert_true (rw_sniff_text (&none, text, strlen (text), &dialect));
  g_autofree char *second = show (&dialect);
  g_assert_cmpstr (second, ==, ";-!%");
}

/* What is given is taken though there is no record to try it on. */
static void
test_no_records (void)
{
  const RwDialectGiven given = { .delimiter = ';', .quote = '\'', .comment = '%' };
  RwDialect dialect = { 0 };

  g_assert_true (rw_sniff_text (&given, "% x\n\n", 5, &dialect));
  g_autofree char *shown = show (&dialect);
  g_assert_cmpstr (shown, ==, ";'-%");
  g_assert_cmpuint (dialect.n_columns, ==, 0);
}

/* The winner's score and that of the next best delimiter are kept. */
static void
test_evidence (void)
{
  static const RwDialectGiven nothing = { 0 };
  static const char text[] = "a;b;c\n1,5;2;3\n2,5;3;4\n";
  RwDialect dialect = { 0 };

  g_assert_true (rw_sniff_text (&nothing, text, strlen (text), &dialect));
  g_assert_cmpint (dialect.delimiter, ==, ';');
  g_assert_cmpuint (dialect.n_columns, ==, 3);
  g_assert_cmpint (dialect.next_delimiter, ==, ',');
  g_assert_cmpfloat (dialect.score, >, dialect.next_score);
  g_assert_cmpfloat (dialect.score, <, 1);
  g_assert_cmpfloat (dialect.next_score, >, 0);
}

static void
test_width (void)
{
  static const RwDialect comma = { .delimiter = ',', .quote = '"' };
  g_autoptr (GArray) records =
      rw_sniff_records (&comma, RW_TEST_BYTES ("a\n\nb,c\n\"d\ne\",f\n1,2,3"));
  guint n = 0;

  g_assert_cmpuint (records->len, ==, 4);
  g_assert_cmpuint (g_array_index (records, RwSniffRecord, 2).start, ==, 7);
  g_assert_cmpuint (rw_sniff_find_width (records, &n), ==, 2);
  g_assert_cmpuint (n, ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sniff/cases", test_cases);
  g_test_add_func ("/sniff/given", test_given);
  g_test_add_func ("/sniff/no-records", test_no_records);
  g_test_add_func ("/sniff/evidence", test_evidence);
  g_test_add_func ("/sniff/width", test_width);
  return g_test_run ();
}
