/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-table.h"

G_BEGIN_DECLS

struct _RwTable
{
  GObject parent_instance;

  RwSource *source; /* the file */
  RwSource *text;   /* what it says, in UTF-8: the same, or a decoded copy */
  RwEncoding encoding;
  RwDialect dialect;
  RwIndex *index;
  GPtrArray *columns;  /* RwColumn */
  GHashTable *by_name; /* name → RwColumn, both borrowed */
  GArray *ragged;      /* RwRaggedRow, ascending */
  RwProblems *problems;
  guint width;
  guint32 n_rows;
};

/* The cells of the record in [@start, @end) of @source (GBytes, transfer full). */
GPtrArray *rw_read_cells (RwSource *source, const RwDialect *dialect, guint64 start, guint64 end,
                          GError **error);

/* The cells of the header, one a column; empty ones where there is no name. */
GPtrArray *rw_table_read_header (RwTable *self, GError **error);

G_END_DECLS
