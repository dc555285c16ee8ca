/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-label-words.h"

static const char *const left_words[] = { "yes",      "1",         "1.0",     "true",
                                          "y",        "t",         "churned", "churn",
                                          "left",     "gone",      "exited",  "attrited",
                                          "canceled", "cancelled", "closed",  "attrited customer",
                                          NULL };

static const char *const stayed_words[] = {
  "no",    "0",           "0.0",      "false",    "n",        "f",       "stayed",
  "stays", "existing",    "active",   "retained", "loyal",    "kept",    "current",
  "open",  "not churned", "no churn", "remain",   "remained", "staying", "existing customer",
  NULL
};

static gboolean
is_one_of (const char *const *words, const char *value)
{
  g_autofree char *folded = g_utf8_strdown (value, -1);

  return g_strv_contains (words, folded);
}

int
rw_label_words_find_positive (const char *a, const char *b)
{
  gboolean left[] = { is_one_of (left_words, a), is_one_of (left_words, b) };
  gboolean stayed[] = { is_one_of (stayed_words, a), is_one_of (stayed_words, b) };

  if (left[0] != left[1])
    return left[1];
  if (!left[0] && stayed[0] != stayed[1])
    return stayed[0];
  return -1;
}

gboolean
rw_label_words_are_pair (const char *a, const char *b)
{
  return (is_one_of (left_words, a) && is_one_of (stayed_words, b)) ||
         (is_one_of (stayed_words, a) && is_one_of (left_words, b));
}
