/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-column-words.h"

#include "rw-name.h"

#include <string.h>

static const char *const id_words[] = { "id",        "ids",     "uuid",       "guid",   "key",
                                        "row",       "index",   "no",         "nr",     "number",
                                        "rownumber", "name",    "surname",    "email",  "mail",
                                        "phone",     "account", "customerid", "userid", "clientid",
                                        "msisdn",    NULL };

static const char *const outcome_words[] = { "churn",  "attrit", "cancel",  "exit",
                                             "reason", "score",  "predict", NULL };

/* Folded, see rw-name.h. */
static const char *const label_names[] = {
  "churn",      "churned",  "churnflag",   "churnlabel",    "churnvalue", "ischurn", "ischurned",
  "haschurned", "exited",   "attrition",   "attritionflag", "attrited",   "left",    "hasleft",
  "cancelled",  "canceled", "iscancelled", "iscanceled",    "target",     "label",   NULL
};

/* The words of @name in lower case. */
static GPtrArray *
split (const char *name)
{
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) word = g_string_new (NULL);
  gboolean was_lower = FALSE;

  for (const char *at = name;; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);
      gboolean starts = was_lower && g_unichar_isupper (c);
      if (word->len > 0 && (starts || !g_unichar_isalnum (c)))
        {
          g_ptr_array_add (words, g_strdup (word->str));
          g_string_truncate (word, 0);
        }
      if (c == '\0')
        return words;
      if (g_unichar_isalnum (c))
        g_string_append_unichar (word, g_unichar_tolower (c));
      was_lower = g_unichar_islower (c);
    }
}

gboolean
rw_column_words_name_id (const char *name)
{
  g_autoptr (GPtrArray) words = split (name);

  for (guint i = 0; i < words->len; i++)
    if (g_strv_contains (id_words, words->pdata[i]))
      return TRUE;
  return FALSE;
}

gboolean
rw_column_words_name_outcome (const char *name)
{
  g_autoptr (GPtrArray) words = split (name);

  for (guint i = 0; i < words->len; i++)
    for (guint k = 0; outcome_words[k] != NULL; k++)
      if (g_str_has_prefix (words->pdata[i], outcome_words[k]))
        return TRUE;
  return FALSE;
}

gboolean
rw_column_words_name_label (const char *name)
{
  g_autofree char *folded = rw_name_fold (name);

  return g_strv_contains (label_names, folded);
}
