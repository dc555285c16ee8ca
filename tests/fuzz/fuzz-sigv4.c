/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is signed: five parts on lines of their own, whatever they hold, and the same for the same
 * request in another order. Lines: service, path, then "?name=value" or "name:value". */
#include "rw-sigv4.h"

#include <stdint.h>
#include <string.h>

#define MAX_PAIRS 64

int LLVMFuzzerTestOneInput (const uint8_t *bytes, size_t length);

typedef struct
{
  RwAwsPair pairs[MAX_PAIRS + 1];
  guint n;
} List;

static void
add (List *list, char *line, char mark)
{
  char *value = strchr (line, mark);

  if (value != NULL)
    *value++ = '\0';
  if (list->n < MAX_PAIRS)
    list->pairs[list->n++] = (RwAwsPair){ line, value };
}

static void
reverse (List *list)
{
  for (guint i = 0; i < list->n / 2; i++)
    {
      RwAwsPair pair = list->pairs[i];
      list->pairs[i] = list->pairs[list->n - 1 - i];
      list->pairs[list->n - 1 - i] = pair;
    }
}

static void
check (const char *service, const char *path, List *query, const List *headers)
{
  RwSigv4Request request = { "GET", path, query->pairs, headers->pairs, RW_SIGV4_UNSIGNED };
  g_autofree char *text = rw_sigv4_dup_canonical (service, &request);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  guint n = g_strv_length (lines);

  reverse (query);
  g_autofree char *again = rw_sigv4_dup_canonical (service, &request);
  g_assert_cmpstr (again, ==, text);
  g_assert_cmpuint (n, >=, 6);
  g_assert_cmpuint (n, <=, 6 + headers->n);
  g_assert_true (lines[1][0] == '/');
  for (const char *at = lines[2]; *at != '\0'; at++)
    g_assert_true (g_ascii_isalnum (*at) || strchr ("-._~%=&", *at) != NULL);
  g_assert_cmpstr (lines[n - 1], ==, RW_SIGV4_UNSIGNED);
}

int
LLVMFuzzerTestOneInput (const uint8_t *bytes, size_t length)
{
  g_autofree char *text = g_strndup ((const char *) bytes, length);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  List query = { .n = 0 };
  List headers = { .n = 0 };

  if (g_strv_length (lines) < 2)
    return 0;
  for (char **line = lines + 2; *line != NULL; line++)
    if (**line == '?')
      add (&query, *line + 1, '=');
    else
      add (&headers, *line, ':');
  g_autofree char *path = g_strconcat ("/", lines[1], NULL);
  check (lines[0], path, &query, &headers);
  return 0;
}
