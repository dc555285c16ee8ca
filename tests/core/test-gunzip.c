/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-gunzip.h"

#include "rw-test-io.h"
#include "rw-test.h"

#include <errno.h>
#include <string.h>

#define BLOCK_SIZE ((gsize) 256 * 1024)

/* Appends a member that unpacks to these bytes. */
static void
append_member (GByteArray *file, const char *bytes, gsize length)
{
  g_autoptr (GZlibCompressor) compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 6);
  gsize room = length + length / 100 + 1000;
  g_autofree char *packed = g_malloc (room);
  gsize done = 0;
  gsize n = 0;

  for (GConverterResult result = G_CONVERTER_CONVERTED; result != G_CONVERTER_FINISHED;)
    {
      gsize n_read = 0;
      gsize n_written = 0;
      result =
          g_converter_convert (G_CONVERTER (compressor), bytes + done, length - done, packed + n,
                               room - n, G_CONVERTER_INPUT_AT_END, &n_read, &n_written, NULL);
      g_assert_cmpint (result, !=, G_CONVERTER_ERROR);
      done += n_read;
      n += n_written;
    }
  g_byte_array_append (file, (const guint8 *) packed, (guint) n);
}

static GByteArray *
make_file (const char *bytes, gsize length)
{
  GByteArray *file = g_byte_array_new ();

  append_member (file, bytes, length);
  return file;
}

/* Bytes that do not pack well. */
static char *
make_noise (gsize length)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);
  char *bytes = g_malloc (length);

  for (gsize i = 0; i < length; i++)
    bytes[i] = (char) g_rand_int (rand);
  return bytes;
}

static RwSource *
run (GByteArray *file, guint64 max_size, GError **error)
{
  g_autoptr (RwSource) source = rw_test_source ((const char *) file->data, file->len);

  return rw_gunzip_run (source, max_size, NULL, NULL, error);
}

static void
assert_unpacks (GByteArray *file, const char *bytes, gsize length)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RwSource) text = run (file, 0, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (rw_source_get_name (text), ==, "customers.csv");
  rw_test_assert_content (text, bytes, length);
}

static void
assert_fails (GByteArray *file, RwError code, const char *part)
{
  g_autoptr (GError) error = NULL;
  guint before = rw_test_count_open_files ();

  g_assert_null (run (file, 0, &error));
  rw_test_assert_error (&error, code, part);
  g_assert_cmpuint (rw_test_count_open_files (), ==, before);
}

static void
test_needed (void)
{
  static const struct
  {
    const char *bytes;
    gsize length;
    gboolean needed;
  } files[] = {
    { RW_TEST_BYTES ("\x1f\x8b\x08"), TRUE },    { RW_TEST_BYTES ("\x1f\x8b"), FALSE },
    { RW_TEST_BYTES ("\x1f\x8b\x07,a"), FALSE }, { RW_TEST_BYTES (""), FALSE },
    { RW_TEST_BYTES ("a,b\n"), FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (RwSource) source = rw_test_source (files[i].bytes, files[i].length);
      gboolean needed = !files[i].needed;
      g_assert_true (rw_gunzip_is_needed (source, &needed, NULL));
      g_assert_cmpint (needed, ==, files[i].needed);
    }
}

static void
test_one_member (void)
{
  gsize sizes[] = { 0, 8, BLOCK_SIZE - 1, BLOCK_SIZE, BLOCK_SIZE + 1, 5 * BLOCK_SIZE };
  g_autofree char *noise = make_noise (5 * BLOCK_SIZE);
  g_autofree char *plain = g_strnfill (5 * BLOCK_SIZE, 'x');

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (GByteArray) noisy = make_file (noise, sizes[i]);
      g_autoptr (GByteArray) simple = make_file (plain, sizes[i]);
      assert_unpacks (noisy, noise, sizes[i]);
      assert_unpacks (simple, plain, sizes[i]);
    }
}

/* Wherever a member ends in a block of input. */
static void
test_members (void)
{
  gsize length = 2 * BLOCK_SIZE;
  g_autofree char *noise = make_noise (length);

  for (gsize cut = BLOCK_SIZE - 40; cut < BLOCK_SIZE; cut += 3)
    {
      g_autoptr (GByteArray) file = make_file (noise, cut);
      append_member (file, noise + cut, 0);
      append_member (file, noise + cut, length - cut);
      assert_unpacks (file, noise, length);
    }
}

static void
test_padding (void)
{
  g_autoptr (GByteArray) file = make_file ("a,b\n", 4);
  gsize length = file->len + 2 * BLOCK_SIZE;
  g_autofree guint8 *zeros = g_malloc0 (length);

  g_byte_array_append (file, zeros, (guint) length);
  assert_unpacks (file, "a,b\n", 4);
  g_byte_array_append (file, (const guint8 *) "x", 1);
  assert_fails (file, RW_ERROR_FORMAT, "something else follows");
}

static void
test_garbage_behind (void)
{
  static const char *const garbage[] = { "x", "\x1f", "\x1f\x8b", "a,b\n1,2\n", "\x1f\x8b\x07" };

  for (guint i = 0; i < G_N_ELEMENTS (garbage); i++)
    {
      g_autoptr (GByteArray) file = make_file ("a,b\n", 4);
      g_byte_array_append (file, (const guint8 *) garbage[i], (guint) strlen (garbage[i]));
      assert_fails (file, RW_ERROR_FORMAT,
                    "“customers.csv” is damaged: something else follows its compressed data");
    }
}

