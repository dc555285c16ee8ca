/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-row.h"

#include <string.h>

/* Longer texts are cut: nobody reads more in a cell, and laying out a text takes its time. */
#define MAX_CHARACTERS 200

struct _RwRow
{
  GObject parent_instance;

  RwRowModel *model;
  guint position;
  guint32 read_number;       /* whose cells these are */
  RwAnalysis *read_analysis; /* of which table; only compared */
  GPtrArray *texts;          /* NULL before they are read */
};

G_DEFINE_FINAL_TYPE (RwRow, rw_row, G_TYPE_OBJECT)

static char *
make_text (GBytes *cell)
{
  gsize length = 0;
  const char *bytes = g_bytes_get_data (cell, &length);
  gsize shown = MIN (length, MAX_CHARACTERS * 4);
  g_autofree char *text = g_utf8_make_valid (bytes != NULL ? bytes : "", (gssize) shown);

  for (char *at = text; *at != '\0'; at++)
    if (g_ascii_iscntrl (*at))
      *at = ' ';
  if (g_utf8_strlen (text, -1) <= MAX_CHARACTERS)
    return g_steal_pointer (&text);
  g_autofree char *start = g_utf8_substring (text, 0, MAX_CHARACTERS);
  return g_strconcat (start, "…", NULL);
}

static void
read_texts (RwRow *self)
{
  g_autoptr (GError) error = NULL;
  RwTable *table = rw_analysis_get_table (self->read_analysis);
  g_autoptr (GPtrArray) cells =
      rw_table_read_record (table, (guint64) self->read_number + 1, &error);

  self->texts = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; cells != NULL && i < cells->len; i++)
    g_ptr_array_add (self->texts, make_text (cells->pdata[i]));
  if (cells == NULL)
    rw_row_model_report_error (self->model, error);
}

/* Forgets what was read when another row has come to this position. */
static void
refresh (RwRow *self)
{
  guint32 number = rw_row_get_number (self);
  RwAnalysis *analysis = rw_row_model_get_analysis (self->model);

  if (self->texts != NULL && self->read_number == number && self->read_analysis == analysis)
    return;
  g_clear_pointer (&self->texts, g_ptr_array_unref);
  self->read_number = number;
  self->read_analysis = analysis;
  read_texts (self);
}

static void
rw_row_finalize (GObject *object)
{
  RwRow *self = RW_ROW (object);

  g_clear_object (&self->model);
  g_clear_pointer (&self->texts, g_ptr_array_unref);
  G_OBJECT_CLASS (rw_row_parent_class)->finalize (object);
}

static void
rw_row_class_init (RwRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rw_row_finalize;
}

static void
rw_row_init (RwRow *self G_GNUC_UNUSED)
{
}

RwRow *
rw_row_new (RwRowModel *model, guint position)
{
  RwRow *self = g_object_new (RW_TYPE_ROW, NULL);

  self->model = g_object_ref (model);
  self->position = position;
  return self;
}

guint
rw_row_get_position (RwRow *self)
{
  return self->position;
}

guint32
rw_row_get_number (RwRow *self)
{
  return rw_row_model_get_number (self->model, self->position);
}

float
rw_row_get_probability (RwRow *self)
{
  RwAnalysis *analysis = rw_row_model_get_analysis (self->model);

  return rw_scores_get_probabilities (rw_analysis_get_scores (analysis))[rw_row_get_number (self)];
}

const char *
rw_row_get_text (RwRow *self, guint column)
{
  refresh (self);
  return column < self->texts->len ? self->texts->pdata[column] : "";
}
