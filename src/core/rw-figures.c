/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-figures.h"

#include <math.h>
#include <stddef.h>

typedef struct
{
  const char *id;
  gsize offset;
  int direction;
  gboolean needs_left; /* undefined where nobody left, or stayed */
  gboolean needs_stayed;
} Figure;

static const Figure figures[RW_N_FIGURES] = {
  [RW_FIGURE_MEAN_PROBABILITY] = { "mean_probability", offsetof (RwMetrics, mean_probability), 0,
                                   FALSE, FALSE },
  [RW_FIGURE_AUC] = { "auc", offsetof (RwMetrics, auc), 1, TRUE, TRUE },
  [RW_FIGURE_AVERAGE_PRECISION] = { "average_precision", offsetof (RwMetrics, average_precision), 1,
                                    TRUE, FALSE },
  [RW_FIGURE_LOG_LOSS] = { "log_loss", offsetof (RwMetrics, log_loss), -1, FALSE, FALSE },
  [RW_FIGURE_BRIER] = { "brier", offsetof (RwMetrics, brier), -1, FALSE, FALSE },
  [RW_FIGURE_LIFT] = { "lift", offsetof (RwMetrics, lift), 1, TRUE, FALSE },
  [RW_FIGURE_ACCURACY] = { "accuracy", offsetof (RwMetrics, accuracy), 1, FALSE, FALSE },
  [RW_FIGURE_PRECISION] = { "precision", offsetof (RwMetrics, precision), 1, FALSE, FALSE },
  [RW_FIGURE_RECALL] = { "recall", offsetof (RwMetrics, recall), 1, TRUE, FALSE },
  [RW_FIGURE_F1] = { "f1", offsetof (RwMetrics, f1), 1, TRUE, FALSE },
};

const char *
rw_figure_get_id (RwFigureId figure)
{
  return figures[figure].id;
}

double
rw_figure_get (RwFigureId figure, const RwMetrics *metrics)
{
  const char *start = (const char *) metrics;

  if (metrics->n == 0 || (figures[figure].needs_left && metrics->n_positive == 0) ||
      (figures[figure].needs_stayed && metrics->n_positive == metrics->n))
    return NAN;
  return *(const double *) (gconstpointer) (start + figures[figure].offset);
}

int
rw_figure_get_direction (RwFigureId figure)
{
  return figures[figure].direction;
}
