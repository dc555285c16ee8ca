/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-view.h"

#include "rw-test-session.h"
#include "rw-test.h"

#include <locale.h>
#include <string.h>

#define N_ROWS 1000u

/* How the cells of a column are compared. */
typedef enum
{
  AS_SCORES,
  AS_NUMBERS,
  AS_TEXTS
} Comparison;

typedef struct
{
  RwTestFile *file;
  GPtrArray *cells; /* GStrv of each row */
  const float *probabilities;
} Fixture;

typedef struct
{
  const Fixture *fixture;
  RwSort sort;
  Comparison comparison;
} Reference;

static void
set_up (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  fixture->file = rw_test_file_new ("customers.csv", 0, N_ROWS);
  fixture->cells = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  for (guint32 row = 0; row < N_ROWS; row++)
    g_ptr_array_add (fixture->cells, g_strsplit (fixture->file->lines[row + 1], ",", -1));
  fixture->probabilities =
      rw_scores_get_probabilities (rw_analysis_get_scores (fixture->file->analysis));
}

static void
tear_down (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_ptr_array_unref (fixture->cells);
  rw_test_file_free (fixture->file);
}

static RwView *
compute (const Fixture *fixture, const RwViewRequest *request, const RwView *last)
{
  g_autoptr (GError) error = NULL;
  RwView *view = rw_view_compute (fixture->file->analysis, request, last, NULL, &error);

  g_assert_no_error (error);
  return view;
}

static guint
find_column (const Fixture *fixture, const char *name)
{
  RwTable *table = rw_analysis_get_table (fixture->file->analysis);
  guint column = 0;

  while (strcmp (rw_column_get_name (rw_table_get_column (table, column)), name) != 0)
    column++;
  return column;
}

static const char *
get_cell (const Reference *reference, guint32 row)
{
  return ((GStrv) reference->fixture->cells->pdata[row])[reference->sort.column];
}

static int
compare_numbers (double a, double b)
{
  return a < b ? -1 : a > b;
}

static int
compare_cells (const Reference *reference, guint32 a, guint32 b)
{
  const char *one = get_cell (reference, a);
  const char *other = get_cell (reference, b);

  if (reference->comparison == AS_TEXTS)
    return strcmp (one, other);
  return compare_numbers (g_ascii_strtod (one, NULL), g_ascii_strtod (other, NULL));
}

static gboolean
is_missing (const Reference *reference, guint32 row)
{
  return reference->comparison != AS_SCORES &&
         strspn (get_cell (reference, row), " ") == strlen (get_cell (reference, row));
}

/* Missing ones last in both directions, equal ones as in the file. */
static int
compare_rows_cb (gconstpointer a, gconstpointer b, gpointer data)
{
  const Reference *reference = data;
  const float *probabilities = reference->fixture->probabilities;
  guint32 one = *(const guint32 *) a;
  guint32 other = *(const guint32 *) b;
  gboolean one_missing = is_missing (reference, one);
  int order = 0;

  if (one_missing != is_missing (reference, other))
    return one_missing ? 1 : -1;
  if (reference->comparison == AS_SCORES)
    order = compare_numbers ((double) probabilities[one], (double) probabilities[other]);
  else if (!one_missing)
    order = compare_cells (reference, one, other);
  if (order != 0)
    return reference->sort.descending ? -order : order;
  return one < other ? -1 : 1;
}

static GArray *
sort_rows (const Fixture *fixture, RwSort sort, Comparison comparison)
{
  Reference reference = { fixture, sort, comparison };
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint32 row = 0; row < N_ROWS; row++)
    g_array_append_val (rows, row);
  g_array_sort_with_data (rows, compare_rows_cb, &reference);
  return rows;
}

static gboolean
is_in_range (const Fixture *fixture, guint32 row, RwRange range)
{
  guint32 millionths = rw_probability_to_millionths (fixture->probabilities[row]);

  return millionths >= range.low && (millionths < range.high || range.high >= RW_MILLION);
}

