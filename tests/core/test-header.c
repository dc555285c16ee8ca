/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-header.h"

#include "rw-test.h"

#include <string.h>

#define ROWS "1,2,x\n3,4,y\n5,6,x\n7,8,z\n"

typedef struct
{
  const char *text;
  const char *expected; /* bytes/lines above, then n: no header, 2 …: header rows, t: trailing
                           delimiter, i: index column without a name; number of columns */
} Case;

static const Case cases[] = {
  { "a,b,c\n" ROWS, "0/0 3" },
  { "a,b,c\n", "0/0 3" },
  { "x,y,z\nu,v,w\n", "0/0 3" },
  { "name,2022,2023\nx,5,6\ny,7,8\nz,7,9\n", "0/0 3" },
  { "a,b,c\n1,2,x\na,b,c\n3,4,y\na,b,c\n", "0/0 3" },
  /* none */
  { ROWS, "0/0 n 3" },
  { "Anna,yes\nBert,no\nCarl,yes\nDora,no\nEmil,yes\n", "0/0 n 2" },
  { "$5,1.000,50\n$6,1.500,20\n", "0/0 n 3" },
  { "2024-01-05;x\n2024-01-06;y\n", "0/0 n 2" },
  /* above the header */
  { "Report\na,b,c\n" ROWS, "7/1 3" },
  { "Report\r\n\r\nof 2024, all\r\na,b,c\r\n" ROWS, "24/3 3" },
  { "Report\n" ROWS, "7/1 n 3" },
  { "a,b\nx,y,z\nu,v,w\nu,v,w\n", "0/0 i 3" },
  /* several header rows; the first row under one is none */
  { "x,,y\na,b,c\n" ROWS, "0/0 2 3" },
  { "x,y,z\na,b,c\nd,e,f\n" ROWS, "0/0 3 3" },
  { "a,b,c\nnone,?,x\n" ROWS, "0/0 3" },
  { "a,b,c\nx,y,z\n1,2,x\n", "0/0 3" },
  /* delimiters at the end, and a name that is lacking */
  { "a,b,\n1,2,\n3,4,\n", "0/0 t 2" },
  { "a,b\n1,2,\n3,4,\n", "0/0 t 2" },
  { "a,b,c,d\n1,2,\n3,4,\n", "0/0 3" },
  { "1,2,\n3,4,\n5,6,\n", "0/0 n 3" },
  { "a,b,\n1,2,\n# x\n3,4,\n", "0/0 t 2" },
  { "a,b\n0,1,2\n1,3,4\n", "0/0 i 3" },
  { "a,b\n0,1,2\n1,3\n2,3\n", "0/0 2" },
};

static char *
show (const RwDialect *dialect)
{
  GString *shown = g_string_new (NULL);

  g_string_append_printf (shown, "%u/%u ", (guint) dialect->preamble,
                          (guint) dialect->preamble_lines);
  if (dialect->extra_header_rows > 0)
    g_string_append_printf (shown, "%u ", dialect->extra_header_rows + 1);
  g_string_append_printf (shown, "%s%s%s%u", dialect->no_header ? "n " : "",
                          dialect->trailing ? "t " : "", dialect->unnamed_index ? "i " : "",
                          dialect->n_columns);
  return g_string_free (shown, FALSE);
}

static char *
find (const RwDialectGiven *given, const char *text)
{
  RwDialect dialect = { 0 };

  g_assert_true (rw_sniff_text (given, text, strlen (text), &dialect));
  rw_header_find (given, text, strlen (text), 0, 0, &dialect);
  return show (&dialect);
}

static void
test_cases (void)
{
  static const RwDialectGiven nothing = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *shown = find (&nothing, cases[i].text);
      if (strcmp (shown, cases[i].expected) != 0)
        g_test_fail_printf ("“%s” gives “%s”, not “%s”", cases[i].text, shown, cases[i].expected);
    }
}

static void
test_given (void)
{
  g_autofree char *header = find (&(RwDialectGiven){ .header_row = 1 }, ROWS);
  g_autofree char *single = find (&(RwDialectGiven){ .header_row = 1 }, "x,y,z\na,b,c\n" ROWS);
  g_autofree char *none = find (&(RwDialectGiven){ .no_header = TRUE }, "a,b,c\n" ROWS);
  g_autofree char *skipped = find (&(RwDialectGiven){ .skip_rows = 1 }, "a\na,b,c\n" ROWS);

  g_assert_cmpstr (header, ==, "0/0 3");
  g_assert_cmpstr (single, ==, "0/0 3");
  g_assert_cmpstr (none, ==, "0/0 n 3");
  /* what is behind the lines to skip starts with the header */
  g_assert_cmpstr (skipped, ==, "0/0 2 3");
}

/* Offset and lines in front of the text count. */
static void
test_offset (void)
{
  static const char text[] = "Report\na,b,c\n" ROWS;
  static const RwDialectGiven nothing = { 0 };
  RwDialect dialect = { 0 };

  g_assert_true (rw_sniff_text (&nothing, text, strlen (text), &dialect));
  rw_header_find (&nothing, text, strlen (text), 10, 2, &dialect);
  g_assert_cmpuint (dialect.preamble, ==, 17);
  g_assert_cmpuint (dialect.preamble_lines, ==, 3);
}

/* A sample of comments only. */
static void
test_no_records (void)
{
  const RwDialectGiven given = { .no_header = TRUE };
  RwDialect dialect = { .delimiter = ',', .comment = '#' };

  rw_header_find (&given, "# x\n", 4, 10, 2, &dialect);
  g_autofree char *shown = show (&dialect);
  g_assert_cmpstr (shown, ==, "10/2 n 0");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/header/cases", test_cases);
  g_test_add_func ("/header/given", test_given);
  g_test_add_func ("/header/no-records", test_no_records);
  g_test_add_func ("/header/offset", test_offset);
  return g_test_run ();
}
