/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-train-window.h"

#include "rw-accessible.h"
#include "rw-chooser.h"
#include "rw-file-stem.h"
#include "rw-page-size.h"
#include "rw-train-progress.h"
#include "rw-train-result.h"
#include "rw-train-setup.h"
#include "rw-train-text.h"

#include <glib/gi18n.h>

struct _RwTrainWindow
{
  AdwWindow parent_instance;

  /* template */
  AdwToastOverlay *toasts;
  GtkButton *cancel;
  GtkWidget *start;
  GtkWidget *use;
  GtkWidget *save;
  GtkWidget *again;
  GtkInfoBar *strip;
  GtkLabel *strip_title;
  GtkLabel *strip_text;
  GtkStack *pages;
  RwTrainSetup *setup;
  RwTrainProgress *progress;
  RwTrainResult *result;
  GtkSpinner *spinner;
  GtkLabel *status;

  RwTrainingRun *run;
  RwTrainingRunState last_state; /* that was shown */
  const RwTraining *shown;       /* the one that is shown; only compared */
  GtkFileChooserNative *chooser; /* the one that is open */
  GtkWidget *question;           /* weak: the dialog that is open */
  gboolean is_closing;           /* nothing is asked any more */
};

G_DEFINE_FINAL_TYPE (RwTrainWindow, rw_train_window, ADW_TYPE_WINDOW)

static gboolean
is_training (RwTrainWindow *self)
{
  return rw_training_run_get_state (self->run) == RW_TRAINING_RUN_TRAINING;
}

static const char *
get_page (RwTrainWindow *self)
{
  switch (rw_training_run_get_state (self->run))
    {
    case RW_TRAINING_RUN_TRAINING:
      return "progress";
    case RW_TRAINING_RUN_DONE:
      return "result";
    case RW_TRAINING_RUN_IDLE:
      return "empty";
    default:
      return rw_training_run_get_file (self->run) != NULL ? "setup" : "reading";
    }
}

/* NULL: nothing is to be said. */
static char *
describe (RwTrainWindow *self)
{
  const RwTrainingFile *file = rw_training_run_get_file (self->run);

  if (rw_training_run_get_state (self->run) == RW_TRAINING_RUN_READING)
    return g_strdup (_ ("Reading the file…"));
  if (rw_training_run_is_writing (self->run))
    return g_strdup (_ ("Saving the model…"));
  if (file == NULL)
    return g_strdup (_ ("Nothing leaves this computer."));
  if (file->label == NULL)
    return g_strdup (file->candidates[0] != NULL
                         ? _ ("Choose the column that says who left.")
                         : _ ("No column says who left: none has exactly two different values."));
  return rw_train_text_dup_customers (file->labels->rows->len, file->labels->n_positive);
}

static void
show_status (RwTrainWindow *self)
{
  g_autofree char *text = describe (self);
  gboolean is_busy = rw_training_run_get_state (self->run) == RW_TRAINING_RUN_READING ||
                     rw_training_run_is_writing (self->run);

  gtk_label_set_text (self->status, text);
  gtk_spinner_set_spinning (self->spinner, is_busy);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), is_busy);
}

static const char *
get_error_title (RwTrainingRunState failed_state)
{
  switch (failed_state)
    {
    case RW_TRAINING_RUN_READING:
      return _ ("The File Cannot Be Used So");
    case RW_TRAINING_RUN_TRAINING:
      return _ ("Nothing Was Trained");
    default:
      return _ ("The Model Was Not Saved");
    }
}

static void
show_error (RwTrainWindow *self)
{
  const GError *error = rw_training_run_get_error (self->run);

  if (error != NULL)
    {
      gtk_label_set_text (self->strip_title,
                          get_error_title (rw_training_run_get_failed_state (self->run)));
      gtk_label_set_text (self->strip_text, error->message);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->strip), error != NULL);
  gtk_info_bar_set_revealed (self->strip, error != NULL);
}

