/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-filter-bar.h"

#include "rw-column-popover.h"
#include "rw-format.h"

#include <glib/gi18n.h>

struct _RwFilterBar
{
  RwSessionBox parent_instance;

  /* template */
  GtkWidget *search;
  GtkLabel *search_text;
  GtkToggleButton *problems;
  GtkWidget *range;
  GtkLabel *range_text;
  GtkWidget *subset;
  GtkLabel *subset_text;
  GtkWidget *hint;
  GtkLabel *shown;
  GtkSpinner *spinner;
  GtkMenuButton *columns_button;
  RwColumnPopover *columns_popover;
};

G_DEFINE_FINAL_TYPE (RwFilterBar, rw_filter_bar, RW_TYPE_SESSION_BOX)

static void
show_search (RwFilterBar *self, const char *search)
{
  /* Translators: a filter: customers with a cell that contains this text */
  g_autofree char *text = g_strdup_printf (_ ("Contains “%s”"), search != NULL ? search : "");

  gtk_label_set_text (self->search_text, text);
  gtk_widget_set_visible (self->search, search != NULL);
}

static void
show_range (RwFilterBar *self, RwRange range)
{
  double percent = RW_MILLION / 100.0;
  /* Translators: a filter: churn probability from 70 to 80 percent */
  g_autofree char *text =
      g_strdup_printf (_ ("Churn %.4g to %.4g %%"), range.low / percent, range.high / percent);

  gtk_label_set_text (self->range_text, text);
  gtk_widget_set_visible (self->range, !rw_range_is_all (range));
}

static void
show_subset (RwFilterBar *self, const char *title)
{
  gtk_label_set_text (self->subset_text, title != NULL ? title : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->subset_text), title);
  gtk_widget_set_visible (self->subset, title != NULL);
}

/* There to be pressed where rows have problems; while it is, they are the ones that are shown. */
static void
show_problems (RwFilterBar *self)
{
  RwSession *session = rw_session_box_get_session (self);
  RwAnalysis *analysis = rw_session_get_analysis (session);
  guint64 n =
      analysis != NULL
          ? rw_problems_get_n_rows (rw_table_get_problems (rw_analysis_get_table (analysis)))
          : 0;
  g_autofree char *count = rw_format_count (n);
  g_autofree char *text = g_strdup_printf (
      ngettext ("%s row with problems", "%s rows with problems", (gulong) n), count);

  gtk_button_set_label (GTK_BUTTON (self->problems), text);
  gtk_toggle_button_set_active (self->problems, rw_session_get_request (session)->only_problems);
  gtk_widget_set_visible (GTK_WIDGET (self->problems), n > 0);
}

static void
problems_cb (RwFilterBar *self)
{
  rw_session_set_only_problems (rw_session_box_get_session (self),
                                gtk_toggle_button_get_active (self->problems));
}

static void
request_changed_cb (RwFilterBar *self)
{
  const RwViewRequest *request = rw_session_get_request (rw_session_box_get_session (self));

  g_assert (RW_IS_FILTER_BAR (self));
  show_search (self, request->search);
  show_range (self, request->range);
  show_subset (self, request->subset_title);
  show_problems (self);
  gtk_widget_set_visible (self->hint, request->search == NULL && rw_range_is_all (request->range) &&
                                          request->subset == NULL);
}

static void
view_changed_cb (RwFilterBar *self)
{
  RwView *view = rw_session_get_view (rw_session_box_get_session (self));

  g_assert (RW_IS_FILTER_BAR (self));
  if (view == NULL)
    return;
  RwAnalysis *analysis = rw_session_get_analysis (rw_session_box_get_session (self));
  g_autofree char *shown = rw_format_count (rw_rows_get_n (rw_view_get_rows (view)));
  guint32 n = rw_analysis_get_summary (analysis)->n_rows;
  g_autofree char *all = rw_format_count (n);
  /* Translators: “1,204 of 7,043 customers” are shown; counted is the second number */
  g_autofree char *text =
      rw_view_is_filtered (view)
          ? g_strdup_printf (ngettext ("%s of %s customer", "%s of %s customers", n), shown, all)
          : rw_format_customers (n);
  gtk_label_set_text (self->shown, text);
}

static void
task_changed_cb (RwFilterBar *self)
{
  g_assert (RW_IS_FILTER_BAR (self));
  gtk_spinner_set_spinning (
      self->spinner, rw_session_get_task (rw_session_box_get_session (self)) == RW_TASK_UPDATING);
}

static void
remove_search_cb (RwFilterBar *self)
{
  rw_session_set_search (rw_session_box_get_session (self), NULL);
}

static void
remove_range_cb (RwFilterBar *self)
{
  rw_session_set_range (rw_session_box_get_session (self), RW_RANGE_ALL);
}

static void
remove_subset_cb (RwFilterBar *self)
{
  rw_session_set_subset (rw_session_box_get_session (self), NULL, NULL);
}

static void
start (RwSessionBox *box, RwSession *session G_GNUC_UNUSED)
{
  RwFilterBar *self = RW_FILTER_BAR (box);

  g_object_set (self->columns_popover, "session", session, NULL);
  rw_session_box_watch (box, "request", G_CALLBACK (request_changed_cb));
  rw_session_box_watch (box, "analysis", G_CALLBACK (show_problems));
  rw_session_box_watch (box, "view", G_CALLBACK (view_changed_cb));
  rw_session_box_watch (box, "task", G_CALLBACK (task_changed_cb));
  request_changed_cb (self);
  view_changed_cb (self);
}

void
rw_filter_bar_set_columns (RwFilterBar *self, GListModel *columns)
{
  rw_column_popover_set_columns (self->columns_popover, columns);
}

void
rw_filter_bar_show_columns (RwFilterBar *self)
{
  gtk_menu_button_popup (self->columns_button);
}

static void
rw_filter_bar_dispose (GObject *object)
{
  rw_session_box_clear (RW_SESSION_BOX (object), RW_TYPE_FILTER_BAR);
  G_OBJECT_CLASS (rw_filter_bar_parent_class)->dispose (object);
}

static void
rw_filter_bar_class_init (RwFilterBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rw_filter_bar_dispose;
  RW_SESSION_BOX_CLASS (klass)->start = start;
  g_type_ensure (RW_TYPE_COLUMN_POPOVER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/retainwiseanalytics/Desktop/ui/filter-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, RwFilterBar, search);
  gtk_widget_class_bind_template_child (widget_class, RwFilterBar, search_text);
  gtk_widget_class_bind_template_child (widget_class, RwFilterBar, problems);
  gtk_widget_class_bind_template_child (widget_class, RwFilterBar, range);
  gtk_widget_class_bind_template_child (widget_class, RwFilterBar, range_text);
  gtk_widget_class_bind_template_child (widget_class, RwFilterBar, subset);
  gtk_widget_class_bind_template_child (widget_class, RwFilterBar, subset_text);
  gtk_widget_class_bind_template_child (widget_class, RwFilterBar, hint);
  gtk_widget_class_bind_template_child (widget_class, RwFilterBar, shown);
  gtk_widget_class_bind_template_child (widget_class, RwFilterBar, spinner);
  gtk_widget_class_bind_template_child (widget_class, RwFilterBar, columns_button);
  gtk_widget_class_bind_template_child (widget_class, RwFilterBar, columns_popover);
  gtk_widget_class_bind_template_callback (widget_class, problems_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_range_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_subset_cb);
}

static void
rw_filter_bar_init (RwFilterBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
