/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-mapping-memory.h"

#include "rw-test-mapping.h"
#include "rw-test.h"

#include <glib/gstdio.h>

static RwMapping *
make_given (const char *column)
{
  RwMapping *given = rw_mapping_new ();

  rw_mapping_give_column (given, "tenure", column);
  return given;
}

static void
save (const RwManifest *manifest, const char *names, const RwMapping *given)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = rw_test_names (names);

  g_assert_true (rw_mapping_memory_save (manifest, list, given, &error));
  g_assert_no_error (error);
}

/* The column that tenure is remembered for, "none" if nothing is. */
static char *
recall (const RwManifest *manifest, const char *names)
{
  g_autoptr (GPtrArray) list = rw_test_names (names);
  g_autoptr (RwMapping) given = rw_mapping_memory_load (manifest, list);

  return g_strdup (given != NULL ? rw_mapping_find (given, "tenure")->column : "none");
}

static void
assert_recalls (const RwManifest *manifest, const char *names, const char *column)
{
  g_autofree char *found = recall (manifest, names);

  g_assert_cmpstr (found, ==, column);
}

static void
test_remember (void)
{
  g_autoptr (RwManifest) manifest = rw_test_manifest ();
  g_autoptr (RwMapping) given = make_given ("Days");
  g_autoptr (RwMapping) other = make_given ("b");

  assert_recalls (manifest, "Days;b", "none");
  save (manifest, "Days;b", given);
  assert_recalls (manifest, "Days;b", "Days");
  /* in another order and other letters, but not with other columns */
  assert_recalls (manifest, "B;days", "Days");
  assert_recalls (manifest, "Days;b;c", "none");
  save (manifest, "Days;b", other);
  assert_recalls (manifest, "Days;b", "b");
}

static void
test_forget (void)
{
  g_autoptr (RwManifest) manifest = rw_test_manifest ();
  g_autoptr (RwMapping) given = make_given ("x");
  g_autoptr (RwMapping) nothing = rw_mapping_new ();

  save (manifest, "x;y", given);
  save (manifest, "x;y", nothing);
  assert_recalls (manifest, "x;y", "none");
  save (manifest, "x;y", nothing);
}

/* A model of another label has its own; one of the same label without the input has none. */
static void
test_other_model (void)
{
  g_autoptr (RwManifest) manifest = rw_test_manifest ();
  g_autoptr (RwMapping) given = make_given ("p");

  save (manifest, "p;q", given);
  g_ptr_array_remove_index (manifest->inputs, 0);
  assert_recalls (manifest, "p;q", "none");
  g_free (manifest->label);
  manifest->label = g_strdup ("left");
  assert_recalls (manifest, "p;q", "none");
}

static guint
count_files (void)
{
  g_autofree char *folder =
      g_build_filename (g_get_user_data_dir (), "retainwise", "mappings", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
test_many (void)
{
  g_autoptr (RwManifest) manifest = rw_test_manifest ();
  g_autoptr (RwMapping) given = make_given ("m");

  for (guint i = 0; i < RW_MAPPING_MEMORY_MAX + 5; i++)
    {
      g_autofree char *names = g_strdup_printf ("m;n%u", i);
      save (manifest, names, given);
      assert_recalls (manifest, "m;n0", "m"); /* used again and again */
    }
  g_assert_cmpuint (count_files (), ==, RW_MAPPING_MEMORY_MAX);
  assert_recalls (manifest, "m;n1", "none");
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = rw_test_dup_path ("data");

  g_setenv ("XDG_DATA_HOME", folder, TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mapping-memory/remember", test_remember);
  g_test_add_func ("/mapping-memory/forget", test_forget);
  g_test_add_func ("/mapping-memory/other-model", test_other_model);
  g_test_add_func ("/mapping-memory/many", test_many);
  return g_test_run ();
}
