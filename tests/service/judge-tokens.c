/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What we say of the tokens in a file that npm/judge-tokens.mjs made.
 * usage: judge-tokens FILE; prints the name of each token that is good. */
#include "rw-jwt.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *
get_text (json_t *object, const char *name)
{
  return json_string_value (json_object_get (object, name));
}

static RwJwkSet *
read_keys (json_t *file)
{
  char *text = json_dumps (json_object_get (file, "keys"), 0);
  RwJwkSet *keys = rw_jwk_set_parse (text, strlen (text), NULL);

  free (text);
  return keys;
}

static void
judge_all (json_t *file, RwJwkSet *keys)
{
  const char *const parties[] = { get_text (file, "party"), NULL };
  RwJwtRules rules = { get_text (file, "issuer"), get_text (file, "audience"), parties };
  gint64 now = json_integer_value (json_object_get (file, "now"));
  json_t *tokens = json_object_get (file, "tokens");

  for (gsize i = 0; i < json_array_size (tokens); i++)
    {
      json_t *each = json_array_get (tokens, i);
      g_autofree char *user = NULL;
      const char *why = NULL;
      if (rw_jwt_judge (get_text (each, "token"), keys, &rules, now, &user, &why) == RW_JWT_GOOD)
        puts (get_text (each, "name"));
    }
}

int
main (int argc, char *argv[])
{
  json_auto_t *file = argc == 2 ? json_load_file (argv[1], 0, NULL) : NULL;
  g_autoptr (RwJwkSet) keys = file != NULL ? read_keys (file) : NULL;

  if (keys == NULL)
    return EXIT_FAILURE;
  judge_all (file, keys);
  return EXIT_SUCCESS;
}