static void
show_buttons (RwTrainWindow *self)
{
  RwTrainingRunState state = rw_training_run_get_state (self->run);
  gboolean is_done = state == RW_TRAINING_RUN_DONE;
  gboolean is_writing = rw_training_run_is_writing (self->run);

  gtk_button_set_label (self->cancel, is_done ? _ ("_Close") : _ ("_Cancel"));
  gtk_widget_set_visible (self->start, !is_done);
  gtk_widget_set_sensitive (self->start, rw_training_run_can_start (self->run));
  gtk_widget_set_visible (self->use, is_done);
  gtk_widget_set_visible (self->save, is_done);
  gtk_widget_set_visible (self->again, is_done);
  gtk_widget_set_sensitive (self->use, !is_writing);
  gtk_widget_set_sensitive (self->save, !is_writing);
  gtk_widget_set_sensitive (self->again, !is_writing);
  gtk_window_set_default_widget (GTK_WINDOW (self), is_done ? self->use : self->start);
}

static void
show_result (RwTrainWindow *self)
{
  const RwTraining *training = rw_training_run_get_training (self->run);

  if (training == self->shown)
    return;
  self->shown = training;
  rw_train_result_show (self->result, training);
}

/* Where the one that had it is gone, and to what is done with a new model. */
static void
move_focus (RwTrainWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  RwTrainingRunState state = rw_training_run_get_state (self->run);
  gboolean is_new = state == RW_TRAINING_RUN_DONE && self->last_state != state;

  self->last_state = state;
  if (!is_new && focus != NULL && gtk_widget_get_mapped (focus) && gtk_widget_is_sensitive (focus))
    return;
  if (state == RW_TRAINING_RUN_DONE)
    gtk_widget_grab_focus (self->use);
  else if (state == RW_TRAINING_RUN_TRAINING)
    gtk_widget_grab_focus (GTK_WIDGET (self->cancel));
  else if (state != RW_TRAINING_RUN_READING)
    gtk_widget_child_focus (GTK_WIDGET (self->pages), GTK_DIR_TAB_FORWARD);
}

static void
changed_cb (RwTrainWindow *self)
{
  g_assert (RW_IS_TRAIN_WINDOW (self));
  if (self->question != NULL && !is_training (self))
    gtk_window_close (GTK_WINDOW (self->question));
  rw_train_setup_show (self->setup, self->run);
  gtk_widget_set_sensitive (GTK_WIDGET (self->setup),
                            rw_training_run_get_state (self->run) != RW_TRAINING_RUN_READING);
  if (is_training (self))
    rw_train_progress_follow (self->progress, self->run);
  if (rw_training_run_get_state (self->run) == RW_TRAINING_RUN_DONE)
    show_result (self);
  gtk_stack_set_visible_child_name (self->pages, get_page (self));
  show_error (self);
  show_buttons (self);
  show_status (self);
  move_focus (self);
}

static void
start_cb (RwTrainWindow *self)
{
  rw_training_run_start (self->run);
}

static void
again_cb (RwTrainWindow *self)
{
  rw_training_run_edit (self->run);
}

static void
use_cb (RwTrainWindow *self)
{
  rw_training_run_keep (self->run);
}

static void
close_now (RwTrainWindow *self)
{
  self->is_closing = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

static void
kept_cb (RwTrainWindow *self, const char *sha256)
{
  g_assert (RW_IS_TRAIN_WINDOW (self));
  g_signal_emit_by_name (self, "use", rw_training_run_get_trained_path (self->run), sha256);
  close_now (self);
}

static void
saved_cb (RwTrainWindow *self, const char *path)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *text = g_strdup_printf (_ ("Model saved as “%s”"), name);
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  g_assert (RW_IS_TRAIN_WINDOW (self));
  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (escaped));
}

static void
stop_response_cb (RwTrainWindow *self, const char *response)
{
  g_assert (RW_IS_TRAIN_WINDOW (self));
  if (!is_training (self))
    return;
  if (g_str_equal (response, "keep"))
    rw_training_run_finish (self->run);
  else if (g_str_equal (response, "discard"))
    rw_training_run_cancel (self->run);
}

/* The question outlives this, and would look for the window that it belonged to. */
static void
discard_response_cb (RwTrainWindow *self, const char *response, GtkWindow *question)
{
  g_assert (RW_IS_TRAIN_WINDOW (self));
  if (!g_str_equal (response, "discard"))
    return;
  gtk_window_set_transient_for (question, NULL);
  close_now (self);
}

