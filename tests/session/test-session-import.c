/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A session that opens what somebody decided on. */
#include "rw-session.h"

#include "rw-error.h"
#include "rw-test-model.h"
#include "rw-test-session.h"
#include "rw-test.h"

#include <string.h>

/* The sample's rows, with amounts that nothing tells how to read. */
static char *
write_ambiguous (void)
{
  g_autofree char *text = rw_test_read_sample (3);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GString) changed = g_string_new (NULL);

  for (guint i = 0; i < 4; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], ",", -1);
      if (i > 0)
        for (guint k = 18; k < 20; k++)
          {
            g_free (cells[k]);
            cells[k] = g_strdup_printf ("%u.%03u", i, 100 + k);
          }
      g_autofree char *line = g_strjoinv (";", cells);
      g_string_append_printf (changed, "%s\n", line);
    }
  return rw_test_write ("ambiguous.csv", changed->str, changed->len);
}

static gboolean
is_complete (gpointer import)
{
  return rw_import_is_complete (import);
}

static double
get_total (RwSession *session)
{
  RwTable *table = rw_analysis_get_table (rw_session_get_analysis (session));

  return rw_column_get_numbers (rw_table_find_column (table, "TotalCharges"))[0];
}

/* Refused, decided on, opened so; and so again after that. */
static void
test_decided (void)
{
  g_autofree char *path = write_ambiguous ();
  RwSession *session = rw_session_new ();

  rw_session_open (session, path);
  rw_test_wait_for_threads (session);
  rw_test_assert_failed (session, RW_TASK_OPENING, RW_ERROR_NUMBERS, "two ways");
  g_autoptr (RwImport) import = rw_session_new_import (session);
  rw_test_wait_until (is_complete, import);
  g_assert_cmpuint (rw_import_get_doubts (import)->ambiguities->len, ==, 2);
  g_autoptr (RwChoices) choices = rw_choices_copy (rw_import_get_choices (import));
  choices->numbers.decimal = ',';
  rw_import_choose (import, choices);
  rw_session_open_import (session, import, FALSE);
  rw_test_wait_for_threads (session);
  g_assert_no_error (rw_session_get_error (session));
  g_assert_cmpfloat (get_total (session), ==, 1119);
  rw_session_reload (session);
  rw_test_wait_for_threads (session);
  g_assert_no_error (rw_session_get_error (session));
  g_assert_cmpint (rw_session_get_choices (session)->numbers.decimal, ==, ',');
  g_assert_cmpfloat (get_total (session), ==, 1119);
  rw_session_use_model (session, NULL);
  rw_test_wait_for_threads (session);
  g_assert_cmpfloat (get_total (session), ==, 1119);
  rw_test_end_session (session);
}

/* A cancel leaves what was there, and how it was read. */
static void
test_cancel (void)
{
  g_autoptr (RwTestFile) file = rw_test_file_new ("first.csv", 0, 50);
  RwSession *session = rw_test_open_session (file);
  g_autoptr (RwImport) import = rw_session_new_import (session);
  g_autoptr (RwChoices) choices = rw_choices_new ();

  choices->dialect.delimiter = ';';
  rw_import_choose (import, choices);
  rw_session_open_import (session, import, FALSE);
  rw_session_cancel (session);
  rw_test_wait_for_threads (session);
  g_assert_null (rw_session_get_choices (session));
  rw_test_assert_shows_all (session, file);
  rw_test_end_session (session);
}

int
main (int argc, char **argv)
{
  rw_test_session_init (&argc, &argv);
  g_test_add_func ("/session-import/decided", test_decided);
  g_test_add_func ("/session-import/cancel", test_cancel);
  return g_test_run ();
}
