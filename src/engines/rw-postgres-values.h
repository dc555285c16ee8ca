/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <stdarg.h>

G_BEGIN_DECLS

#define RW_POSTGRES_MAX_VALUES 16

/**
 * RwPostgresValues: what a statement's $1, $2… are, as libpq wants them. Given by @types, one
 * letter each: 's' const char * (NULL is null), 'i' gint64. Texts are not copied, but for what is
 * no UTF-8 in them: the database would refuse the statement, so it is replaced by U+FFFD.
 */
typedef struct
{
  int n;
  const char *texts[RW_POSTGRES_MAX_VALUES];
  guint types[RW_POSTGRES_MAX_VALUES]; /* PostgreSQL's ids of text and bigint */
  char numbers[RW_POSTGRES_MAX_VALUES][24];
  char *mended[RW_POSTGRES_MAX_VALUES];
} RwPostgresValues;

/* @self must stay where it is. */
void rw_postgres_values_init (RwPostgresValues *self, const char *types, va_list values);
void rw_postgres_values_clear (RwPostgresValues *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RwPostgresValues, rw_postgres_values_clear)

G_END_DECLS
