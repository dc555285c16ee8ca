/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-date-cell.h"

#include <string.h>

static const struct
{
  const char *cell;
  const char *parts; /* NULL: no date */
} dates[] = {
  { "2024-01-31", "2024 1 31 y -" },
  { "2024/1/3", "2024 1 3 y /" },
  { "31.12.2024", "31 12 2024 . ." },
  { "1/2/2024", "1 2 2024 . /" },
  { "2024-01-31T12:00", "2024 1 31 y - 43200" },
  { "2024-01-31 12:00:30.5", "2024 1 31 y - 43230.5" },
  { "2024-01-31T12:00:00Z", "2024 1 31 y - 43200" },
  { "2024-01-31T12:00:00+02:00", "2024 1 31 y - 36000" },
  { "2024-01-31T12:00:00-0130", "2024 1 31 y - 48600" },
  { "31.12.2024 23:59", "31 12 2024 . . 86340" },
  { "", NULL },
  { "2024", NULL },
  { "2024-01", NULL },
  { "01/02/24", NULL },
  { "2024-01-31x", NULL },
  { "2024-01/31", NULL },
  { "2024 01 31", NULL },
  { "2024-001-31", NULL },
  { "20240131", NULL },
  { "2024-01-31T", NULL },
  { "2024-01-31T24:00", NULL },
  { "2024-01-31T1:00", NULL },
  { "2024-01-31T12:60", NULL },
  { "2024-01-31T12:00:00.", NULL },
  { "2024-01-31T12:00+2", NULL },
  { "2024-01-31T12:00Zx", NULL },
  { "1.2.3.2024", NULL },
  { "1-2-20245", NULL },
};

static void
test_parts (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (dates); i++)
    {
      RwDateParts parts;
      gboolean found =
          rw_date_parts_take ((RwCell){ dates[i].cell, strlen (dates[i].cell) }, &parts);
      g_autofree char *time =
          parts.time > 0 ? g_strdup_printf (" %g", parts.time * 86400) : g_strdup ("");
      g_autofree char *shown =
          g_strdup_printf ("%u %u %u %c %c%s", parts.parts[0], parts.parts[1], parts.parts[2],
                           parts.year_first ? 'y' : '.', parts.separator, time);
      g_assert_cmpstr (found ? shown : NULL, ==, dates[i].parts);
    }
}

static void
test_days (void)
{
  static const struct
  {
    guint date[3];
    double days;
  } cases[] = {
    { { 1970, 1, 1 }, 0 },     { { 1969, 12, 31 }, -1 },   { { 2000, 2, 29 }, 11016 },
    { { 2024, 4, 3 }, 19816 }, { { 1900, 1, 1 }, -25567 }, { { 9999, 12, 31 }, 2932896 },
  };
  static const guint none[][3] = { { 2023, 2, 29 }, { 2024, 13, 1 }, { 2024, 0, 1 },
                                   { 2024, 1, 0 },  { 0, 1, 1 },     { 2024, 4, 31 },
                                   { 2024, 1, 32 }, { 2024, 300, 1 } };
  double days = 0.5;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_true (rw_date_days (cases[i].date[0], cases[i].date[1], cases[i].date[2], &days));
      g_assert_cmpfloat (days, ==, cases[i].days);
    }
  for (guint i = 0; i < G_N_ELEMENTS (none); i++)
    g_assert_false (rw_date_days (none[i][0], none[i][1], none[i][2], &days));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/date-cell/parts", test_parts);
  g_test_add_func ("/date-cell/days", test_days);
  return g_test_run ();
}
