/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-evaluation-json.h"

#include <math.h>

static json_t *
make_calibration (const RwCalibrationBin *bins)
{
  json_t *array = json_array ();

  for (guint i = 0; i < RW_METRICS_N_BINS; i++)
    if (bins[i].n > 0)
      json_array_append_new (array, json_pack ("{s:f, s:f, s:I, s:I, s:f, s:f, s:o}", "from",
                                               i / (double) RW_METRICS_N_BINS, "to",
                                               (i + 1) / (double) RW_METRICS_N_BINS, "rows",
                                               (json_int_t) bins[i].n, "positives",
                                               (json_int_t) bins[i].n_positive, "mean_probability",
                                               bins[i].mean_probability, "rate", bins[i].rate,
                                               "expected", rw_interval_to_json (bins[i].expected)));
  return array;
}

static json_t *
make_gains (const RwGain *gains)
{
  json_t *array = json_array ();

  for (guint i = 0; i < RW_N_GAINS; i++)
    if (gains[i].n > 0)
      json_array_append_new (
          array, json_pack ("{s:i, s:I, s:f, s:f, s:f, s:f, s:o, s:o}", "tenth", (int) i + 1,
                            "rows", (json_int_t) gains[i].n, "positives", gains[i].positive, "rate",
                            gains[i].rate, "lift", gains[i].lift, "reached", gains[i].reached,
                            "lift_interval", rw_interval_to_json (gains[i].lift_interval),
                            "reached_interval", rw_interval_to_json (gains[i].reached_interval)));
  return array;
}

static void
add_figures (json_t *object, const RwEvaluation *evaluation)
{
  json_t *intervals = json_object ();

  for (RwFigureId figure = 0; figure < RW_N_FIGURES; figure++)
    {
      const char *id = rw_figure_get_id (figure);
      json_object_set_new (object, id,
                           rw_figure_to_json (rw_figure_get (figure, &evaluation->metrics)));
      json_object_set_new (intervals, id, rw_interval_to_json (evaluation->intervals[figure]));
    }
  json_object_set_new (object, "intervals", intervals);
}

json_t *
rw_figure_to_json (double value)
{
  return isnan (value) ? json_null () : json_real (value);
}

json_t *
rw_interval_to_json (RwInterval interval)
{
  return isnan (interval.low) ? json_null () : json_pack ("[f, f]", interval.low, interval.high);
}

json_t *
rw_evaluation_to_json (const RwEvaluation *evaluation)
{
  const RwMetrics *metrics = &evaluation->metrics;
  json_t *object =
      json_pack ("{s:I, s:I, s:f, s:f, s:f}", "rows", (json_int_t) metrics->n, "positives",
                 (json_int_t) metrics->n_positive, "threshold", metrics->threshold, "ece",
                 metrics->ece, "ece_floor", evaluation->calibration.ece_floor);

  add_figures (object, evaluation);
  json_object_set_new (object, "calibration", make_calibration (evaluation->calibration.bins));
  json_object_set_new (object, "gains", make_gains (evaluation->gains));
  return object;
}
