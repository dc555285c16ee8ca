/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-cli-training.h"

#include "rw-cli-evaluation.h"
#include "rw-cli-figure.h"
#include "rw-cli.h"

#include "rw-evaluation-json.h"
#include "rw-format.h"
#include "rw-rivals.h"

#include <glib/gi18n.h>

#define NAME_WIDTH 32

static void
print_rows (const RwTraining *training)
{
  g_autofree char *rows = rw_format_count (training->n_rows);
  g_autofree char *positives = rw_format_count (training->n_positive);
  g_autofree char *share = rw_format_percent ((double) training->n_positive / training->n_rows);

  /* Translators: how many customers there are, how many of them left, and that as a percentage */
  g_print (_ ("Customers: %s; of them left: %s (%s)\n"), rows, positives, share);
}

static void
print_label (const RwLabels *labels)
{
  g_autofree char *column = rw_cli_make_printable (labels->column);
  g_autofree char *positive = rw_cli_make_printable (labels->positive);

  /* Translators: a column that says of a customer whether he left, and its value for that */
  g_print (_ ("Label: “%s”, “%s” means that a customer left\n"), column, positive);
}

static void
print_roles (const RwTraining *training)
{
  for (guint i = 0; i < training->roles->len; i++)
    {
      const RwRole *role = training->roles->pdata[i];
      g_autofree char *name = rw_cli_make_printable (role->name);
      if (role->doubtful)
        /* Translators: a column that the model uses although that may be wrong, and why */
        g_print (_ ("Check: “%s” (%s)\n"), name, role->reason);
      else if (role->kind == RW_ROLE_IGNORED)
        g_print (_ ("Not used: “%s” (as you said)\n"), name);
      else if (!role->used && role->kind != RW_ROLE_LABEL)
        /* Translators: a column that the model does not use, and why */
        g_print (_ ("Not used: “%s” (%s)\n"), name, role->reason);
    }
}

static void
print_shape (const RwTraining *training)
{
  g_autofree char *rounds = rw_format_count (training->n_rounds);

  if (training->shape->depth == 1)
    /* Translators: %s is a number of decision trees */
    g_print (_ ("Model: %s trees of one split each, so that effects add up\n"), rounds);
  else
    g_print (_ ("Model: %s trees of up to %u splits in a row\n"), rounds, training->shape->depth);
}

static void
print_reach (const RwTraining *training)
{
  g_autofree char *share = rw_format_percent (training->evaluation->gains[0].reached);

  /* Translators: %s is a percentage */
  g_print (_ ("Among the 10 %% most likely to leave are %s of those who left.\n"), share);
}

static void
print_spread (const RwTraining *training)
{
  json_t *figures = rw_training_figures_to_json (training);
  const char *name;
  json_t *figure;

  json_object_foreach (figures, name, figure)
  {
    rw_cli_figure_print_spread (name, json_number_value (json_object_get (figure, "mean")),
                                json_number_value (json_object_get (figure, "sd")));
  }
  json_decref (figures);
}

static void
print_figures (const RwTraining *training)
{
  g_autofree char *n = rw_format_count (training->evaluation->metrics.n);

  if (training->n_folds == 1)
    {
      g_print (_ ("On %s customers it was not trained on:\n"), n);
      rw_cli_evaluation_print (training->evaluation);
      return;
    }
  g_print (_ ("On customers it was not trained on (%u × %u-fold cross-validation, mean ± standard "
              "deviation):\n"),
           training->n_repeats, training->n_folds);
  print_spread (training);
  print_reach (training);
}

static void
print_rival (const char *title, const RwMetrics *metrics)
{
  g_print ("  ");
  rw_cli_print_cell (stdout, title, NAME_WIDTH);
  g_print (_ ("AUC %.4f, log loss %.4f\n"), metrics->auc, metrics->log_loss);
}

static void
print_rivals (const RwTraining *training)
{
  g_print (_ ("Beside simple rules, on the same customers:\n"));
  print_rival (_ ("This model"), &training->evaluation->metrics);
  for (guint i = 0; i < training->rivals->len; i++)
    {
      const RwRival *rival = training->rivals->pdata[i];
      g_autofree char *title = rw_rival_make_title (rival);
      g_autofree char *printable = rw_cli_make_printable (title);
      print_rival (printable, &rival->metrics);
    }
}

static void
print_notes (const RwTraining *training)
{
  g_autoptr (GPtrArray) notes = rw_training_list_notes (training);

  for (guint i = 0; i < notes->len; i++)
    {
      g_autofree char *note = rw_cli_make_printable (notes->pdata[i]);
      g_print (_ ("Note: %s\n"), note);
    }
}

void
rw_cli_training_print (const RwTraining *training, const RwLabels *labels)
{
  print_label (labels);
  print_rows (training);
  print_roles (training);
  print_shape (training);
  print_figures (training);
  print_rivals (training);
  if (training->newest != NULL)
    {
      g_autofree char *column = rw_cli_make_printable (training->newest->column);
      g_print (_ ("Trained on the older customers only, on the newest fifth by “%s”:\n"), column);
      print_rival (_ ("This model"), &training->newest->metrics);
    }
  print_notes (training);
}

gboolean
rw_cli_training_print_json (const RwTraining *training, const RwLabels *labels, GError **error)
{
  g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, training->model);
  json_t *json = rw_training_to_json (training);

  json_object_set_new (
      json, "label",
      json_pack ("{s:s, s:s}", "column", labels->column, "positive", labels->positive));
  json_object_set_new (json, "model_sha256", json_string (sha256));
  json_object_set_new (json, "evaluation", rw_evaluation_to_json (training->evaluation));
  return rw_cli_print_json (json, error);
}
