/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-label-find.h"

#include "rw-test.h"

#include <string.h>

static void
check (const char *text, const char *wanted)
{
  g_autoptr (RwTable) table = rw_test_load (text, strlen (text));

  g_assert_cmpstr (rw_label_find (table), ==, wanted);
}

/* By its name and its two values, texts or numbers; of several the last one. */
static void
test_found (void)
{
  check ("id,Churn,plan\n1,Yes,a\n2,No,b\n3,No,a\n", "Churn");
  check ("Exited,n\n1,5\n0,6\n,7\n1,8\n", "Exited");
  check ("churn,exited\nyes,1\nno,0\nno,1\n", "exited");
}

/* Two values alone, or a name alone, say nothing. */
static void
test_not_found (void)
{
  check ("id,plan,senior\n1,a,0\n2,b,1\n3,a,0\n", NULL);
  check ("id,churn\n1,0.2\n2,0.7\n3,0.9\n", NULL);
  check ("id,churn\n1,yes\n2,yes\n3,\n", NULL);
  check ("id,churn\n1,yes\n2,no\n3,perhaps\n", NULL);
}

static void
test_may_be (void)
{
  g_autoptr (RwTable) table =
      rw_test_load (RW_TEST_BYTES ("a,b,c,d\nx,1,1,x\ny,2,1,x\nx,,2,x\ny,1,3,x\n"));
  static const gboolean wanted[] = { TRUE, TRUE, FALSE, FALSE };

  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    g_assert_cmpint (rw_label_may_be (rw_table_get_column (table, i), 4), ==, wanted[i]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/label-find/found", test_found);
  g_test_add_func ("/label-find/not-found", test_not_found);
  g_test_add_func ("/label-find/may-be", test_may_be);
  return g_test_run ();
}