/* @question: an AdwMessageDialog. */
static void
ask (RwTrainWindow *self, GtkWidget *question, GCallback response)
{
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (question), "discard",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (question), "back");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (question), "back");
  g_signal_connect_object (question, "response", response, self, G_CONNECT_SWAPPED);
  g_set_weak_pointer (&self->question, question);
  gtk_window_present (GTK_WINDOW (question));
}

static void
ask_to_stop (RwTrainWindow *self)
{
  gboolean is_finishing = rw_training_run_is_finishing (self->run);
  GtkWidget *question = adw_message_dialog_new (
      GTK_WINDOW (self), _ ("Stop Training?"),
      is_finishing
          ? _ ("The best model so far is being made.")
          : _ ("The best model so far can be kept. What was not tried yet stays untried."));

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (question), "back", _ ("_Go On"), "discard",
                                    _ ("_Discard"), NULL);
  if (!is_finishing)
    {
      adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (question), "keep",
                                       _ ("_Keep the Best So Far"));
      adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (question), "keep",
                                                  ADW_RESPONSE_SUGGESTED);
    }
  ask (self, question, G_CALLBACK (stop_response_cb));
}

static void
ask_to_discard (RwTrainWindow *self)
{
  GtkWidget *question = adw_message_dialog_new (GTK_WINDOW (self), _ ("Discard the New Model?"),
                                                _ ("It is neither used nor saved."));

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (question), "back", _ ("_Cancel"), "discard",
                                    _ ("_Discard"), NULL);
  ask (self, question, G_CALLBACK (discard_response_cb));
}

/* Nothing is lost without a question. */
static gboolean
asks (RwTrainWindow *self)
{
  gboolean has_model = rw_training_run_get_training (self->run) != NULL;

  if (self->question != NULL)
    return TRUE;
  if (is_training (self))
    ask_to_stop (self);
  else if (has_model && !rw_training_run_is_safe (self->run))
    ask_to_discard (self);
  else
    return FALSE;
  return TRUE;
}

/* Also what Escape and Cancel do. Whoever has a model and looks at what might make another one
 * comes back to it. */
static gboolean
rw_train_window_close_request (GtkWindow *window)
{
  RwTrainWindow *self = RW_TRAIN_WINDOW (window);
  gboolean has_model = rw_training_run_get_training (self->run) != NULL;

  if (!self->is_closing && has_model && !is_training (self) &&
      rw_training_run_get_state (self->run) != RW_TRAINING_RUN_DONE)
    {
      rw_training_run_show_result (self->run);
      return TRUE;
    }
  if (!self->is_closing && asks (self))
    return TRUE;
  return GTK_WINDOW_CLASS (rw_train_window_parent_class)->close_request (window);
}

static void
file_chosen (gpointer owner, GFile *file)
{
  g_autofree char *path = g_file_get_path (file);

  if (path != NULL)
    rw_training_run_open (RW_TRAIN_WINDOW (owner)->run, path, NULL);
}

static void
choose_file_cb (RwTrainWindow *self)
{
  GtkFileChooserNative *chooser =
      gtk_file_chooser_native_new (_ ("Choose Customers to Learn From"), GTK_WINDOW (self),
                                   GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Choose"), _ ("_Cancel"));

  rw_chooser_offer_customers (chooser);
  rw_chooser_show (chooser, &self->chooser, self, file_chosen);
}

static void
save_chosen (gpointer owner, GFile *file)
{
  g_autofree char *path = g_file_get_path (file);

  if (path != NULL)
    rw_training_run_save (RW_TRAIN_WINDOW (owner)->run, path);
}

static void
save_cb (RwTrainWindow *self)
{
  GtkFileChooserNative *chooser =
      gtk_file_chooser_native_new (_ ("Save Model"), GTK_WINDOW (self),
                                   GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), _ ("_Cancel"));

  const char *path = rw_training_run_get_trained_path (self->run);
  g_autofree char *stem = rw_file_stem_dup (path);
  /* Translators: the name of a file with a model; %s is the name of the file it was trained on */
  g_autofree char *name = g_strdup_printf (_ ("%s-model.json"), stem);

  rw_chooser_offer_models (chooser);
  rw_chooser_propose (GTK_FILE_CHOOSER (chooser), path, name);
  rw_chooser_show (chooser, &self->chooser, self, save_chosen);
}

