/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-log.h"

#include "rw-clock.h"
#include "rw-io.h"
#include "rw-test.h"

#include <jansson.h>
#include <string.h>
#include <unistd.h>

static GPtrArray *writes; /* what each call of write() got, as text */

static ssize_t
take (int fd, const void *bytes, size_t length)
{
  g_assert_cmpint (fd, ==, STDERR_FILENO);
  g_ptr_array_add (writes, g_strndup (bytes, length));
  return (ssize_t) length;
}

static ssize_t
refuse (int fd G_GNUC_UNUSED, const void *bytes G_GNUC_UNUSED, size_t length G_GNUC_UNUSED)
{
  return -1;
}

static gint64
noon (void)
{
  return G_GINT64_CONSTANT (1764028800000);
}

static void
set_up (void)
{
  g_clear_pointer (&writes, g_ptr_array_unref);
  writes = g_ptr_array_new_with_free_func (g_free);
  rw_io.write = take;
  rw_clock_now = noon;
}

static const char *
get_only_line (void)
{
  g_assert_cmpuint (writes->len, ==, 1);
  return writes->pdata[0];
}

static void
test_fields (void)
{
  set_up ();
  rw_log (RW_LOG_INFO, "job-completed", "sisi", "job", "0f3a", "rows", (gint64) 7000, "model", NULL,
          "ms", G_MAXINT64);
  g_assert_cmpstr (get_only_line (), ==,
                   "{\"time\":\"2025-11-25T00:00:00.000Z\",\"level\":\"info\","
                   "\"event\":\"job-completed\",\"job\":\"0f3a\",\"rows\":7000,"
                   "\"ms\":9223372036854775807}\n");
}

static void
test_levels (void)
{
  static const char *const words[] = { "\"info\"", "\"warning\"", "\"error\"" };

  for (int level = RW_LOG_INFO; level <= RW_LOG_ERROR; level++)
    {
      set_up ();
      rw_log ((RwLogLevel) level, "x", "");
      g_assert_nonnull (strstr (get_only_line (), words[level]));
    }
}

/* Whatever the text is, it stays one line of JSON. */
static void
test_odd_texts (void)
{
  static const char *const texts[] = {
    "two\nlines\r\n", "\"quoted\\\"", "{\"a\":1}", "\xff\xfe bad", "", "\x1b[31m"
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      set_up ();
      rw_log (RW_LOG_ERROR, "odd", "s", "text", texts[i]);
      const char *line = get_only_line ();
      json_t *object = json_loads (line, JSON_REJECT_DUPLICATES, NULL);
      g_autofree char *valid = g_utf8_make_valid (texts[i], -1);
      g_assert_nonnull (object);
      g_assert_true (strchr (line, '\n') == line + strlen (line) - 1);
      g_assert_cmpstr (json_string_value (json_object_get (object, "text")), ==, valid);
      json_decref (object);
    }
}

static void
test_nobody_reads (void)
{
  set_up ();
  rw_io.write = refuse;
  rw_log (RW_LOG_INFO, "x", "");
  rw_io.write = take;
  rw_log (RW_LOG_INFO, "y", "");
  g_assert_nonnull (strstr (get_only_line (), "\"y\""));
}

static void
test_error_words (void)
{
  g_autoptr (GHashTable) words = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GError) io = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "secret.csv");

  for (int code = RW_ERROR_FILE; code <= RW_ERROR_SERVER; code++)
    {
      g_autoptr (GError) error = g_error_new_literal (RW_ERROR, code, "secret.csv");
      const char *word = rw_log_get_error_word (error);
      g_assert_nonnull (word);
      g_assert_null (strstr (word, "secret"));
      g_assert_true (g_hash_table_add (words, (gpointer) word));
    }
  g_assert_cmpstr (rw_log_get_error_word (io), ==, "g-io-error-quark");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/log/fields", test_fields);
  g_test_add_func ("/log/levels", test_levels);
  g_test_add_func ("/log/odd-texts", test_odd_texts);
  g_test_add_func ("/log/nobody-reads", test_nobody_reads);
  g_test_add_func ("/log/error-words", test_error_words);
  return g_test_run ();
}
