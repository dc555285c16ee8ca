/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-number-tally.h"
#include "rw-number-text.h"

#include <string.h>

/* Cells are separated by |; "x*9" is nine times x. */
typedef struct
{
  const char *cells;
  const char *decision;
} Case;

static void
add_cells (RwNumberTally *tally, const char *text)
{
  g_auto (GStrv) cells = g_strsplit (text, "|", -1);

  for (guint i = 0; cells[i] != NULL; i++)
    {
      char *star = strchr (cells[i], '*');
      guint64 times = star != NULL ? g_ascii_strtoull (star + 1, NULL, 10) : 1;
      if (star != NULL)
        *star = '\0';
      rw_number_tally_add (tally, (RwCell){ cells[i], strlen (cells[i]) }, times);
    }
}

/* "texts", "decimal point", "decimal point or decimal comma: 1.234". */
static char *
show (const RwDecision *decision)
{
  g_autofree char *format = rw_number_text_describe (&decision->format);

  if (decision->verdict == RW_VERDICT_TEXTS)
    return g_strdup ("texts");
  if (decision->verdict == RW_VERDICT_NUMBERS)
    return g_steal_pointer (&format);
  g_autofree char *other = rw_number_text_describe (&decision->other);
  return g_strdup_printf ("%s or %s: %s", format, other, decision->example);
}

static void
assert_decides (const char *cells, const RwNumberChoice *choice, gboolean forced,
                const char *wanted)
{
  g_autoptr (RwNumberTally) tally = rw_number_tally_new ();

  add_cells (tally, cells);
  RwDecision decision = rw_number_tally_decide (tally, choice, forced);
  g_autofree char *shown = show (&decision);
  if (strcmp (shown, wanted) != 0)
    g_test_fail_printf ("%s: %s, not %s", cells, shown, wanted);
}

static const Case cases[] = {
  { "1|2|3", "decimal point" },
  { "70.35|29.85|1889.5", "decimal point" },
  { "70,35|29,85|1889,5", "decimal comma" },
  { "70,35|1.889,50", "decimal comma, thousands by point" },
  { "70.35|1,889.50", "decimal point, thousands by comma" },
  { "70,35|1 889,50", "decimal comma, thousands by blank" },
  { "70.35|1'889.50", "decimal point, thousands by apostrophe" },
  { "$70.35|$1,889.50", "decimal point, thousands by comma, $" },
  { "70,35 €|12", "decimal comma, €" },
  { "12 %|7.5 %", "decimal point, %" },
  { "(12)|7-|5", "decimal point" },
  /* nothing decides */
  { "1.234|12.345", "decimal point or decimal comma, thousands by point: 1.234" },
  { "1,234|12,345|7", "decimal comma or decimal point, thousands by comma: 1,234" },
  { "1.000|7|12", "decimal point or decimal comma, thousands by point: 1.000" },
  /* one value does */
  { "1.234|12.345|1.5", "decimal point" },
  { "1.234|12.345|0.435", "decimal point" },
  { "1.234*99|1234.5", "decimal point" },
  { "1.234|12.345|1,5", "decimal comma, thousands by point" },
  { "1.234|1.234.567", "decimal comma, thousands by point" },
  { "1,234|1,234,567", "decimal point, thousands by comma" },
  { "1,234|0,5", "decimal comma" },
  { "1 234|7", "decimal point, thousands by blank" },
  /* and two contradict each other */
  { "1.234*99|0.435|1,5", "decimal point or decimal comma, thousands by point: 1.234" },
  { "1.5*99|1.234|1,5", "decimal point" },
  /* nine in ten */
  { "1,5*9|x", "decimal comma" },
  { "1,5*8|x", "texts" },
  { "1,5*5|1.5*5", "texts" },
  { "$5*9|€5", "decimal point, $" },
  { "$5*8|€5*2", "texts" },
  { "a|b", "texts" },
  /* codes */
  { "01067|80331|10115", "texts" },
  { "1234567890123456|1", "texts" },
  { "007|1.5", "decimal point" },
  { "007|1,5", "decimal comma" },
  { "0|10|20", "decimal point" },
  /* dates */
  { "2024-01-31|2023-12-01", "year-month-day" },
  { "31/12/2024|01/02/2024", "day/month/year" },
  { "12/31/2024|01/02/2024", "month/day/year" },
  { "31.12.2024|01.02.2024", "day/month/year" },
  { "01/02/2024|03/03/2024", "day/month/year or month/day/year: 01/02/2024" },
  { "03/03/2024", "day/month/year" },
  { "31/12/2024|12/31/2024", "texts" },
  { "2024-01-31|5", "texts" },
};

