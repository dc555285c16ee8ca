/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers in cells: what is accepted is finite and what strtod reads. */
#include "rw-cell.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput (const uint8_t *bytes, size_t length);

int
LLVMFuzzerTestOneInput (const uint8_t *bytes, size_t length)
{
  RwCell cell = rw_cell_trim ((RwCell){ (const char *) bytes, length });
  double number = NAN;

  if (rw_cell_is_missing (cell) || !rw_cell_parse_number (cell, &number))
    return 0;
  g_autofree char *copy = g_strndup (cell.text, cell.length);
  char *end = NULL;
  double wanted = g_ascii_strtod (copy, &end);
  g_assert_true (isfinite (number));
  g_assert_cmpuint ((gsize) (end - copy), ==, cell.length);
  g_assert_cmpmem (&number, sizeof number, &wanted, sizeof wanted);
  return 0;
}
