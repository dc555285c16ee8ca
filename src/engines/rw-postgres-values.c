/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-postgres-values.h"

/* pg_type.oid; these never change. */
#define TYPE_BIGINT 20
#define TYPE_TEXT   25

void
rw_postgres_values_init (RwPostgresValues *self, const char *types, va_list values)
{
  self->n = 0;
  for (; types[self->n] != '\0'; self->n++)
    {
      g_assert (self->n < RW_POSTGRES_MAX_VALUES);
      gboolean is_text = types[self->n] == 's';
      self->types[self->n] = is_text ? TYPE_TEXT : TYPE_BIGINT;
      self->texts[self->n] = is_text ? va_arg (values, const char *) : self->numbers[self->n];
      if (!is_text)
        g_snprintf (self->numbers[self->n], sizeof self->numbers[0], "%" G_GINT64_FORMAT,
                    va_arg (values, gint64));
    }
}