static void
rw_train_window_dispose (GObject *object)
{
  RwTrainWindow *self = RW_TRAIN_WINDOW (object);

  if (self->run != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->run, self);
      rw_training_run_cancel (self->run);
    }
  g_clear_object (&self->run);
  g_clear_object (&self->chooser);
  g_clear_weak_pointer (&self->question);
  gtk_widget_dispose_template (GTK_WIDGET (self), RW_TYPE_TRAIN_WINDOW);
  G_OBJECT_CLASS (rw_train_window_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, RwTrainWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, RwTrainWindow, cancel);
  gtk_widget_class_bind_template_child (widget_class, RwTrainWindow, start);
  gtk_widget_class_bind_template_child (widget_class, RwTrainWindow, use);
  gtk_widget_class_bind_template_child (widget_class, RwTrainWindow, save);
  gtk_widget_class_bind_template_child (widget_class, RwTrainWindow, again);
  gtk_widget_class_bind_template_child (widget_class, RwTrainWindow, strip);
  gtk_widget_class_bind_template_child (widget_class, RwTrainWindow, strip_title);
  gtk_widget_class_bind_template_child (widget_class, RwTrainWindow, strip_text);
  gtk_widget_class_bind_template_child (widget_class, RwTrainWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, RwTrainWindow, setup);
  gtk_widget_class_bind_template_child (widget_class, RwTrainWindow, progress);
  gtk_widget_class_bind_template_child (widget_class, RwTrainWindow, result);
  gtk_widget_class_bind_template_child (widget_class, RwTrainWindow, spinner);
  gtk_widget_class_bind_template_child (widget_class, RwTrainWindow, status);
  gtk_widget_class_bind_template_callback (widget_class, start_cb);
  gtk_widget_class_bind_template_callback (widget_class, use_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, again_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_file_cb);
}

static void
rw_train_window_class_init (RwTrainWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rw_train_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = rw_train_window_close_request;
  g_type_ensure (RW_TYPE_TRAIN_SETUP);
  g_type_ensure (RW_TYPE_TRAIN_PROGRESS);
  g_type_ensure (RW_TYPE_TRAIN_RESULT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/com/retainwiseanalytics/Desktop/ui/train-window.ui");
  bind_template (widget_class);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close",
                                       NULL);
  g_signal_new ("use", RW_TYPE_TRAIN_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                G_TYPE_STRING, G_TYPE_STRING);
}

static void
rw_train_window_init (RwTrainWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  rw_accessible_name_toasts (GTK_WIDGET (self->toasts));
  rw_accessible_name_close (GTK_WIDGET (self->strip));
  rw_accessible_name_buttons (GTK_WIDGET (self->strip));
  self->run = rw_training_run_new ();
  g_signal_connect_object (self->strip, "response", G_CALLBACK (rw_training_run_dismiss_error),
                           self->run, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->run, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->run, "kept", G_CALLBACK (kept_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->run, "saved", G_CALLBACK (saved_cb), self, G_CONNECT_SWAPPED);
}

RwTrainWindow *
rw_train_window_new (GtkWindow *parent, const char *path, const RwChoices *choices)
{
  RwTrainWindow *self = g_object_new (RW_TYPE_TRAIN_WINDOW, "transient-for", parent, NULL);

  rw_page_size_take (GTK_WINDOW (self), parent);
  if (path != NULL)
    rw_training_run_open (self->run, path, choices);
  else
    changed_cb (self);
  return self;
}

RwTrainingRun *
rw_train_window_get_run (RwTrainWindow *self)
{
  return self->run;
}

gboolean
rw_train_window_end (RwTrainWindow *self)
{
  gtk_window_present (GTK_WINDOW (self));
  if (asks (self))
    return FALSE;
  close_now (self);
  return TRUE;
}
