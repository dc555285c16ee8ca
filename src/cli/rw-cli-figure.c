/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-cli-figure.h"

#include "rw-cli-output.h"
#include "rw-figure-text.h"

#include <math.h>

#define WIDTH 32

void
rw_cli_figure_print_spread (const char *name, double mean, double deviation)
{
  g_print ("  ");
  rw_cli_print_cell (stdout, rw_figure_text_get_title (name), WIDTH);
  if (isnan (deviation))
    g_print ("%.4f\n", mean);
  else
    g_print ("%.4f ± %.4f\n", mean, deviation);
}
