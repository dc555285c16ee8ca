/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-label-find.h"

#include "rw-matching.h"
#include "rw-test.h"

#include <string.h>

static RwTable *
load (const char *text, gboolean with_hints)
{
  g_autoptr (RwSource) source = rw_test_source (text, strlen (text));
  g_auto (RwMatching) matching = { .finds_label = TRUE };
  RwTableOptions options = { .hint = with_hints ? rw_matching_hint : NULL, .hint_data = &matching };
  g_autoptr (GError) error = NULL;
  RwTable *table = rw_table_load (source, &options, NULL, NULL, &error);

  g_assert_no_error (error);
  return table;
}

/* However the label was loaded, it is the same. */
static void
assert_found_with (const char *text, const char *positive, const char *expected)
{
  for (guint with_hints = 0; with_hints < 2; with_hints++)
    {
      g_autoptr (RwTable) table = load (text, with_hints > 0);
      g_autoptr (GError) error = NULL;
      g_autofree char *found = rw_label_find (table, positive, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (found, ==, expected);
    }
}

static void
assert_found (const char *text, const char *expected)
{
  assert_found_with (text, NULL, expected);
}

static void
assert_none_with (const char *text, const char *positive, const char *part)
{
  for (guint with_hints = 0; with_hints < 2; with_hints++)
    {
      g_autoptr (RwTable) table = load (text, with_hints > 0);
      g_autoptr (GError) error = NULL;
      g_assert_null (rw_label_find (table, positive, &error));
      rw_test_assert_error (&error, RW_ERROR_LABEL, part);
    }
}

static void
test_named (void)
{
  const char *names[] = { "id", "Churn", "fee", "EXITED", "churn score" };
  g_autoptr (GPtrArray) all = g_ptr_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_ptr_array_add (all, (gpointer) names[i]);
  g_autoptr (GPtrArray) found = rw_label_find_named (all);
  g_assert_cmpuint (found->len, ==, 2);
  g_assert_cmpstr (found->pdata[0], ==, "Churn");
  g_assert_cmpstr (found->pdata[1], ==, "EXITED");
}

static void
test_by_name (void)
{
  assert_found ("Exited,partner,last\n1,yes,0\n0,no,1\n1,yes,1\n", "Exited");
  assert_found ("left,partner\ngold,yes\nsilver,no\n", "left");
  /* A name without two values is no label. */
  assert_found ("target,Churn_Flag\n7,yes\n8,no\n9,no\n", "Churn_Flag");
  assert_found ("a,Churn,b\n1,,2\n2,no,2\n3,yes,2\n", "Churn");
}

static void
test_by_outcome (void)
{
  assert_found ("customer churned,last\nstayed,yes\nchurned,no\n", "customer churned");
  assert_found ("churn reason,last\nprice,yes\nmoved,no\n", "last");
  assert_found ("exit code,n\n0,1\n1,2\n0,3\n", "exit code");
}

static void
test_last (void)
{
  assert_found ("partner,outcome\nyes,1\nno,0\nno,1\n", "outcome");
  assert_found ("partner,outcome\nyes,TRUE\nno,FALSE\nno,NA\n", "outcome");
  assert_none_with ("partner,outcome\nyes,1\nno,2\nno,1\n", NULL,
                    "None is called so. These have two different values: “partner” (“yes”, “no”), "
                    "“outcome” (“1”, “2”). Name the right one with --label");
  assert_none_with ("partner,n\nyes,1\nno,2\nno,3\n", NULL, "“partner” (“yes”, “no”)");
}

static void
test_positive (void)
{
  assert_found_with ("partner,outcome\nyes,gone\nno,here\nno,gone\n", "here", "outcome");
  assert_found_with ("partner,outcome\nyes,2\nno,1\n", "2", "outcome");
  assert_none_with ("partner,outcome\nyes,1\nno,0\n", "gone", "None is called so");
}

/* Several columns are as good as one if they say the same of everyone. */
static void
test_several (void)
{
  assert_found ("Churn Label,Churn Value\nNo,0\nYes,1\nNo,0\n", "Churn Label");
  assert_none_with ("Churn Label,Churn Value\nNo,0\nYes,1\nNo,1\n", NULL,
                    "they differ: “Churn Label” (“No”, “Yes”), “Churn Value” (“0”, “1”)");
  assert_none_with ("Churn,left\nNo,0\nYes,1\nNo,\n", NULL, "they differ");
  assert_none_with ("Churn,label\nNo,a\nYes,b\n", NULL, "they differ");
  assert_none_with ("Churn,target\nNo,1\nYes,0\n", NULL, "they differ");
}

static void
test_none (void)
{
  assert_none_with ("Churn,b\nYes,x\nYes,x\n", NULL, "none has exactly two different values");
  assert_none_with ("a,b,c,d,e,f,g,h,i,j\n3,3,3,3,3,3,3,3,3,3\n4,4,4,4,4,4,4,4,4,4\n", NULL,
                    "“h” (“3”, “4”) …. Name");
}

/* Other columns were read as texts for their names, or a number was not. */
static void
test_read_right (void)
{
  g_autoptr (RwTable) one = load ("id,Churn\n1,1\n2,0\n", TRUE);
  g_autoptr (RwTable) two = load ("exited,Churn\n1,1\n1,0\n", TRUE);
  g_autoptr (RwTable) last = load ("id,state\n1,left\n2,stayed\n", TRUE);

  g_assert_true (rw_label_is_read_right (one, "Churn"));
  g_assert_false (rw_label_is_read_right (two, "Churn"));
  g_assert_false (rw_label_is_read_right (last, "state"));
}

/* Texts or numbers, whatever they are called. */
static void
test_candidates (void)
{
  g_autoptr (RwTable) table = load ("a,b,c,d\nx,1,1,x\ny,2,1,x\nx,,2,x\ny,1,3,x\n", FALSE);
  g_auto (GStrv) names = rw_label_list_candidates (table);

  g_assert_cmpuint (g_strv_length (names), ==, 2);
  g_assert_cmpstr (names[0], ==, "a");
  g_assert_cmpstr (names[1], ==, "b");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/label-find/named", test_named);
  g_test_add_func ("/label-find/by-name", test_by_name);
  g_test_add_func ("/label-find/by-outcome", test_by_outcome);
  g_test_add_func ("/label-find/last", test_last);
  g_test_add_func ("/label-find/positive", test_positive);
  g_test_add_func ("/label-find/several", test_several);
  g_test_add_func ("/label-find/none", test_none);
  g_test_add_func ("/label-find/read-right", test_read_right);
  g_test_add_func ("/label-find/candidates", test_candidates);
  return g_test_run ();
}
