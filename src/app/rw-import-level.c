/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-import-level.h"

#include "rw-accessible.h"

#include <glib/gi18n.h>
#include <string.h>

/* What a drop-down answers. */
typedef struct
{
  RwImport *import;
  char *input;
  char *text;
} Answer;

static void
answer_free (gpointer data, GClosure *closure G_GNUC_UNUSED)
{
  Answer *answer = data;

  g_object_unref (answer->import);
  g_free (answer->input);
  g_free (answer->text);
  g_free (answer);
}

static const RwInput *
get_input (RwImport *import, const char *name)
{
  return rw_manifest_find_input (rw_model_get_manifest (rw_import_get_model (import)), name);
}

/* The first choice is that it is missing. */
static GtkStringList *
list_levels (const RwInput *input)
{
  GtkStringList *list = gtk_string_list_new (NULL);

  /* Translators: a text is taken for a value that is missing */
  gtk_string_list_append (list, C_ ("level", "Missing"));
  for (guint32 i = 0; i < rw_levels_get_n (input->levels); i++)
    gtk_string_list_append (list, rw_levels_get_text (input->levels, i));
  return list;
}

static guint
find_choice (const RwInput *input, const char *level)
{
  RwCell cell = { level, level != NULL ? strlen (level) : 0 };

  return level != NULL ? rw_levels_find (input->levels, cell) + 1 : 0;
}

static void
choose_cb (GtkDropDown *drop_down, GParamSpec *pspec G_GNUC_UNUSED, const Answer *answer)
{
  guint choice = gtk_drop_down_get_selected (drop_down);
  const RwInput *input = get_input (answer->import, answer->input);
  g_autoptr (RwChoices) choices = rw_choices_copy (rw_import_get_choices (answer->import));

  rw_mapping_give_level (choices->columns, answer->input, answer->text,
                         choice > 0 ? rw_levels_get_text (input->levels, choice - 1) : "");
  rw_import_choose (answer->import, choices);
}

GtkWidget *
rw_import_level_new (RwImport *import, const RwQuestion *question)
{
  const RwInput *input = get_input (import, question->input);
  GtkWidget *drop_down = gtk_drop_down_new (G_LIST_MODEL (list_levels (input)), NULL);
  Answer *answer = g_new0 (Answer, 1);

  *answer = (Answer){ g_object_ref (import), g_strdup (question->input),
                      g_strdup (question->level->text) };
  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop_down),
                              find_choice (input, question->level->level));
  gtk_widget_set_valign (drop_down, GTK_ALIGN_CENTER);
  rw_accessible_set_name (drop_down, question->text);
  g_signal_connect_data (drop_down, "notify::selected", G_CALLBACK (choose_cb), answer, answer_free,
                         0);
  return drop_down;
}
