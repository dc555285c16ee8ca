/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-postgres-rows.h"

#include <libpq-fe.h>

struct _RwPostgresRows
{
  PGresult *result;
  int row;
};

RwPostgresRows *
rw_postgres_rows_new (gpointer result)
{
  RwPostgresRows *self = g_new (RwPostgresRows, 1);

  *self = (RwPostgresRows){ result, -1 };
  return self;
}

void
rw_postgres_rows_free (RwPostgresRows *self)
{
  PQclear (self->result);
  g_free (self);
}

gboolean
rw_postgres_rows_next (RwPostgresRows *self)
{
  return ++self->row < PQntuples (self->result);
}

int
rw_postgres_rows_count_changed (RwPostgresRows *self)
{
  return (int) g_ascii_strtoll (PQcmdTuples (self->result), NULL, 10);
}

const char *
rw_postgres_rows_get_text (RwPostgresRows *self, int column)
{
  return PQgetisnull (self->result, self->row, column)
             ? NULL
             : PQgetvalue (self->result, self->row, column);
}

gint64
rw_postgres_rows_get_int (RwPostgresRows *self, int column)
{
  return g_ascii_strtoll (PQgetvalue (self->result, self->row, column), NULL, 10);
}

static gpointer
make_item (RwPostgresRows *self, RwSqlRowFunc make)
{
  int n_columns = PQnfields (self->result);
  g_autofree const char **row = g_new (const char *, n_columns);

  for (int i = 0; i < n_columns; i++)
    row[i] = rw_postgres_rows_get_text (self, i);
  return make (row);
}

GPtrArray *
rw_postgres_rows_take_all (RwPostgresRows *self, RwSqlRowFunc make, GDestroyNotify free_item)
{
  g_autoptr (RwPostgresRows) rows = self;
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (free_item);

  if (rows == NULL)
    return NULL;
  while (rw_postgres_rows_next (rows))
    g_ptr_array_add (items, make_item (rows, make));
  return g_steal_pointer (&items);
}

gpointer
rw_postgres_rows_take_one (RwPostgresRows *self, RwSqlRowFunc make)
{
  g_autoptr (RwPostgresRows) rows = self;

  return rows != NULL && rw_postgres_rows_next (rows) ? make_item (rows, make) : NULL;
}
