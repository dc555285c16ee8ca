/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-encoding.h"

#include "rw-test-io.h"
#include "rw-test.h"

#include <errno.h>
#include <string.h>

#define BLOCK_SIZE ((gsize) 256 * 1024)

static void
assert_encoding (const char *bytes, gsize length, const char *name, RwEvidence evidence)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RwSource) source = rw_test_source (bytes, length);
  RwEncoding encoding = { 0 };

  g_assert_true (rw_encoding_detect (source, 0, &encoding, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (encoding.name, ==, name);
  g_assert_cmpint (encoding.evidence, ==, evidence);
}

static void
test_marks (void)
{
  assert_encoding (RW_TEST_BYTES ("\xef\xbb\xbf\xff,b\n"), "UTF-8", RW_EVIDENCE_MARK);
  assert_encoding (RW_TEST_BYTES ("\xff\xfe\xe4\0,\0"), "UTF-16LE", RW_EVIDENCE_MARK);
  assert_encoding (RW_TEST_BYTES ("\xfe\xff\0\xe4\0,"), "UTF-16BE", RW_EVIDENCE_MARK);
  assert_encoding (RW_TEST_BYTES ("\xff\xfe\0\0a\0\0\0"), "UTF-32LE", RW_EVIDENCE_MARK);
  assert_encoding (RW_TEST_BYTES ("\0\0\xfe\xff\0\0\0a"), "UTF-32BE", RW_EVIDENCE_MARK);
  assert_encoding (RW_TEST_BYTES ("\xff\xfe\0\0a\0"), "UTF-16LE", RW_EVIDENCE_MARK);
}

static void
test_zeros (void)
{
  assert_encoding (RW_TEST_BYTES ("a\0,\0b\0\n\0"), "UTF-16LE", RW_EVIDENCE_ZEROS);
  assert_encoding (RW_TEST_BYTES ("\0a\0,\0b\0\n"), "UTF-16BE", RW_EVIDENCE_ZEROS);
  assert_encoding (RW_TEST_BYTES ("\xa2\x5b\xb7\x62,\0\n\0"), "UTF-16LE", RW_EVIDENCE_ZEROS);
  /* U+1F600 and U+0100, which have their zero on the other side */
  assert_encoding (RW_TEST_BYTES ("\0a\0,\0b\0c\0d\0e\0\n\0a\0,\0b\xd8\x3d\xde\0\0\n"), "UTF-16BE",
                   RW_EVIDENCE_ZEROS);
  assert_encoding (RW_TEST_BYTES ("a\0,\0b\0c\0d\0e\0\n\0a\0,\0b\0\0\1\n\0"), "UTF-16LE",
                   RW_EVIDENCE_ZEROS);
  assert_encoding (RW_TEST_BYTES ("a\0\0\0,\0\0\0b\0\0\0"), "UTF-8", RW_EVIDENCE_VALID);
  assert_encoding (RW_TEST_BYTES ("\0\1\2"), "UTF-8", RW_EVIDENCE_VALID);
  assert_encoding (RW_TEST_BYTES ("\0\0a\0b\0"), "UTF-8", RW_EVIDENCE_VALID);
  assert_encoding (RW_TEST_BYTES ("a,b\nab\0\0\0\0,1\n"), "UTF-8", RW_EVIDENCE_VALID);
  assert_encoding (RW_TEST_BYTES ("a,b\n1,2\n3,4\n\0\n"), "UTF-8", RW_EVIDENCE_VALID);
}

static void
test_valid (void)
{
  assert_encoding (RW_TEST_BYTES (""), "UTF-8", RW_EVIDENCE_VALID);
  assert_encoding (RW_TEST_BYTES ("a,b\n"), "UTF-8", RW_EVIDENCE_VALID);
  assert_encoding (RW_TEST_BYTES ("ü,€,😀\n"), "UTF-8", RW_EVIDENCE_VALID);
}

/* What is valid is what GLib calls valid, for all sequences of up to three bytes. */
static void
test_same_as_glib (void)
{
  static const guchar probes[] = { 0x41, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf,
                                   0xc0, 0xc1, 0xc2, 0xdf, 0xe0, 0xe1, 0xec, 0xed,
                                   0xee, 0xef, 0xf0, 0xf1, 0xf3, 0xf4, 0xf5, 0xff };
  guint n = G_N_ELEMENTS (probes);

  for (guint i = 0; i < n * n * n; i++)
    {
      const char bytes[] = { (char) probes[i % n], (char) probes[i / n % n],
                             (char) probes[i / n / n], (char) 0x80 };
      g_autoptr (RwSource) source = rw_test_source (bytes, sizeof bytes);
      RwEncoding encoding = { 0 };
      if (memcmp (bytes, "\xff\xfe", 2) == 0 || memcmp (bytes, "\xfe\xff", 2) == 0)
        continue;
      g_assert_true (rw_encoding_detect (source, 1, &encoding, NULL, NULL, NULL));
      if (encoding.evidence != RW_EVIDENCE_MARK)
        g_assert_cmpint (encoding.evidence == RW_EVIDENCE_VALID, ==,
                         g_utf8_validate_len (bytes, sizeof bytes, NULL));
    }
}

static void
test_guesses (void)
{
  assert_encoding (RW_TEST_BYTES ("M\xfcller,\x80\n"), "Windows-1252", RW_EVIDENCE_GUESS);
  assert_encoding (RW_TEST_BYTES ("M\xfcller,Müller\n"), "UTF-8", RW_EVIDENCE_GUESS);
  assert_encoding (RW_TEST_BYTES ("M\xfcller,\x81\n"), "UTF-8", RW_EVIDENCE_GUESS);
  assert_encoding (RW_TEST_BYTES ("M\xfcller,x\0yz\n"), "UTF-8", RW_EVIDENCE_GUESS);
  /* One character of UTF-8 may be there by chance. */
  assert_encoding (RW_TEST_BYTES ("\xe4,\xe4,\xe4,\xe4,\xe4,\xe4,\xe4,\xe4,\xe4,\xe4,\xd6\xbb\n"),
                   "UTF-8", RW_EVIDENCE_GUESS);
  assert_encoding (
      RW_TEST_BYTES ("\xe4,\xe4,\xe4,\xe4,\xe4,\xe4,\xe4,\xe4,\xe4,\xe4,\xe4,\xd6\xbb\n"),
      "Windows-1252", RW_EVIDENCE_GUESS);
}

/* The guess is one for all of the file, wherever in it the first byte tells. */
static void
test_far_behind (void)
{
  gsize length = 3 * BLOCK_SIZE + 5;
  g_autofree char *text = g_strnfill (length, 'x');

  assert_encoding (text, length, "UTF-8", RW_EVIDENCE_VALID);
  text[length - 1] = '\xfc';
  assert_encoding (text, length, "Windows-1252", RW_EVIDENCE_GUESS);
  text[0] = '\xc3';
  text[1] = '\xbc';
  assert_encoding (text, length, "UTF-8", RW_EVIDENCE_GUESS);
  text[length - 1] = 'x';
  text[1] = 'x';
  assert_encoding (text, length, "Windows-1252", RW_EVIDENCE_GUESS);
}

/* A character that is cut by the end of a block is one. */
static void
test_block_ends (void)
{
  static const char *const characters[] = { "ü", "€", "😀" };
  gsize length = 2 * BLOCK_SIZE + 10;

  for (guint i = 0; i < G_N_ELEMENTS (characters); i++)
    for (gsize at = BLOCK_SIZE - 4; at < BLOCK_SIZE + 2; at++)
      {
        g_autofree char *text = g_strnfill (length, 'x');
        gsize n = strlen (characters[i]);
        memcpy (text + at, characters[i], n);
        assert_encoding (text, length, "UTF-8", RW_EVIDENCE_VALID);
        text[at + n - 1] = 'x';
        assert_encoding (text, length, "Windows-1252", RW_EVIDENCE_GUESS);
      }
}

static void
test_read_errors (void)
{
  for (guint skip = 0; skip < 2; skip++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (RwSource) source = rw_test_source ("a,b\n", 4);
      RwEncoding encoding = { 0 };
      rw_test_set_fault (
          RW_TEST_PREAD,
          (RwTestFault){ .skip = skip, .times = RW_TEST_ALWAYS, .error_number = EIO });
      g_assert_false (rw_encoding_detect (source, 0, &encoding, NULL, NULL, &error));
      rw_test_clear_faults ();
      rw_test_assert_error (&error, RW_ERROR_FILE, "customers.csv");
    }
}

static void
test_known (void)
{
  static const char *const known[] = { "UTF-8",       "utf8",      "Windows-1252",    "latin1",
                                       "ISO-8859-15", "Shift_JIS", "ISO_8859-1:1987", "GB18030" };
  static const char *const unknown[] = { "",
                                         "nonsense",
                                         "ASCII//TRANSLIT",
                                         "latin1//IGNORE",
                                         "UTF-8,x",
                                         "//",
                                         "1234567890123456789012345678901234567890123456789" };

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    g_assert_true (rw_encoding_is_known (known[i]));
  for (guint i = 0; i < G_N_ELEMENTS (unknown); i++)
    g_assert_false (rw_encoding_is_known (unknown[i]));
  g_autofree char *message = rw_encoding_dup_unknown ("nonsense");
  rw_test_assert_has (message, "no encoding “nonsense”. Examples: UTF-8, Windows-1252");
}

static void
test_names (void)
{
  g_assert_true (rw_encoding_is_utf8 ("utf-8"));
  g_assert_true (rw_encoding_is_utf8 ("UTF8"));
  g_assert_false (rw_encoding_is_utf8 ("UTF-16"));
  g_assert_cmpuint (rw_encoding_get_unit ("latin1"), ==, 1);
  g_assert_cmpuint (rw_encoding_get_unit ("UTF-8"), ==, 1);
  g_assert_cmpuint (rw_encoding_get_unit ("utf-16le"), ==, 2);
  g_assert_cmpuint (rw_encoding_get_unit ("UCS-4"), ==, 4);
}

static void
test_evidences (void)
{
  static const char *const ids[RW_N_EVIDENCES] = { "valid", "byte-order-mark", "zeros", "guess",
                                                   "given" };

  for (guint i = 0; i < RW_N_EVIDENCES; i++)
    g_assert_cmpstr (rw_evidence_get_id (i), ==, ids[i]);
  g_assert_cmpstr (rw_evidence_get_title (RW_EVIDENCE_GUESS), ==, "a guess");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/encoding/marks", test_marks);
  g_test_add_func ("/encoding/zeros", test_zeros);
  g_test_add_func ("/encoding/valid", test_valid);
  g_test_add_func ("/encoding/same-as-glib", test_same_as_glib);
  g_test_add_func ("/encoding/guesses", test_guesses);
  g_test_add_func ("/encoding/far-behind", test_far_behind);
  g_test_add_func ("/encoding/block-ends", test_block_ends);
  g_test_add_func ("/encoding/read-errors", test_read_errors);
  g_test_add_func ("/encoding/known", test_known);
  g_test_add_func ("/encoding/names", test_names);
  g_test_add_func ("/encoding/evidences", test_evidences);
  return g_test_run ();
}
