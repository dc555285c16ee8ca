/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-train-setup.h"

#include "rw-accessible.h"
#include "rw-file-stem.h"
#include "rw-train-column.h"
#include "rw-train-text.h"

#include <glib/gi18n.h>

struct _RwTrainSetup
{
  GtkBox parent_instance;

  /* template */
  AdwActionRow *file;
  AdwComboRow *label;
  AdwComboRow *positive;
  AdwEntryRow *title;
  AdwPreferencesGroup *budget;
  GtkListView *columns;

  GtkCheckButton *budgets[RW_N_BUDGETS];
  RwTrainingRun *run;
  const RwTrainingFile *shown; /* what is shown; only compared */
  char *shown_path;
  gboolean showing; /* what changes is no choice */
};

G_DEFINE_FINAL_TYPE (RwTrainSetup, rw_train_setup, GTK_TYPE_BOX)

/* In the order in which they are offered. */
static const RwBudget budgets[RW_N_BUDGETS] = { RW_BUDGET_QUICK, RW_BUDGET_NORMAL,
                                                RW_BUDGET_THOROUGH };

static void
choose_file_cb (RwTrainSetup *self)
{
  g_signal_emit_by_name (self, "choose-file");
}

/* The text that is selected, NULL if it is the one that asks to choose. */
static const char *
get_selected (AdwComboRow *row, gboolean has_prompt)
{
  guint selected = adw_combo_row_get_selected (row);

  if (selected == GTK_INVALID_LIST_POSITION || (has_prompt && selected == 0))
    return NULL;
  return gtk_string_list_get_string (GTK_STRING_LIST (adw_combo_row_get_model (row)), selected);
}

static void
label_cb (RwTrainSetup *self)
{
  if (self->showing || self->run == NULL)
    return;
  const char *former = rw_training_run_get_file (self->run)->label;
  const char *column = get_selected (self->label, former == NULL);
  if (column != NULL && g_strcmp0 (column, former) != 0)
    rw_training_run_set_label (self->run, column);
}

static void
positive_cb (RwTrainSetup *self)
{
  if (self->showing || self->run == NULL)
    return;
  const char *value = get_selected (self->positive, FALSE);
  const RwLabels *labels = rw_training_run_get_file (self->run)->labels;
  if (value != NULL && labels != NULL && !g_str_equal (value, labels->positive))
    rw_training_run_set_positive (self->run, value);
}

static void
title_cb (RwTrainSetup *self)
{
  if (self->run != NULL)
    rw_training_run_set_title (self->run, gtk_editable_get_text (GTK_EDITABLE (self->title)));
}

static void
budget_cb (RwTrainSetup *self)
{
  for (RwBudget i = 0; self->run != NULL && i < RW_N_BUDGETS; i++)
    if (gtk_check_button_get_active (self->budgets[i]))
      rw_training_run_set_budget (self->run, i);
}

static void
activate_cb (RwTrainSetup *self, guint position)
{
  GListModel *columns = rw_training_run_get_columns (self->run);
  g_autoptr (RwColumnChoice) choice = g_list_model_get_item (columns, position);

  rw_column_choice_set_used (choice, !rw_column_choice_get_used (choice));
}

static void
setup_cb (RwTrainSetup *self G_GNUC_UNUSED, GtkListItem *item)
{
  gtk_list_item_set_child (item, rw_train_column_new ());
}

static void
bind_cb (RwTrainSetup *self G_GNUC_UNUSED, GtkListItem *item)
{
  rw_train_column_show (RW_TRAIN_COLUMN (gtk_list_item_get_child (item)),
                        gtk_list_item_get_item (item));
}

static void
unbind_cb (RwTrainSetup *self G_GNUC_UNUSED, GtkListItem *item)
{
  rw_train_column_show (RW_TRAIN_COLUMN (gtk_list_item_get_child (item)), NULL);
}

static void
add_budget (RwTrainSetup *self, RwBudget budget)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_check_button_new ();
  g_autofree char *subtitle = rw_train_text_dup_budget (budget);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_check_button_set_group (GTK_CHECK_BUTTON (button), self->budgets[budgets[0]]);
  rw_accessible_set_name (button, rw_train_text_get_budget (budget));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), rw_train_text_get_budget (budget));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
  adw_preferences_group_add (self->budget, row);
  self->budgets[budget] = GTK_CHECK_BUTTON (button);
  g_signal_connect_object (button, "toggled", G_CALLBACK (budget_cb), self, G_CONNECT_SWAPPED);
}

