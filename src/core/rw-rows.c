/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-rows.h"

struct _RwRows
{
  guint32 *rows;
  guint32 n;
};

static void
clear (gpointer data)
{
  g_free (((RwRows *) data)->rows);
}

RwRows *
rw_rows_new_take (guint32 *rows, guint32 n)
{
  RwRows *self = g_atomic_rc_box_new0 (RwRows);

  self->rows = rows;
  self->n = n;
  return self;
}

RwRows *
rw_rows_ref (RwRows *rows)
{
  return g_atomic_rc_box_acquire (rows);
}

void
rw_rows_unref (RwRows *rows)
{
  g_atomic_rc_box_release_full (rows, clear);
}

guint32
rw_rows_get_n (const RwRows *rows)
{
  return rows->n;
}

const guint32 *
rw_rows_get (const RwRows *rows)
{
  return rows->rows;
}
