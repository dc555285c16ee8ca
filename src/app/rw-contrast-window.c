/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-contrast-window.h"

#include "rw-contrast-run.h"
#include "rw-contrast-text.h"
#include "rw-contrast-view.h"
#include "rw-page-size.h"

#include <glib/gi18n.h>

/* Milliseconds between two looks at the progress. */
#define INTERVAL 100

struct _RwContrastWindow
{
  AdwWindow parent_instance;

  /* template */
  AdwWindowTitle *title;
  GtkInfoBar *strip;
  GtkLabel *strip_text;
  GtkDropDown *a;
  GtkDropDown *b;
  GtkDropDown *label;
  GtkStack *pages;
  GtkLabel *stage;
  GtkProgressBar *bar;
  RwContrastView *view;

  RwContrastRun *run;
  GPtrArray *models; /* RwModel */
  GPtrArray *names;  /* char, of each model */
  guint selected[RW_CONTRAST_N_MODELS];
  gboolean is_filling; /* what is selected is no choice of a person */
  guint timer;         /* source id, 0 while nothing is followed */
};

G_DEFINE_FINAL_TYPE (RwContrastWindow, rw_contrast_window, ADW_TYPE_WINDOW)

static GtkDropDown *
get_drop_down (RwContrastWindow *self, RwContrastSide side)
{
  return side == RW_CONTRAST_A ? self->a : self->b;
}

static gboolean
tick_cb (gpointer data)
{
  RwContrastWindow *self = RW_CONTRAST_WINDOW (data);
  RwProgress *progress = rw_contrast_run_get_progress (self->run);

  if (progress == NULL)
    {
      self->timer = 0;
      return G_SOURCE_REMOVE;
    }
  RwProgressState state = rw_progress_get (progress);
  gtk_label_set_text (self->stage, state.total > 0 ? rw_stage_get_title (state.stage)
                                                   : _ ("Comparing both models"));
  if (state.total > 0)
    gtk_progress_bar_set_fraction (self->bar, (double) state.done / (double) state.total);
  else
    gtk_progress_bar_pulse (self->bar);
  return G_SOURCE_CONTINUE;
}

static void
follow (RwContrastWindow *self)
{
  if (rw_contrast_run_get_progress (self->run) == NULL || self->timer != 0)
    return;
  self->timer = g_timeout_add (INTERVAL, tick_cb, self);
  tick_cb (self);
}

/* The columns that may say who left, behind none. */
static void
show_labels (RwContrastWindow *self, const RwContrast *contrast)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = 0;

  /* Translators: of a file, none of its columns says who left */
  gtk_string_list_append (names, _ ("No column"));
  for (guint i = 0; contrast->candidates[i] != NULL; i++)
    {
      gtk_string_list_append (names, contrast->candidates[i]);
      if (g_strcmp0 (contrast->label, contrast->candidates[i]) == 0)
        selected = i + 1;
    }
  self->is_filling = TRUE;
  gtk_drop_down_set_model (self->label, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->label, selected);
  self->is_filling = FALSE;
}

static void
show_error (RwContrastWindow *self, const GError *error)
{
  gtk_label_set_text (self->strip_text, error != NULL ? error->message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->strip), error != NULL);
  gtk_info_bar_set_revealed (self->strip, error != NULL);
}

static void
changed_cb (RwContrastWindow *self)
{
  const RwContrast *contrast = rw_contrast_run_get (self->run);
  gboolean is_running = rw_contrast_run_get_progress (self->run) != NULL;

  g_assert (RW_IS_CONTRAST_WINDOW (self));
  show_error (self, rw_contrast_run_get_error (self->run));
  if (contrast != NULL)
    {
      show_labels (self, contrast);
      rw_contrast_view_show (self->view, contrast);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->label), gtk_drop_down_get_model (self->label) != NULL);
  gtk_stack_set_visible_child_name (self->pages, contrast != NULL ? "result"
                                                 : is_running     ? "running"
                                                                  : "nothing");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "contrast.show",
                                 contrast != NULL && contrast->comparison->changed->len > 0);
  follow (self);
}

static void
take_models (RwContrastWindow *self)
{
  for (RwContrastSide side = 0; side < RW_CONTRAST_N_MODELS; side++)
    {
      guint i = self->selected[side];
      rw_contrast_run_set_model (self->run, side, self->models->pdata[i], self->names->pdata[i]);
      self->is_filling = TRUE;
      gtk_drop_down_set_selected (get_drop_down (self, side), i);
      self->is_filling = FALSE;
    }
}

/* A model is not compared with itself: where it is chosen for both, the two change places. */
static void
model_chosen_cb (RwContrastWindow *self, GParamSpec *pspec G_GNUC_UNUSED, GtkDropDown *drop_down)
{
  RwContrastSide side = drop_down == self->a ? RW_CONTRAST_A : RW_CONTRAST_B;
  RwContrastSide other = side == RW_CONTRAST_A ? RW_CONTRAST_B : RW_CONTRAST_A;
  guint before = self->selected[side];

  if (self->is_filling || self->run == NULL)
    return;
  self->selected[side] = gtk_drop_down_get_selected (drop_down);
  if (self->selected[other] == self->selected[side])
    self->selected[other] = before;
  take_models (self);
  rw_contrast_run_start (self->run);
}

static void
label_chosen_cb (RwContrastWindow *self)
{
  GtkStringObject *item = gtk_drop_down_get_selected_item (self->label);
  guint selected = gtk_drop_down_get_selected (self->label);

  if (self->is_filling || item == NULL)
    return;
  rw_contrast_run_set_label (self->run, selected > 0 ? gtk_string_object_get_string (item) : "");
  rw_contrast_run_start (self->run);
}

