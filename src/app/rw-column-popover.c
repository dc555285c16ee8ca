/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-column-popover.h"

#include "rw-accessible.h"
#include "rw-column-item.h"

#include <glib/gi18n.h>

struct _RwColumnPopover
{
  GtkPopover parent_instance;

  /* template */
  GtkDropDown *sort;
  GtkToggleButton *ascending;
  GtkToggleButton *descending;
  GtkListView *list;

  RwSession *session;
  gboolean syncing;
};

G_DEFINE_FINAL_TYPE (RwColumnPopover, rw_column_popover, GTK_TYPE_POPOVER)

enum
{
  PROP_0,
  PROP_SESSION,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* Churn probability, then the columns of the file: place i + 1 is column i. */
static void
fill_sort (RwColumnPopover *self)
{
  RwAnalysis *analysis = rw_session_get_analysis (self->session);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, _ ("Churn Probability"));
  for (guint i = 0; i < rw_table_get_n_columns (rw_analysis_get_table (analysis)); i++)
    gtk_string_list_append (
        names, rw_column_get_name (rw_table_get_column (rw_analysis_get_table (analysis), i)));
  gtk_drop_down_set_model (self->sort, G_LIST_MODEL (names));
}

static void
request_changed_cb (RwColumnPopover *self)
{
  RwSort sort = rw_session_get_request (self->session)->sort;
  guint place = sort.column == RW_SORT_CHURN ? 0 : sort.column + 1;

  g_assert (RW_IS_COLUMN_POPOVER (self));
  self->syncing = TRUE;
  gtk_drop_down_set_selected (self->sort, place);
  gtk_toggle_button_set_active (sort.descending ? self->descending : self->ascending, TRUE);
  self->syncing = FALSE;
}

static void
analysis_changed_cb (RwColumnPopover *self)
{
  g_assert (RW_IS_COLUMN_POPOVER (self));
  if (rw_session_get_analysis (self->session) == NULL)
    return;
  self->syncing = TRUE;
  fill_sort (self);
  self->syncing = FALSE;
  request_changed_cb (self);
}

static void
sort_changed_cb (RwColumnPopover *self)
{
  guint place = gtk_drop_down_get_selected (self->sort);

  if (self->syncing || self->session == NULL || place == GTK_INVALID_LIST_POSITION)
    return;
  rw_session_set_sort (self->session, (RwSort){ place == 0 ? RW_SORT_CHURN : place - 1,
                                                gtk_toggle_button_get_active (self->descending) });
}

static void
setup_cb (GtkSignalListItemFactory *factory G_GNUC_UNUSED, GtkListItem *item)
{
  gtk_list_item_set_child (item, gtk_check_button_new ());
  gtk_list_item_set_activatable (item, FALSE);
}

static void
bind_cb (GtkSignalListItemFactory *factory G_GNUC_UNUSED, GtkListItem *item)
{
  GtkWidget *check = gtk_list_item_get_child (item);
  RwColumnItem *column = gtk_list_item_get_item (item);

  gtk_check_button_set_label (GTK_CHECK_BUTTON (check), rw_column_item_get_name (column));
  GBinding *binding = g_object_bind_property (column, "visible", check, "active",
                                              G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  g_object_set_data (G_OBJECT (item), "binding", binding);
  if (gtk_widget_get_parent (check) != NULL)
    rw_accessible_set_name (gtk_widget_get_parent (check), rw_column_item_get_name (column));
}

static void
unbind_cb (GtkSignalListItemFactory *factory G_GNUC_UNUSED, GtkListItem *item)
{
  g_binding_unbind (g_object_steal_data (G_OBJECT (item), "binding"));
}

static void
set_session (RwColumnPopover *self, RwSession *session)
{
  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify::analysis", G_CALLBACK (analysis_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::request", G_CALLBACK (request_changed_cb), self,
                           G_CONNECT_SWAPPED);
  analysis_changed_cb (self);
}

static void
rw_column_popover_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SESSION)
    g_value_set_object (value, RW_COLUMN_POPOVER (object)->session);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
rw_column_popover_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id != PROP_SESSION)
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  else if (g_value_get_object (value) != NULL)
    set_session (RW_COLUMN_POPOVER (object), g_value_get_object (value));
}

static void
rw_column_popover_dispose (GObject *object)
{
  RwColumnPopover *self = RW_COLUMN_POPOVER (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), RW_TYPE_COLUMN_POPOVER);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (rw_column_popover_parent_class)->dispose (object);
}

static void
rw_column_popover_class_init (RwColumnPopoverClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = rw_column_popover_get_property;
  object_class->set_property = rw_column_popover_set_property;
  object_class->dispose = rw_column_popover_dispose;
  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, RW_TYPE_SESSION,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/com/retainwiseanalytics/Desktop/ui/column-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, RwColumnPopover, sort);
  gtk_widget_class_bind_template_child (widget_class, RwColumnPopover, ascending);
  gtk_widget_class_bind_template_child (widget_class, RwColumnPopover, descending);
  gtk_widget_class_bind_template_child (widget_class, RwColumnPopover, list);
  gtk_widget_class_bind_template_callback (widget_class, sort_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_cb);
}

static void
rw_column_popover_init (RwColumnPopover *self)
{
  g_autoptr (GtkExpression) name =
      gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drop_down_set_expression (self->sort, name);
  rw_accessible_set_name (gtk_widget_get_first_child (GTK_WIDGET (self->sort)), _ ("Sort By"));
}

void
rw_column_popover_set_columns (RwColumnPopover *self, GListModel *columns)
{
  g_autoptr (GtkNoSelection) selection = gtk_no_selection_new (g_object_ref (columns));

  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (selection));
}
