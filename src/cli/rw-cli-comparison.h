/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-model-comparison.h"

/* Figures of both models, their differences, and who changes band, for people, on standard output.
 * @titles: of A and of B. */
void rw_cli_comparison_print (const RwModelComparison *comparison, const char *const titles[2]);