/* At each byte of a small file, and of a large one at its blocks. */
static void
test_cut_short (void)
{
  g_autofree char *noise = make_noise (2 * BLOCK_SIZE);
  g_autoptr (GByteArray) small = make_file ("a,b\n1,2\n", 8);
  g_autoptr (GByteArray) large = make_file (noise, 2 * BLOCK_SIZE);

  for (guint length = small->len - 1; length >= 3; length--)
    {
      g_byte_array_set_size (small, length);
      assert_fails (small, RW_ERROR_FORMAT, "cut short");
    }
  for (guint n = 2; n > 0; n--)
    {
      g_byte_array_set_size (large, n * BLOCK_SIZE);
      assert_fails (large, RW_ERROR_FORMAT, "cut short");
    }
}

static void
test_damaged (void)
{
  g_autoptr (GByteArray) file = make_file ("a,b\n1,2\n", 8);

  file->data[file->len - 6] ^= 1; /* of the checksum */
  assert_fails (file, RW_ERROR_FORMAT, "cannot be unpacked. Get the file again");
  file->data[10] = 0xff; /* of the first block */
  assert_fails (file, RW_ERROR_FORMAT, "cannot be unpacked");
}

/* A bomb is refused before it has gone off. */
static void
test_bomb (void)
{
  g_autofree char *zeros = g_malloc0 (RW_GUNZIP_SMALL + 4 * BLOCK_SIZE);
  g_autoptr (GByteArray) small = make_file (zeros, RW_GUNZIP_SMALL);
  g_autoptr (GByteArray) file = make_file (zeros, RW_GUNZIP_SMALL + 4 * BLOCK_SIZE);

  assert_unpacks (small, zeros, RW_GUNZIP_SMALL);
  assert_fails (file, RW_ERROR_LIMIT, "“customers.csv” unpacks to more than 200 times its size");
}

static void
test_most (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GByteArray) file = make_file ("a,b\n1,2\n", 8);
  g_autoptr (RwSource) text = run (file, 8, &error);

  g_assert_no_error (error);
  g_assert_null (run (file, 7, &error));
  rw_test_assert_error (&error, RW_ERROR_LIMIT, "is larger than 7 bytes when it is unpacked");
}

static void
test_short_and_interrupted (void)
{
  g_autoptr (GByteArray) file = make_file ("a,b\n1,2\n", 8);

  rw_test_set_fault (RW_TEST_PREAD, (RwTestFault){ .times = 2, .error_number = EINTR, .most = 3 });
  rw_test_set_fault (RW_TEST_WRITE, (RwTestFault){ .times = 1, .error_number = EINTR, .most = 3 });
  g_autoptr (GError) error = NULL;
  g_autoptr (RwSource) text = run (file, 0, &error);
  rw_test_clear_faults ();
  g_assert_no_error (error);
  rw_test_assert_content (text, "a,b\n1,2\n", 8);
}

static void
test_errors (void)
{
  g_autoptr (GByteArray) file = make_file ("a,b\n1,2\n", 8);

  rw_test_set_fault (RW_TEST_PREAD, (RwTestFault){ .times = RW_TEST_ALWAYS, .error_number = EIO });
  assert_fails (file, RW_ERROR_FILE, "“customers.csv” cannot be read");
  rw_test_clear_faults ();
  g_autoptr (RwSource) source = rw_test_source ((const char *) file->data, file->len);
  g_autoptr (GError) error = NULL;
  rw_test_set_fault (RW_TEST_WRITE,
                     (RwTestFault){ .times = RW_TEST_ALWAYS, .error_number = ENOSPC });
  g_assert_null (rw_gunzip_run (source, 0, NULL, NULL, &error));
  rw_test_clear_faults ();
  rw_test_assert_error (&error, RW_ERROR_FILE, "No space left on device");
}

static void
test_cancelled (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GByteArray) file = make_file ("a,b\n1,2\n", 8);
  g_autoptr (RwSource) source = rw_test_source ((const char *) file->data, file->len);
  guint before = rw_test_count_open_files ();

  g_cancellable_cancel (cancellable);
  g_assert_null (rw_gunzip_run (source, 0, NULL, cancellable, &error));
  rw_test_assert_cancelled (&error);
  g_assert_cmpuint (rw_test_count_open_files (), ==, before);
}

static void
test_progress (void)
{
  g_autoptr (RwProgress) progress = rw_progress_new ();
  g_autoptr (GByteArray) file = make_file ("a,b\n1,2\n", 8);
  g_autoptr (RwSource) source = rw_test_source ((const char *) file->data, file->len);
  g_autoptr (RwSource) text = rw_gunzip_run (source, 0, progress, NULL, NULL);
  RwProgressState state = rw_progress_get (progress);

  g_assert_cmpint (state.stage, ==, RW_STAGE_DECODING);
  g_assert_cmpuint (state.total, ==, file->len);
  g_assert_cmpuint (state.done, ==, file->len);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/gunzip/needed", test_needed);
  g_test_add_func ("/gunzip/one-member", test_one_member);
  g_test_add_func ("/gunzip/members", test_members);
  g_test_add_func ("/gunzip/padding", test_padding);
  g_test_add_func ("/gunzip/garbage-behind", test_garbage_behind);
  g_test_add_func ("/gunzip/cut-short", test_cut_short);
  g_test_add_func ("/gunzip/damaged", test_damaged);
  g_test_add_func ("/gunzip/bomb", test_bomb);
  g_test_add_func ("/gunzip/most", test_most);
  g_test_add_func ("/gunzip/short-and-interrupted", test_short_and_interrupted);
  g_test_add_func ("/gunzip/errors", test_errors);
  g_test_add_func ("/gunzip/cancelled", test_cancelled);
  g_test_add_func ("/gunzip/progress", test_progress);
  return g_test_run ();
}
