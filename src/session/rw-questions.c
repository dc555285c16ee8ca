/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-questions.h"

#include <glib/gi18n.h>

/* Others are found in the table. */
#define MAX_COLUMNS 2u

static void
question_free (gpointer data)
{
  RwQuestion *question = data;

  g_free (question->text);
  g_free (question->column);
  g_free (question->input);
  g_strfreev (question->columns);
  g_free (question);
}

/* Takes @text. */
static RwQuestion *
add (GPtrArray *questions, RwQuestionKind kind, gboolean blocks, char *text)
{
  RwQuestion *question = g_new0 (RwQuestion, 1);

  question->kind = kind;
  question->blocks = blocks;
  question->text = text;
  g_ptr_array_add (questions, question);
  return question;
}

/* Of @first (may be NULL) and @others, as many as a person can choose from. */
static GStrv
dup_columns (const char *first, const GPtrArray *others)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (first != NULL)
    g_strv_builder_add (builder, first);
  for (guint i = 0; i < MIN (others->len, MAX_COLUMNS); i++)
    g_strv_builder_add (builder, others->pdata[i]);
  return g_strv_builder_end (builder);
}

static void
add_doubts (GPtrArray *questions, const RwDoubts *doubts)
{
  if (doubts->damage != NULL)
    add (questions, RW_QUESTION_DAMAGE, TRUE, g_strdup (doubts->damage));
  for (guint i = 0; i < doubts->ambiguities->len; i++)
    {
      const RwAmbiguity *ambiguity = doubts->ambiguities->pdata[i];
      /* Translators: a column, and a value in it */
      RwQuestion *question =
          add (questions, RW_QUESTION_NUMBERS, TRUE,
               g_strdup_printf (_ ("“%s” can be read in two ways. What is “%s”?"),
                                ambiguity->column, ambiguity->example));
      question->column = g_strdup (ambiguity->column);
      question->ambiguity = i;
    }
}

static RwQuestion *
ask_input (GPtrArray *questions, const RwManifest *manifest, const RwInput *input,
           const RwInputMapping *entry)
{
  if (entry->column == NULL)
    return rw_mapping_needs (manifest, input, entry)
               ? add (questions, RW_QUESTION_NO_COLUMN, TRUE,
                      g_strdup_printf (_ ("No column was found for “%s”, which the model needs."),
                                       input->name))
               : NULL;
  if (entry->rivals->len > 0)
    return add (
        questions, RW_QUESTION_RIVALS, TRUE,
        /* Translators: an input of the model */
        g_strdup_printf (_ ("Several columns could be “%s”. Which one is it?"), input->name));
  if (entry->is_shared)
    return add (
        questions, RW_QUESTION_SHARED, TRUE,
        /* Translators: a column of the file, and an input of the model */
        g_strdup_printf (_ ("“%s” is read twice, also as “%s”."), entry->column, input->name));
  if (entry->match == RW_MATCH_GUESS)
    return add (questions, RW_QUESTION_GUESS, FALSE,
                /* Translators: a column of the file, and an input of the model */
                g_strdup_printf (_ ("“%s” is read as “%s”. That is a guess by its name."),
                                 entry->column, input->name));
  return NULL;
}

static void
add_mapping (GPtrArray *questions, const RwManifest *manifest, const RwMapping *mapping)
{
  for (guint i = 0; i < manifest->inputs->len; i++)
    {
      const RwInput *input = manifest->inputs->pdata[i];
      const RwInputMapping *entry = rw_mapping_find (mapping, input->name);
      RwQuestion *question = ask_input (questions, manifest, input, entry);
      if (question == NULL)
        continue;
      question->column = g_strdup (entry->column);
      question->input = g_strdup (input->name);
      if (question->kind == RW_QUESTION_NO_COLUMN || question->kind == RW_QUESTION_RIVALS)
        question->columns =
            dup_columns (entry->column, entry->column != NULL ? entry->rivals : entry->likely);
    }
}

static gboolean
has_any (const RwMapping *mapping)
{
  for (guint i = 0; i < mapping->inputs->len; i++)
    if (((const RwInputMapping *) mapping->inputs->pdata[i])->column != NULL)
      return TRUE;
  return FALSE;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const RwQuestion *one = *(const RwQuestion *const *) a;
  const RwQuestion *two = *(const RwQuestion *const *) b;

  return two->blocks - one->blocks;
}

GPtrArray *
rw_questions_find (RwImport *import)
{
  GPtrArray *questions = g_ptr_array_new_with_free_func (question_free);

  if (!rw_import_is_complete (import))
    return questions;
  const RwEncoding *encoding = rw_table_get_encoding (rw_import_get_table (import));
  add_doubts (questions, rw_import_get_doubts (import));
  add_mapping (questions, rw_model_get_manifest (rw_import_get_model (import)),
               rw_import_get_mapping (import));
  if (!has_any (rw_import_get_mapping (import)))
    add (questions, RW_QUESTION_NO_COLUMN, TRUE,
         g_strdup (_ ("The model reads none of the columns. Choose what they are.")));
  if (encoding->evidence == RW_EVIDENCE_GUESS)
    add (questions, RW_QUESTION_ENCODING, FALSE,
         g_strdup_printf (_ ("The character encoding, %s, is a guess."), encoding->name));
  g_ptr_array_sort (questions, compare);
  return questions;
}
