/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-decoder.h"

#include "rw-test-io.h"
#include "rw-test.h"

#include <errno.h>
#include <string.h>

#define BLOCK_SIZE ((gsize) 256 * 1024)

static gboolean
run (const char *bytes, gsize length, const char *encoding, RwDecoded *decoded, GError **error)
{
  g_autoptr (RwSource) source = rw_test_source (bytes, length);
  RwDecoderOptions options = { .encoding = encoding };

  return rw_decoder_run (source, &options, decoded, NULL, NULL, error);
}

/* The places as "offset:bytes", one after the other. */
static char *
show_places (const RwDecoded *decoded)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < decoded->undecodable->len; i++)
    {
      const RwUndecodable *place = &g_array_index (decoded->undecodable, RwUndecodable, i);
      g_string_append_printf (text, "%s%u:", i > 0 ? " " : "", (guint) place->offset);
      for (guint j = 0; j < place->n_bytes; j++)
        g_string_append_printf (text, "%02x", place->bytes[j]);
    }
  return g_string_free (text, FALSE);
}

static void
assert_decodes (const char *bytes, gsize length, const char *encoding, const char *text,
                const char *places)
{
  g_autoptr (GError) error = NULL;
  g_auto (RwDecoded) decoded = { 0 };

  g_assert_true (run (bytes, length, encoding, &decoded, &error));
  g_assert_no_error (error);
  g_autofree char *shown = show_places (&decoded);
  rw_test_assert_content (decoded.text, text, strlen (text));
  g_assert_cmpstr (shown, ==, places);
  g_assert_cmpstr (rw_source_get_name (decoded.text), ==, "customers.csv");
}

/* Nothing is copied that needs no decoding. */
static void
test_as_it_is (void)
{
  static const char *const texts[] = { "a,b\n1,2\n", "ü,b\n",
                                       "\xef\xbb\xbf"
                                       "a,b\n",
                                       "ü,\xfc\n", "" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    for (guint given = 0; given < 2; given++)
      {
        g_auto (RwDecoded) decoded = { 0 };
        g_autoptr (RwSource) source = rw_test_source (texts[i], strlen (texts[i]));
        RwDecoderOptions options = { .encoding = given ? "utf-8" : NULL };
        g_assert_true (rw_decoder_run (source, &options, &decoded, NULL, NULL, NULL));
        g_assert_true (decoded.text == source);
        g_assert_cmpuint (decoded.undecodable->len, ==, 0);
        g_assert_cmpint (decoded.encoding.evidence == RW_EVIDENCE_GIVEN, ==, given);
      }
}

static void
test_encodings (void)
{
  assert_decodes (RW_TEST_BYTES ("M\xfcller,\x80 5\n"), NULL, "Müller,€ 5\n", "");
  assert_decodes (RW_TEST_BYTES ("M\xfcller,\xa4 5\n"), "ISO-8859-15", "Müller,€ 5\n", "");
  assert_decodes (RW_TEST_BYTES ("\xff\xfe\xfc\0,\0=\xd8\x00\xde\n\0"), NULL, "\ufeffü,😀\n", "");
  assert_decodes (RW_TEST_BYTES ("\xfe\xff\0\xfc\0,\0\n"), NULL, "\ufeffü,\n", "");
  assert_decodes (RW_TEST_BYTES ("a\0,\0\xfc\0\n\0"), NULL, "a,ü\n", "");
  assert_decodes (RW_TEST_BYTES ("\xff\xfe\0\0\xfc\0\0\0"), NULL, "\ufeffü", "");
  assert_decodes (RW_TEST_BYTES ("\x93\xfa\x96{,b\n"), "Shift_JIS", "日本,b\n", "");
  assert_decodes (RW_TEST_BYTES ("\x88\x62"), "BIG5-HKSCS", "Ê̄", "");
}

/* Every byte that the encoding does not have is told, and what is around it is kept. */
static void
test_undecodable (void)
{
  assert_decodes (RW_TEST_BYTES ("a\x81"
                                 "b\x8d\x8f,\n"),
                  "Windows-1252",
                  "a\ufffd"
                  "b\ufffd\ufffd,\n",
                  "1:81 5:8d 8:8f");
  assert_decodes (RW_TEST_BYTES ("a\0\0\xd8"
                                 "b\0"),
                  "UTF-16LE",
                  "a\ufffd"
                  "b",
                  "1:00d8");
  assert_decodes (RW_TEST_BYTES ("a\0b\0c"), "UTF-16LE", "ab\ufffd", "2:63");
  assert_decodes (RW_TEST_BYTES ("a\0=\xd8"), "UTF-16LE", "a\ufffd", "1:3dd8");
  assert_decodes (RW_TEST_BYTES ("\0\0\0a\0\x11\0\0"), "UTF-32BE", "a\ufffd", "1:00110000");
  assert_decodes (RW_TEST_BYTES ("a\xc3,\xa9\n"), "ASCII", "a\ufffd,\ufffd\n", "1:c3 5:a9");
  assert_decodes (RW_TEST_BYTES ("a,\x93"), "Shift_JIS", "a,\ufffd", "2:93");
  assert_decodes (RW_TEST_BYTES ("\xfd\xff\n\0"), "UTF-16LE", "\ufffd\n", "");
}

/* A character may be cut by the end of a block of input or output. */
static void
test_blocks (void)
{
  for (gsize before = BLOCK_SIZE - 6; before < BLOCK_SIZE + 3; before++)
    {
      g_autofree char *pad = g_strnfill (before, 'x');
      g_autofree char *bytes = g_strdup_printf ("%s\x93\xfa\x96{\xfd\x96{%s", pad, pad);
      g_autofree char *text = g_strdup_printf ("%s日本\ufffd本%s", pad, pad);
      g_autofree char *places = g_strdup_printf ("%u:fd", (guint) before + 6);
      assert_decodes (bytes, strlen (bytes), "Shift_JIS", text, places);
    }
}

/* What grows, and what shrinks. */
static void
test_large (void)
{
  gsize n = 3 * BLOCK_SIZE;
  g_autofree char *euros = g_strnfill (n, '\x80');
  g_autofree char *wide = g_malloc (2 * n);
  g_autofree char *plain = g_strnfill (n, 'x');
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; i < n; i++)
    {
      g_string_append (text, "€");
      wide[2 * i] = 'x';
      wide[2 * i + 1] = '\0';
    }
  assert_decodes (euros, n, NULL, text->str, "");
  assert_decodes (wide, 2 * n, NULL, plain, "");
}

