/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <jansson.h>

/* How good a model is, for people: a line with the title of the figure called @name in JSON, and
 * its value. */
void rw_cli_figure_print (const char *name, const json_t *value);

/* The same with the mean of several models and its standard deviation. */
void rw_cli_figure_print_spread (const char *name, double mean, double deviation);
