/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-metrics.h"

G_BEGIN_DECLS

/* The figures of RwMetrics that have an interval. */
typedef enum
{
  RW_FIGURE_MEAN_PROBABILITY,
  RW_FIGURE_AUC,
  RW_FIGURE_AVERAGE_PRECISION,
  RW_FIGURE_LOG_LOSS,
  RW_FIGURE_BRIER,
  RW_FIGURE_LIFT,
  RW_FIGURE_ACCURACY,
  RW_FIGURE_PRECISION,
  RW_FIGURE_RECALL,
  RW_FIGURE_F1,
  RW_N_FIGURES
} RwFigureId;

/* As in JSON: "auc", "log_loss"… */
const char *rw_figure_get_id (RwFigureId figure);

/* NAN where it is undefined: there is no row, or none of a class that it is about. */
double rw_figure_get (RwFigureId figure, const RwMetrics *metrics);

/* 1 where more is better, -1 where less is, 0 where it depends. */
int rw_figure_get_direction (RwFigureId figure);

G_END_DECLS
