/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-questions.h"

#include "rw-format.h"

#include <glib/gi18n.h>

/* Others are found in the table. */
#define MAX_COLUMNS 2u

/* Texts of an input that are asked for, the most frequent ones. */
#define MAX_TEXTS 20u

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

/* What is offered, or done, to a number's unit. */
static void
add_unit (GPtrArray *questions, const RwInputMapping *entry, const RwInputCheck *check)
{
  gboolean is_converted = entry->factor < 1 || entry->factor > 1;
  RwQuestion *question = NULL;

  if (is_converted)
    question = add (questions, RW_QUESTION_CONVERTED, FALSE,
                    /* Translators: a column of the file, a number, and an input of the model */
                    g_strdup_printf (_ ("“%s” × %.4g is read as “%s”, as you said."), entry->column,
                                     entry->factor, entry->input));
  else if (check->unit != RW_UNIT_SAME)
    question = add (questions, RW_QUESTION_UNIT, FALSE,
                    /* Translators: a column of the file, an input of the model, and a unit, as
                     * “days, of which 30.4 are a month” */
                    g_strdup_printf (_ ("“%s”, read as “%s”, seems to be in %s."), entry->column,
                                     entry->input, rw_unit_get_title (check->unit)));
  if (question == NULL)
    return;
  question->column = g_strdup (entry->column);
  question->input = g_strdup (entry->input);
  question->factor = is_converted ? entry->factor : rw_unit_get_factor (check->unit);
}

static void
add_level (GPtrArray *questions, const RwInputMapping *entry, const RwTextCheck *text)
{
  g_autofree char *rows = rw_format_rows (text->count);
  RwQuestion *question =
      add (questions, RW_QUESTION_LEVEL, FALSE,
           text->match == RW_MATCH_NONE
               /* Translators: a text, the column it is in, and how many rows have it */
               ? g_strdup_printf (_ ("“%s” in “%s” is not known to the model (%s)."), text->text,
                                  entry->column, rows)
               /* Translators: a text, the column it is in, and how many rows have it; what it is
                * taken for follows */
               : g_strdup_printf (_ ("“%s” in “%s” (%s)"), text->text, entry->column, rows));

  question->column = g_strdup (entry->column);
  question->input = g_strdup (entry->input);
  question->level = text;
}

/* Of the texts that are not as the model calls them, those it does not know first. */
static void
add_levels (GPtrArray *questions, const RwInputMapping *entry, const RwInputCheck *check)
{
  guint n = 0;

  for (guint known = 0; known < 2; known++)
    for (guint i = 0; i < check->texts->len && n < MAX_TEXTS; i++)
      {
        const RwTextCheck *text = check->texts->pdata[i];
        if (text->match == RW_MATCH_EXACT || (text->match != RW_MATCH_NONE) != (known != 0))
          continue;
        add_level (questions, entry, text);
        n++;
      }
}

/* How many of the model's columns there are; nothing if there are all. */
static void
add_coverage (GPtrArray *questions, const RwMappingCheck *check)
{
  if (check->n_found == 0 || check->n_found == check->inputs->len)
    return;
  g_autofree char *share = rw_format_percent (check->importance);
  add (questions, RW_QUESTION_COVERAGE, FALSE,
       /* Translators: how many of the columns that the model reads a file has, and a percentage */
       g_strdup_printf (
           _ ("%u of the model's %u columns were found. They carry %s of its importance."),
           check->n_found, check->inputs->len, share));
}

/* What the values say. */
static void
add_check (GPtrArray *questions, const RwManifest *manifest, RwImport *import)
{
  const RwMappingCheck *check = rw_import_get_check (import);

  add_coverage (questions, check);
  for (guint i = 0; i < manifest->inputs->len; i++)
    {
      const RwInput *input = manifest->inputs->pdata[i];
      const RwInputMapping *entry = rw_mapping_find (rw_import_get_mapping (import), input->name);
      const RwInputCheck *found = &g_array_index (check->inputs, RwInputCheck, i);
      if (entry->column != NULL && input->kind == RW_INPUT_NUMBER)
        add_unit (questions, entry, found);
      else if (entry->column != NULL)
        add_levels (questions, entry, found);
    }
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
  if (rw_mapping_count_found (rw_import_get_mapping (import)) == 0)
    add (questions, RW_QUESTION_NO_COLUMN, TRUE,
         g_strdup (_ ("The model reads none of the columns. Choose what they are.")));
  if (encoding->evidence == RW_EVIDENCE_GUESS)
    add (questions, RW_QUESTION_ENCODING, FALSE,
         g_strdup_printf (_ ("The character encoding, %s, is a guess."), encoding->name));
  add_check (questions, rw_model_get_manifest (rw_import_get_model (import)), import);
  g_ptr_array_sort (questions, compare);
  return questions;
}
