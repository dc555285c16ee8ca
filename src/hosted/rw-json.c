/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-json.h"

json_t *
rw_json_parse_object (const void *bytes, gsize length)
{
  json_t *value = json_loadb (bytes, length, JSON_REJECT_DUPLICATES, NULL);

  if (json_is_object (value))
    return value;
  json_decref (value);
  return NULL;
}

const char *
rw_json_get_text (const json_t *object, const char *name)
{
  return json_string_value (json_object_get (object, name));
}
