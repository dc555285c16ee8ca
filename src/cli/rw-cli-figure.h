/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* A line with the title of the figure called @name in JSON, its mean over several models and its
 * standard deviation (NAN: there was one only). */
void rw_cli_figure_print_spread (const char *name, double mean, double deviation);
