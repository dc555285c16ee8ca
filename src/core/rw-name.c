/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-name.h"

#include <stdlib.h>
#include <string.h>

#define MINUS 0x2212u
#define FIRST_ABOVE                                                                                \
  200 /* combining classes from here on are accents; below, marks that are letters */

/* What was kept of a text so far. */
typedef struct
{
  GString *kept;
  gunichar last;    /* 0: nothing yet */
  gboolean dropped; /* something between it and the next one */
  gboolean minus;   /* the last one dropped, with nothing kept, is a minus */
} Folding;

static gboolean
is_letter (gunichar c)
{
  if (g_unichar_isalnum (c) || c == '+' || c == '<' || c == '>')
    return TRUE;
  return g_unichar_ismark (c) && g_unichar_combining_class (c) < FIRST_ABOVE;
}

static void
fold_character (Folding *folding, gunichar c)
{
  if (!is_letter (c))
    {
      folding->dropped = folding->dropped || !g_unichar_ismark (c);
      folding->minus = folding->last == 0 && (c == '-' || c == MINUS);
      return;
    }
  if (g_unichar_isdigit (c) && folding->minus)
    g_string_append_c (folding->kept, '-');
  if (g_unichar_isdigit (c) && folding->dropped && g_unichar_isdigit (folding->last))
    g_string_append_c (folding->kept, '.');
  g_string_append_unichar (folding->kept, c);
  *folding = (Folding){ folding->kept, c, FALSE, FALSE };
}

char *
rw_name_fold_cell (RwCell text)
{
  g_autofree char *decomposed =
      g_utf8_normalize (text.text, (gssize) text.length, G_NORMALIZE_NFKD);
  g_autofree char *lower = decomposed != NULL ? g_utf8_casefold (decomposed, -1) : NULL;
  Folding folding = { g_string_new (NULL), 0, FALSE, FALSE };

  for (const char *at = lower; at != NULL && *at != '\0'; at = g_utf8_next_char (at))
    fold_character (&folding, g_utf8_get_char (at));
  return g_string_free (folding.kept, FALSE);
}

char *
rw_name_fold (const char *text)
{
  return rw_name_fold_cell ((RwCell){ text, strlen (text) });
}

static int
compare_pair_cb (gconstpointer a, gconstpointer b)
{
  guint64 x = *(const guint64 *) a;
  guint64 y = *(const guint64 *) b;

  return (x > y) - (x < y);
}

void
rw_name_pairs_init (RwNamePairs *pairs, const char *folded)
{
  gunichar last = *folded != '\0' ? g_utf8_get_char (folded) : 0;

  pairs->n = 0;
  while (last != 0 && pairs->n + 1 < RW_NAME_MAX_LENGTH)
    {
      folded = g_utf8_next_char (folded);
      gunichar next = g_utf8_get_char (folded);
      if (next == 0)
        break;
      pairs->pairs[pairs->n++] = ((guint64) last << 32) | next;
      last = next;
    }
  qsort (pairs->pairs, pairs->n, sizeof (guint64), compare_pair_cb);
}

double
rw_name_pairs_compare (const RwNamePairs *a, const RwNamePairs *b)
{
  guint common = 0;
  guint k = 0;

  for (guint i = 0; i < a->n; i++)
    {
      while (k < b->n && b->pairs[k] < a->pairs[i])
        k++;
      if (k < b->n && b->pairs[k] == a->pairs[i])
        {
          common++;
          k++;
        }
    }
  return a->n + b->n > 0 ? 2.0 * common / (a->n + b->n) : 0;
}