/* No search of these tests has a comma in it, so a cell contains it if the line does. */
static gboolean
is_found (const Fixture *fixture, guint32 row, const char *search)
{
  g_autofree char *line = g_ascii_strdown (fixture->file->lines[row + 1], -1);
  g_autofree char *wanted = g_ascii_strdown (search != NULL ? search : "", -1);

  return strstr (line, wanted) != NULL;
}

/* That the view has what a look at every row finds; returns how many that are. */
static guint32
assert_view (const Fixture *fixture, const RwView *view, const RwViewRequest *request,
             Comparison comparison)
{
  g_autoptr (GArray) sorted = sort_rows (fixture, request->sort, comparison);
  g_autoptr (GArray) wanted = g_array_new (FALSE, FALSE, sizeof (guint32));
  const RwRows *rows = rw_view_get_rows (view);

  for (guint i = 0; i < N_ROWS; i++)
    {
      guint32 row = g_array_index (sorted, guint32, i);
      if (is_in_range (fixture, row, request->range) && is_found (fixture, row, request->search))
        g_array_append_val (wanted, row);
    }
  g_assert_cmpmem (rw_rows_get (rows), rw_rows_get_n (rows) * sizeof (guint32), wanted->data,
                   wanted->len * sizeof (guint32));
  g_assert_true (rw_sort_equal (rw_view_get_sort (view), request->sort));
  return wanted->len;
}

static guint32
assert_computed (const Fixture *fixture, const RwViewRequest *request, Comparison comparison)
{
  g_autoptr (RwView) view = compute (fixture, request, NULL);
  gboolean filtered = request->search != NULL || !rw_range_is_all (request->range);

  g_assert_cmpint (rw_view_is_filtered (view), ==, filtered);
  return assert_view (fixture, view, request, comparison);
}

static void
assert_sorted (const Fixture *fixture, const char *name, RwColumnKind kind, Comparison comparison)
{
  RwTable *table = rw_analysis_get_table (fixture->file->analysis);
  RwViewRequest request = { .sort = { find_column (fixture, name), FALSE }, .range = RW_RANGE_ALL };

  g_assert_cmpint (rw_column_get_kind (rw_table_find_column (table, name)), ==, kind);
  g_assert_cmpuint (assert_computed (fixture, &request, comparison), ==, N_ROWS);
  request.sort.descending = TRUE;
  g_assert_cmpuint (assert_computed (fixture, &request, comparison), ==, N_ROWS);
}

static void
test_churn (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  RwViewRequest request = { .sort = { RW_SORT_CHURN, TRUE }, .range = RW_RANGE_ALL };

  g_assert_cmpuint (assert_computed (fixture, &request, AS_SCORES), ==, N_ROWS);
  request.sort.descending = FALSE;
  g_assert_cmpuint (assert_computed (fixture, &request, AS_SCORES), ==, N_ROWS);
}

/* Many are equal, some are missing. */
static void
test_columns (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  assert_sorted (fixture, "tenure", RW_COLUMN_NUMBER, AS_NUMBERS);
  assert_sorted (fixture, "TotalCharges", RW_COLUMN_NUMBER, AS_NUMBERS);
  assert_sorted (fixture, "PaymentMethod", RW_COLUMN_CATEGORY, AS_TEXTS);
  assert_sorted (fixture, "customerID", RW_COLUMN_TEXT, AS_TEXTS);
}

/* With ends at and beside the probability of some row, which must come in or stay out. */
static void
test_range (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  const guint32 all = N_ROWS;

  for (guint32 row = 0; row < N_ROWS; row += 50)
    {
      guint32 at = rw_probability_to_millionths (fixture->probabilities[row]);
      RwViewRequest request = { .sort = { RW_SORT_CHURN, TRUE }, .range = { at, at + 1 } };
      guint32 same = assert_computed (fixture, &request, AS_SCORES);
      g_assert_cmpuint (same, >=, 1);
      request.range = (RwRange){ 0, at };
      guint32 below = assert_computed (fixture, &request, AS_SCORES);
      request.range = (RwRange){ at, RW_MILLION };
      g_assert_cmpuint (below + assert_computed (fixture, &request, AS_SCORES), ==, all);
      request.range = (RwRange){ at + 1, RW_MILLION };
      g_assert_cmpuint (below + same + assert_computed (fixture, &request, AS_SCORES), ==, all);
      request.range = (RwRange){ at, at };
      g_assert_cmpuint (assert_computed (fixture, &request, AS_SCORES), ==, 0);
    }
}

