/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-excerpt.h"

#include "rw-test.h"

#include <string.h>

/* Many equal lines. */
static GString *
make_lines (const char *line, gsize length, gsize n)
{
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < n; i++)
    g_string_append_len (text, line, (gssize) length);
  return text;
}

/* That the sample is the first lines, as many as there is room for. */
static void
assert_cut (const char *line, gsize length, const char *encoding)
{
  gsize n = RW_EXCERPT_SIZE / length;
  g_autoptr (GError) error = NULL;
  GString *text = make_lines (line, length, n + 10);
  g_autoptr (RwSource) source = rw_test_source (text->str, text->len);
  g_autoptr (RwSource) sample = rw_excerpt_new (source, encoding, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (rw_source_get_name (sample), ==, "customers.csv");
  g_assert_cmpuint (rw_source_get_size (sample), ==, n * length);
  rw_test_assert_content (sample, text->str, n * length);
  g_string_free (text, TRUE);
}

static void
test_cut (void)
{
  assert_cut (RW_TEST_BYTES ("a,b,c,d\r\n"), NULL);
  assert_cut (RW_TEST_BYTES ("a,b,c\r"), NULL);
  assert_cut (RW_TEST_BYTES ("a\0,\0b\0b\0\n\0"), NULL);
  assert_cut (RW_TEST_BYTES ("\0a\0,\n\n\0\n"), "UTF-16BE");
}

static void
test_short (void)
{
  g_autoptr (RwSource) source = rw_test_source (RW_TEST_BYTES ("a,b\n1,2"));
  g_autoptr (RwSource) sample = rw_excerpt_new (source, NULL, NULL);

  rw_test_assert_content (sample, RW_TEST_BYTES ("a,b\n1,2"));
}

/* One line without an end is all there is. */
static void
test_no_line_end (void)
{
  g_autofree char *text = g_strnfill (RW_EXCERPT_SIZE + 1000, 'x');
  g_autoptr (RwSource) source = rw_test_source (text, strlen (text));
  g_autoptr (RwSource) sample = rw_excerpt_new (source, NULL, NULL);

  g_assert_cmpuint (rw_source_get_size (sample), ==, RW_EXCERPT_SIZE);
}

static GBytes *
pack (const GString *text)
{
  g_autoptr (GConverter) converter =
      G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 6));
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) stream = g_converter_output_stream_new (memory, converter);

  g_assert_true (g_output_stream_write_all (stream, text->str, text->len, NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (stream, NULL, NULL));
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

static void
test_packed (void)
{
  g_autoptr (GError) error = NULL;
  GString *text = make_lines ("a,b,c,d\n", 8, RW_EXCERPT_SIZE);
  g_autoptr (GBytes) packed = pack (text);
  g_autoptr (RwSource) source =
      rw_test_source (g_bytes_get_data (packed, NULL), g_bytes_get_size (packed));
  g_autoptr (RwSource) sample = rw_excerpt_new (source, NULL, &error);

  g_assert_no_error (error);
  rw_test_assert_content (sample, text->str, RW_EXCERPT_SIZE);
  g_string_free (text, TRUE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/excerpt/cut", test_cut);
  g_test_add_func ("/excerpt/short", test_short);
  g_test_add_func ("/excerpt/no-line-end", test_no_line_end);
  g_test_add_func ("/excerpt/packed", test_packed);
  return g_test_run ();
}
