/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-reference.h"

#include "rw-error.h"
#include "rw-sort.h"

#include <glib/gi18n.h>

static RwReference *
reference_new (gboolean number)
{
  RwReference *reference = g_new0 (RwReference, 1);

  reference->edges = number ? g_array_new (FALSE, FALSE, sizeof (double)) : NULL;
  reference->shares = g_array_new (FALSE, TRUE, sizeof (double));
  return reference;
}

/* The largest value needs no edge: nothing is behind it. */
static void
pick_edges (RwReference *reference, const GArray *sorted)
{
  for (guint64 k = 1; k < RW_REFERENCE_N_BINS; k++)
    {
      guint64 n = (sorted->len * k + RW_REFERENCE_N_BINS - 1) / RW_REFERENCE_N_BINS;
      double edge = g_array_index (sorted, double, n - 1);
      guint len = reference->edges->len;
      if (edge < reference->max &&
          (len == 0 || edge > g_array_index (reference->edges, double, len - 1)))
        g_array_append_val (reference->edges, edge);
    }
}

RwReference *
rw_reference_new_number (GArray *values, guint64 n_missing)
{
  double n_rows = (double) (values->len + n_missing);

  if (values->len == 0)
    return NULL;
  RwReference *reference = reference_new (TRUE);
  rw_sort_numbers ((double *) (gpointer) values->data, values->len);
  reference->missing = (double) n_missing / n_rows;
  reference->min = g_array_index (values, double, 0);
  reference->max = g_array_index (values, double, values->len - 1);
  pick_edges (reference, values);
  g_array_set_size (reference->shares, reference->edges->len + 1);
  for (guint i = 0; i < values->len; i++)
    g_array_index (reference->shares, double,
                   rw_reference_find_bin (reference, g_array_index (values, double, i)))++;
  for (guint i = 0; i < reference->shares->len; i++)
    g_array_index (reference->shares, double, i) /= n_rows;
  return reference;
}

RwReference *
rw_reference_new_category (const guint64 *counts, guint32 n_levels, guint64 n_other,
                           guint64 n_missing)
{
  guint64 n_values = n_other;

  for (guint32 i = 0; i < n_levels; i++)
    n_values += counts[i];
  if (n_values == 0)
    return NULL;
  RwReference *reference = reference_new (FALSE);
  double n_rows = (double) (n_values + n_missing);
  reference->missing = (double) n_missing / n_rows;
  reference->other = (double) n_other / n_rows;
  for (guint32 i = 0; i < n_levels; i++)
    {
      double share = (double) counts[i] / n_rows;
      g_array_append_val (reference->shares, share);
    }
  return reference;
}

void
rw_reference_free (RwReference *reference)
{
  g_clear_pointer (&reference->edges, g_array_unref);
  g_array_unref (reference->shares);
  g_free (reference);
}

guint
rw_reference_find_bin (const RwReference *reference, double value)
{
  const double *edges = (const double *) (gconstpointer) reference->edges->data;
  guint bin = 0;

  while (bin < reference->edges->len && edges[bin] < value)
    bin++;
  return bin;
}

static gboolean
parse_share (const json_t *json, double *share)
{
  *share = json_number_value (json);
  return json_is_number (json) && *share >= 0 && *share <= 1;
}

static gboolean
parse_shares (RwReference *reference, const json_t *list, guint n)
{
  if (json_array_size (list) != n)
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      double share = 0;
      if (!parse_share (json_array_get (list, i), &share))
        return FALSE;
      g_array_append_val (reference->shares, share);
    }
  return TRUE;
}

/* Ascending, and none behind the largest value. */
static gboolean
parse_edges (RwReference *reference, const json_t *list)
{
  for (gsize i = 0; i < json_array_size (list); i++)
    {
      const json_t *json = json_array_get (list, i);
      double edge = json_number_value (json);
      if (!json_is_number (json) || edge < reference->min || edge >= reference->max ||
          (i > 0 && edge <= g_array_index (reference->edges, double, i - 1)))
        return FALSE;
      g_array_append_val (reference->edges, edge);
    }
  return json_is_array (list);
}

static gboolean
parse_range (RwReference *reference, const json_t *json)
{
  const json_t *min = json_object_get (json, "min");
  const json_t *max = json_object_get (json, "max");

  reference->min = json_number_value (min);
  reference->max = json_number_value (max);
  return json_is_number (min) && json_is_number (max) && reference->min <= reference->max;
}

RwReference *
rw_reference_parse (const json_t *json, guint32 n_levels, GError **error)
{
  g_autoptr (RwReference) reference = reference_new (n_levels == 0);
  const json_t *shares = json_object_get (json, "shares");
  gboolean fits = parse_share (json_object_get (json, "missing"), &reference->missing);

  if (n_levels > 0)
    fits = fits && parse_share (json_object_get (json, "other"), &reference->other) &&
           parse_shares (reference, shares, n_levels);
  else
    fits = fits && parse_range (reference, json) &&
           parse_edges (reference, json_object_get (json, "edges")) &&
           parse_shares (reference, shares, reference->edges->len + 1);
  if (fits)
    return g_steal_pointer (&reference);
  rw_error_refuse_manifest (
      error, _ ("an input's values in training have no shares, or edges in disorder"));
  return NULL;
}

static json_t *
numbers_to_json (const GArray *numbers)
{
  json_t *list = json_array ();

  for (guint i = 0; i < numbers->len; i++)
    json_array_append_new (list, json_real (g_array_index (numbers, double, i)));
  return list;
}

json_t *
rw_reference_to_json (const RwReference *reference)
{
  if (reference->edges == NULL)
    return json_pack ("{s:f, s:o, s:f}", "missing", reference->missing, "shares",
                      numbers_to_json (reference->shares), "other", reference->other);
  return json_pack ("{s:f, s:o, s:o, s:f, s:f}", "missing", reference->missing, "edges",
                    numbers_to_json (reference->edges), "shares",
                    numbers_to_json (reference->shares), "min", reference->min, "max",
                    reference->max);
}