/* One in a hundred bytes may be undecodable; of a small file, any number of them. */
static void
test_too_many (void)
{
  g_autoptr (GError) error = NULL;
  g_auto (RwDecoded) few = { 0 };
  g_auto (RwDecoded) some = { 0 };
  g_auto (RwDecoded) many = { 0 };
  gsize n = 200000;
  g_autofree char *bytes = g_strnfill (n, 'x');

  memset (bytes, '\x81', 1000);
  g_assert_true (run (bytes, 1000, "Windows-1252", &few, &error));
  g_assert_cmpuint (few.undecodable->len, ==, 1000);
  memset (bytes, '\x81', 2000);
  g_assert_true (run (bytes, n, "Windows-1252", &some, &error));
  g_assert_cmpuint (some.undecodable->len, ==, 2000);
  memset (bytes, '\x81', 2001);
  g_assert_false (run (bytes, n, "Windows-1252", &many, &error));
  rw_test_assert_error (&error, RW_ERROR_ENCODING,
                        "“customers.csv” is not text in Windows-1252: more than one in a hundred");
}

static void
test_unknown (void)
{
  g_autoptr (GError) error = NULL;
  g_auto (RwDecoded) decoded = { 0 };

  g_assert_false (run ("a,b\n", 4, "nonsense", &decoded, &error));
  rw_test_assert_error (&error, RW_ERROR_ENCODING, "There is no encoding “nonsense”");
}

/* "ü\n" in Windows-1252, packed. */
static const char packed[] =
    "\x1f\x8b\x08\0\0\0\0\0\x02\x03\xfb\xc3\x05\0\x50\x55\x05\x19\x02\0\0\0";

static void
test_gzip (void)
{
  g_autoptr (GError) error = NULL;
  g_auto (RwDecoded) decoded = { 0 };
  g_auto (RwDecoded) refused = { 0 };
  g_autoptr (RwSource) source = rw_test_source (RW_TEST_BYTES (packed));
  RwDecoderOptions options = { .max_unpacked = 1 };

  g_assert_true (run (RW_TEST_BYTES (packed), NULL, &decoded, &error));
  rw_test_assert_content (decoded.text, "ü\n", 3);
  g_assert_true (decoded.encoding.is_gzip);
  g_assert_cmpstr (decoded.encoding.name, ==, "Windows-1252");
  g_assert_false (rw_decoder_run (source, &options, &refused, NULL, NULL, &error));
  rw_test_assert_error (&error, RW_ERROR_LIMIT, "when it is unpacked");
}