static void
show_cb (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *target G_GNUC_UNUSED)
{
  RwContrastWindow *self = RW_CONTRAST_WINDOW (widget);
  g_autofree char *title = rw_contrast_text_dup_subset (rw_contrast_run_get (self->run));

  rw_contrast_run_show_changed (self->run, title);
  gtk_window_present (gtk_window_get_transient_for (GTK_WINDOW (self)));
  gtk_window_close (GTK_WINDOW (self));
}

static void
start_cb (RwContrastWindow *self)
{
  rw_contrast_run_start (self->run);
}

static void
cancel_cb (RwContrastWindow *self)
{
  rw_contrast_run_cancel (self->run);
}

static void
rw_contrast_window_dispose (GObject *object)
{
  RwContrastWindow *self = RW_CONTRAST_WINDOW (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->run != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->run, self);
      rw_contrast_run_cancel (self->run);
    }
  gtk_widget_dispose_template (GTK_WIDGET (self), RW_TYPE_CONTRAST_WINDOW);
  g_clear_object (&self->run);
  g_clear_pointer (&self->models, g_ptr_array_unref);
  g_clear_pointer (&self->names, g_ptr_array_unref);
  G_OBJECT_CLASS (rw_contrast_window_parent_class)->dispose (object);
}

static void
rw_contrast_window_class_init (RwContrastWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rw_contrast_window_dispose;
  g_type_ensure (RW_TYPE_CONTRAST_VIEW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/com/retainwiseanalytics/Desktop/ui/contrast-window.ui");
  gtk_widget_class_bind_template_child (widget_class, RwContrastWindow, title);
  gtk_widget_class_bind_template_child (widget_class, RwContrastWindow, strip);
  gtk_widget_class_bind_template_child (widget_class, RwContrastWindow, strip_text);
  gtk_widget_class_bind_template_child (widget_class, RwContrastWindow, a);
  gtk_widget_class_bind_template_child (widget_class, RwContrastWindow, b);
  gtk_widget_class_bind_template_child (widget_class, RwContrastWindow, label);
  gtk_widget_class_bind_template_child (widget_class, RwContrastWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, RwContrastWindow, stage);
  gtk_widget_class_bind_template_child (widget_class, RwContrastWindow, bar);
  gtk_widget_class_bind_template_child (widget_class, RwContrastWindow, view);
  gtk_widget_class_bind_template_callback (widget_class, model_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, label_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, start_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_install_action (widget_class, "contrast.show", NULL, show_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close",
                                       NULL);
}

static void
rw_contrast_window_init (RwContrastWindow *self)
{
  self->models = g_ptr_array_new_with_free_func (g_object_unref);
  self->names = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* The place of that model among those that can be chosen, where it is added if it is none. */
static guint
add_model (RwContrastWindow *self, RwModel *model, const char *name)
{
  for (guint i = 0; i < self->models->len; i++)
    if (g_str_equal (rw_model_get_sha256 (self->models->pdata[i]), rw_model_get_sha256 (model)))
      return i;
  g_ptr_array_add (self->models, g_object_ref (model));
  g_ptr_array_add (self->names, g_strdup (name));
  return self->models->len - 1;
}

static void
fill_models (RwContrastWindow *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < self->names->len; i++)
    gtk_string_list_append (names, self->names->pdata[i]);
  self->is_filling = TRUE;
  gtk_drop_down_set_model (self->a, G_LIST_MODEL (names));
  gtk_drop_down_set_model (self->b, G_LIST_MODEL (names));
  self->is_filling = FALSE;
}

/* Whether there are two. */
static gboolean
choose_models (RwContrastWindow *self, RwModel *shown, const RwStoredModel *wanted)
{
  guint a = add_model (self, shown, rw_model_get_manifest (shown)->title);
  guint b = add_model (self, wanted->model, wanted->name);

  self->selected[RW_CONTRAST_A] = a;
  self->selected[RW_CONTRAST_B] = a != b ? b : a == 0;
  return self->models->len > 1;
}

GtkWidget *
rw_contrast_window_new (RwWindow *customers, const GPtrArray *models, const RwStoredModel *in_use,
                        const RwStoredModel *wanted)
{
  RwSession *session = rw_window_get_session (customers);
  RwModel *shown = rw_analysis_get_model (rw_session_get_analysis (session));
  RwContrastWindow *self = g_object_new (RW_TYPE_CONTRAST_WINDOW, "application",
                                         gtk_window_get_application (GTK_WINDOW (customers)),
                                         "transient-for", customers, NULL);
  g_autofree char *file = g_filename_display_basename (rw_session_get_path (session));

  for (guint i = 0; i < models->len; i++)
    {
      const RwStoredModel *stored = models->pdata[i];
      if (stored->model != NULL)
        add_model (self, stored->model, stored->name);
    }
  if (!choose_models (self, shown != NULL ? shown : in_use->model, wanted))
    {
      gtk_window_destroy (GTK_WINDOW (self));
      return NULL;
    }
  adw_window_title_set_subtitle (self->title, file);
  rw_page_size_take (GTK_WINDOW (self), GTK_WINDOW (customers));
  self->run = rw_contrast_run_new (session);
  g_signal_connect_object (self->run, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  fill_models (self);
  take_models (self);
  rw_contrast_run_start (self->run);
  return GTK_WIDGET (self);
}
