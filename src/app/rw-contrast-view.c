/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-contrast-view.h"

#include "rw-accessible.h"
#include "rw-contrast-text.h"
#include "rw-figure-text.h"
#include "rw-format.h"

#include <glib/gi18n.h>

struct _RwContrastView
{
  GtkBox parent_instance;

  /* template */
  GtkLabel *verdict;
  GtkLabel *customers;
  GtkGrid *figures;
  GtkLabel *caution;
  GtkLabel *changes;
  GtkGrid *moves;
  GtkLabel *means;
};

G_DEFINE_FINAL_TYPE (RwContrastView, rw_contrast_view, GTK_TYPE_BOX)

/* Of the figures, behind their titles. */
enum
{
  COLUMN_TITLE,
  COLUMN_A,
  COLUMN_B,
  COLUMN_DIFFERENCE,
  COLUMN_INTERVAL,
  COLUMN_BETTER,
  N_COLUMNS
};

static void
clear_grid (GtkGrid *grid)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (grid))) != NULL)
    gtk_grid_remove (grid, child);
}

static GtkWidget *
attach (GtkGrid *grid, const char *text, int column, int row, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, css_class);
  gtk_grid_attach (grid, label, column, row, 1, 1);
  return label;
}

static void
add_head (RwContrastView *self)
{
  const char *const titles[N_COLUMNS] = {
    [COLUMN_TITLE] = _ ("Figure"),
    /* Translators: letters that stand for models; figures of both, and their difference */
    [COLUMN_A] = C_ ("model", "A"),
    [COLUMN_B] = C_ ("model", "B"),
    [COLUMN_DIFFERENCE] = C_ ("model", "B − A"),
    [COLUMN_INTERVAL] = _ ("95 % interval"),
  };

  for (int i = 0; i < N_COLUMNS; i++)
    if (titles[i] != NULL)
      attach (self->figures, titles[i], i, 0, "dim-label");
}

/* A reader of single cells hears which one it is. */
static void
add_cell (RwContrastView *self, const char *title, const char *text, int column, int row)
{
  GtkWidget *head = gtk_grid_get_child_at (self->figures, column, 0);
  GtkWidget *label = attach (self->figures, text, column, row, "numeric");
  const char *name = head != NULL ? gtk_label_get_text (GTK_LABEL (head)) : NULL;
  g_autofree char *spoken = name != NULL ? g_strdup_printf ("%s, %s: %s", title, name, text)
                                         : g_strdup_printf ("%s: %s", title, text);

  rw_accessible_set_name (label, spoken);
}

/* The title of a figure, and what it means below. */
static void
add_title (RwContrastView *self, const char *id, int row)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  const char *texts[] = { rw_figure_text_get_title (id), rw_figure_text_get_meaning (id) };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      GtkWidget *label = gtk_label_new (texts[i]);
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      if (i > 0)
        gtk_widget_add_css_class (label, "caption");
      if (i > 0)
        gtk_widget_add_css_class (label, "dim-label");
      gtk_box_append (GTK_BOX (box), label);
    }
  gtk_widget_set_hexpand (box, TRUE);
  gtk_grid_attach (self->figures, box, COLUMN_TITLE, row, 1, 1);
}

static void
add_figure (RwContrastView *self, const RwModelComparison *comparison, RwFigureId figure, int row)
{
  const char *id = rw_figure_get_id (figure);
  const char *title = rw_figure_text_get_title (id);
  RwBetter better = rw_model_comparison_get_better (comparison, figure);
  g_autofree char *a = rw_figure_text_dup (rw_figure_get (figure, &comparison->a->metrics));
  g_autofree char *b = rw_figure_text_dup (rw_figure_get (figure, &comparison->b->metrics));
  g_autofree char *difference = rw_figure_text_dup_difference (comparison->differences[figure]);
  g_autofree char *interval =
      rw_figure_text_dup_difference_interval (comparison->difference_intervals[figure]);

  add_title (self, id, row);
  add_cell (self, title, a, COLUMN_A, row);
  add_cell (self, title, b, COLUMN_B, row);
  add_cell (self, title, difference, COLUMN_DIFFERENCE, row);
  add_cell (self, title, interval, COLUMN_INTERVAL, row);
  if (rw_figure_get_direction (figure) != 0)
    add_cell (self, title, rw_better_get_title (better), COLUMN_BETTER, row);
}

