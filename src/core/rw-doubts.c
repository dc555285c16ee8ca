/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-doubts.h"

#include "rw-number-text.h"

#include <string.h>

static void
ambiguity_free (gpointer data)
{
  RwAmbiguity *ambiguity = data;

  g_free (ambiguity->column);
  g_free (ambiguity->example);
  g_free (ambiguity);
}

RwDoubts *
rw_doubts_new (void)
{
  RwDoubts *doubts = g_new0 (RwDoubts, 1);

  doubts->ambiguities = g_ptr_array_new_with_free_func (ambiguity_free);
  return doubts;
}

void
rw_doubts_free (RwDoubts *doubts)
{
  g_ptr_array_unref (doubts->ambiguities);
  g_free (doubts->damage);
  g_free (doubts);
}

void
rw_doubts_add (RwDoubts *doubts, const char *column, const RwNumberFormat *format,
               const RwNumberFormat *other, const char *example)
{
  RwAmbiguity *ambiguity = g_new (RwAmbiguity, 1);

  ambiguity->column = g_strdup (column);
  ambiguity->format = *format;
  ambiguity->other = *other;
  ambiguity->example = g_strdup (example);
  g_ptr_array_add (doubts->ambiguities, ambiguity);
}

char *
rw_ambiguity_dup_value (const RwAmbiguity *ambiguity, const RwNumberFormat *format)
{
  RwCell example = { ambiguity->example, strlen (ambiguity->example) };
  double number = 0;

  if (!rw_number_format_parse (format, example, &number))
    return g_strdup (ambiguity->example);
  return rw_number_text_dup_value (format, number);
}
