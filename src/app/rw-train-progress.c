/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-train-progress.h"

#include "rw-curve-view.h"
#include "rw-format.h"

#include <glib/gi18n.h>

/* Milliseconds between two looks at the progress. */
#define INTERVAL 100

/* Nothing is said of the time that is left before so many seconds. */
#define MIN_SECONDS 3

struct _RwTrainProgress
{
  GtkBox parent_instance;

  /* template */
  RwCurveView *curve;
  GtkLabel *stage;
  GtkProgressBar *bar;
  GtkLabel *amount;

  RwTrainingRun *run;
  gint64 started; /* monotonic time */
  guint timer;    /* source id, 0 while nothing is followed */
};

G_DEFINE_FINAL_TYPE (RwTrainProgress, rw_train_progress, GTK_TYPE_BOX)

/* "60.1 %, about 8 s left" */
static char *
format_amount (RwTrainProgress *self, const RwProgressState *state)
{
  g_autofree char *amount = rw_format_percent ((double) state->done / (double) state->total);
  double seconds = (double) (g_get_monotonic_time () - self->started) / G_USEC_PER_SEC;

  if (state->done == 0 || seconds < MIN_SECONDS)
    return g_steal_pointer (&amount);
  double left = seconds * (double) (state->total - state->done) / (double) state->done;
  g_autofree char *duration = rw_format_duration ((gint64) (left * 1000));
  /* Translators: how much is done, and how long the rest takes: “60.1 %, about 8 s left” */
  return g_strdup_printf (_ ("%s, about %s left"), amount, duration);
}

static void
show_amount (RwTrainProgress *self, const RwProgressState *state)
{
  g_autofree char *amount = state->total > 0 ? format_amount (self, state) : g_strdup ("");

  gtk_label_set_text (self->amount, amount);
  gtk_progress_bar_set_fraction (
      self->bar, state->total > 0 ? (double) state->done / (double) state->total : 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                  amount, -1);
}

static void
look (RwTrainProgress *self)
{
  RwProgressState state = rw_progress_get (rw_training_run_get_progress (self->run));
  RwLearningCurve *curve = rw_training_run_get_curve (self->run);

  rw_curve_view_show (self->curve, rw_learning_curve_snapshot (curve));
  gtk_label_set_text (self->stage, rw_training_run_is_finishing (self->run)
                                       ? _ ("Making the best model so far")
                                       : rw_stage_get_title (state.stage));
  show_amount (self, &state);
}

static gboolean
tick_cb (gpointer data)
{
  RwTrainProgress *self = RW_TRAIN_PROGRESS (data);

  if (rw_training_run_get_state (self->run) == RW_TRAINING_RUN_TRAINING)
    {
      look (self);
      return G_SOURCE_CONTINUE;
    }
  self->timer = 0;
  return G_SOURCE_REMOVE;
}

static void
rw_train_progress_dispose (GObject *object)
{
  RwTrainProgress *self = RW_TRAIN_PROGRESS (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_object (&self->run);
  gtk_widget_dispose_template (GTK_WIDGET (self), RW_TYPE_TRAIN_PROGRESS);
  G_OBJECT_CLASS (rw_train_progress_parent_class)->dispose (object);
}

static void
rw_train_progress_class_init (RwTrainProgressClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rw_train_progress_dispose;
  g_type_ensure (RW_TYPE_CURVE_VIEW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/com/retainwiseanalytics/Desktop/ui/train-progress.ui");
  gtk_widget_class_bind_template_child (widget_class, RwTrainProgress, curve);
  gtk_widget_class_bind_template_child (widget_class, RwTrainProgress, stage);
  gtk_widget_class_bind_template_child (widget_class, RwTrainProgress, bar);
  gtk_widget_class_bind_template_child (widget_class, RwTrainProgress, amount);
}

static void
rw_train_progress_init (RwTrainProgress *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
rw_train_progress_follow (RwTrainProgress *self, RwTrainingRun *run)
{
  g_set_object (&self->run, run);
  if (self->timer == 0)
    {
      self->started = g_get_monotonic_time ();
      self->timer = g_timeout_add (INTERVAL, tick_cb, self);
    }
  look (self);
}