/* @prompt: NULL, or what stands first while none of @texts is selected. */
static void
fill (AdwComboRow *row, const char *const *texts, const char *selected, const char *prompt)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  guint place = 0;

  if (selected == NULL && prompt != NULL)
    gtk_string_list_append (list, prompt);
  for (guint i = 0; texts != NULL && texts[i] != NULL; i++)
    {
      if (g_strcmp0 (texts[i], selected) == 0)
        place = i;
      gtk_string_list_append (list, texts[i]);
    }
  adw_combo_row_set_model (row, G_LIST_MODEL (list));
  adw_combo_row_set_selected (row, place);
}

static void
show_label (RwTrainSetup *self, const RwTrainingFile *file)
{
  const char *values[] = { file->values[0], file->values[1], NULL };
  const char *positive = file->labels != NULL ? file->labels->positive : NULL;

  fill (self->label, (const char *const *) file->candidates, file->label, _ ("Choose a Column"));
  fill (self->positive, values, positive, NULL);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->positive),
                               file->is_guess ? _ ("A guess: the rarer value") : "");
  gtk_widget_set_sensitive (GTK_WIDGET (self->positive), file->labels != NULL);
}

static void
show_file (RwTrainSetup *self, const RwTrainingFile *file)
{
  g_autofree char *name = g_filename_display_basename (file->path);
  g_autofree char *stem = rw_file_stem_dup (file->path);
  GListModel *columns = g_object_ref (rw_training_run_get_columns (self->run));
  g_autoptr (GtkNoSelection) selection = gtk_no_selection_new (columns);

  self->shown = file;
  gtk_list_view_set_model (self->columns, GTK_SELECTION_MODEL (selection));
  adw_action_row_set_subtitle (self->file, name);
  if (g_strcmp0 (self->shown_path, file->path) == 0)
    return;
  g_free (self->shown_path);
  self->shown_path = g_strdup (file->path);
  gtk_editable_set_text (GTK_EDITABLE (self->title), stem);
}

static void
make_list (RwTrainSetup *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->columns, factory);
}

static void
rw_train_setup_dispose (GObject *object)
{
  RwTrainSetup *self = RW_TRAIN_SETUP (object);

  g_clear_object (&self->run);
  g_clear_pointer (&self->shown_path, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), RW_TYPE_TRAIN_SETUP);
  G_OBJECT_CLASS (rw_train_setup_parent_class)->dispose (object);
}

static void
rw_train_setup_class_init (RwTrainSetupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rw_train_setup_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/com/retainwiseanalytics/Desktop/ui/train-setup.ui");
  gtk_widget_class_bind_template_child (widget_class, RwTrainSetup, file);
  gtk_widget_class_bind_template_child (widget_class, RwTrainSetup, label);
  gtk_widget_class_bind_template_child (widget_class, RwTrainSetup, positive);
  gtk_widget_class_bind_template_child (widget_class, RwTrainSetup, title);
  gtk_widget_class_bind_template_child (widget_class, RwTrainSetup, budget);
  gtk_widget_class_bind_template_child (widget_class, RwTrainSetup, columns);
  gtk_widget_class_bind_template_callback (widget_class, choose_file_cb);
  gtk_widget_class_bind_template_callback (widget_class, label_cb);
  gtk_widget_class_bind_template_callback (widget_class, positive_cb);
  gtk_widget_class_bind_template_callback (widget_class, title_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  g_signal_new ("choose-file", RW_TYPE_TRAIN_SETUP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);
}

static void
rw_train_setup_init (RwTrainSetup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < G_N_ELEMENTS (budgets); i++)
    add_budget (self, budgets[i]);
  make_list (self);
}

void
rw_train_setup_show (RwTrainSetup *self, RwTrainingRun *run)
{
  const RwTrainingFile *file = rw_training_run_get_file (run);

  g_set_object (&self->run, run);
  gtk_check_button_set_active (self->budgets[rw_training_run_get_budget (run)], TRUE);
  if (file == NULL)
    return;
  self->showing = TRUE;
  if (self->shown != file)
    show_file (self, file);
  if (rw_training_run_get_state (run) == RW_TRAINING_RUN_READY)
    show_label (self, file);
  self->showing = FALSE;
}