static void
test_cases (void)
{
  static const RwNumberChoice none;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_decides (cases[i].cells, &none, FALSE, cases[i].decision);
  assert_decides ("x|1,5|y", &none, TRUE, "decimal comma");
  assert_decides ("x|y", &none, TRUE, "decimal point");
  assert_decides ("007|008", &none, TRUE, "decimal point");
}

static void
test_choices (void)
{
  const RwNumberChoice point = { .decimal = '.' };
  const RwNumberChoice comma = { .decimal = ',' };
  const RwNumberChoice by_comma = { .grouping = ',' };
  const RwNumberChoice ungrouped = { .grouping = RW_GROUPING_NONE };
  const RwNumberChoice month_first = { .dates = RW_DATE_MDY };

  assert_decides ("1.234|12.345", &point, FALSE, "decimal point");
  assert_decides ("1.234|12.345", &comma, FALSE, "decimal comma, thousands by point");
  assert_decides ("1,234|12,345", &point, FALSE, "decimal point, thousands by comma");
  assert_decides ("1,234|12,345", &comma, FALSE, "decimal comma");
  assert_decides ("1,234|12,345", &by_comma, FALSE, "decimal point, thousands by comma");
  assert_decides ("1,234|12,345", &ungrouped, FALSE, "decimal comma");
  assert_decides ("1.234|12.345", &ungrouped, FALSE, "decimal point");
  assert_decides ("1 234", &ungrouped, FALSE, "texts");
  assert_decides ("1.5|2.5", &comma, FALSE, "texts");
  assert_decides ("01/02/2024", &month_first, FALSE, "month/day/year");
  assert_decides ("01/02/2024", &comma, FALSE, "day/month/year or month/day/year: 01/02/2024");
}

/* Neither how values are spread over chunks nor their order changes anything. */
static void
test_merge (void)
{
  static const RwNumberChoice none;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (GStrv) cells = g_strsplit (cases[i].cells, "|", -1);
      g_autoptr (RwNumberTally) all = rw_number_tally_new ();
      for (guint k = 0; cells[k] != NULL; k++)
        {
          g_autoptr (RwNumberTally) one = rw_number_tally_new ();
          add_cells (one, cells[k]);
          rw_number_tally_merge (all, one);
        }
      RwDecision decision = rw_number_tally_decide (all, &none, FALSE);
      g_autofree char *shown = show (&decision);
      g_assert_cmpstr (shown, ==, cases[i].decision);
    }
}

/* What only counts plain numbers comes to what looks at them. */
static void
test_plain (void)
{
  static const char *const plain[] = {
    "1",   "0",  "-1",  "1.5",    "1.234",   "-1.234",           "0.435",   "007",
    "1e5", "1.", "+.5", "00.123", "999.999", "1234567890123456", "1.234e5", "1234.567"
  };
  static const RwNumberChoice none;

  for (guint i = 0; i < G_N_ELEMENTS (plain); i++)
    {
      RwCell cell = { plain[i], strlen (plain[i]) };
      RwNumberShape shape = rw_number_shape (cell);
      g_autoptr (RwNumberTally) tally = rw_number_tally_new ();
      rw_number_tally_add_plain (tally, cell, 1);
      RwDecision decision = rw_number_tally_decide (tally, &none, FALSE);
      RwVerdict wanted = shape.is_code                                  ? RW_VERDICT_TEXTS
                         : (shape.fits & 2u << 2) != 0 && shape.differs ? RW_VERDICT_AMBIGUOUS
                                                                        : RW_VERDICT_NUMBERS;
      g_assert_cmpint (shape.fits & 1, ==, 1);
      g_assert_cmpint (decision.verdict, ==, wanted);
    }
}

/* More kinds of values than any column of numbers has. */
static void
test_many_kinds (void)
{
  static const RwNumberChoice none;
  g_autoptr (RwNumberTally) tally = rw_number_tally_new ();

  for (gunichar c = 0x20a0; c < 0x20c0; c++)
    {
      char unit[8] = "";
      g_unichar_to_utf8 (c, unit);
      g_autofree char *cells = g_strdup_printf ("%s5|%s1.5|%s1,5|%s1.234", unit, unit, unit, unit);
      add_cells (tally, cells);
    }
  g_assert_cmpint (rw_number_tally_decide (tally, &none, FALSE).verdict, ==, RW_VERDICT_TEXTS);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/number-tally/cases", test_cases);
  g_test_add_func ("/number-tally/choices", test_choices);
  g_test_add_func ("/number-tally/merge", test_merge);
  g_test_add_func ("/number-tally/plain", test_plain);
  g_test_add_func ("/number-tally/many-kinds", test_many_kinds);
  return g_test_run ();
}
