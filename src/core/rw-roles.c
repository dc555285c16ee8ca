/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-roles.h"

#include "rw-column-auc.h"
#include "rw-column-traits.h"
#include "rw-column-words.h"
#include "rw-error.h"
#include "rw-parallel.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define MAX_ROWS 50000u

/* Of the values of a column that are different: above, each names a customer. */
#define UNIQUE 0.98
/* The same for texts whose column is called an id, and for texts that nobody could group. */
#define NAMED_UNIQUE 0.1
#define FREE_TEXT    0.5
/* Numbers from here on may be ids. */
#define MIN_ID 1e5

/* An AUC that no honest column was seen to have by itself, and one that few have. */
#define LEAK_AUC     0.99
#define DOUBTFUL_AUC 0.9
/* A column that has values for so many customers, nearly all of whom left, is filled in afterwards.
 */
#define MIN_FILLED  20u
#define FILLED_RATE 0.99
#define COMMON_RATE 0.9

typedef struct
{
  RwTable *table;
  const RwLabels *labels;
  const char *const *ignored;
  const char *const *kept;
  GArray *rows;   /* guint32: those that are looked at */
  GArray *values; /* float: their labels */
  double rate;    /* of those that left */
  RwRole **roles; /* one for each column */
} Search;

static gboolean
contains (const char *const *names, const char *name)
{
  return names != NULL && g_strv_contains (names, name);
}

static double
divide (double a, double b)
{
  return b > 0 ? a / b : 0;
}

static RwRoleKind
find_natural_kind (const RwColumn *column)
{
  if (rw_column_get_kind (column) == RW_COLUMN_NUMBER)
    return rw_column_get_format (column)->date != RW_DATE_NONE ? RW_ROLE_DATE : RW_ROLE_NUMBER;
  return rw_column_get_kind (column) == RW_COLUMN_CATEGORY ? RW_ROLE_CATEGORY : RW_ROLE_TEXT;
}

/* A number with decimals is no id, be it as unique as it may. */
static gboolean
is_id (const RwColumn *column, const RwColumnTraits *traits)
{
  gboolean named = rw_column_words_name_id (rw_column_get_name (column));
  double distinct = divide (traits->n_distinct, traits->n_filled);

  if (rw_column_get_kind (column) != RW_COLUMN_NUMBER)
    return distinct >= UNIQUE || (named && distinct > NAMED_UNIQUE);
  return traits->is_whole && rw_column_get_format (column)->date == RW_DATE_NONE &&
         distinct >= UNIQUE && (named || traits->is_ascending || traits->min >= MIN_ID);
}

/* Only customers who left, and not all of them, have a value. */
static gboolean
is_filled_later (const Search *search, const RwGrouping *grouping, const RwColumnTraits *traits)
{
  double n_left = 0;

  if (traits->n_filled < MIN_FILLED || traits->n_filled == search->rows->len ||
      search->rate > COMMON_RATE)
    return FALSE;
  for (guint i = 0; i < search->rows->len; i++)
    if (grouping->groups[i] > 0)
      n_left += (double) g_array_index (search->values, float, i);
  return n_left >= FILLED_RATE * traits->n_filled;
}

static RwRoleKind
find_kind (const Search *search, const RwColumn *column, const RwGrouping *grouping, double auc,
           char **reason)
{
  RwColumnTraits traits = rw_column_traits_measure (column, search->rows);
  RwRoleKind natural = find_natural_kind (column);

  *reason = NULL;
  if (is_filled_later (search, grouping, &traits))
    *reason = g_strdup (_ ("only customers who left have a value"));
  else if (auc >= LEAK_AUC)
    *reason = g_strdup_printf (_ ("it alone tells who left (AUC %.3f)"), auc);
  if (*reason != NULL)
    return RW_ROLE_LEAK;
  if (traits.n_distinct < 2)
    {
      *reason =
          g_strdup (traits.n_filled == 0 ? _ ("it is empty") : _ ("it is the same everywhere"));
      return RW_ROLE_CONSTANT;
    }
  if (is_id (column, &traits))
    {
      *reason = g_strdup (_ ("it names customers instead of describing them"));
      return RW_ROLE_ID;
    }
  if (natural == RW_ROLE_TEXT ||
      (natural == RW_ROLE_CATEGORY && traits.n_distinct > FREE_TEXT * traits.n_filled))
    {
      *reason = g_strdup (_ ("it has too many different texts"));
      return RW_ROLE_TEXT;
    }
  return natural;
}

