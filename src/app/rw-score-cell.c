/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-score-cell.h"

#include "rw-format.h"

#include <math.h>

#define TEXT_CHARS 7
#define SPACING    8
#define BAR_HEIGHT 6.0f

struct _RwScoreCell
{
  GtkWidget parent_instance;

  GtkWidget *text;
  float probability;
};

G_DEFINE_FINAL_TYPE (RwScoreCell, rw_score_cell, GTK_TYPE_WIDGET)

static void
rw_score_cell_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                       int *natural, int *minimum_baseline, int *natural_baseline)
{
  RwScoreCell *self = RW_SCORE_CELL (widget);

  gtk_widget_measure (self->text, orientation, for_size, minimum, natural, minimum_baseline,
                      natural_baseline);
}

static int
get_text_width (RwScoreCell *self)
{
  int natural = 0;

  gtk_widget_measure (self->text, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  return natural;
}

static gboolean
is_rtl (RwScoreCell *self)
{
  return gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
}

static void
rw_score_cell_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  RwScoreCell *self = RW_SCORE_CELL (widget);
  int text_width = MIN (get_text_width (self), width);
  GtkAllocation place = { is_rtl (self) ? width - text_width : 0, 0, text_width, height };

  gtk_widget_size_allocate (self->text, &place, baseline);
}

static void
append_bar (GtkSnapshot *snapshot, const GdkRGBA *color, float x, float y, float width)
{
  GskRoundedRect outline;
  graphene_rect_t rect = GRAPHENE_RECT_INIT (x, y, width, BAR_HEIGHT);

  gsk_rounded_rect_init_from_rect (&outline, &rect, BAR_HEIGHT / 2);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_color (snapshot, color, &rect);
  gtk_snapshot_pop (snapshot);
}

/* A trough over the whole width, and the bar in the colour that CSS gives the cell. */
static void
rw_score_cell_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  RwScoreCell *self = RW_SCORE_CELL (widget);
  int text_width = get_text_width (self) + SPACING;
  float width = (float) (gtk_widget_get_width (widget) - text_width);
  float bar = roundf (width * self->probability);
  float x = is_rtl (self) ? 0 : (float) text_width;
  float y = floorf (((float) gtk_widget_get_height (widget) - BAR_HEIGHT) / 2);
  GdkRGBA color;

  gtk_widget_snapshot_child (widget, self->text, snapshot);
  if (width < BAR_HEIGHT)
    return;
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  GdkRGBA trough = color;
  trough.alpha *= 0.18f;
  append_bar (snapshot, &trough, x, y, width);
  if (bar >= 1)
    append_bar (snapshot, &color, is_rtl (self) ? x + width - bar : x, y, bar);
}

static void
rw_score_cell_dispose (GObject *object)
{
  g_clear_pointer (&RW_SCORE_CELL (object)->text, gtk_widget_unparent);
  G_OBJECT_CLASS (rw_score_cell_parent_class)->dispose (object);
}

static void
rw_score_cell_class_init (RwScoreCellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rw_score_cell_dispose;
  widget_class->measure = rw_score_cell_measure;
  widget_class->size_allocate = rw_score_cell_size_allocate;
  widget_class->snapshot = rw_score_cell_snapshot;
  gtk_widget_class_set_css_name (widget_class, "scorecell");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_METER);
}

static void
rw_score_cell_init (RwScoreCell *self)
{
  self->text = gtk_inscription_new (NULL);
  gtk_inscription_set_min_chars (GTK_INSCRIPTION (self->text), TEXT_CHARS);
  gtk_inscription_set_nat_chars (GTK_INSCRIPTION (self->text), TEXT_CHARS);
  gtk_inscription_set_xalign (GTK_INSCRIPTION (self->text), 1);
  gtk_widget_add_css_class (self->text, "numeric");
  gtk_widget_set_parent (self->text, GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, 0.0,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, 100.0, -1);
}

GtkWidget *
rw_score_cell_new (void)
{
  return g_object_new (RW_TYPE_SCORE_CELL, NULL);
}

void
rw_score_cell_set_probability (RwScoreCell *self, float probability)
{
  g_autofree char *text = rw_format_percent ((double) probability);

  self->probability = probability;
  gtk_inscription_set_text (GTK_INSCRIPTION (self->text), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_NOW,
                                  (double) probability * 100, GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                  text, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
