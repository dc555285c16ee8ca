/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* What people are told the figure called @name in JSON is called, and what it means in a few words
 * ("" where the title says it all). */
const char *rw_cli_figure_get_title (const char *name);
const char *rw_cli_figure_get_meaning (const char *name);

/* A line with the title of a figure, its mean over several models and its standard deviation (NAN:
 * there was one only). */
void rw_cli_figure_print_spread (const char *name, double mean, double deviation);
