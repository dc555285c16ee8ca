/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-model-comparison-json.h"

#include "rw-evaluation-json.h"

static json_t *
make_better (RwBetter better)
{
  if (better == RW_BETTER_NEITHER)
    return json_null ();
  return json_string (better == RW_BETTER_A ? "a" : "b");
}

static json_t *
make_differences (const RwModelComparison *comparison)
{
  json_t *object = json_object ();

  for (RwFigureId figure = 0; figure < RW_N_FIGURES; figure++)
    json_object_set_new (
        object, rw_figure_get_id (figure),
        json_pack ("{s:o, s:o, s:o}", "difference",
                   rw_figure_to_json (comparison->differences[figure]), "interval",
                   rw_interval_to_json (comparison->difference_intervals[figure]), "better",
                   make_better (rw_model_comparison_get_better (comparison, figure))));
  return object;
}

static json_t *
make_bands (const RwModelComparison *comparison)
{
  json_t *array = json_array ();

  for (RwRisk from = 0; from < RW_N_RISKS; from++)
    for (RwRisk to = 0; to < RW_N_RISKS; to++)
      json_array_append_new (array, json_pack ("{s:s, s:s, s:I}", "from", rw_risk_get_id (from),
                                               "to", rw_risk_get_id (to), "rows",
                                               (json_int_t) comparison->bands[from][to]));
  return array;
}

static json_t *
make_changed (const RwModelComparison *comparison)
{
  json_t *records = json_array ();

  for (guint i = 0; i < comparison->changed->len; i++)
    json_array_append_new (
        records, json_integer ((json_int_t) g_array_index (comparison->changed, guint32, i) + 1));
  return json_pack ("{s:I, s:I, s:I, s:o}", "rows", (json_int_t) comparison->changed->len, "higher",
                    (json_int_t) rw_model_comparison_count_higher (comparison), "lower",
                    (json_int_t) rw_model_comparison_count_lower (comparison), "records", records);
}

json_t *
rw_model_comparison_to_json (const RwModelComparison *comparison)
{
  return json_pack ("{s:o, s:o, s:o, s:o, s:o}", "a", rw_evaluation_to_json (comparison->a), "b",
                    rw_evaluation_to_json (comparison->b), "differences",
                    make_differences (comparison), "bands", make_bands (comparison), "changed",
                    make_changed (comparison));
}
