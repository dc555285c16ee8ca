/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-model-card.h"

#include "rw-format.h"

#include <glib/gi18n.h>

static void
line_free (gpointer data)
{
  RwCardLine *line = data;

  g_free (line->title);
  g_free (line->text);
  g_free (line);
}

static void
add_line (GPtrArray *lines, const char *title, const char *text)
{
  RwCardLine *line = g_new (RwCardLine, 1);

  *line = (RwCardLine){ g_strdup (title), g_strdup (text) };
  g_ptr_array_add (lines, line);
}

static void
add_count (GPtrArray *lines, const char *title, guint count)
{
  g_autofree char *text = rw_format_count (count);

  add_line (lines, title, text);
}

static const char *
get_text (const json_t *object, const char *key)
{
  return json_string_value (json_object_get (object, key));
}

static void
add_rows (GPtrArray *lines, const json_t *training)
{
  json_int_t n_rows = json_integer_value (json_object_get (training, "rows"));
  json_int_t n_positive = json_integer_value (json_object_get (training, "positives"));

  if (n_rows <= 0)
    return;
  g_autofree char *rows = rw_format_count ((guint64) n_rows);
  g_autofree char *positives = rw_format_count ((guint64) MAX (n_positive, 0));
  g_autofree char *share = rw_format_percent ((double) n_positive / (double) n_rows);
  /* Translators: how many customers there are, how many of them left, and that as a percentage */
  g_autofree char *text =
      g_strdup_printf (_ ("%s customers; of them left: %s (%s)"), rows, positives, share);
  add_line (lines, _ ("Trained on"), text);
}

static void
add_file (GPtrArray *lines, const json_t *training)
{
  const char *file = get_text (training, "file");
  const char *sha256 = get_text (training, "file_sha256");

  if (file != NULL)
    add_line (lines, _ ("File"), file);
  if (sha256 != NULL)
    /* Translators: the fingerprint of the file that a model was trained on */
    add_line (lines, _ ("Its SHA-256"), sha256);
}

/* "max_depth 1, eta 0.3": names and values are XGBoost's. */
static char *
dup_recipe (json_t *recipe)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const char *name;
  json_t *value;

  json_object_foreach (recipe, name, value)
  {
    char *number = json_dumps (value, JSON_ENCODE_ANY | JSON_REAL_PRECISION (6) | JSON_COMPACT);
    g_string_append_printf (text, "%s%s %s", text->len > 0 ? ", " : "", name,
                            json_is_string (value) ? json_string_value (value) : number);
    free (number);
  }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
add_training (GPtrArray *lines, const json_t *training)
{
  const char *program = get_text (training, "program");
  const json_t *seed = json_object_get (training, "seed");
  g_autofree char *recipe = dup_recipe (json_object_get (training, "recipe"));

  add_rows (lines, training);
  add_file (lines, training);
  if (program != NULL)
    /* Translators: the version of RetainWise that trained a model */
    add_line (lines, _ ("Version"), program);
  if (json_is_integer (seed))
    {
      g_autofree char *number =
          g_strdup_printf ("%" JSON_INTEGER_FORMAT, json_integer_value (seed));
      /* Translators: the number that the random choices of a training begin with */
      add_line (lines, _ ("Seed"), number);
    }
  if (recipe[0] != '\0')
    /* Translators: the parameters that a model was trained with */
    add_line (lines, _ ("Recipe"), recipe);
}

GPtrArray *
rw_model_card_list (RwModel *model)
{
  const RwManifest *manifest = rw_model_get_manifest (model);
  GPtrArray *lines = g_ptr_array_new_with_free_func (line_free);

  if (manifest->label != NULL)
    {
      g_autofree char *label = g_strdup_printf ("%s = %s", manifest->label, manifest->positive);
      /* Translators: the column that says who left, and the value of it that means so */
      add_line (lines, _ ("Label"), label);
    }
  if (manifest->id != NULL)
    add_line (lines, _ ("Id of a customer"), manifest->id);
  add_training (lines, manifest->training);
  add_count (lines, _ ("Trees"), rw_model_get_n_trees (model));
  add_count (lines, _ ("Features"), manifest->features->len);
  add_line (lines, "SHA-256", rw_model_get_sha256 (model));
  return lines;
}

/* "AUC 0.850 ± 0.011"; nothing if the model does not say it. */
static void
append_figure (GString *text, const json_t *figures, const char *name, const char *title)
{
  const json_t *figure = json_object_get (figures, name);
  const json_t *mean = json_object_get (figure, "mean");
  const json_t *deviation = json_object_get (figure, "sd");

  if (!json_is_number (mean))
    return;
  g_string_append_printf (text, "%s%s %.3f", text->len > 0 ? ", " : "", title,
                          json_number_value (mean));
  if (json_is_number (deviation))
    g_string_append_printf (text, " ± %.3f", json_number_value (deviation));
}

char *
rw_model_card_dup_quality (RwModel *model)
{
  const json_t *figures = json_object_get (rw_model_get_manifest (model)->training, "figures");
  g_autoptr (GString) text = g_string_new (NULL);

  /* Translators: area under the receiver operating characteristic, from 0.5 (chance) to 1 */
  append_figure (text, figures, "auc", _ ("AUC"));
  append_figure (text, figures, "log_loss", _ ("log loss"));
  append_figure (text, figures, "ece", _ ("calibration error"));
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

char *
rw_model_card_dup_columns (RwModel *model)
{
  const RwManifest *manifest = rw_model_get_manifest (model);
  g_autoptr (GArray) ranks = rw_model_rank_inputs (model);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < ranks->len; i++)
    {
      guint number = g_array_index (ranks, guint, i);
      const RwInput *input = manifest->inputs->pdata[number];
      g_autofree char *share = rw_format_percent (rw_model_get_importance (model)[number]);
      g_string_append_printf (text, "%s%s (%s)", i > 0 ? ", " : "", input->name, share);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}
