/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers and dates of all formats; the lines of the input are the cells of a column. What a cell
 * is said to fit is what is read, and a decision stays the same however the cells are spread. */
#include "rw-number-tally.h"
#include "rw-number-text.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput (const uint8_t *bytes, size_t length);

static void
check_layout (guint layout, RwCell cell, const RwNumberShape *shape)
{
  RwNumberFormat format = rw_number_format_of_layout (layout);
  double number = NAN;

  if (format.date == RW_DATE_NONE)
    memcpy (format.unit, shape->unit, sizeof format.unit);
  if (!rw_number_format_parse (&format, cell, &number))
    return;
  g_assert_true (isfinite (number));
  g_assert_true ((shape->fits & (1u << layout)) != 0);
  g_autofree char *value = rw_number_text_dup_value (&format, number);
  g_assert_cmpuint (strlen (value), >, 0);
}

static void
check_cell (RwNumberTally *all, RwNumberTally *spread, RwCell cell)
{
  RwNumberShape shape = rw_number_shape (cell);
  g_autoptr (RwNumberTally) one = rw_number_tally_new ();
  double number = NAN;

  g_assert_true (shape.fits <= RW_ALL_LAYOUTS);
  g_assert_true (!rw_cell_parse_number (cell, &number) || (shape.fits & 1) != 0);
  for (guint i = 0; i < RW_N_LAYOUTS; i++)
    check_layout (i, cell, &shape);
  rw_number_tally_add (all, cell, 1);
  rw_number_tally_add (one, cell, 1);
  rw_number_tally_merge (spread, one);
}

static void
check_decision (const RwNumberTally *all, const RwNumberTally *spread, gboolean forced)
{
  static const RwNumberChoice none;
  RwDecision a = rw_number_tally_decide (all, &none, forced);
  RwDecision b = rw_number_tally_decide (spread, &none, forced);
  RwCell example = { a.example, strlen (a.example) };
  double numbers[2] = { 0, 0 };

  g_assert_cmpint (a.verdict, ==, b.verdict);
  g_assert_true (rw_number_format_equal (&a.format, &b.format));
  g_autofree char *title = rw_number_text_describe (&a.format);
  if (a.verdict != RW_VERDICT_AMBIGUOUS || example.length == 0)
    return;
  g_assert_true (rw_number_format_parse (&a.format, example, &numbers[0]));
  g_assert_true (rw_number_format_parse (&a.other, example, &numbers[1]));
  g_assert_true (numbers[0] < numbers[1] || numbers[0] > numbers[1]);
}

int
LLVMFuzzerTestOneInput (const uint8_t *bytes, size_t length)
{
  g_autofree char *text = g_strndup ((const char *) bytes, length);
  g_auto (GStrv) cells = g_strsplit (text, "\n", 200);
  g_autoptr (RwNumberTally) all = rw_number_tally_new ();
  g_autoptr (RwNumberTally) spread = rw_number_tally_new ();

  for (guint i = 0; cells[i] != NULL; i++)
    {
      RwCell cell = rw_cell_trim ((RwCell){ cells[i], strlen (cells[i]) });
      g_autofree char *plain =
          rw_number_text_normalize (&(RwNumberFormat){ ',', '.', RW_DATE_NONE, "€" }, cells[i]);
      if (!rw_cell_is_missing (cell))
        check_cell (all, spread, cell);
    }
  check_decision (all, spread, FALSE);
  check_decision (all, spread, TRUE);
  return 0;
}
