/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-table-view.h"

#include "rw-table-view-private.h"
#include "rw-accessible.h"
#include "rw-column-item.h"
#include "rw-work.h"

#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE (RwTableView, rw_table_view, RW_TYPE_SESSION_BOX)

static gboolean
have_same_columns (RwAnalysis *a, RwAnalysis *b)
{
  RwTable *one = rw_analysis_get_table (a);
  RwTable *other = rw_analysis_get_table (b);
  gboolean same = rw_table_get_n_columns (one) == rw_table_get_n_columns (other);

  for (guint i = 0; same && i < rw_table_get_n_columns (one); i++)
    {
      const RwColumn *x = rw_table_get_column (one, i);
      const RwColumn *y = rw_table_get_column (other, i);
      same = g_strcmp0 (rw_column_get_name (x), rw_column_get_name (y)) == 0 &&
             rw_column_get_kind (x) == rw_column_get_kind (y);
    }
  return same;
}

static void
take_analysis (RwTableView *self, RwAnalysis *analysis)
{
  gboolean same = self->analysis != NULL && have_same_columns (self->analysis, analysis);

  if (!same)
    rw_row_model_set_view (self->model, NULL, NULL);
  rw_work_release (self->analysis, g_object_unref);
  self->analysis = g_object_ref (analysis);
  if (!same)
    rw_table_view_make_columns (self);
}

static void
scroll_to_top (RwTableView *self)
{
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
}

/* Takes over what the session shows. */
static void
take_view (RwTableView *self)
{
  RwAnalysis *analysis = rw_session_get_analysis (rw_session_box_get_session (self));
  RwView *view = rw_session_get_view (rw_session_box_get_session (self));
  gboolean is_new = analysis != self->analysis;
  gboolean is_sorted = !rw_sort_equal (self->sort, rw_view_get_sort (view));

  self->sort = rw_view_get_sort (view);
  if (is_new)
    take_analysis (self, analysis);
  rw_row_model_set_view (self->model, analysis, view);
  gtk_stack_set_visible_child_name (self->stack,
                                    rw_rows_get_n (rw_view_get_rows (view)) > 0 ? "rows" : "none");
  if (is_new || is_sorted)
    scroll_to_top (self);
  if (is_new)
    rw_table_view_sync_sort (self);
}

static gboolean
take_view_cb (gpointer data)
{
  RwTableView *self = RW_TABLE_VIEW (data);

  self->taking = 0;
  take_view (self);
  return G_SOURCE_REMOVE;
}

/* The columns of another file take some time: the rest of the window is drawn first. */
static void
view_changed_cb (RwTableView *self)
{
  RwSession *session = rw_session_box_get_session (self);

  g_assert (RW_IS_TABLE_VIEW (self));
  if (self->taking != 0 || rw_session_get_view (session) == NULL)
    return;
  if (rw_session_get_analysis (session) == self->analysis)
    take_view (self);
  else
    self->taking = g_idle_add_full (G_PRIORITY_LOW, take_view_cb, self, NULL);
}

static void
request_changed_cb (RwTableView *self)
{
  g_assert (RW_IS_TABLE_VIEW (self));
  if (self->analysis != NULL)
    rw_table_view_sync_sort (self);
}

static void
relabelled_cb (RwTableView *self)
{
  g_assert (RW_IS_TABLE_VIEW (self));
  rw_table_view_relabel (self);
}

static void
failed_cb (RwTableView *self, const GError *error)
{
  g_assert (RW_IS_TABLE_VIEW (self));
  rw_session_report_error (rw_session_box_get_session (self), error);
}

/* From right to left the first columns are at the end of what is scrolled, and stay in sight. */
static void
width_changed_cb (RwTableView *self, GtkAdjustment *adjustment)
{
  double end = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);
  gboolean at_end = gtk_adjustment_get_value (adjustment) >= self->scroll_end;

  g_assert (RW_IS_TABLE_VIEW (self));
  self->scroll_end = end;
  if (at_end && gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    gtk_adjustment_set_value (adjustment, end);
}

