/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-mapping.h"

#include "rw-test-mapping.h"

static void
assert_guesses (const char *names, const char *shown)
{
  g_autoptr (RwManifest) manifest = rw_test_manifest ();
  g_autoptr (RwMapping) mapping = rw_test_map (manifest, names, NULL);
  g_autofree char *found = rw_test_show_mapping (mapping);

  g_assert_cmpstr (found, ==, shown);
}

static void
test_guess (void)
{
  assert_guesses ("contrct;x", "Contract=contrct:guess");
  /* also of another name */
  assert_guesses ("month", "tenure=month:guess; MonthlyCharges=-:none?month");
}

static void
test_rivals (void)
{
  assert_guesses ("contrct;c_o_n_t_r_c_t", "Contract=contrct:guess|c_o_n_t_r_c_t");
}

/* Not similar enough for a guess, but worth telling, the most similar one first. */
static void
test_likely (void)
{
  assert_guesses ("my partners name;tenur months x", "tenure=-:none?tenur months x; "
                                                     "Partner=-:none?my partners name");
}

/* What is read already is not guessed. */
static void
test_claimed (void)
{
  assert_guesses ("contrct;Contract", "Contract=Contract:exact");
  assert_guesses ("plan;contrct", "Contract=plan:similar");
}

/* The best column of two inputs is asked for. */
static void
test_shared (void)
{
  assert_guesses ("charges monthly total", "MonthlyCharges=charges monthly total:guess; "
                                           "TotalCharges=-:none?charges monthly total");
}

/* So many names that comparing them would take long. */
static void
test_too_many (void)
{
  g_autoptr (RwManifest) manifest = rw_test_manifest ();
  g_autoptr (GString) names = g_string_new ("contrct");

  for (guint i = 0; i < 400000; i++)
    g_string_append_printf (names, ";x%u", i);
  g_autoptr (RwMapping) mapping = rw_test_map (manifest, names->str, NULL);
  g_autofree char *shown = rw_test_show_mapping (mapping);
  g_assert_cmpstr (shown, ==, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mapping-guess/guess", test_guess);
  g_test_add_func ("/mapping-guess/rivals", test_rivals);
  g_test_add_func ("/mapping-guess/likely", test_likely);
  g_test_add_func ("/mapping-guess/claimed", test_claimed);
  g_test_add_func ("/mapping-guess/shared", test_shared);
  g_test_add_func ("/mapping-guess/too-many", test_too_many);
  return g_test_run ();
}
