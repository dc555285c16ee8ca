/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-error-strip.h"

#include "rw-accessible.h"

#include "rw-error.h"

#include <glib/gi18n.h>

struct _RwErrorStrip
{
  RwSessionBox parent_instance;

  /* template */
  GtkInfoBar *bar;
  GtkLabel *title;
  GtkLabel *text;
  GtkButton *button;
};

G_DEFINE_FINAL_TYPE (RwErrorStrip, rw_error_strip, RW_TYPE_SESSION_BOX)

/* What mends an error: the button's label and the action it does. */
typedef struct
{
  const char *label;
  const char *action;
} Mend;

static const char *
get_title (RwTask task)
{
  switch (task)
    {
    case RW_TASK_OPENING:
      return _ ("The File Was Not Opened");
    case RW_TASK_EXPORTING:
      return _ ("The Export Failed");
    default:
      return _ ("The File Cannot Be Shown");
    }
}

static Mend
find_mend (const GError *error, RwTask task)
{
  if (g_error_matches (error, RW_ERROR, RW_ERROR_CHANGED))
    return (Mend){ N_ ("_Reload"), "win.retry" };
  if (task == RW_TASK_EXPORTING)
    return (Mend){ N_ ("_Export Again…"), "win.export-again" };
  if (g_error_matches (error, RW_ERROR, RW_ERROR_MODEL) ||
      g_error_matches (error, RW_ERROR, RW_ERROR_MISMATCH))
    return (Mend){ N_ ("Choose Another _Model…"), "win.choose-model" };
  if (g_error_matches (error, RW_ERROR, RW_ERROR_DIALECT) ||
      g_error_matches (error, RW_ERROR, RW_ERROR_ENCODING) ||
      g_error_matches (error, RW_ERROR, RW_ERROR_NUMBERS))
    return (Mend){ N_ ("Review _Import…"), "win.review-import" };
  if (g_error_matches (error, RW_ERROR, RW_ERROR_LIBRARY))
    return (Mend){ N_ ("_Try Again"), "win.retry" };
  return (Mend){ N_ ("_Open Another File…"), "win.open" };
}

static void
error_changed_cb (RwErrorStrip *self)
{
  const GError *error = rw_session_get_error (rw_session_box_get_session (self));

  g_assert (RW_IS_ERROR_STRIP (self));
  if (error != NULL)
    {
      RwTask task = rw_session_get_failed_task (rw_session_box_get_session (self));
      Mend mend = find_mend (error, task);
      gtk_label_set_text (self->title, get_title (task));
      gtk_label_set_text (self->text, error->message);
      gtk_button_set_label (self->button, _ (mend.label));
      gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), mend.action);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), error != NULL);
  gtk_info_bar_set_revealed (self->bar, error != NULL);
}

static void
close_cb (RwErrorStrip *self)
{
  rw_session_dismiss_error (rw_session_box_get_session (self));
}

static void
start (RwSessionBox *box, RwSession *session G_GNUC_UNUSED)
{
  RwErrorStrip *self = RW_ERROR_STRIP (box);

  rw_session_box_watch (box, "error", G_CALLBACK (error_changed_cb));
  error_changed_cb (self);
}

static void
rw_error_strip_dispose (GObject *object)
{
  rw_session_box_clear (RW_SESSION_BOX (object), RW_TYPE_ERROR_STRIP);
  G_OBJECT_CLASS (rw_error_strip_parent_class)->dispose (object);
}

static void
rw_error_strip_class_init (RwErrorStripClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rw_error_strip_dispose;
  RW_SESSION_BOX_CLASS (klass)->start = start;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/com/retainwiseanalytics/Desktop/ui/error-strip.ui");
  gtk_widget_class_bind_template_child (widget_class, RwErrorStrip, bar);
  gtk_widget_class_bind_template_child (widget_class, RwErrorStrip, title);
  gtk_widget_class_bind_template_child (widget_class, RwErrorStrip, text);
  gtk_widget_class_bind_template_child (widget_class, RwErrorStrip, button);
  gtk_widget_class_bind_template_callback (widget_class, close_cb);
}

static void
rw_error_strip_init (RwErrorStrip *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  rw_accessible_name_close (GTK_WIDGET (self->bar));
}
