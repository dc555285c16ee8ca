/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-problems-window.h"

#include "rw-format.h"

#include <glib/gi18n.h>

/* A list is no place for more. */
#define MAX_LISTED 300u
#define MAX_RAW    300u /* bytes of a row */

struct _RwProblemsWindow
{
  AdwWindow parent_instance;

  AdwPreferencesGroup *causes;
  AdwPreferencesGroup *examples;
  AdwPreferencesGroup *asides;
};

G_DEFINE_FINAL_TYPE (RwProblemsWindow, rw_problems_window, ADW_TYPE_WINDOW)

static void
add_row (AdwPreferencesGroup *group, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 2);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_preferences_group_add (group, row);
}

/* "fewer cells" as the title of a row: "Fewer cells" */
static char *
make_title (const char *text)
{
  GString *title = g_string_new (NULL);

  g_string_append_unichar (title, g_unichar_totitle (g_utf8_get_char (text)));
  g_string_append (title, g_utf8_next_char (text));
  return g_string_free (title, FALSE);
}

static void
add_causes (RwProblemsWindow *self, RwProblems *problems)
{
  for (guint cause = 0; cause < RW_N_PROBLEM_CAUSES; cause++)
    {
      guint64 n = rw_problems_get_count (problems, (RwProblemCause) cause);
      g_autofree char *count = rw_format_rows (n);
      g_autofree char *title = make_title (rw_problem_cause_get_title ((RwProblemCause) cause));
      if (n > 0)
        add_row (self->causes, title, count);
    }
}

static char *
make_place (guint64 number, RwProblemCause cause)
{
  g_autofree char *line = rw_format_count (number);

  /* Translators: a line of the file and what is wrong there: “Line 17: too few cells” */
  return g_strdup_printf (_ ("Line %s: %s"), line, rw_problem_cause_get_title (cause));
}

/* "in “TotalCharges”: abc" */
static char *
describe (RwTable *table, const RwProblem *problem)
{
  if (problem->column == RW_PROBLEM_NO_COLUMN || problem->column >= rw_table_get_n_columns (table))
    return g_strdup (problem->text != NULL ? problem->text : "");
  const char *name = rw_column_get_name (rw_table_get_column (table, problem->column));
  /* Translators: the column, and the text in the cell */
  return g_strdup_printf (_ ("“%s”: %s"), name, problem->text != NULL ? problem->text : "");
}

static void
add_examples (RwProblemsWindow *self, RwTable *table)
{
  GPtrArray *examples = rw_problems_get_examples (rw_table_get_problems (table));

  for (guint i = 0; i < MIN (examples->len, MAX_LISTED); i++)
    {
      const RwProblem *problem = examples->pdata[i];
      g_autofree char *title =
          make_place (rw_table_get_line (table, problem->record), problem->cause);
      g_autofree char *place = describe (table, problem);
      add_row (self->examples, title, place);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->causes), examples->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->examples), examples->len > 0);
}

/* The start of the row as the file has it; a row cannot be read any more when the file changed. */
static char *
read_start (RwTable *table, const RwAside *aside)
{
  gsize length = (gsize) MIN (aside->end - aside->start, MAX_RAW);
  g_autofree char *bytes = g_malloc (length + 1);

  if (!rw_source_read (rw_table_get_text (table), aside->start, bytes, length, NULL))
    return g_strdup ("");
  return g_utf8_make_valid (bytes, (gssize) rw_csv_strip_line_ends (bytes, length));
}

static void
add_asides (RwProblemsWindow *self, RwTable *table)
{
  const GArray *asides = rw_index_get_asides (rw_table_get_index (table));
  guint n = 0;

  for (guint i = 0; i < asides->len && n < MAX_LISTED; i++)
    {
      const RwAside *aside = &g_array_index (asides, RwAside, i);
      if (aside->cause == RW_N_PROBLEM_CAUSES)
        continue;
      g_autofree char *title = make_place (aside->line, aside->cause);
      g_autofree char *raw = read_start (table, aside);
      add_row (self->asides, title, raw);
      n++;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->asides), n > 0);
}

static void
rw_problems_window_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), RW_TYPE_PROBLEMS_WINDOW);
  G_OBJECT_CLASS (rw_problems_window_parent_class)->dispose (object);
}

static void
rw_problems_window_class_init (RwProblemsWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rw_problems_window_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/com/retainwiseanalytics/Desktop/ui/problems-window.ui");
  gtk_widget_class_bind_template_child (widget_class, RwProblemsWindow, causes);
  gtk_widget_class_bind_template_child (widget_class, RwProblemsWindow, examples);
  gtk_widget_class_bind_template_child (widget_class, RwProblemsWindow, asides);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
rw_problems_window_init (RwProblemsWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
rw_problems_window_new (GtkWindow *parent, RwTable *table)
{
  RwProblemsWindow *self = g_object_new (RW_TYPE_PROBLEMS_WINDOW, "transient-for", parent, NULL);

  add_causes (self, rw_table_get_problems (table));
  add_examples (self, table);
  add_asides (self, table);
  return GTK_WIDGET (self);
}
