/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-model-row.h"

#include "rw-format.h"
#include "rw-model-card.h"

#include <glib/gi18n.h>
#include <math.h>

#define SHORT_HASH 8

struct _RwModelRow
{
  AdwExpanderRow parent_instance;

  /* template */
  GtkWidget *sample;
  GtkWidget *in_use;
  GtkGrid *facts;
  GtkWidget *use;
  GtkWidget *compare;
  GtkWidget *rename;
  GtkWidget *export;
  GtkWidget *reveal;
  GtkWidget *delete;

  char *path;   /* "" for the model that ships */
  char *sha256; /* "" for the model that ships; NULL: it cannot be used */
  int n_facts;
};

G_DEFINE_FINAL_TYPE (RwModelRow, rw_model_row, ADW_TYPE_EXPANDER_ROW)

static void
append (GString *text, const char *part)
{
  g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", part);
}

/* "28 November 2026 · AUC 0.850 · 7,043 customers · b9d7a728" */
static char *
make_subtitle (const RwStoredModel *stored)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (stored->path != NULL)
    {
      g_autofree char *date = rw_format_date (stored->kept_at);
      append (text, date);
    }
  if (!isnan (stored->auc))
    {
      /* Translators: area under the curve, on customers that the model was not trained on */
      g_autofree char *auc = g_strdup_printf (_ ("AUC %.3f"), stored->auc);
      append (text, auc);
    }
  if (stored->n_rows > 0)
    {
      g_autofree char *customers = rw_format_customers (stored->n_rows);
      append (text, customers);
    }
  g_autofree char *hash = g_strndup (rw_model_get_sha256 (stored->model), SHORT_HASH);
  append (text, hash);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static GtkWidget *
make_label (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  return label;
}

static void
add_fact (RwModelRow *self, const char *title, const char *text)
{
  GtkWidget *name = make_label (title);
  GtkWidget *value = make_label (text);

  gtk_label_set_width_chars (GTK_LABEL (name), 14);
  gtk_label_set_max_width_chars (GTK_LABEL (name), 20);
  gtk_widget_add_css_class (name, "dim-label");
  gtk_widget_set_hexpand (value, TRUE);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (value), GTK_NATURAL_WRAP_NONE);
  gtk_label_set_selectable (GTK_LABEL (value), TRUE);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (value), GTK_ACCESSIBLE_RELATION_LABELLED_BY, name,
                                  NULL, -1);
  gtk_grid_attach (self->facts, name, 0, self->n_facts, 1, 1);
  gtk_grid_attach (self->facts, value, 1, self->n_facts, 1, 1);
  self->n_facts++;
}

static void
add_card (RwModelRow *self, RwModel *model)
{
  g_autoptr (GPtrArray) lines = rw_model_card_list (model);
  g_autofree char *columns = rw_model_card_dup_columns (model);
  g_autofree char *quality = rw_model_card_dup_quality (model);

  if (quality != NULL)
    /* Translators: how good a model is on customers that it was not trained on */
    add_fact (self, _ ("Quality"), quality);
  /* Translators: in front of the columns that a model reads */
  add_fact (self, _ ("Reads"), columns);
  for (guint i = 0; i < lines->len; i++)
    {
      const RwCardLine *line = lines->pdata[i];
      add_fact (self, line->title, line->text);
    }
}

static void
show_buttons (RwModelRow *self)
{
  GtkWidget *const buttons[] = { self->use,    self->compare, self->rename,
                                 self->export, self->reveal,  self->delete };
  gboolean is_file = self->path[0] != '\0';

  for (guint i = 0; i < G_N_ELEMENTS (buttons); i++)
    gtk_actionable_set_action_target (GTK_ACTIONABLE (buttons[i]), "s", self->path);
  gtk_widget_set_visible (self->sample, !is_file);
  gtk_widget_set_visible (self->rename, is_file);
  gtk_widget_set_visible (self->reveal, is_file);
  gtk_widget_set_visible (self->delete, is_file);
  gtk_widget_set_visible (self->compare, self->sha256 != NULL);
  gtk_widget_set_visible (self->export, self->sha256 != NULL);
}

static void
rw_model_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), RW_TYPE_MODEL_ROW);
  G_OBJECT_CLASS (rw_model_row_parent_class)->dispose (object);
}

static void
rw_model_row_finalize (GObject *object)
{
  RwModelRow *self = RW_MODEL_ROW (object);

  g_free (self->path);
  g_free (self->sha256);
  G_OBJECT_CLASS (rw_model_row_parent_class)->finalize (object);
}

static void
rw_model_row_class_init (RwModelRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rw_model_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = rw_model_row_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/retainwiseanalytics/Desktop/ui/model-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RwModelRow, sample);
  gtk_widget_class_bind_template_child (widget_class, RwModelRow, in_use);
  gtk_widget_class_bind_template_child (widget_class, RwModelRow, facts);
  gtk_widget_class_bind_template_child (widget_class, RwModelRow, use);
  gtk_widget_class_bind_template_child (widget_class, RwModelRow, compare);
  gtk_widget_class_bind_template_child (widget_class, RwModelRow, rename);
  gtk_widget_class_bind_template_child (widget_class, RwModelRow, export);
  gtk_widget_class_bind_template_child (widget_class, RwModelRow, reveal);
  gtk_widget_class_bind_template_child (widget_class, RwModelRow, delete);
}

static void
rw_model_row_init (RwModelRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
rw_model_row_new (const RwStoredModel *stored)
{
  RwModelRow *self = g_object_new (RW_TYPE_MODEL_ROW, NULL);
  g_autofree char *subtitle =
      stored->model != NULL ? make_subtitle (stored) : g_strdup (_ ("It cannot be used."));

  self->path = g_strdup (stored->path != NULL ? stored->path : "");
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), stored->name);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), subtitle);
  if (stored->model != NULL)
    {
      self->sha256 = g_strdup (stored->path != NULL ? rw_model_get_sha256 (stored->model) : "");
      add_card (self, stored->model);
    }
  else
    /* Translators: in front of why a model cannot be used */
    add_fact (self, _ ("Problem"), stored->problem);
  show_buttons (self);
  return GTK_WIDGET (self);
}

const char *
rw_model_row_get_path (RwModelRow *self)
{
  return self->path;
}

void
rw_model_row_mark (RwModelRow *self, const char *sha256)
{
  gboolean in_use = g_strcmp0 (self->sha256, sha256) == 0;

  gtk_widget_set_visible (self->in_use, in_use);
  gtk_widget_set_visible (self->use, self->sha256 != NULL && !in_use);
}