/* Every read and write fails in turn; nothing stays open. */
static void
fail_each (const char *bytes, gsize length, RwTestCall call, int error_number, guint wanted)
{
  guint n_failed = 0;

  for (gboolean done = FALSE; !done; n_failed += !done)
    {
      g_autoptr (GError) error = NULL;
      RwDecoded decoded = { 0 };
      guint before = rw_test_count_open_files ();
      rw_test_set_fault (
          call,
          (RwTestFault){ .skip = n_failed, .times = RW_TEST_ALWAYS, .error_number = error_number });
      done = run (bytes, length, NULL, &decoded, &error);
      rw_test_clear_faults ();
      rw_decoded_clear (&decoded);
      g_assert_cmpuint (rw_test_count_open_files (), ==, before);
      if (!done)
        rw_test_assert_error (&error, RW_ERROR_FILE, g_strerror (error_number));
    }
  g_assert_cmpuint (n_failed, ==, wanted);
}

static void
test_errors (void)
{
  fail_each (RW_TEST_BYTES ("M\xfcller\n"), RW_TEST_PREAD, EIO, 4);
  fail_each (RW_TEST_BYTES (packed), RW_TEST_PREAD, EIO, 5);
}

/* The file itself is written before there are faults. */
static void
test_disk_full (void)
{
  static const char bytes[] = "M\xfcller\n";
  g_autoptr (GError) error = NULL;
  g_auto (RwDecoded) decoded = { 0 };
  g_autoptr (RwSource) source = rw_test_source (RW_TEST_BYTES (bytes));

  rw_test_set_fault (RW_TEST_WRITE,
                     (RwTestFault){ .times = RW_TEST_ALWAYS, .error_number = ENOSPC });
  g_assert_false (rw_decoder_run (source, &(RwDecoderOptions){ 0 }, &decoded, NULL, NULL, &error));
  rw_test_clear_faults ();
  rw_test_assert_error (&error, RW_ERROR_FILE,
                        "The temporary copy of the input cannot be written: No space left");
}

static void
test_short_and_interrupted (void)
{
  rw_test_set_fault (RW_TEST_PREAD, (RwTestFault){ .times = 2, .error_number = EINTR, .most = 3 });
  assert_decodes (RW_TEST_BYTES ("\xff\xfe\xfc\0,\0=\xd8\x00\xde\n\0"), NULL, "\ufeffü,😀\n", "");
  rw_test_clear_faults ();
}

static void
cancel (gpointer cancellable)
{
  g_cancellable_cancel (cancellable);
}

static void
test_cancelled (void)
{
  gsize n = 3 * BLOCK_SIZE;
  g_autofree char *bytes = g_strnfill (n, '\x80');
  g_autoptr (RwSource) source = rw_test_source (bytes, n);

  for (guint read = 0; read < 7; read++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_auto (RwDecoded) decoded = { 0 };
      RwDecoderOptions options = { .n_threads = 1 };
      rw_test_set_fault (RW_TEST_PREAD,
                         (RwTestFault){ .skip = read, .before = cancel, .data = cancellable });
      g_assert_false (rw_decoder_run (source, &options, &decoded, NULL, cancellable, &error));
      rw_test_clear_faults ();
      rw_test_assert_cancelled (&error);
    }
}

static void
test_progress (void)
{
  g_autoptr (RwProgress) progress = rw_progress_new ();
  g_auto (RwDecoded) decoded = { 0 };
  g_autoptr (RwSource) source = rw_test_source ("M\xfcller\n", 7);

  g_assert_true (rw_decoder_run (source, &(RwDecoderOptions){ 0 }, &decoded, progress, NULL, NULL));
  g_assert_cmpint (rw_progress_get (progress).stage, ==, RW_STAGE_DECODING);
  g_assert_cmpuint (rw_progress_get (progress).done, ==, 7);
  g_assert_cmpuint (rw_progress_get (progress).total, ==, 7);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/decoder/as-it-is", test_as_it_is);
  g_test_add_func ("/decoder/encodings", test_encodings);
  g_test_add_func ("/decoder/undecodable", test_undecodable);
  g_test_add_func ("/decoder/blocks", test_blocks);
  g_test_add_func ("/decoder/large", test_large);
  g_test_add_func ("/decoder/too-many", test_too_many);
  g_test_add_func ("/decoder/unknown", test_unknown);
  g_test_add_func ("/decoder/gzip", test_gzip);
  g_test_add_func ("/decoder/errors", test_errors);
  g_test_add_func ("/decoder/disk-full", test_disk_full);
  g_test_add_func ("/decoder/short-and-interrupted", test_short_and_interrupted);
  g_test_add_func ("/decoder/cancelled", test_cancelled);
  g_test_add_func ("/decoder/progress", test_progress);
  return g_test_run ();
}
