/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RwSqlRow: a row of whichever database: its cells as text in the order they were selected, NULL
 * for null. What is made of rows need not know where they are from.
 */
typedef const char *const *RwSqlRow;

/* What becomes of a row, which is gone afterwards. */
typedef gpointer (*RwSqlRowFunc) (RwSqlRow row);

/* 0 for null. */
static inline gint64
rw_sql_row_get_int (RwSqlRow row, int column)
{
  return row[column] != NULL ? g_ascii_strtoll (row[column], NULL, 10) : 0;
}

/* Of a row of one column: its text, and its number as a gint64 *; both to be freed with g_free().
 */
static inline gpointer
rw_sql_row_make_text (RwSqlRow row)
{
  return g_strdup (row[0]);
}

static inline gpointer
rw_sql_row_make_int (RwSqlRow row)
{
  gint64 number = rw_sql_row_get_int (row, 0);

  return g_memdup2 (&number, sizeof number);
}

G_END_DECLS
