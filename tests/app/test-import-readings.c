/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The same customers, written as people's programs write them: the window scores each file by
 * itself, the same as the plain one, and its import page says what it understood. */
#include "rw-import-window.h"

#include "rw-test-app.h"
#include "rw-test-input.h"
#include "rw-test-look.h"
#include "rw-test-model.h"
#include "rw-test-toplevel.h"

#include <string.h>

#define N_ROWS 20u

static char *
replaced (const char *text, const char *old, const char *new)
{
  g_autoptr (GString) string = g_string_new (text);

  g_string_replace (string, old, new, 0);
  return g_strdup (string->str);
}

static GBytes *
take_text (char *text)
{
  return g_bytes_new_take (text, strlen (text));
}

/* As a spreadsheet in Germany writes it. */
static GBytes *
write_semicolons (const char *text)
{
  g_autofree char *cut = replaced (text, ",", ";");

  return take_text (replaced (cut, ".", ","));
}

static GBytes *
write_utf16 (const char *text)
{
  g_autofree char *cut = replaced (text, ",", "\t");
  g_autofree char *marked = g_strconcat ("\xef\xbb\xbf", cut, NULL);
  gsize length = 0;
  char *wide = g_convert (marked, -1, "UTF-16LE", "UTF-8", NULL, &length, NULL);

  return g_bytes_new_take (wide, length);
}

static GBytes *
write_preamble (const char *text)
{
  return take_text (g_strconcat ("Customers of the north\nAs of 1 June\n\n", text, NULL));
}

static GBytes *
write_returns (const char *text)
{
  return take_text (replaced (text, "\n", "\r"));
}

static GBytes *
write_separator_line (const char *text)
{
  g_autofree char *cut = replaced (text, ",", "|");

  return take_text (g_strconcat ("sep=|\r\n", cut, NULL));
}

static GBytes *
write_comments (const char *text)
{
  g_autofree char *commented = replaced (text, "\n", "\n# checked\n");

  return take_text (g_strconcat ("# from the billing system\n", commented, NULL));
}

static GBytes *
write_trailing (const char *text)
{
  return take_text (replaced (text, "\n", ",\n"));
}

static GBytes *
write_single_quotes (const char *text)
{
  g_autofree char *cells = replaced (text, ",", "','");
  g_autofree char *lines = replaced (cells, "\n", "'\n'");

  lines[strlen (lines) - 1] = '\0';
  return take_text (g_strconcat ("'", lines, NULL));
}

static GBytes *
write_unnamed_column (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GString) string = g_string_new (lines[0]);

  g_string_append_c (string, '\n');
  for (guint i = 1; i <= N_ROWS; i++)
    g_string_append_printf (string, "%u,%s\n", i - 1, lines[i]);
  return take_text (g_strdup (string->str));
}

static GBytes *
write_gzip (const char *text)
{
  g_autoptr (GConverter) gzip =
      G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, -1));
  g_autoptr (GOutputStream) packed = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) stream = g_converter_output_stream_new (packed, gzip);

  g_assert_true (g_output_stream_write_all (stream, text, strlen (text), NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (stream, NULL, NULL));
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (packed));
}

static GBytes *
write_ends_of_files (const char *text)
{
  g_autofree char *lines = replaced (text, "\n", "\r\n");

  return take_text (g_strconcat (lines, "\x1a", NULL));
}

/* @found: what the page says of it. */
static const struct
{
  const char *name;
  GBytes *(*write) (const char *text);
  const char *found;
} readings[] = {
  { "semicolons.csv", write_semicolons, "Automatic: Semicolon" },
  { "utf16.csv", write_utf16, "Automatic: UTF-16LE" },
  { "preamble.csv", write_preamble, "Automatic: on line 4" },
  { "returns.csv", write_returns, "Automatic: Comma" },
  { "separator.csv", write_separator_line, "Automatic: Bar" },
  { "comments.csv", write_comments, "Automatic: Number sign (#)" },
  { "trailing.csv", write_trailing, "Automatic: Comma" },
  { "quotes.csv", write_single_quotes, "Automatic: Single" },
  { "unnamed.csv", write_unnamed_column, "Automatic: Comma" },
  { "packed.csv.gz", write_gzip, "Automatic: Comma" },
  { "ends.csv", write_ends_of_files, "Automatic: Comma" },
};

static const float *
get_probabilities (RwWindow *window)
{
  RwAnalysis *analysis = rw_session_get_analysis (rw_window_get_session (window));
  RwScores *scores = rw_analysis_get_scores (analysis);

  g_assert_cmpuint (rw_scores_get_n_rows (scores), ==, N_ROWS);
  return rw_scores_get_probabilities (scores);
}

static void
test_reading (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autofree char *text = rw_test_read_sample (N_ROWS);
  g_autoptr (GBytes) bytes = readings[i].write (text);
  g_autofree char *path =
      rw_test_write (readings[i].name, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  RwWindow *plain = rw_test_window_new_sample (N_ROWS);
  RwWindow *window = rw_test_window_new_for (path);

  for (guint row = 0; row < N_ROWS; row++)
    g_assert_cmpfloat (get_probabilities (window)[row], ==, get_probabilities (plain)[row]);
  rw_test_do (window, "win.review-import");
  GtkWindow *page = rw_test_wait_for_window (RW_TYPE_IMPORT_WINDOW);
  rw_test_wait_for_text (page, "20 rows");
  rw_test_assert_sees (page, readings[i].found);
  rw_test_end_toplevel (page, NULL);
  rw_test_window_end (window);
  rw_test_window_end (plain);
}

int
main (int argc, char **argv)
{
  rw_test_app_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (readings); i++)
    {
      g_autofree char *path = g_strdup_printf ("/import-readings/%s", readings[i].name);
      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_reading);
    }
  return rw_test_app_run ();
}
