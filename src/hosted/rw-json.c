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
