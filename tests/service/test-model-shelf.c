/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-model-shelf.h"

#include "rw-test-service.h"
#include "rw-test-shelf.h"
#include "rw-test.h"

#include <locale.h>
#include <string.h>

#define NOBODYS "0000000000000000000000000000000000000000000000000000000000000000"

static char *
publish (RwStorage *storage, GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *sum = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  char *sha256 = rw_model_shelf_publish (storage, bytes, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (sha256, ==, sum);
  return sha256;
}

/* That these were put in use, the last one first; ended by NULL. */
static void
assert_uses (RwStorage *storage, const char *const *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) uses = rw_model_shelf_list_uses (storage, NULL, &error);
  guint n = g_strv_length ((GStrv) expected);

  g_assert_no_error (error);
  g_assert_cmpuint (uses->len, ==, n);
  for (guint i = 0; i < n; i++)
    {
      const RwModelUse *use = uses->pdata[i];
      g_assert_cmpstr (use->sha256, ==, expected[i]);
      g_assert_true (g_str_has_prefix (use->since, "20"));
    }
}

static void
test_published (void)
{
  g_autoptr (GError) error = NULL;
  RwStorage *storage = rw_test_shelf_storage ();
  g_autoptr (GBytes) first = rw_test_shelf_model (1);
  g_autoptr (GBytes) second = rw_test_shelf_model (2);

  assert_uses (storage, (const char *const[]){ NULL });
  g_autofree char *a = publish (storage, first);
  g_autofree char *b = publish (storage, second);
  g_free (publish (storage, second));
  assert_uses (storage, (const char *const[]){ b, a, NULL });
  g_autoptr (GPtrArray) list = rw_model_shelf_list (storage, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (list->len, ==, 2);
  g_assert_cmpint (strcmp (list->pdata[0], list->pdata[1]), <, 0);
  g_autoptr (GBytes) read = rw_model_shelf_read (storage, a, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (read, first));
}

static void
roll_back (RwStorage *storage, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *sha256 = NULL;

  g_assert_true (rw_model_shelf_roll_back (storage, &sha256, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (sha256, ==, expected);
}

static void
test_rolled_back (void)
{
  g_autoptr (GError) error = NULL;
  RwStorage *storage = rw_test_shelf_storage ();
  g_autoptr (GBytes) first = rw_test_shelf_model (1);
  g_autoptr (GBytes) second = rw_test_shelf_model (2);
  g_autofree char *a = publish (storage, first);
  g_autofree char *b = publish (storage, second);
  g_autofree char *begin = g_strndup (b, 6);
  g_autofree char *none = NULL;

  roll_back (storage, a);
  assert_uses (storage, (const char *const[]){ a, NULL });
  g_autofree char *again = rw_model_shelf_use (storage, begin, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (again, ==, b);
  assert_uses (storage, (const char *const[]){ b, a, NULL });
  roll_back (storage, a);
  roll_back (storage, NULL);
  assert_uses (storage, (const char *const[]){ NULL });
  rw_test_assert_stored (storage, RW_STORAGE_CURRENT, "shipped\n");
  g_assert_false (rw_model_shelf_roll_back (storage, &none, &error));
  rw_test_assert_error (&error, RW_ERROR_MODEL, "No published model is in use");
}

static void
assert_unusable (RwStorage *storage, const char *digits, const char *part)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (rw_model_shelf_use (storage, digits, &error));
  rw_test_assert_error (&error, RW_ERROR_MODEL, part);
}

static void
test_not_found (void)
{
  g_autoptr (GError) error = NULL;
  RwStorage *storage = rw_test_shelf_storage ();
  g_autoptr (GBytes) bytes = rw_test_shelf_model (1);
  g_autofree char *sha256 = publish (storage, bytes);
  g_autofree char *twin = g_strdup (sha256);
  g_autofree char *short_begin = g_strndup (sha256, 5);
  g_autofree char *begin = g_strndup (sha256, 63);

  assert_unusable (storage, NOBODYS, "No published model begins with");
  assert_unusable (storage, short_begin, "at least 6 digits");
  assert_unusable (storage, "", "at least 6 digits");
  twin[63] = twin[63] == '0' ? '1' : '0';
  rw_test_shelf_spoil (storage, twin, bytes);
  assert_unusable (storage, begin, "Several published models begin with");
  g_assert_null (rw_model_shelf_read (storage, NOBODYS, NULL, &error));
  rw_test_assert_error (&error, RW_ERROR_MODEL, "was published");
}

static void
test_no_model (void)
{
  g_autoptr (GError) error = NULL;
  RwStorage *storage = rw_test_shelf_storage ();
  g_autoptr (GBytes) bytes = g_bytes_new_static ("{}", 2);

  g_assert_null (rw_model_shelf_publish (storage, bytes, &error));
  rw_test_assert_error (&error, RW_ERROR_MODEL, NULL);
  assert_uses (storage, (const char *const[]){ NULL });
}

/* A damaged model is never put in use, and publishing it again mends it. */
static void
test_damaged (void)
{
  g_autoptr (GError) error = NULL;
  RwStorage *storage = rw_test_shelf_storage ();
  g_autoptr (GBytes) first = rw_test_shelf_model (1);
  g_autoptr (GBytes) second = rw_test_shelf_model (2);
  g_autoptr (GBytes) cut = g_bytes_new_from_bytes (first, 0, g_bytes_get_size (first) / 2);
  g_autofree char *a = publish (storage, first);
  g_autofree char *b = publish (storage, second);
  g_autofree char *none = NULL;

  rw_test_shelf_spoil (storage, a, cut);
  assert_unusable (storage, a, "is damaged: its SHA-256 is");
  g_assert_false (rw_model_shelf_roll_back (storage, &none, &error));
  rw_test_assert_error (&error, RW_ERROR_MODEL, "is damaged: its SHA-256 is");
  assert_uses (storage, (const char *const[]){ b, a, NULL });
  g_free (publish (storage, first));
  roll_back (storage, b);
}

static const char *const damaged_lists[] = {
  "",
  "\n",
  NOBODYS "\n",
  NOBODYS " 2026-11-28T20:15:00.000Z",
  NOBODYS " yesterday\n",
  NOBODYS "0 2026-11-28T20:15:00.000Z\n",
  NOBODYS " 2026-11-28T20:15:00.000Z\n\n",
  NOBODYS " 2026-11-28T20:15:00.000Z\n../../etc/passwd 2026-11-28T20:15:00.000Z\n",
  "<html></html>\n",
  "shipped",
  "shipped\nshipped\n",
};

static void
test_damaged_list (void)
{
  RwStorage *storage = rw_test_shelf_storage ();
  g_autoptr (GBytes) bytes = rw_test_shelf_model (1);

  for (guint i = 0; i < G_N_ELEMENTS (damaged_lists); i++)
    {
      g_autoptr (GError) error = NULL;
      rw_test_store (storage, RW_STORAGE_CURRENT, damaged_lists[i]);
      g_assert_null (rw_model_shelf_list_uses (storage, NULL, &error));
      rw_test_assert_error (&error, RW_ERROR_MODEL, "does not say which model is in use");
    }
  g_autofree char *sha256 = publish (storage, bytes);
  assert_uses (storage, (const char *const[]){ sha256, NULL });
}

/* However often models are changed, the list stays short. */
static void
test_long_list (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  RwStorage *storage = rw_test_shelf_storage ();
  g_autoptr (GBytes) bytes = rw_test_shelf_model (1);

  for (guint i = 0; i < 200; i++)
    g_string_append (text, NOBODYS " 2026-11-28T20:15:00.000Z\n");
  rw_test_store (storage, RW_STORAGE_CURRENT, text->str);
  g_autofree char *sha256 = publish (storage, bytes);
  g_autoptr (GPtrArray) uses = rw_model_shelf_list_uses (storage, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (uses->len, ==, 100);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model-shelf/published", test_published);
  g_test_add_func ("/model-shelf/rolled-back", test_rolled_back);
  g_test_add_func ("/model-shelf/not-found", test_not_found);
  g_test_add_func ("/model-shelf/no-model", test_no_model);
  g_test_add_func ("/model-shelf/damaged", test_damaged);
  g_test_add_func ("/model-shelf/damaged-list", test_damaged_list);
  g_test_add_func ("/model-shelf/long-list", test_long_list);
  return g_test_run ();
}
