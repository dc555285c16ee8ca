/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-import-problems.h"

#include "rw-accessible.h"
#include "rw-format.h"
#include "rw-import-level.h"
#include "rw-number-text.h"
#include "rw-questions.h"

#include <glib/gi18n.h>

struct _RwImportProblems
{
  GtkBox parent_instance;

  /* template */
  GtkScrolledWindow *scroller;
  GtkListBox *list;

  RwImport *import;
};

G_DEFINE_FINAL_TYPE (RwImportProblems, rw_import_problems, GTK_TYPE_BOX)

/* A row with a text, for buttons to be added to. */
static GtkWidget *
add_row (RwImportProblems *self, const char *text, gboolean blocks)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_hexpand (label, TRUE);
  if (blocks)
    gtk_widget_add_css_class (label, "heading");
  gtk_widget_add_css_class (box, "import-problem");
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_append (self->list, row);
  return box;
}

/* @place: what the button is about, for a screen reader. */
static GtkWidget *
add_button (GtkWidget *box, const char *label, const char *place)
{
  GtkWidget *button = gtk_button_new_with_label (label);
  g_autofree char *spoken = g_strdup_printf ("%s: %s", label, place);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  rw_accessible_set_name (button, spoken);
  gtk_box_append (GTK_BOX (box), button);
  return button;
}

static void
go_to_column_cb (RwImportProblems *self, GtkWidget *button)
{
  g_assert (RW_IS_IMPORT_PROBLEMS (self));
  g_signal_emit_by_name (self, "go-to-column", g_object_get_data (G_OBJECT (button), "column"));
}

static void
go_to_row_cb (RwImportProblems *self, GtkWidget *button)
{
  g_assert (RW_IS_IMPORT_PROBLEMS (self));
  g_signal_emit_by_name (self, "go-to-row",
                         GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "row")));
}

