/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-row-model.h"

#include "rw-row.h"
#include "rw-work.h"

#include <gio/gio.h>

/* GTK makes widgets for about 200 rows. So many are added between two frames, until it has them. */
#define STEP_ROWS  8u
#define SLOW_UNTIL 216u

struct _RwRowModel
{
  GObject parent_instance;

  RwAnalysis *analysis;
  RwView *view;
  guint n_shown; /* the length GTK knows */
  guint growing; /* source id, 0 when the length is that of the view */
};

enum
{
  RELABELLED,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static GType
get_item_type (GListModel *list G_GNUC_UNUSED)
{
  return RW_TYPE_ROW;
}

static guint
get_n_items (GListModel *list)
{
  return RW_ROW_MODEL (list)->n_shown;
}

static gpointer
get_item (GListModel *list, guint position)
{
  RwRowModel *self = RW_ROW_MODEL (list);

  return position < self->n_shown ? rw_row_new (self, position) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (RwRowModel, rw_row_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static guint
count_rows (RwRowModel *self)
{
  return self->view != NULL ? MIN (rw_rows_get_n (rw_view_get_rows (self->view)), RW_ROW_MODEL_MAX)
                            : 0;
}

static void
set_length (RwRowModel *self, guint n)
{
  guint before = self->n_shown;
  guint kept = MIN (before, n);

  self->n_shown = n;
  if (before != n)
    g_list_model_items_changed (G_LIST_MODEL (self), kept, before - kept, n - kept);
}

static gboolean
grow_cb (gpointer data)
{
  RwRowModel *self = RW_ROW_MODEL (data);
  guint n = count_rows (self);

  set_length (self, self->n_shown < SLOW_UNTIL ? MIN (n, self->n_shown + STEP_ROWS) : n);
  if (self->n_shown < n)
    return G_SOURCE_CONTINUE;
  self->growing = 0;
  return G_SOURCE_REMOVE;
}

/* Whoever lets go last of a large table does not wait for it. */
static void
release (RwRowModel *self)
{
  rw_work_release (g_steal_pointer (&self->analysis), g_object_unref);
  rw_work_release (g_steal_pointer (&self->view), (GDestroyNotify) rw_view_unref);
}

static void
rw_row_model_dispose (GObject *object)
{
  RwRowModel *self = RW_ROW_MODEL (object);

  g_clear_handle_id (&self->growing, g_source_remove);
  release (self);
  self->n_shown = 0;
  G_OBJECT_CLASS (rw_row_model_parent_class)->dispose (object);
}

static void
rw_row_model_class_init (RwRowModelClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rw_row_model_dispose;
  signals[RELABELLED] = g_signal_new ("relabelled", RW_TYPE_ROW_MODEL, G_SIGNAL_RUN_LAST, 0, NULL,
                                      NULL, NULL, G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", RW_TYPE_ROW_MODEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
rw_row_model_init (RwRowModel *self G_GNUC_UNUSED)
{
}

RwRowModel *
rw_row_model_new (void)
{
  return g_object_new (RW_TYPE_ROW_MODEL, NULL);
}

void
rw_row_model_set_view (RwRowModel *self, RwAnalysis *analysis, RwView *view)
{
  g_clear_handle_id (&self->growing, g_source_remove);
  release (self);
  self->analysis = analysis != NULL ? g_object_ref (analysis) : NULL;
  self->view = view != NULL ? rw_view_ref (view) : NULL;
  if (count_rows (self) < self->n_shown)
    set_length (self, count_rows (self));
  g_signal_emit (self, signals[RELABELLED], 0);
  if (count_rows (self) > self->n_shown)
    self->growing = g_idle_add_full (G_PRIORITY_LOW, grow_cb, self, NULL);
}

gboolean
rw_row_model_shrink (RwRowModel *self)
{
  g_clear_handle_id (&self->growing, g_source_remove);
  set_length (self, MIN (self->n_shown, SLOW_UNTIL) - MIN (self->n_shown, STEP_ROWS));
  return self->n_shown > 0;
}

RwAnalysis *
rw_row_model_get_analysis (RwRowModel *self)
{
  return self->analysis;
}

guint32
rw_row_model_get_number (RwRowModel *self, guint position)
{
  return rw_rows_get (rw_view_get_rows (self->view))[position];
}

void
rw_row_model_report_error (RwRowModel *self, const GError *error)
{
  g_signal_emit (self, signals[FAILED], 0, error);
}
