/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-interval.h"
#include "rw-ranking.h"

G_BEGIN_DECLS

#define RW_N_GAINS 10u

/* A tenth of all rows, by falling probability. */
typedef struct
{
  guint32 n;       /* 0 for some tenths of fewer than ten rows */
  double positive; /* how many left; rows of equal probability that are not all in this tenth count
                    * as their mean, so it need not be a whole number */
  double rate;     /* the share that left */
  double lift;     /* that / the share of all rows that left */
  double reached;  /* share of all who left that are in this tenth or a riskier one */
  RwInterval lift_interval; /* 95 %, see rw-evaluation.h */
  RwInterval reached_interval;
} RwGain;

/* @gains: RW_N_GAINS, the riskiest tenth first, without intervals. Tenth i ends behind row n (i +
 * 1) / 10. Row i stands @counts[i] times (NULL: once), n times all of them together. */
void rw_gains_compute (const RwRanking *ranking, const guint16 *counts, RwGain *gains);

G_END_DECLS