static void
add_go_to_column (RwImportProblems *self, GtkWidget *box, const char *column)
{
  GtkWidget *button = add_button (box, _ ("Go To"), column);

  g_object_set_data_full (G_OBJECT (button), "column", g_strdup (column), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (go_to_column_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
answer_cb (RwImportProblems *self, GtkWidget *button)
{
  const char *column = g_object_get_data (G_OBJECT (button), "column");
  const RwNumberChoice *numbers = g_object_get_data (G_OBJECT (button), "numbers");
  g_autoptr (RwChoices) choices = rw_choices_copy (rw_import_get_choices (self->import));

  g_assert (RW_IS_IMPORT_PROBLEMS (self));
  if (numbers != NULL)
    rw_choices_set_column (choices, column, *numbers);
  else
    g_hash_table_remove (choices->column_numbers, column);
  rw_import_choose (self->import, choices);
}

/* @numbers: the answer (copied); NULL: none, so that it is asked again. */
static void
add_answer (RwImportProblems *self, GtkWidget *box, const char *label, const char *column,
            const RwNumberChoice *numbers)
{
  GtkWidget *button = add_button (box, label, column);

  g_object_set_data_full (G_OBJECT (button), "column", g_strdup (column), g_free);
  if (numbers != NULL)
    g_object_set_data_full (G_OBJECT (button), "numbers",
                            g_memdup2 (numbers, sizeof (RwNumberChoice)), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (answer_cb), self, G_CONNECT_SWAPPED);
}

/* One button for each reading: "1.234 (decimal point)". */
static void
add_readings (RwImportProblems *self, GtkWidget *box, const RwAmbiguity *ambiguity)
{
  const RwNumberFormat *formats[] = { &ambiguity->format, &ambiguity->other };

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      RwNumberChoice numbers = { .dates = formats[i]->date };
      g_autofree char *value = rw_ambiguity_dup_value (ambiguity, formats[i]);
      g_autofree char *title = rw_number_text_describe_reading (formats[i]);
      /* Translators: a value, and how it is read: “1.234 (decimal point)” */
      g_autofree char *label = g_strdup_printf (_ ("%s (%s)"), value, title);
      if (formats[i]->date == RW_DATE_NONE)
        numbers.decimal = formats[i]->decimal;
      add_answer (self, box, label, ambiguity->column, &numbers);
    }
}

static void
column_cb (RwImportProblems *self, GtkWidget *button)
{
  g_autoptr (RwChoices) choices = rw_choices_copy (rw_import_get_choices (self->import));

  g_assert (RW_IS_IMPORT_PROBLEMS (self));
  rw_mapping_give_column (choices->columns, g_object_get_data (G_OBJECT (button), "input"),
                          gtk_button_get_label (GTK_BUTTON (button)));
  rw_import_choose (self->import, choices);
}

/* One button for each column that the input could be read from. */
static void
add_columns (RwImportProblems *self, GtkWidget *box, const RwQuestion *question)
{
  for (guint i = 0; question->columns != NULL && question->columns[i] != NULL; i++)
    {
      GtkWidget *button = add_button (box, question->columns[i], question->input);
      g_object_set_data_full (G_OBJECT (button), "input", g_strdup (question->input), g_free);
      g_signal_connect_object (button, "clicked", G_CALLBACK (column_cb), self, G_CONNECT_SWAPPED);
    }
}

static void
convert_cb (RwImportProblems *self, GtkWidget *button)
{
  const double *factor = g_object_get_data (G_OBJECT (button), "factor");
  g_autoptr (RwChoices) choices = rw_choices_copy (rw_import_get_choices (self->import));

  g_assert (RW_IS_IMPORT_PROBLEMS (self));
  rw_mapping_give_factor (choices->columns, g_object_get_data (G_OBJECT (button), "input"),
                          *factor);
  rw_import_choose (self->import, choices);
}

/* @factor: what the numbers of the question's column are multiplied with when it is clicked. */
static void
add_conversion (RwImportProblems *self, GtkWidget *box, const RwQuestion *question,
                const char *label, double factor)
{
  GtkWidget *button = add_button (box, label, question->column);

  g_object_set_data_full (G_OBJECT (button), "input", g_strdup (question->input), g_free);
  g_object_set_data_full (G_OBJECT (button), "factor", g_memdup2 (&factor, sizeof factor), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (convert_cb), self, G_CONNECT_SWAPPED);
}

static void
add_question (RwImportProblems *self, const RwQuestion *question)
{
  GtkWidget *box = add_row (self, question->text, question->blocks);
  const RwDoubts *doubts = rw_import_get_doubts (self->import);

  if (question->kind == RW_QUESTION_NUMBERS)
    add_readings (self, box, doubts->ambiguities->pdata[question->ambiguity]);
  add_columns (self, box, question);
  if (question->kind == RW_QUESTION_UNIT)
    /* Translators: a button: converts a column's numbers to the unit of the model */
    add_conversion (self, box, question, _ ("Convert"), question->factor);
  if (question->kind == RW_QUESTION_CONVERTED)
    add_conversion (self, box, question, _ ("Undo"), 1);
  if (question->kind == RW_QUESTION_LEVEL)
    gtk_box_append (GTK_BOX (box), rw_import_level_new (self->import, question));
  if (question->column != NULL)
    add_go_to_column (self, box, question->column);
}

/* What was answered can be asked again. */
static void
add_answered (RwImportProblems *self)
{
  GHashTableIter iter;
  gpointer column = NULL;
  gpointer value = NULL;

  g_hash_table_iter_init (&iter, rw_import_get_choices (self->import)->column_numbers);
  while (g_hash_table_iter_next (&iter, &column, &value))
    {
      const RwNumberChoice *numbers = value;
      RwNumberFormat format = { .decimal = numbers->decimal, .date = numbers->dates };
      g_autofree char *title = rw_number_text_describe_reading (&format);
      /* Translators: a column, and how it is read: “decimal comma” */
      g_autofree char *text =
          g_strdup_printf (_ ("“%s” is read as you said: %s."), (const char *) column, title);
      GtkWidget *box = add_row (self, text, FALSE);
      add_answer (self, box, _ ("Undo"), column, NULL);
      add_go_to_column (self, box, column);
    }
}

static void
add_cause (RwImportProblems *self, RwProblemCause cause, guint64 count, gboolean is_aside,
           guint32 row)
{
  const char *title = rw_problem_cause_get_title (cause);
  g_autofree char *rows = rw_format_rows (count);
  g_autofree char *text =
      /* Translators: how many rows, and what is wrong with them */
      is_aside ? g_strdup_printf (_ ("%s set aside: %s"), rows, title)
               /* Translators: how many rows, and what is wrong with them */
               : g_strdup_printf (_ ("%s with a problem: %s"), rows, title);
  GtkWidget *box = add_row (self, text, FALSE);
  GtkWidget *button = add_button (box, _ ("Go To"), title);

  g_object_set_data (G_OBJECT (button), "row", GUINT_TO_POINTER (row));
  g_signal_connect_object (button, "clicked", G_CALLBACK (go_to_row_cb), self, G_CONNECT_SWAPPED);
}

/* The row of the first example of that cause. */
static guint32
find_example (GPtrArray *examples, RwProblemCause cause)
{
  for (guint i = 0; i < examples->len; i++)
    {
      const RwProblem *problem = examples->pdata[i];
      if (problem->cause == cause)
        return problem->record > 0 ? (guint32) problem->record - 1 : 0;
    }
  return 0;
}

/* The row that follows the line of @aside. */
static guint32
find_row_at (RwTable *table, const RwAside *aside)
{
  guint32 low = 0;
  guint32 high = rw_table_get_n_rows (table) - 1;

  while (low < high)
    {
      guint32 middle = low + (high - low) / 2;
      if (rw_table_get_line (table, (guint64) middle + 1) < aside->line)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static void
add_asides (RwImportProblems *self, RwTable *table)
{
  const GArray *asides = rw_index_get_asides (rw_table_get_index (table));
  guint64 counts[RW_N_PROBLEM_CAUSES + 1] = { 0 };
  guint firsts[RW_N_PROBLEM_CAUSES + 1] = { 0 };

  for (guint i = 0; i < asides->len; i++)
    {
      RwProblemCause cause = g_array_index (asides, RwAside, i).cause;
      if (counts[cause]++ == 0)
        firsts[cause] = i;
    }
  for (guint cause = 0; cause < RW_N_PROBLEM_CAUSES; cause++)
    if (counts[cause] > 0)
      add_cause (self, (RwProblemCause) cause, counts[cause], TRUE,
                 find_row_at (table, &g_array_index (asides, RwAside, firsts[cause])));
}

static void
add_causes (RwImportProblems *self, RwTable *table)
{
  RwProblems *problems = rw_table_get_problems (table);
  GPtrArray *examples = rw_problems_get_examples (problems);

  for (guint cause = 0; cause < RW_N_PROBLEM_CAUSES; cause++)
    {
      guint64 n = rw_problems_get_count (problems, (RwProblemCause) cause);
      if (n > 0)
        add_cause (self, (RwProblemCause) cause, n, FALSE,
                   find_example (examples, (RwProblemCause) cause));
    }
}

static void
rw_import_problems_dispose (GObject *object)
{
  RwImportProblems *self = RW_IMPORT_PROBLEMS (object);

  g_clear_object (&self->import);
  gtk_widget_dispose_template (GTK_WIDGET (self), RW_TYPE_IMPORT_PROBLEMS);
  G_OBJECT_CLASS (rw_import_problems_parent_class)->dispose (object);
}

static void
rw_import_problems_class_init (RwImportProblemsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rw_import_problems_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/com/retainwiseanalytics/Desktop/ui/import-problems.ui");
  gtk_widget_class_bind_template_child (widget_class, RwImportProblems, scroller);
  gtk_widget_class_bind_template_child (widget_class, RwImportProblems, list);
  g_signal_new ("go-to-row", RW_TYPE_IMPORT_PROBLEMS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 1, G_TYPE_UINT);
  g_signal_new ("go-to-column", RW_TYPE_IMPORT_PROBLEMS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
rw_import_problems_init (RwImportProblems *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
rw_import_problems_show (RwImportProblems *self, RwImport *import, GPtrArray *questions)
{
  GtkWidget *row = NULL;

  g_set_object (&self->import, import);
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  for (guint i = 0; i < questions->len; i++)
    add_question (self, questions->pdata[i]);
  add_answered (self);
  if (rw_import_is_complete (import))
    {
      add_asides (self, rw_import_get_table (import));
      add_causes (self, rw_import_get_table (import));
    }
  gtk_widget_set_visible (GTK_WIDGET (self),
                          gtk_widget_get_first_child (GTK_WIDGET (self->list)) != NULL);
}