/* It has no interval; what chance alone gives stands in its place. */
static void
add_calibration (RwContrastView *self, const RwModelComparison *comparison, int row)
{
  const char *title = rw_figure_text_get_title ("ece");
  double ece[] = { comparison->a->metrics.ece, comparison->b->metrics.ece };
  g_autofree char *a = rw_figure_text_dup (ece[0]);
  g_autofree char *b = rw_figure_text_dup (ece[1]);
  g_autofree char *difference = rw_figure_text_dup_difference (ece[1] - ece[0]);
  g_autofree char *chance = g_strdup_printf (
      /* Translators: calibration errors that chance alone gives with two models */
      _ ("by chance %.4f and %.4f"), comparison->a->calibration.ece_floor,
      comparison->b->calibration.ece_floor);

  add_title (self, "ece", row);
  add_cell (self, title, a, COLUMN_A, row);
  add_cell (self, title, b, COLUMN_B, row);
  add_cell (self, title, difference, COLUMN_DIFFERENCE, row);
  add_cell (self, title, chance, COLUMN_INTERVAL, row);
}

static void
show_figures (RwContrastView *self, const RwContrast *contrast)
{
  static const RwFigureId shown[] = {
    RW_FIGURE_AUC,      RW_FIGURE_AVERAGE_PRECISION,
    RW_FIGURE_LIFT,     RW_FIGURE_LOG_LOSS,
    RW_FIGURE_BRIER,    RW_FIGURE_MEAN_PROBABILITY,
    RW_FIGURE_ACCURACY, RW_FIGURE_PRECISION,
    RW_FIGURE_RECALL,   RW_FIGURE_F1,
  };
  int row = 1;

  clear_grid (self->figures);
  gtk_widget_set_visible (GTK_WIDGET (self->figures), contrast->label != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->caution), contrast->label != NULL);
  if (contrast->label == NULL)
    return;
  g_autofree char *threshold = rw_format_percent (contrast->comparison->a->metrics.threshold);
  /* Translators: %s is a probability, "50.0 %" */
  g_autofree char *caution = g_strdup_printf (
      _ ("Accuracy and the figures below it call customers leavers from %s on. A model is better "
         "than it should be on the file that it was trained on."),
      threshold);
  gtk_label_set_text (self->caution, caution);
  add_head (self);
  for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
    {
      add_figure (self, contrast->comparison, shown[i], row++);
      if (shown[i] == RW_FIGURE_BRIER)
        add_calibration (self, contrast->comparison, row++);
    }
}

static void
show_moves (RwContrastView *self, const RwContrast *contrast)
{
  int row = 0;

  clear_grid (self->moves);
  for (RwRisk from = 0; from < RW_N_RISKS; from++)
    for (RwRisk to = 0; to < RW_N_RISKS; to++)
      {
        guint32 n = contrast->comparison->bands[from][to];
        if (from == to || n == 0)
          continue;
        g_autofree char *title = rw_contrast_text_dup_move (from, to);
        g_autofree char *customers = rw_format_customers (n);
        g_autofree char *spoken = g_strdup_printf ("%s: %s", title, customers);
        attach (self->moves, title, 0, row, "dim-label");
        rw_accessible_set_name (attach (self->moves, customers, 1, row++, "numeric"), spoken);
      }
  gtk_widget_set_visible (GTK_WIDGET (self->moves), row > 0);
}

static void
rw_contrast_view_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), RW_TYPE_CONTRAST_VIEW);
  G_OBJECT_CLASS (rw_contrast_view_parent_class)->dispose (object);
}

static void
rw_contrast_view_class_init (RwContrastViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rw_contrast_view_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/com/retainwiseanalytics/Desktop/ui/contrast-view.ui");
  gtk_widget_class_bind_template_child (widget_class, RwContrastView, verdict);
  gtk_widget_class_bind_template_child (widget_class, RwContrastView, customers);
  gtk_widget_class_bind_template_child (widget_class, RwContrastView, figures);
  gtk_widget_class_bind_template_child (widget_class, RwContrastView, caution);
  gtk_widget_class_bind_template_child (widget_class, RwContrastView, changes);
  gtk_widget_class_bind_template_child (widget_class, RwContrastView, moves);
  gtk_widget_class_bind_template_child (widget_class, RwContrastView, means);
}

static void
rw_contrast_view_init (RwContrastView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
rw_contrast_view_show (RwContrastView *self, const RwContrast *contrast)
{
  g_autofree char *customers = rw_contrast_text_dup_customers (contrast);
  g_autofree char *changes = rw_contrast_text_dup_changes (contrast);
  g_autofree char *means = rw_contrast_text_dup_means (contrast);
  g_autofree char *verdict =
      contrast->label != NULL ? rw_contrast_text_dup_verdict (contrast) : g_strdup ("");

  gtk_label_set_text (self->verdict, verdict);
  gtk_widget_set_visible (GTK_WIDGET (self->verdict), contrast->label != NULL);
  gtk_label_set_text (self->customers, customers);
  show_figures (self, contrast);
  gtk_label_set_text (self->changes, changes);
  show_moves (self, contrast);
  gtk_label_set_text (self->means, means);
}
