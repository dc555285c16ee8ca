/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-encoder.h"

#include "rw-error.h"
#include "rw-level-matcher.h"

#include <float.h>
#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define NO_FEATURE G_MAXUINT32 /* a known level that the model has no feature for */
#define UNSEEN     (G_MAXUINT32 - 1)
#define MISSING    (G_MAXUINT32 - 2)

typedef struct
{
  const RwInput *input;
  const RwColumn *column; /* NULL: there is none */
  double factor;
  RwLevelMatcher *levels; /* category */
  guint32 *features;      /* category: of each of the input's levels */
  guint32 *of_codes;      /* category column: feature of each of its codes */
  float *numbers;         /* number from a category column: of each of its codes */
  guint32 feature;        /* number */
} Binding;

struct _RwEncoder
{
  guint n_features;
  GArray *bindings; /* Binding, one for each input */
};

static void
clear_binding (gpointer data)
{
  Binding *binding = data;

  g_clear_pointer (&binding->levels, rw_level_matcher_free);
  g_free (binding->features);
  g_free (binding->of_codes);
  g_free (binding->numbers);
}

/* The nearest float; a number beyond all floats compares with a split as the largest one does. */
static float
to_float (double number)
{
  if (number > (double) FLT_MAX)
    return FLT_MAX;
  return number < -(double) FLT_MAX ? -FLT_MAX : (float) number;
}

static float
parse_float (const Binding *binding, RwCell cell)
{
  double number = NAN;

  return rw_cell_parse_number (cell, &number) ? to_float (number * binding->factor) : NAN;
}

static guint32
find_feature (const Binding *binding, RwCell cell)
{
  RwMatch match = RW_MATCH_NONE;
  guint32 level = rw_level_matcher_find (binding->levels, cell, &match);

  if (level == RW_LEVEL_NONE)
    return match == RW_MATCH_GIVEN ? MISSING : UNSEEN;
  return binding->features[level];
}

/* Looks up each level of a category column once. */
static void
bind_codes (Binding *binding)
{
  const RwLevels *levels = rw_column_get_levels (binding->column);
  guint32 n = rw_levels_get_n (levels);

  binding->of_codes = g_new (guint32, n + 1);
  binding->numbers = g_new (float, n + 1);
  for (guint32 i = 0; i < n; i++)
    if (binding->input->kind == RW_INPUT_CATEGORY)
      binding->of_codes[i] = find_feature (binding, rw_levels_get_cell (levels, i));
    else
      binding->numbers[i] = parse_float (binding, rw_levels_get_cell (levels, i));
}

static void
bind_features (Binding *binding, const RwManifest *manifest, guint input)
{
  guint32 n =
      binding->input->kind == RW_INPUT_CATEGORY ? rw_levels_get_n (binding->input->levels) : 0;

  binding->features = g_new (guint32, n + 1);
  binding->feature = NO_FEATURE;
  for (guint32 i = 0; i < n; i++)
    binding->features[i] = NO_FEATURE;
  for (guint i = 0; i < manifest->features->len; i++)
    {
      const RwFeature *feature = manifest->features->pdata[i];
      if (feature->input == input && feature->level == RW_LEVEL_NONE)
        binding->feature = i;
      else if (feature->input == input)
        binding->features[feature->level] = i;
    }
}

static gboolean
is_a (const Binding *binding, RwColumnKind kind)
{
  return binding->column != NULL && rw_column_get_kind (binding->column) == kind;
}

static gboolean
bind_input (RwEncoder *encoder, const RwManifest *manifest, guint input,
            const RwInputMapping *mapping, RwTable *table, GError **error)
{
  Binding binding = { .input = manifest->inputs->pdata[input], .factor = mapping->factor };

  binding.column = mapping->column != NULL ? rw_table_find_column (table, mapping->column) : NULL;
  if (is_a (&binding, RW_COLUMN_NUMBER) && binding.input->kind == RW_INPUT_CATEGORY)
    {
      g_set_error (error, RW_ERROR, RW_ERROR_MISMATCH,
                   _ ("The column “%s” was read as numbers, but the model reads it as a category."),
                   mapping->column);
      return FALSE;
    }
  if (binding.input->kind == RW_INPUT_CATEGORY)
    binding.levels = rw_level_matcher_new (binding.input, mapping);
  bind_features (&binding, manifest, input);
  if (is_a (&binding, RW_COLUMN_CATEGORY))
    bind_codes (&binding);
  g_array_append_val (encoder->bindings, binding);
  return TRUE;
}