static void
test_search (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  /* a level in other letters, an id, a part of many ids, a number, nothing */
  static const char *const searches[] = { "FIBER optic", "9113-cdhux", "qx", "250.55", "zzzz" };
  static const guint32 least[] = { 2, 1, 2, 1, 0 };
  static const guint32 most[] = { N_ROWS - 1, 1, 20, 1, 0 };

  for (guint i = 0; i < G_N_ELEMENTS (searches); i++)
    {
      RwViewRequest request = RW_VIEW_REQUEST_ALL;
      request.search = (char *) searches[i];
      guint32 n = assert_computed (fixture, &request, AS_SCORES);
      g_assert_cmpuint (n, >=, least[i]);
      g_assert_cmpuint (n, <=, most[i]);
    }
}

static void
test_all_at_once (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  static char search[] = "month-to-month";
  RwRange range = { 400000, 700000 };
  RwViewRequest request = { .sort = { find_column (fixture, "tenure"), TRUE },
                            .range = range,
                            .search = search };
  guint32 both = assert_computed (fixture, &request, AS_NUMBERS);

  request.range = RW_RANGE_ALL;
  guint32 found = assert_computed (fixture, &request, AS_NUMBERS);
  request.range = range;
  request.search = NULL;
  guint32 in_range = assert_computed (fixture, &request, AS_NUMBERS);
  g_assert_cmpuint (both, >, 0);
  g_assert_cmpuint (both, <, MIN (found, in_range));
}

/* Rows that are named, beside the other conditions, in the order that is asked for. */
static void
test_subset (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  const guint32 wanted[] = { 7, 3, N_ROWS - 1, N_ROWS + 5 };
  g_autoptr (RwRows) subset = rw_rows_new_take (g_memdup2 (wanted, sizeof wanted), 4);
  RwViewRequest request = { .range = RW_RANGE_ALL, .subset = subset };
  g_autoptr (RwView) view = compute (fixture, &request, NULL);
  guint found[N_ROWS] = { 0 };

  g_assert_true (rw_view_is_filtered (view));
  g_assert_cmpuint (rw_rows_get_n (rw_view_get_rows (view)), ==, 3);
  for (guint i = 0; i < 3; i++)
    found[rw_rows_get (rw_view_get_rows (view))[i]]++;
  g_assert_cmpuint (found[3] * found[7] * found[N_ROWS - 1], ==, 1);
  guint32 at = rw_probability_to_millionths (fixture->probabilities[7]);
  request.range = (RwRange){ at, at + 1 };
  g_autoptr (RwView) one = compute (fixture, &request, view);
  g_assert_cmpuint (rw_rows_get (rw_view_get_rows (one))[0], ==, 7);
  g_assert_cmpuint (rw_rows_get_n (rw_view_get_rows (one)), <, 3);
}

/* A copy lives by itself. */
static void
test_request (void)
{
  g_autoptr (RwRows) subset = rw_rows_new_take (g_new0 (guint32, 1), 1);
  RwViewRequest request = RW_VIEW_REQUEST_ALL;

  g_assert_false (rw_view_request_is_filtered (&request));
  request.search = (char *) "Fiber";
  request.subset = subset;
  request.subset_title = (char *) "one";
  RwViewRequest copy = rw_view_request_copy (&request);
  g_assert_true (rw_view_request_is_filtered (&copy));
  g_assert_cmpstr (copy.search, ==, "Fiber");
  g_assert_cmpstr (copy.subset_title, ==, "one");
  g_assert_true (copy.subset == subset);
  rw_view_request_clear (&copy);
  g_assert_false (rw_view_request_is_filtered (&copy));
}

