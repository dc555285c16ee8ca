/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-roles.h"

#include "rw-test-training.h"
#include "rw-test.h"

#include <math.h>

#define N_ROWS 600u

/* What the cells of a column are, by its row and whether that customer left. */
typedef struct
{
  const char *name;
  char *(*write) (guint row, gboolean left);
} Column;

static char *
write_chance (guint row, G_GNUC_UNUSED gboolean left)
{
  return g_strdup_printf ("%u", row / 3 * 7919 % 97);
}

static char *
write_text_id (guint row, G_GNUC_UNUSED gboolean left)
{
  return g_strdup_printf ("K-%u", row);
}

static char *
write_counter (guint row, G_GNUC_UNUSED gboolean left)
{
  return g_strdup_printf ("%u", row + 1);
}

static char *
write_account (guint row, G_GNUC_UNUSED gboolean left)
{
  return g_strdup_printf ("%u", 100000 + row * 7919 % 900001);
}

/* Unique, but with decimals. */
static char *
write_salary (guint row, G_GNUC_UNUSED gboolean left)
{
  return g_strdup_printf ("%u.5", 1000 + row * 7919 % 90001);
}

static char *
write_surname (guint row, G_GNUC_UNUSED gboolean left)
{
  return g_strdup_printf ("Family %u", row * 31 % 200);
}

static char *
write_same (guint row, G_GNUC_UNUSED gboolean left)
{
  return g_strdup (row % 5 == 0 ? "" : "same");
}

static char *
write_nothing (G_GNUC_UNUSED guint row, G_GNUC_UNUSED gboolean left)
{
  return g_strdup ("");
}

static char *
write_leak (guint row, gboolean left)
{
  return g_strdup_printf ("%u", left ? 50 + row % 7 : row % 7);
}

/* Half of those who left have one. */
static char *
write_reason (guint row, gboolean left)
{
  return g_strdup (left && row % 2 == 0 ? row % 4 == 0 ? "price" : "moved" : "");
}

/* Nine in ten right. */
static char *
write_strong (guint row, gboolean left)
{
  return g_strdup (left != (row % 12 == 5) ? "many" : "few");
}

static char *
write_date (guint row, G_GNUC_UNUSED gboolean left)
{
  return g_strdup_printf ("2024-%02u-%02u", 1 + row / 3 * 7 % 12, 1 + row / 3 % 28);
}

static char *
write_comment (guint row, G_GNUC_UNUSED gboolean left)
{
  return g_strdup_printf ("said %u", row * 17 % 400);
}

static const Column columns[] = {
  { "usage", write_chance },    { "ref", write_text_id },       { "", write_counter },
  { "account", write_account }, { "salary", write_salary },     { "Surname", write_surname },
  { "country", write_same },    { "empty", write_nothing },     { "closing fee", write_leak },
  { "why", write_reason },      { "complaints", write_strong }, { "since", write_date },
  { "comment", write_comment }, { "churn_risk", write_chance },
};

static RwTestTraining *
make (void)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    g_string_append_printf (text, "%s,", columns[i].name);
  g_string_append (text, "left\n");
  for (guint row = 0; row < N_ROWS; row++)
    {
      gboolean left = row % 3 == 0;
      for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
        {
          g_autofree char *cell = columns[i].write (row, left);
          g_string_append_printf (text, "%s,", cell);
        }
      g_string_append (text, left ? "Yes\n" : "No\n");
    }
  return rw_test_training_new (text->str, "left");
}

static const RwRole *
find (const GPtrArray *roles, const char *name)
{
  for (guint i = 0; i < roles->len; i++)
    if (g_str_equal (((const RwRole *) roles->pdata[i])->name, name))
      return roles->pdata[i];
  g_test_message ("no role of “%s”", name);
  g_assert_not_reached ();
}

static void
assert_role (const GPtrArray *roles, const char *name, RwRoleKind kind, gboolean used,
             gboolean doubtful, const char *reason)
{
  const RwRole *role = find (roles, name);

  g_test_message ("%s: %s", name, role->reason != NULL ? role->reason : "");
  g_assert_cmpstr (rw_role_kind_get_id (role->kind), ==, rw_role_kind_get_id (kind));
  g_assert_cmpint (role->used, ==, used);
  g_assert_cmpint (role->doubtful, ==, doubtful);
  if (reason == NULL)
    g_assert_null (role->reason);
  else
    rw_test_assert_has (role->reason, reason);
}

