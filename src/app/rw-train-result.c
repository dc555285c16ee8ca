/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-train-result.h"

#include "rw-accessible.h"
#include "rw-format.h"
#include "rw-rivals.h"
#include "rw-train-text.h"

#include <glib/gi18n.h>

struct _RwTrainResult
{
  AdwBin parent_instance;

  /* template */
  GtkImage *icon;
  GtkLabel *verdict;
  GtkLabel *reach;
  GtkGrid *models;
  AdwActionRow *auc;
  AdwActionRow *log_loss;
  AdwExpanderRow *calibration;
  AdwActionRow *newest;
  AdwExpanderRow *gains;
  AdwPreferencesGroup *notes;

  GPtrArray *calibration_rows; /* GtkWidget, borrowed; of each of them */
  GPtrArray *gain_rows;
  GPtrArray *note_rows;
  int n_models; /* rows of the grid below its header */
};

G_DEFINE_FINAL_TYPE (RwTrainResult, rw_train_result, ADW_TYPE_BIN)

enum
{
  NAME_PLACE,
  AUC_PLACE,
  LOG_LOSS_PLACE,
  REACH_PLACE,
};

static void
add_figure (RwTrainResult *self, const char *name, const char *text, int place, int row)
{
  GtkWidget *label = gtk_label_new (text);
  GtkWidget *title = gtk_grid_get_child_at (self->models, place, 0);
  /* Translators: a model, what is said of it, and the figure: for a screen reader */
  g_autofree char *spoken =
      g_strdup_printf (_ ("%s, %s: %s"), name, gtk_label_get_text (GTK_LABEL (title)), text);

  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  gtk_widget_add_css_class (label, "numeric");
  rw_accessible_set_name (label, spoken);
  gtk_grid_attach (self->models, label, place, row, 1, 1);
}

static void
add_name (RwTrainResult *self, const char *name, int row)
{
  GtkWidget *label = gtk_label_new (name);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_grid_attach (self->models, label, NAME_PLACE, row, 1, 1);
}

static void
add_model (RwTrainResult *self, const char *name, const RwMetrics *metrics)
{
  int row = ++self->n_models;
  g_autofree char *auc = rw_format_decimal (metrics->auc, 3);
  g_autofree char *log_loss = rw_format_decimal (metrics->log_loss, 3);
  g_autofree char *reach = rw_format_percent (metrics->lift / RW_N_GAINS);

  add_name (self, name, row);
  add_figure (self, name, auc, AUC_PLACE, row);
  add_figure (self, name, log_loss, LOG_LOSS_PLACE, row);
  add_figure (self, name, reach, REACH_PLACE, row);
}

static void
show_models (RwTrainResult *self, const RwTraining *training)
{
  for (; self->n_models > 0; self->n_models--)
    gtk_grid_remove_row (self->models, self->n_models);
  add_model (self, _ ("This model"), &training->evaluation->metrics);
  for (guint i = 0; i < training->rivals->len; i++)
    {
      const RwRival *rival = training->rivals->pdata[i];
      g_autofree char *title = rw_rival_make_title (rival);
      add_model (self, title, &rival->metrics);
    }
}

/* A sentence. */
static GtkWidget *
make_row (const char *text)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), text);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  return row;
}

static void
clear_rows (AdwExpanderRow *parent, GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    adw_expander_row_remove (parent, rows->pdata[i]);
  g_ptr_array_set_size (rows, 0);
}

static void
add_row (AdwExpanderRow *parent, GPtrArray *rows, const char *text)
{
  GtkWidget *row = make_row (text);

  adw_expander_row_add_row (parent, row);
  g_ptr_array_add (rows, row);
}

static void
show_bins (RwTrainResult *self, const RwCalibration *calibration)
{
  clear_rows (self->calibration, self->calibration_rows);
  for (guint i = 0; i < RW_METRICS_N_BINS; i++)
    if (calibration->bins[i].n > 0)
      {
        g_autofree char *text = rw_train_text_dup_bin (calibration, i);
        add_row (self->calibration, self->calibration_rows, text);
      }
}

static void
show_gains (RwTrainResult *self, const RwGain *gains)
{
  clear_rows (self->gains, self->gain_rows);
  for (guint i = 0; i < RW_N_GAINS; i++)
    {
      g_autofree char *text = rw_train_text_dup_gain (gains, i);
      add_row (self->gains, self->gain_rows, text);
    }
}

