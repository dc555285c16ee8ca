/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-column-auc.h"

#include "rw-test-training.h"
#include "rw-test.h"

#include <string.h>

#define N_ROWS 1000u

typedef char *(*WriteFunc) (guint row, gboolean left);

/* The AUC of a column of these cells; every fourth row left. */
static double
measure (WriteFunc write)
{
  g_autoptr (GString) text = g_string_new ("a,left\n");

  for (guint i = 0; i < N_ROWS; i++)
    {
      g_autofree char *cell = write (i, i % 4 == 0);
      g_string_append_printf (text, "%s,%u\n", cell, i % 4 == 0);
    }
  g_autoptr (RwTestTraining) test = rw_test_training_new (text->str, "left");
  const RwColumn *column = rw_table_get_column (test->table, 0);
  g_autoptr (RwGrouping) grouping = rw_grouping_new (column, test->labels->rows);
  return rw_column_auc (column, grouping, test->labels->rows,
                        (const float *) (gpointer) test->labels->values->data);
}

static char *
write_below (guint row, gboolean left)
{
  return g_strdup_printf ("%g", left ? -1e-3 * row - 1e-4 : row * 1000.0);
}

/* Those who left are in the middle. */
static char *
write_middle (guint row, gboolean left)
{
  return g_strdup_printf ("%u", left ? 500 + row % 20 : row % 2 ? row % 400 : 600 + row % 400);
}

static char *
write_missing (guint row, gboolean left)
{
  return left ? g_strdup ("") : g_strdup_printf ("%u", row * 7919 % 1009);
}

static char *
write_level (guint row, gboolean left)
{
  return g_strdup (left ? "gone" : row % 2 ? "here" : "there");
}

static char *
write_chance (guint row, G_GNUC_UNUSED gboolean left)
{
  return g_strdup_printf ("%u", row / 4 * 7919 % 1009);
}

/* Many levels, each with one row: counted in other folds they say nothing. */
static char *
write_name (guint row, G_GNUC_UNUSED gboolean left)
{
  return g_strdup_printf ("n%u", row);
}

static void
test_leaks (void)
{
  g_assert_cmpfloat (measure (write_below), ==, 1);
  g_assert_cmpfloat (measure (write_missing), ==, 1);
  g_assert_cmpfloat (measure (write_middle), >, 0.97);
  g_assert_cmpfloat (measure (write_level), ==, 1);
}

static void
test_chance (void)
{
  g_assert_cmpfloat (measure (write_chance), <, 0.6);
  g_assert_cmpfloat (measure (write_name), <, 0.6);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/column-auc/leaks", test_leaks);
  g_test_add_func ("/column-auc/chance", test_chance);
  return g_test_run ();
}
