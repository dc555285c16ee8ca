/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-postgres-values.h"

/* pg_type.oid; these never change. */
#define TYPE_BIGINT 20
#define TYPE_TEXT   25

static void
add_text (RwPostgresValues *self, const char *text)
{
  self->types[self->n] = TYPE_TEXT;
  if (text != NULL && !g_utf8_validate (text, -1, NULL))
    text = self->mended[self->n] = g_utf8_make_valid (text, -1);
  self->texts[self->n] = text;
}

static void
add_number (RwPostgresValues *self, gint64 number)
{
  self->types[self->n] = TYPE_BIGINT;
  self->texts[self->n] = self->numbers[self->n];
  g_snprintf (self->numbers[self->n], sizeof self->numbers[0], "%" G_GINT64_FORMAT, number);
}

void
rw_postgres_values_init (RwPostgresValues *self, const char *types, va_list values)
{
  *self = (RwPostgresValues){ 0 };
  for (; types[self->n] != '\0'; self->n++)
    {
      g_assert (self->n < RW_POSTGRES_MAX_VALUES);
      if (types[self->n] == 's')
        add_text (self, va_arg (values, const char *));
      else
        add_number (self, va_arg (values, gint64));
    }
}

void
rw_postgres_values_clear (RwPostgresValues *self)
{
  for (int i = 0; i < self->n; i++)
    g_clear_pointer (&self->mended[i], g_free);
}