static void
show_notes (RwTrainResult *self, const GPtrArray *notes)
{
  for (guint i = 0; i < self->note_rows->len; i++)
    adw_preferences_group_remove (self->notes, self->note_rows->pdata[i]);
  g_ptr_array_set_size (self->note_rows, 0);
  for (guint i = 0; i < notes->len; i++)
    {
      GtkWidget *row = make_row (notes->pdata[i]);
      adw_preferences_group_add (self->notes, row);
      g_ptr_array_add (self->note_rows, row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->notes), notes->len > 0);
}

static void
show_verdict (RwTrainResult *self, const RwTraining *training)
{
  gboolean is_better = rw_training_find_unbeaten (training) == NULL;
  g_autofree char *reach = rw_train_text_dup_reach (training->evaluation);

  gtk_label_set_text (self->verdict, is_better ? _ ("Better Than the Simple Rules")
                                               : _ ("No Better Than a Simple Rule"));
  gtk_label_set_text (self->reach, reach);
  gtk_image_set_from_icon_name (self->icon,
                                is_better ? "emblem-ok-symbolic" : "dialog-warning-symbolic");
  gtk_widget_remove_css_class (GTK_WIDGET (self->icon), is_better ? "warning" : "success");
  gtk_widget_add_css_class (GTK_WIDGET (self->icon), is_better ? "success" : "warning");
}

static void
show_figures (RwTrainResult *self, const RwTraining *training)
{
  g_autofree char *auc = rw_train_text_dup_auc (training->evaluation);
  g_autofree char *log_loss = rw_train_text_dup_log_loss (training->evaluation);
  g_autofree char *calibration = rw_train_text_dup_calibration (training->evaluation);
  g_autofree char *newest =
      training->newest != NULL ? rw_train_text_dup_newest (training->newest) : NULL;

  adw_action_row_set_subtitle (self->auc, auc);
  adw_action_row_set_subtitle (self->log_loss, log_loss);
  adw_expander_row_set_subtitle (self->calibration, calibration);
  show_bins (self, &training->evaluation->calibration);
  show_gains (self, training->evaluation->gains);
  adw_action_row_set_subtitle (self->newest, newest != NULL ? newest : "");
  gtk_widget_set_visible (GTK_WIDGET (self->newest), newest != NULL);
}

/* libadwaita 1.2 does not name a row that can be expanded. */
static void
name_row (GtkWidget *row)
{
  rw_accessible_set_name (row, adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)));
}

static void
rw_train_result_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), RW_TYPE_TRAIN_RESULT);
  G_OBJECT_CLASS (rw_train_result_parent_class)->dispose (object);
}

static void
rw_train_result_finalize (GObject *object)
{
  RwTrainResult *self = RW_TRAIN_RESULT (object);

  g_ptr_array_unref (self->calibration_rows);
  g_ptr_array_unref (self->gain_rows);
  g_ptr_array_unref (self->note_rows);
  G_OBJECT_CLASS (rw_train_result_parent_class)->finalize (object);
}

static void
rw_train_result_class_init (RwTrainResultClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rw_train_result_dispose;
  G_OBJECT_CLASS (klass)->finalize = rw_train_result_finalize;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/com/retainwiseanalytics/Desktop/ui/train-result.ui");
  gtk_widget_class_bind_template_child (widget_class, RwTrainResult, icon);
  gtk_widget_class_bind_template_child (widget_class, RwTrainResult, verdict);
  gtk_widget_class_bind_template_child (widget_class, RwTrainResult, reach);
  gtk_widget_class_bind_template_child (widget_class, RwTrainResult, models);
  gtk_widget_class_bind_template_child (widget_class, RwTrainResult, auc);
  gtk_widget_class_bind_template_child (widget_class, RwTrainResult, log_loss);
  gtk_widget_class_bind_template_child (widget_class, RwTrainResult, calibration);
  gtk_widget_class_bind_template_child (widget_class, RwTrainResult, newest);
  gtk_widget_class_bind_template_child (widget_class, RwTrainResult, gains);
  gtk_widget_class_bind_template_child (widget_class, RwTrainResult, notes);
}

static void
rw_train_result_init (RwTrainResult *self)
{
  self->calibration_rows = g_ptr_array_new ();
  self->gain_rows = g_ptr_array_new ();
  self->note_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  name_row (GTK_WIDGET (self->calibration));
  name_row (GTK_WIDGET (self->gains));
}

void
rw_train_result_show (RwTrainResult *self, const RwTraining *training)
{
  g_autoptr (GPtrArray) notes = rw_training_list_notes (training);

  show_verdict (self, training);
  show_models (self, training);
  show_figures (self, training);
  show_notes (self, notes);
}
