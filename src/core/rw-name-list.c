/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-name-list.h"

GStrv
rw_name_list_parse (const json_t *json)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  if (json != NULL && !json_is_array (json))
    return NULL;
  for (gsize i = 0; i < json_array_size (json); i++)
    {
      const char *name = json_string_value (json_array_get (json, i));
      if (name == NULL || name[0] == '\0')
        return NULL;
      g_strv_builder_add (names, name);
    }
  return g_strv_builder_end (names);
}

json_t *
rw_name_list_to_json (const char *const *names)
{
  json_t *list = json_array ();

  for (gsize i = 0; names[i] != NULL; i++)
    json_array_append_new (list, json_string (names[i]));
  return list;
}