static char *
find_doubt (const RwRole *role)
{
  if (role->auc >= DOUBTFUL_AUC)
    return g_strdup_printf (
        _ ("it tells very much by itself (AUC %.3f): is it known before a customer leaves?"),
        role->auc);
  if (rw_column_words_name_outcome (role->name))
    return g_strdup (_ ("by its name it may say what is to be foretold: is it known before a "
                        "customer leaves?"));
  if (role->kind == RW_ROLE_DATE)
    return g_strdup (_ ("a date: is it known before a customer leaves?"));
  return NULL;
}

static gboolean
find_role (gsize number, gpointer data, G_GNUC_UNUSED GError **error)
{
  Search *search = data;
  const RwColumn *column = rw_table_get_column (search->table, (guint) number);
  RwRole *role = g_new0 (RwRole, 1);
  const float *labels = (const float *) (gpointer) search->values->data;

  search->roles[number] = role;
  role->name = g_strdup (rw_column_get_name (column));
  role->auc = NAN;
  role->kind = RW_ROLE_LABEL;
  if (strcmp (role->name, search->labels->column) == 0)
    return TRUE;
  role->kind = RW_ROLE_IGNORED;
  if (contains (search->ignored, role->name))
    return TRUE;
  g_autoptr (RwGrouping) grouping = rw_grouping_new (column, search->rows);
  role->auc = rw_column_auc (column, grouping, search->rows, labels);
  role->kind = find_kind (search, column, grouping, role->auc, &role->reason);
  role->used = role->kind <= RW_ROLE_CATEGORY;
  if (role->used)
    role->reason = find_doubt (role);
  else if (contains (search->kept, role->name))
    {
      role->kind = find_natural_kind (column);
      role->used = TRUE;
    }
  role->doubtful = role->used && role->reason != NULL;
  return TRUE;
}

static gboolean
check_name (const Search *search, const char *name, gboolean kept, GError **error)
{
  const RwColumn *column = rw_table_find_column (search->table, name);
  const char *file = rw_source_get_name (rw_table_get_source (search->table));

  if (column == NULL)
    g_set_error (error, RW_ERROR, RW_ERROR_LABEL, _ ("There is no column “%s” in “%s”."), name,
                 file);
  else if (strcmp (name, search->labels->column) == 0)
    g_set_error (error, RW_ERROR, RW_ERROR_LABEL,
                 _ ("The column “%s” is the label: it can be neither left out nor kept."), name);
  else if (kept && find_natural_kind (column) == RW_ROLE_TEXT)
    g_set_error (
        error, RW_ERROR, RW_ERROR_LABEL,
        _ ("The column “%s” cannot be kept: it has too many different texts to learn from. "
           "Put them into groups in another column."),
        name);
  else
    return TRUE;
  return FALSE;
}

static gboolean
check_names (const Search *search, const char *const *names, gboolean kept, GError **error)
{
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    if (!check_name (search, names[i], kept, error))
      return FALSE;
  return TRUE;
}

/* Every second, third… labelled row, so that there are not too many. */
static void
pick_rows (Search *search)
{
  const RwLabels *labels = search->labels;
  guint step = (labels->rows->len + MAX_ROWS - 1) / MAX_ROWS;

  search->rows = g_array_new (FALSE, FALSE, sizeof (guint32));
  search->values = g_array_new (FALSE, FALSE, sizeof (float));
  for (guint i = 0; i < labels->rows->len; i += step)
    {
      g_array_append_val (search->rows, g_array_index (labels->rows, guint32, i));
      g_array_append_val (search->values, g_array_index (labels->values, float, i));
    }
  search->rate = divide (labels->n_positive, labels->rows->len);
}

static void
free_role (gpointer data)
{
  if (data != NULL)
    rw_role_free (data);
}

GPtrArray *
rw_roles_find (RwTable *table, const RwLabels *labels, const char *const *ignored,
               const char *const *kept, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) roles = g_ptr_array_new_with_free_func (free_role);
  Search search = { .table = table, .labels = labels, .ignored = ignored, .kept = kept };

  if (!check_names (&search, ignored, FALSE, error) || !check_names (&search, kept, TRUE, error))
    return NULL;
  g_ptr_array_set_size (roles, (int) rw_table_get_n_columns (table));
  search.roles = (RwRole **) roles->pdata;
  pick_rows (&search);
  gboolean found = rw_parallel_run (roles->len, 0, find_role, &search, cancellable, error);
  g_array_unref (search.rows);
  g_array_unref (search.values);
  return found ? g_steal_pointer (&roles) : NULL;
}
