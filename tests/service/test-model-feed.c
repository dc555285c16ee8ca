/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-model-feed.h"

#include "rw-model-shelf.h"
#include "rw-test-service.h"
#include "rw-test-shelf.h"
#include "rw-test.h"

#include <locale.h>
#include <string.h>

#define LONG (60 * 60 * 1000)

typedef struct
{
  RwStorage *storage;
  char *folder; /* of copies */
  GBytes *models[2];
  char *sums[2];
  char *shipped;
} Bench;

static void
set_up (Bench *bench, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (RwModel) shipped = rw_model_load_default (NULL);

  bench->storage = rw_test_shelf_storage ();
  bench->folder = rw_test_dup_new_path ();
  bench->shipped = g_strdup (rw_model_get_sha256 (shipped));
  for (guint i = 0; i < 2; i++)
    {
      bench->models[i] = rw_test_shelf_model (i);
      bench->sums[i] = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bench->models[i]);
    }
}

static void
tear_down (Bench *bench, gconstpointer data G_GNUC_UNUSED)
{
  for (guint i = 0; i < 2; i++)
    {
      g_bytes_unref (bench->models[i]);
      g_free (bench->sums[i]);
    }
  g_free (bench->folder);
  g_free (bench->shipped);
}

static void
publish (Bench *bench, guint i)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *sha256 = rw_model_shelf_publish (bench->storage, bench->models[i], &error);

  g_assert_no_error (error);
}

static RwModelFeed *
feed_new (Bench *bench)
{
  return rw_model_feed_new (bench->storage, bench->folder, 0);
}

static void
check (RwModelFeed *feed, const char *sha256)
{
  g_autoptr (GError) error = NULL;
  RwModel *model = rw_model_feed_get (feed, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (rw_model_get_sha256 (model), ==, sha256);
}

static void
test_changes (Bench *bench, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (RwModelFeed) feed = feed_new (bench);
  g_autofree char *sha256 = NULL;

  check (feed, bench->shipped);
  publish (bench, 0);
  check (feed, bench->sums[0]);
  publish (bench, 1);
  check (feed, bench->sums[1]);
  check (feed, bench->sums[1]);
  g_assert_true (rw_model_shelf_roll_back (bench->storage, &sha256, NULL));
  check (feed, bench->sums[0]);
  g_clear_pointer (&sha256, g_free);
  g_assert_true (rw_model_shelf_roll_back (bench->storage, &sha256, NULL));
  check (feed, bench->shipped);
}

static void
test_seldom (Bench *bench, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (RwModelFeed) feed = rw_model_feed_new (bench->storage, bench->folder, LONG);

  check (feed, bench->shipped);
  publish (bench, 0);
  check (feed, bench->shipped);
}

static void
spoil (Bench *bench, guint i, const char *text, gsize length)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, length);

  rw_test_shelf_spoil (bench->storage, bench->sums[i], bytes);
}

/* Whatever is wrong with the one that is in use now, the one before goes on. */
static void
test_damaged (Bench *bench, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (RwModelFeed) feed = feed_new (bench);
  gsize length = 0;
  const char *bytes = g_bytes_get_data (bench->models[1], &length);
  g_autofree char *other = g_memdup2 (bytes, length);

  publish (bench, 0);
  check (feed, bench->sums[0]);
  publish (bench, 1);
  spoil (bench, 1, "", 0);
  check (feed, bench->sums[0]);
  spoil (bench, 1, bytes, length - 1);
  check (feed, bench->sums[0]);
  other[length / 2] ^= 1;
  spoil (bench, 1, other, length);
  check (feed, bench->sums[0]);
  g_assert_true (rw_storage_remove (bench->storage, RW_STORAGE_CURRENT, NULL));
  rw_test_store (bench->storage, RW_STORAGE_CURRENT, "nonsense\n");
  check (feed, bench->sums[0]);
  publish (bench, 1);
  check (feed, bench->sums[1]);
}

static void
test_none_yet (Bench *bench, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (RwModelFeed) feed = feed_new (bench);
  g_autoptr (GError) error = NULL;

  publish (bench, 0);
  spoil (bench, 0, "{}", 2);
  g_assert_null (rw_model_feed_get (feed, NULL, &error));
  rw_test_assert_error (&error, RW_ERROR_MODEL, "is damaged");
  publish (bench, 0);
  check (feed, bench->sums[0]);
}

/* A copy that is whole is enough; one that is not is fetched again. */
static void
test_copies (Bench *bench, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (RwModelFeed) first = feed_new (bench);
  g_autoptr (RwModelFeed) second = feed_new (bench);
  g_autoptr (RwModelFeed) third = feed_new (bench);
  g_autofree char *copy = g_build_filename (bench->folder, bench->sums[0], NULL);

  publish (bench, 0);
  check (first, bench->sums[0]);
  spoil (bench, 0, "{}", 2);
  check (second, bench->sums[0]);
  publish (bench, 0);
  rw_test_overwrite (copy, RW_TEST_BYTES ("{}"));
  check (third, bench->sums[0]);
  g_autoptr (RwModel) mended = rw_model_load (copy, NULL, NULL);
  g_assert_cmpstr (rw_model_get_sha256 (mended), ==, bench->sums[0]);
}

static void
test_no_room (Bench *bench, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *file = rw_test_write ("file", RW_TEST_BYTES ("x"));
  g_autoptr (RwModelFeed) feed = rw_model_feed_new (bench->storage, file, 0);

  publish (bench, 0);
  check (feed, bench->sums[0]);
}

static void
test_load (Bench *bench, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (RwModelFeed) feed = feed_new (bench);
  g_autoptr (GError) error = NULL;

  publish (bench, 0);
  publish (bench, 1);
  g_autoptr (RwModel) before = rw_model_feed_load (feed, bench->sums[0], NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (rw_model_get_sha256 (before), ==, bench->sums[0]);
  g_autoptr (RwModel) shipped = rw_model_feed_load (feed, bench->shipped, NULL, &error);
  g_assert_cmpstr (rw_model_get_sha256 (shipped), ==, bench->shipped);
  bench->sums[0][0] = bench->sums[0][0] == 'a' ? 'b' : 'a';
  g_assert_null (rw_model_feed_load (feed, bench->sums[0], NULL, &error));
  rw_test_assert_error (&error, RW_ERROR_MODEL, "was published");
}

#define ADD(name, function)                                                                        \
  g_test_add ("/model-feed/" name, Bench, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  ADD ("changes", test_changes);
  ADD ("seldom", test_seldom);
  ADD ("damaged", test_damaged);
  ADD ("none-yet", test_none_yet);
  ADD ("copies", test_copies);
  ADD ("no-room", test_no_room);
  ADD ("load", test_load);
  return g_test_run ();
}
