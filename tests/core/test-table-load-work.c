/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The work of reading grows as the file does, whatever its bytes are. */
#include "rw-table.h"

#include "rw-test.h"

#include <string.h>
#include <time.h>

/* A cell of it is too long already: from there on nothing changes but the size. */
#define SIZE ((gsize) 5 << 18)

/* Four times the bytes: quadratic work would be sixteen times as much. */
#define GROWTH     4
#define MOST       9.0
#define N_ATTEMPTS 3

/* Less than this cannot be told from noise. */
#define LEAST_SECONDS 0.05

typedef struct
{
  const char *title;
  const char *head;
  const char *repeated;
  const char *tail;
} Shape;

static const Shape shapes[] = {
  { "a quoted cell", "a,b\n1,2\n1,\"", "xxxxxxxx", "\"\n1,2\n" },
  { "a cell", "a,b\n1,2\n1,", "xxxxxxxx", "\n1,2\n" },
  { "a quoted cell of many lines", "a,b\n1,2\n1,\"", "x\n", "\"\n1,2\n" },
  { "a cell without an end", "a,b\n1,2\n1,\"", "x\n", "" },
  { "a cell without an end above good rows", "a,b\n1,2\n1,\"", "1,2\n", "" },
  { "many cells", "a,b\n1,2\n", ",", "\n1,2\n" },
  { "many quoted cells", "a,b\n1,2\n", "\"\",", "\n1,2\n" },
  { "quotes", "a,b\n1,2\n1,", "\"", "\n1,2\n" },
  { "lines of a quote", "a,b\n1,2\n", "\"\n", "1,2\n" },
  { "rows with an open quote", "a,b\n1,2\n", "1,\"x\n", "1,2\n" },
  { "every other row with an open quote", "a,b\n1,2\n", "1,\"x\n1,2\n", "" },
  { "rows with two strays", "a,b\n1,2\n", "\"x\"y\"z,1\n", "" },
  { "rows with a stray and an open quote", "a,b\n1,2\n", "\"x\"y,1\n", "" },
  { "doubled quotes behind an open one", "a,b\n1,2\n1,\"", "\"\",x\n", "" },
  { "triple quotes", "a,b\n1,2\n", "\"\"\"x,1\n", "" },
  { "quoted line ends", "a,b,c\n1,2,3\n", "1,\"\n\"\n", "" },
  { "quoted line ends and good rows", "a,b,c\n1,2,3\n", "1,\"\n1,2,3\n\"\n", "" },
  { "cells with line ends that never stop", "a,b\n1,2\n", "\",\"a a\n1,2\n", "" },
  { "the same without strays", "a,b\n1,2\n", "\",x\",\"\n1,2\n", "" },
  { "backslashes", "a,b\n\"x\\\"y\",1\n\"x\\\"z\",2\n\"", "\\\\", "\",1\n" },
  { "escaped quotes", "a,b\n\"x\\\"y\",1\n\"x\\\"z\",2\n\"", "\\\"", "\",1\n" },
  { "blanks and quotes", "a, b\n1, 2\n1,", "  \"", "\n" },
  { "blank lines", "a,b\n1,2\n", "\n", "1,2\n" },
  { "lines that end with CR", "a,b\r1,2\r", "1,2\r", "" },
  { "comments", "# x\na,b\n1,2\n", "#\n", "1,2\n" },
  { "comments and open quotes", "# x\na,b\n1,2\n", "#\"\n1,\"x\n", "1,2\n" },
  { "short rows", "a,b,c\n1,2,3\n", "1\n", "1,2,3\n" },
  { "other texts", "a,b\n1,2\n", "x\xc3\xa4\",y\n", "" },
};

static GString *
build (const Shape *shape, gsize size)
{
  GString *text = g_string_sized_new (size + 100);

  g_string_append (text, shape->head);
  while (text->len < size)
    g_string_append (text, shape->repeated);
  return g_string_append (text, shape->tail);
}

/* Processor time of all threads for reading @size bytes. The delimiter is given, lest they are
 * refused before they are read; whether they are then is all one. */
static double
measure (const Shape *shape, gsize size)
{
  g_autoptr (GString) text = build (shape, size);
  g_autoptr (RwSource) source = rw_test_source (text->str, text->len);
  const RwTableOptions options = { .dialect.delimiter = ',' };
  clock_t start = clock ();
  g_autoptr (GError) error = NULL;
  g_autoptr (RwTable) table = rw_table_load (source, &options, NULL, NULL, &error);

  return (double) (clock () - start) / CLOCKS_PER_SEC;
}

static void
test_growth (gconstpointer data)
{
  const Shape *shape = data;
  double ratio = 0;

  for (guint i = 0; i < N_ATTEMPTS; i++)
    {
      double small = measure (shape, SIZE);
      double large = measure (shape, GROWTH * SIZE);
      ratio = large / MAX (small, LEAST_SECONDS);
      g_test_message ("%.3f s, then %.3f s", small, large);
      if (ratio <= MOST)
        return;
    }
  g_test_fail_printf ("%s: %d times as many bytes take %.1f times as long", shape->title, GROWTH,
                      ratio);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      g_autofree char *name = g_strdup_printf ("/table-load-work/%s", shapes[i].title);
      g_test_add_data_func (g_strdelimit (name, " ", '-'), &shapes[i], test_growth);
    }
  return g_test_run ();
}