static void
test_found (void)
{
  g_autoptr (RwTestTraining) test = make ();
  const GPtrArray *roles = test->roles;

  g_assert_cmpuint (roles->len, ==, G_N_ELEMENTS (columns) + 1);
  assert_role (roles, "usage", RW_ROLE_NUMBER, TRUE, FALSE, NULL);
  assert_role (roles, "salary", RW_ROLE_NUMBER, TRUE, FALSE, NULL);
  assert_role (roles, "left", RW_ROLE_LABEL, FALSE, FALSE, NULL);
  assert_role (roles, "ref", RW_ROLE_ID, FALSE, FALSE, "names customers");
  assert_role (roles, "account", RW_ROLE_ID, FALSE, FALSE, "names customers");
  assert_role (roles, "Surname", RW_ROLE_ID, FALSE, FALSE, "names customers");
  assert_role (roles, "country", RW_ROLE_CONSTANT, FALSE, FALSE, "same everywhere");
  assert_role (roles, "empty", RW_ROLE_CONSTANT, FALSE, FALSE, "empty");
  assert_role (roles, "comment", RW_ROLE_TEXT, FALSE, FALSE, "many different texts");
}

/* A counter without a name, in front of all. */
static void
test_counter (void)
{
  g_autoptr (RwTestTraining) test = make ();
  const RwRole *role = test->roles->pdata[2];

  g_assert_cmpint (role->kind, ==, RW_ROLE_ID);
}

static void
test_leaks (void)
{
  g_autoptr (RwTestTraining) test = make ();

  assert_role (test->roles, "closing fee", RW_ROLE_LEAK, FALSE, FALSE, "AUC 1.000");
  assert_role (test->roles, "why", RW_ROLE_LEAK, FALSE, FALSE, "only customers who left");
  assert_role (test->roles, "complaints", RW_ROLE_CATEGORY, TRUE, TRUE, "known before");
  assert_role (test->roles, "since", RW_ROLE_DATE, TRUE, TRUE, "a date");
  assert_role (test->roles, "churn_risk", RW_ROLE_NUMBER, TRUE, TRUE, "by its name");
  g_assert_cmpfloat (find (test->roles, "usage")->auc, <, 0.65);
  g_assert_true (isnan (find (test->roles, "left")->auc));
}

static void
test_overridden (void)
{
  static const char *const ignored[] = { "usage", "complaints", NULL };
  static const char *const kept[] = { "closing fee", "account", NULL };
  g_autoptr (RwTestTraining) test = make ();
  g_autoptr (GPtrArray) roles =
      rw_roles_find (test->table, test->labels, ignored, kept, NULL, NULL);

  assert_role (roles, "usage", RW_ROLE_IGNORED, FALSE, FALSE, NULL);
  assert_role (roles, "complaints", RW_ROLE_IGNORED, FALSE, FALSE, NULL);
  assert_role (roles, "closing fee", RW_ROLE_NUMBER, TRUE, TRUE, "AUC 1.000");
  assert_role (roles, "account", RW_ROLE_NUMBER, TRUE, TRUE, "names customers");
}

static void
assert_refused (const char *ignored, const char *kept, const char *part)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RwTestTraining) test = make ();
  const char *const without[] = { ignored, NULL };
  const char *const with[] = { kept, NULL };

  g_assert_null (rw_roles_find (test->table, test->labels, without, with, NULL, &error));
  rw_test_assert_error (&error, RW_ERROR_LABEL, part);
}

static void
test_refused (void)
{
  assert_refused ("nowhere", NULL, "no column “nowhere” in “customers.csv”");
  assert_refused (NULL, "nowhere", "no column “nowhere” in “customers.csv”");
  assert_refused ("left", NULL, "“left” is the label");
}

static void
test_cancelled (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (RwTestTraining) test = make ();

  g_cancellable_cancel (cancellable);
  g_assert_null (rw_roles_find (test->table, test->labels, NULL, NULL, cancellable, &error));
  rw_test_assert_cancelled (&error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/roles/found", test_found);
  g_test_add_func ("/roles/counter", test_counter);
  g_test_add_func ("/roles/leaks", test_leaks);
  g_test_add_func ("/roles/overridden", test_overridden);
  g_test_add_func ("/roles/refused", test_refused);
  g_test_add_func ("/roles/cancelled", test_cancelled);
  return g_test_run ();
}
