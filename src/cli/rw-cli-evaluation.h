/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-evaluation.h"

/* Figures with their intervals, calibration and gains, for people, on standard output. */
void rw_cli_evaluation_print (const RwEvaluation *evaluation);
