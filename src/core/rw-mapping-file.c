/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-mapping-file.h"

#include "rw-error.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_SIZE ((guint64) 1 << 20)

static char *
read_text (RwSource *source, GError **error)
{
  guint64 size = rw_source_get_size (source);

  if (size > MAX_SIZE)
    {
      g_set_error (error, RW_ERROR, RW_ERROR_LIMIT, _ ("It is larger than 1 MiB."));
      return NULL;
    }
  g_autofree char *text = g_malloc0 ((gsize) size + 1);
  if (!rw_source_read (source, 0, text, (gsize) size, error))
    return NULL;
  if (strlen (text) == size)
    return g_steal_pointer (&text);
  g_set_error (error, RW_ERROR, RW_ERROR_FORMAT, _ ("It is no text."));
  return NULL;
}

RwMapping *
rw_mapping_file_load (const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (RwSource) source = rw_source_open (path, cancellable, error);
  g_autofree char *text = source != NULL ? read_text (source, error) : NULL;
  RwMapping *mapping = text != NULL ? rw_mapping_parse (text, error) : NULL;

  if (source != NULL && mapping == NULL)
    g_prefix_error (error, "%s: ", rw_source_get_name (source));
  return mapping;
}

gboolean
rw_mapping_file_save (const RwMapping *mapping, RwOutput *output, GError **error)
{
  g_autofree char *text = rw_mapping_to_json (mapping);

  return rw_output_write (output, text, strlen (text), error) && rw_output_commit (output, error);
}
