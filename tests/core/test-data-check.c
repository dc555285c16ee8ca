/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-data-check.h"

#include "rw-test-model.h"
#include "rw-test.h"

#include <string.h>

typedef struct
{
  RwModel *model;
  RwTable *table;
  RwMapping *mapping;
  RwDataCheck *check;
} Fixture;

static Fixture
make (const char *text)
{
  g_autoptr (GError) error = NULL;
  RwModel *model = rw_model_load_default (&error);
  RwTable *table = rw_test_load_for (model, text);
  RwMapping *mapping = rw_test_match (rw_model_get_manifest (model), table);
  RwDataCheck *check = rw_data_check_new (table, model, mapping, NULL, &error);

  g_assert_no_error (error);
  return (Fixture){ model, table, mapping, check };
}

static void
clear (Fixture *fixture)
{
  rw_data_check_free (fixture->check);
  rw_mapping_unref (fixture->mapping);
  g_object_unref (fixture->table);
  g_object_unref (fixture->model);
}

static const RwInputShift *
get_shift (const Fixture *fixture, guint i)
{
  return &g_array_index (fixture->check->inputs, RwInputShift, i);
}

static const char *
get_name (const Fixture *fixture, guint i)
{
  const GPtrArray *inputs = rw_model_get_manifest (fixture->model)->inputs;

  return ((RwInput *) inputs->pdata[get_shift (fixture, i)->input])->name;
}

/* The sample that ships is like what the model was trained on, and each customer is one. */
static void
test_sample (void)
{
  g_autofree char *text = rw_test_read_sample (0);
  Fixture fixture = make (text);

  g_assert_cmpuint (fixture.check->inputs->len, ==, 19);
  for (guint i = 0; i < 19; i++)
    {
      const RwInputShift *shift = get_shift (&fixture, i);
      g_assert_cmpint (shift->shift, ==, RW_SHIFT_STABLE);
      g_assert_true (i == 0 || shift->psi <= get_shift (&fixture, i - 1)->psi);
      g_assert_cmpfloat (shift->unseen, ==, 0);
      g_assert_cmpfloat (shift->outside, <, 0.02);
    }
  g_assert_cmpstr (rw_column_get_name (fixture.check->id_column), ==, "customerID");
  g_assert_cmpuint (fixture.check->ids->n_distinct, ==, rw_table_get_n_rows (fixture.table));
  g_assert_cmpuint (fixture.check->ids->n_duplicates, ==, 0);
  g_assert_cmpuint (fixture.check->ids->n_blank, ==, 0);
  clear (&fixture);
}

/* Contracts are of a kind that the model does not know; all customers are twice in the file. */
static void
test_worst_first (void)
{
  g_autofree char *sample = rw_test_read_sample (300);
  g_autoptr (GString) text = g_string_new (sample);

  g_string_replace (text, "Month-to-month", "Weekly", 0);
  g_string_replace (text, "One year", "Weekly", 0);
  g_string_replace (text, "Two year", "Weekly", 0);
  g_autofree char *again = g_strdup (strchr (text->str, '\n') + 1);
  g_string_append (text, again);
  Fixture fixture = make (text->str);
  g_assert_cmpstr (get_name (&fixture, 0), ==, "Contract");
  g_assert_cmpint (get_shift (&fixture, 0)->shift, ==, RW_SHIFT_STRONG);
  g_assert_cmpfloat (get_shift (&fixture, 0)->unseen, ==, 1);
  g_assert_cmpstr (((RwUnseenText *) get_shift (&fixture, 0)->texts->pdata[0])->text, ==, "Weekly");
  g_assert_cmpint (get_shift (&fixture, 18)->shift, ==, RW_SHIFT_STABLE);
  g_assert_cmpuint (fixture.check->ids->n_duplicates, ==, 300);
  clear (&fixture);
}

static void
test_cancelled (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *text = rw_test_read_sample (10);
  Fixture fixture = make (text);

  g_cancellable_cancel (cancellable);
  g_assert_null (
      rw_data_check_new (fixture.table, fixture.model, fixture.mapping, cancellable, &error));
  rw_test_assert_cancelled (&error);
  clear (&fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/data-check/sample", test_sample);
  g_test_add_func ("/data-check/worst-first", test_worst_first);
  g_test_add_func ("/data-check/cancelled", test_cancelled);
  return g_test_run ();
}