static void
start (RwSessionBox *box, RwSession *session G_GNUC_UNUSED)
{
  rw_session_box_watch (box, "view", G_CALLBACK (view_changed_cb));
  rw_session_box_watch (box, "request", G_CALLBACK (request_changed_cb));
  view_changed_cb (RW_TABLE_VIEW (box));
}

/* Tab leaves the table: its rows are for the arrow keys. */
static gboolean
rw_table_view_focus (GtkWidget *widget, GtkDirectionType direction)
{
  gboolean is_tab = direction == GTK_DIR_TAB_FORWARD || direction == GTK_DIR_TAB_BACKWARD;

  if (is_tab && gtk_widget_get_focus_child (widget) != NULL)
    return FALSE;
  return GTK_WIDGET_CLASS (rw_table_view_parent_class)->focus (widget, direction);
}

static gboolean
rw_table_view_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (RW_TABLE_VIEW (widget)->view));
}

/* Escape shows all customers again, whatever the list does with it. */
static gboolean
key_pressed_cb (RwTableView *self, guint key)
{
  RwSession *session = rw_session_box_get_session (self);

  g_assert (RW_IS_TABLE_VIEW (self));
  if (key != GDK_KEY_Escape || rw_session_get_request (session)->subset == NULL)
    return FALSE;
  rw_session_set_subset (session, NULL, NULL);
  return TRUE;
}

static void
add_keys (RwTableView *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

static void
rw_table_view_dispose (GObject *object)
{
  RwTableView *self = RW_TABLE_VIEW (object);

  if (self->view != NULL)
    gtk_column_view_set_model (self->view, NULL);
  rw_session_box_clear (RW_SESSION_BOX (self), RW_TYPE_TABLE_VIEW);
  g_clear_pointer (&self->bound, g_hash_table_unref);
  g_clear_object (&self->selection);
  g_clear_object (&self->model);
  g_clear_object (&self->columns);
  g_clear_handle_id (&self->taking, g_source_remove);
  rw_work_release (g_steal_pointer (&self->analysis), g_object_unref);
  G_OBJECT_CLASS (rw_table_view_parent_class)->dispose (object);
}

static void
copy_cb (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *target G_GNUC_UNUSED)
{
  rw_table_view_copy (RW_TABLE_VIEW (widget));
}

static void
rw_table_view_class_init (RwTableViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rw_table_view_dispose;
  RW_SESSION_BOX_CLASS (klass)->start = start;
  widget_class->focus = rw_table_view_focus;
  widget_class->grab_focus = rw_table_view_grab_focus;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/retainwiseanalytics/Desktop/ui/table-view.ui");
  gtk_widget_class_bind_template_child (widget_class, RwTableView, stack);
  gtk_widget_class_bind_template_child (widget_class, RwTableView, scroller);
  gtk_widget_class_bind_template_child (widget_class, RwTableView, view);
  gtk_widget_class_install_action (widget_class, "table.copy", NULL, copy_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "table.copy",
                                       NULL);
}

static void
rw_table_view_init (RwTableView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->bound = g_hash_table_new (NULL, NULL);
  self->columns = g_list_store_new (RW_TYPE_COLUMN_ITEM);
  self->model = rw_row_model_new ();
  self->selection = rw_row_selection_new (self->model);
  self->sort = (RwSort){ RW_SORT_CHURN, TRUE };
  g_signal_connect_object (self->model, "relabelled", G_CALLBACK (relabelled_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (gtk_scrolled_window_get_hadjustment (self->scroller), "changed",
                           G_CALLBACK (width_changed_cb), self, G_CONNECT_SWAPPED);
  rw_table_view_connect_sorting (self);
  add_keys (self);
  /* The list of rows is a part of its own, which takes the focus. */
  rw_accessible_set_name (gtk_widget_get_last_child (GTK_WIDGET (self->view)), _ ("Customers"));
}

GListModel *
rw_table_view_get_columns (RwTableView *self)
{
  return G_LIST_MODEL (self->columns);
}

gboolean
rw_table_view_shrink (RwTableView *self)
{
  return rw_row_model_shrink (self->model);
}
