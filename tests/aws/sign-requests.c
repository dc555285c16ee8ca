/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How we sign the requests in a file that sign-requests.mjs made.
 * usage: sign-requests FILE; prints a line for each: its Authorization, or its signed query. */
#include "rw-sigv4.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

static const char *
get_text (json_t *object, const char *name)
{
  return json_string_value (json_object_get (object, name));
}

static RwAwsPair *
read_pairs (json_t *list)
{
  gsize n = json_array_size (list);
  RwAwsPair *pairs = g_new0 (RwAwsPair, n + 1);

  for (gsize i = 0; i < n; i++)
    {
      json_t *each = json_array_get (list, i);
      pairs[i] = (RwAwsPair){ json_string_value (json_array_get (each, 0)),
                              json_string_value (json_array_get (each, 1)) };
    }
  return pairs;
}

static char *
sign (json_t *each)
{
  g_autoptr (RwAwsKeys) keys = rw_aws_keys_new (get_text (each, "id"), get_text (each, "secret"),
                                                get_text (each, "token"), G_MAXINT64);
  g_autofree RwAwsPair *query = read_pairs (json_object_get (each, "query"));
  g_autofree RwAwsPair *headers = read_pairs (json_object_get (each, "headers"));
  RwSigv4Scope scope = { get_text (each, "service"), get_text (each, "region"), keys,
                         json_integer_value (json_object_get (each, "time")) };
  RwSigv4Request request = { get_text (each, "method"), get_text (each, "path"), query, headers,
                             get_text (each, "payload") };
  gint64 seconds = json_integer_value (json_object_get (each, "seconds"));

  return seconds > 0 ? rw_sigv4_dup_signed_query (&scope, &request, seconds)
                     : rw_sigv4_dup_authorization (&scope, &request);
}

int
main (int argc, char *argv[])
{
  json_auto_t *requests = argc == 2 ? json_load_file (argv[1], 0, NULL) : NULL;

  if (requests == NULL)
    return EXIT_FAILURE;
  for (gsize i = 0; i < json_array_size (requests); i++)
    {
      g_autofree char *line = sign (json_array_get (requests, i));
      puts (line);
    }
  return EXIT_SUCCESS;
}
