/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-route.h"

#include <string.h>

gboolean
rw_route_matches (const RwRoute *self, const char *path, char **part)
{
  const char *brace = strchr (self->pattern, '{');
  const char *after = brace != NULL ? strchr (brace, '}') + 1 : NULL;

  *part = NULL;
  if (brace == NULL)
    return strcmp (self->pattern, path) == 0;
  gsize start = brace - self->pattern;
  gsize length = strlen (path);
  gsize fixed = start + strlen (after);
  if (length <= fixed || strncmp (self->pattern, path, start) != 0 ||
      !g_str_has_suffix (path, after))
    return FALSE;
  g_autofree char *found = g_strndup (path + start, length - fixed);
  if (strchr (found, '/') != NULL && !g_str_has_prefix (brace, "{key}"))
    return FALSE;
  *part = g_steal_pointer (&found);
  return TRUE;
}

gboolean
rw_route_allows (const RwRoute *self, const char *method)
{
  return strcmp (self->method, method) == 0 ||
         (strcmp (self->method, "GET") == 0 && strcmp (method, "HEAD") == 0);
}

const RwRoute *
rw_route_find (const RwRoute *routes, gsize n_routes, const char *method, const char *path,
               char **part, char **allowed)
{
  g_autoptr (GString) methods = g_string_new (NULL);

  for (gsize i = 0; i < n_routes; i++)
    {
      g_autofree char *found = NULL;
      if (!rw_route_matches (&routes[i], path, &found))
        continue;
      if (rw_route_allows (&routes[i], method))
        {
          *part = g_steal_pointer (&found);
          return &routes[i];
        }
      g_string_append_printf (methods, "%s%s", methods->len > 0 ? ", " : "", routes[i].method);
      if (strcmp (routes[i].method, "GET") == 0)
        g_string_append (methods, ", HEAD");
    }
  *allowed = methods->len > 0 ? g_strdup (methods->str) : NULL;
  return NULL;
}
