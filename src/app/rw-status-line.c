/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-status-line.h"

#include "rw-format.h"
#include "rw-progress-view.h"
#include "rw-rejects.h"

#include <glib/gi18n.h>

struct _RwStatusLine
{
  RwSessionBox parent_instance;

  /* template */
  GtkStack *stack;
  GtkLabel *rows;
  GtkButton *problems;
  GtkLabel *model;
  RwProgressView *progress;
};

G_DEFINE_FINAL_TYPE (RwStatusLine, rw_status_line, RW_TYPE_SESSION_BOX)

static void
show_problems (RwStatusLine *self, RwTable *table)
{
  guint64 n = rw_rejects_count (table);
  g_autofree char *count = rw_format_count (n);
  g_autofree char *text = g_strdup_printf (
      ngettext ("%s row with problems", "%s rows with problems", (gulong) n), count);

  gtk_button_set_label (self->problems, text);
  gtk_widget_set_visible (GTK_WIDGET (self->problems), n > 0);
}

/* Rows in = rows scored + rows set aside. */
static char *
make_rows_text (RwTable *table)
{
  guint64 n_aside = rw_index_get_n_aside (rw_table_get_index (table));
  guint64 n = rw_table_get_n_rows (table);
  g_autofree char *all = rw_format_rows (n + n_aside);
  g_autofree char *scored = rw_format_count (n);
  g_autofree char *aside = rw_format_count (n_aside);

  if (n_aside == 0)
    return g_steal_pointer (&all);
  /* Translators: “7,045 rows (7,043 scored, 2 set aside)” */
  return g_strdup_printf (_ ("%s (%s scored, %s set aside)"), all, scored, aside);
}

static char *
make_model_text (RwModel *model)
{
  if (model == NULL)
    return g_strdup (_ ("Scores as they are in the file"));
  /* Translators: the name of the model that gave the scores */
  return g_strdup_printf (_ ("Model: %s"), rw_model_get_manifest (model)->title);
}

static void
analysis_changed_cb (RwStatusLine *self)
{
  RwAnalysis *analysis = rw_session_get_analysis (rw_session_box_get_session (self));

  g_assert (RW_IS_STATUS_LINE (self));
  if (analysis == NULL)
    return;
  RwTable *table = rw_analysis_get_table (analysis);
  g_autofree char *n_rows = make_rows_text (table);
  g_autofree char *n_columns = rw_format_columns (rw_table_get_n_columns (table));
  /* Translators: the file: “customers.csv: 7,043 rows, 20 columns” */
  g_autofree char *rows = g_strdup_printf (
      _ ("%s: %s, %s"), rw_source_get_name (rw_table_get_source (table)), n_rows, n_columns);
  g_autofree char *title = make_model_text (rw_analysis_get_model (analysis));
  gtk_label_set_text (self->rows, rows);
  gtk_label_set_text (self->model, title);
  show_problems (self, table);
}

static void
task_changed_cb (RwStatusLine *self)
{
  gboolean is_running = rw_session_get_progress (rw_session_box_get_session (self)) != NULL;

  g_assert (RW_IS_STATUS_LINE (self));
  gtk_stack_set_visible_child_name (self->stack, is_running ? "progress" : "figures");
}

static void
start (RwSessionBox *box, RwSession *session G_GNUC_UNUSED)
{
  RwStatusLine *self = RW_STATUS_LINE (box);

  g_object_set (self->progress, "session", session, NULL);
  rw_session_box_watch (box, "analysis", G_CALLBACK (analysis_changed_cb));
  rw_session_box_watch (box, "task", G_CALLBACK (task_changed_cb));
  analysis_changed_cb (self);
  task_changed_cb (self);
}

static void
rw_status_line_dispose (GObject *object)
{
  rw_session_box_clear (RW_SESSION_BOX (object), RW_TYPE_STATUS_LINE);
  G_OBJECT_CLASS (rw_status_line_parent_class)->dispose (object);
}

static void
rw_status_line_class_init (RwStatusLineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rw_status_line_dispose;
  RW_SESSION_BOX_CLASS (klass)->start = start;
  g_type_ensure (RW_TYPE_PROGRESS_VIEW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/com/retainwiseanalytics/Desktop/ui/status-line.ui");
  gtk_widget_class_bind_template_child (widget_class, RwStatusLine, stack);
  gtk_widget_class_bind_template_child (widget_class, RwStatusLine, rows);
  gtk_widget_class_bind_template_child (widget_class, RwStatusLine, problems);
  gtk_widget_class_bind_template_child (widget_class, RwStatusLine, model);
  gtk_widget_class_bind_template_child (widget_class, RwStatusLine, progress);
}

static void
rw_status_line_init (RwStatusLine *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