/* The order of the last view is taken where it is the one asked for, and never where it is not. */
static void
test_last (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  guint tenure = find_column (fixture, "tenure");
  RwViewRequest filtered = { .sort = { tenure, FALSE }, .range = { 500000, RW_MILLION } };
  RwViewRequest same = { .sort = { tenure, FALSE }, .range = RW_RANGE_ALL };
  RwViewRequest other = { .sort = { tenure, TRUE }, .range = { 0, 500000 } };
  g_autoptr (RwView) all = compute (fixture, &same, NULL);
  g_autoptr (RwView) some = compute (fixture, &filtered, all);
  g_autoptr (RwView) again = compute (fixture, &same, some);
  g_autoptr (RwView) turned = compute (fixture, &other, some);

  assert_view (fixture, some, &filtered, AS_NUMBERS);
  g_assert_true (rw_view_is_filtered (some));
  assert_view (fixture, again, &same, AS_NUMBERS);
  g_assert_false (rw_view_is_filtered (again));
  g_assert_true (rw_view_get_rows (again) == rw_view_get_rows (all));
  assert_view (fixture, turned, &other, AS_NUMBERS);
}

/* A view needs nothing of the one before it. */
static void
test_last_gone (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  RwViewRequest request = { .sort = { find_column (fixture, "tenure"), FALSE },
                            .range = RW_RANGE_ALL };
  RwView *last = compute (fixture, &request, NULL);
  g_autoptr (RwView) view = compute (fixture, &request, last);
  RwView *again = rw_view_ref (last);

  rw_view_unref (last);
  assert_view (fixture, again, &request, AS_NUMBERS);
  rw_view_unref (again);
  assert_view (fixture, view, &request, AS_NUMBERS);
}

/* While it sorts by each kind, and while it filters. */
static void
test_cancelled (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  static const char *const names[] = { "tenure", "PaymentMethod", "customerID" };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  RwAnalysis *analysis = fixture->file->analysis;
  RwViewRequest request = { .sort = { RW_SORT_CHURN, FALSE }, .range = RW_RANGE_ALL };
  g_autoptr (RwView) last = compute (fixture, &request, NULL);

  g_cancellable_cancel (cancellable);
  g_assert_null (rw_view_compute (analysis, &request, NULL, cancellable, &error));
  rw_test_assert_cancelled (&error);
  request.range.low = 1;
  g_assert_null (rw_view_compute (analysis, &request, last, cancellable, &error));
  rw_test_assert_cancelled (&error);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      request.sort.column = find_column (fixture, names[i]);
      g_assert_null (rw_view_compute (analysis, &request, last, cancellable, &error));
      rw_test_assert_cancelled (&error);
    }
}

static void
test_requests (void)
{
  g_assert_true (rw_range_is_all (RW_RANGE_ALL));
  g_assert_false (rw_range_is_all ((RwRange){ 1, RW_MILLION }));
  g_assert_false (rw_range_is_all ((RwRange){ 0, RW_MILLION - 1 }));
  g_assert_true (rw_sort_equal ((RwSort){ 3, TRUE }, (RwSort){ 3, 2 }));
  g_assert_false (rw_sort_equal ((RwSort){ 3, TRUE }, (RwSort){ 3, FALSE }));
  g_assert_false (rw_sort_equal ((RwSort){ 3, TRUE }, (RwSort){ RW_SORT_CHURN, TRUE }));
}

#define ADD(name, func) g_test_add ("/view/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  rw_test_session_init (&argc, &argv);
  ADD ("churn", test_churn);
  ADD ("columns", test_columns);
  ADD ("range", test_range);
  ADD ("search", test_search);
  ADD ("all-at-once", test_all_at_once);
  ADD ("last", test_last);
  ADD ("last-gone", test_last_gone);
  ADD ("cancelled", test_cancelled);
  ADD ("subset", test_subset);
  g_test_add_func ("/view/request", test_request);
  g_test_add_func ("/view/requests", test_requests);
  return g_test_run ();
}
