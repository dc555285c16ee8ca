/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-column-choice.h"

#include <math.h>

static void
add_role (GPtrArray *roles, const char *name, RwRoleKind kind, gboolean used, gboolean doubtful)
{
  RwRole *role = g_new0 (RwRole, 1);

  role->name = g_strdup (name);
  role->kind = kind;
  role->used = used;
  role->doubtful = doubtful;
  role->auc = NAN;
  g_ptr_array_add (roles, role);
}

static void
free_role (gpointer role)
{
  rw_role_free (role);
}

/* One of each sort, in the order of a file. */
static GPtrArray *
make_roles (void)
{
  GPtrArray *roles = g_ptr_array_new_with_free_func (free_role);

  add_role (roles, "left", RW_ROLE_LABEL, FALSE, FALSE);
  add_role (roles, "age", RW_ROLE_NUMBER, TRUE, FALSE);
  add_role (roles, "id", RW_ROLE_ID, FALSE, FALSE);
  add_role (roles, "since", RW_ROLE_DATE, TRUE, TRUE);
  return roles;
}

static void
count_cb (guint *n)
{
  (*n)++;
}

/* What a person wants is told once, and is no change where training does it anyway. */
static void
test_used (void)
{
  g_autoptr (GPtrArray) roles = make_roles ();
  g_autoptr (RwColumnChoice) choice = rw_column_choice_new (roles, 1, FALSE);
  guint n = 0;

  g_signal_connect_swapped (choice, "notify::used", G_CALLBACK (count_cb), &n);
  g_assert_cmpstr (rw_column_choice_get_role (choice)->name, ==, "age");
  g_assert_true (rw_column_choice_get_used (choice));
  rw_column_choice_set_used (choice, TRUE);
  g_assert_cmpuint (n, ==, 0);
  g_object_set (choice, "used", FALSE, NULL);
  g_assert_cmpuint (n, ==, 1);
  g_assert_true (rw_column_choice_is_changed (choice));
  rw_column_choice_set_used (choice, TRUE);
  g_assert_cmpuint (n, ==, 2);
  g_assert_false (rw_column_choice_is_changed (choice));
}

static void
test_fixed (void)
{
  g_autoptr (GPtrArray) roles = make_roles ();
  g_autoptr (RwColumnChoice) choice = rw_column_choice_new (roles, 0, TRUE);

  rw_column_choice_set_used (choice, TRUE);
  g_assert_true (rw_column_choice_is_fixed (choice));
  g_assert_false (rw_column_choice_get_used (choice));
}

/* Doubtful, left out, used, the label. */
static void
test_order (void)
{
  static const guint order[] = { 3, 2, 1, 0 };
  g_autoptr (GPtrArray) roles = make_roles ();

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    for (guint j = 0; j < G_N_ELEMENTS (order); j++)
      {
        g_autoptr (RwColumnChoice) a = rw_column_choice_new (roles, order[i], FALSE);
        g_autoptr (RwColumnChoice) b = rw_column_choice_new (roles, order[j], FALSE);
        int sign = rw_column_choice_compare (a, b);
        g_assert_cmpint ((sign > 0) - (sign < 0), ==, (i > j) - (i < j));
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/column-choice/used", test_used);
  g_test_add_func ("/column-choice/fixed", test_fixed);
  g_test_add_func ("/column-choice/order", test_order);
  return g_test_run ();
}
