/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-evaluation.h"

/* Figures with their intervals, calibration and gains, for people, on standard output. */
void rw_cli_evaluation_print (const RwEvaluation *evaluation);

/* "0.8405 – 0.8609"; "–" where it is undefined. Transfer full. */
char *rw_cli_interval_dup (RwInterval interval);

/* "0.8503"; "–" where it is NAN. Transfer full. */
char *rw_cli_number_dup (double number);