static float
get_number (const Binding *binding, guint32 row)
{
  guint16 code;

  if (binding->column == NULL)
    return NAN;
  switch (rw_column_get_kind (binding->column))
    {
    case RW_COLUMN_NUMBER:
      return to_float (rw_column_get_numbers (binding->column)[row] * binding->factor);
    case RW_COLUMN_CATEGORY:
      code = rw_column_get_codes (binding->column)[row];
      return code == RW_CODE_MISSING ? NAN : binding->numbers[code];
    default:
      return parse_float (binding, rw_column_get_text (binding->column, row));
    }
}

static void
encode_numbers (const Binding *binding, guint32 first, guint32 n, float *features, gsize stride,
                RwInputCounts *counts)
{
  for (guint32 i = 0; i < n; i++)
    {
      float number = get_number (binding, first + i);
      counts->n_missing += isnan (number);
      if (binding->feature != NO_FEATURE)
        features[i * stride + binding->feature] = number;
    }
}

static void
set_level (guint32 feature, float *features, RwInputCounts *counts)
{
  if (feature == UNSEEN)
    counts->n_unseen++;
  else if (feature == MISSING)
    counts->n_missing++;
  else if (feature != NO_FEATURE)
    features[feature] = 1;
}

static void
encode_codes (const Binding *binding, guint32 first, guint32 n, float *features, gsize stride,
              RwInputCounts *counts)
{
  const guint16 *codes = rw_column_get_codes (binding->column) + first;

  for (guint32 i = 0; i < n; i++)
    {
      guint32 feature = codes[i] == RW_CODE_MISSING ? MISSING : binding->of_codes[codes[i]];
      set_level (feature, features + i * stride, counts);
    }
}

static void
encode_texts (const Binding *binding, guint32 first, guint32 n, float *features, gsize stride,
              RwInputCounts *counts)
{
  for (guint32 i = 0; i < n; i++)
    {
      RwCell cell = rw_column_get_text (binding->column, first + i);
      guint32 feature = cell.length > 0 ? find_feature (binding, cell) : MISSING;
      set_level (feature, features + i * stride, counts);
    }
}

RwEncoder *
rw_encoder_new (const RwManifest *manifest, const RwMapping *mapping, RwTable *table,
                GError **error)
{
  g_autoptr (RwEncoder) encoder = g_new0 (RwEncoder, 1);

  encoder->n_features = manifest->features->len;
  encoder->bindings = g_array_new (FALSE, FALSE, sizeof (Binding));
  g_array_set_clear_func (encoder->bindings, clear_binding);
  for (guint i = 0; i < manifest->inputs->len; i++)
    if (!bind_input (encoder, manifest, i, mapping->inputs->pdata[i], table, error))
      return NULL;
  return g_steal_pointer (&encoder);
}

void
rw_encoder_free (RwEncoder *encoder)
{
  g_array_unref (encoder->bindings);
  g_free (encoder);
}

void
rw_encoder_encode (const RwEncoder *encoder, guint32 first, guint32 n, float *features,
                   RwInputCounts *counts)
{
  gsize stride = encoder->n_features;

  memset (features, 0, n * stride * sizeof (float));
  for (guint i = 0; i < encoder->bindings->len; i++)
    {
      const Binding *binding = &g_array_index (encoder->bindings, Binding, i);
      if (binding->input->kind == RW_INPUT_NUMBER)
        encode_numbers (binding, first, n, features, stride, &counts[i]);
      else if (binding->column == NULL)
        counts[i].n_missing += n;
      else if (rw_column_get_kind (binding->column) == RW_COLUMN_CATEGORY)
        encode_codes (binding, first, n, features, stride, &counts[i]);
      else
        encode_texts (binding, first, n, features, stride, &counts[i]);
    }
}
