/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-s3-xml.h"

#include "rw-error.h"

#include <glib/gi18n.h>

/* Elements in one another; what S3 answers has five. */
#define MAX_DEPTH 16u

enum
{
  ROOT = 1,
  FIELD,
  FIELD_OF_RECORD,
};

typedef struct
{
  RwS3Xml *xml;
  const char *record;
  guint depth;
  GHashTable *open;  /* the record we are in; owned by @xml */
  GString *text;     /* of the innermost element */
  gboolean is_plain; /* it has no element in it */
} Parse;

static GHashTable *
fields_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

static gboolean
refuse (const char *why, GError **error)
{
  g_set_error_literal (error, G_MARKUP_ERROR, G_MARKUP_ERROR_INVALID_CONTENT, why);
  return FALSE;
}

static gboolean
open_root (Parse *self, const char *name, GError **error)
{
  if (self->xml->root != NULL)
    return refuse ("there is something behind its end", error);
  self->xml->root = g_strdup (name);
  return TRUE;
}

static void
start_element (GMarkupParseContext *context G_GNUC_UNUSED, const char *name,
               const char **names G_GNUC_UNUSED, const char **values G_GNUC_UNUSED, gpointer data,
               GError **error)
{
  Parse *self = data;

  self->depth++;
  self->is_plain = TRUE;
  g_string_truncate (self->text, 0);
  if (self->depth == ROOT)
    open_root (self, name, error);
  else if (self->depth > MAX_DEPTH)
    refuse ("its elements are too deep in one another", error);
  else if (self->depth == FIELD && g_strcmp0 (name, self->record) == 0)
    {
      self->open = fields_new ();
      g_ptr_array_add (self->xml->records, self->open);
    }
}

static void
end_element (GMarkupParseContext *context G_GNUC_UNUSED, const char *name, gpointer data,
             GError **error G_GNUC_UNUSED)
{
  Parse *self = data;
  GHashTable *fields = NULL;

  if (self->depth == FIELD && self->open == NULL)
    fields = self->xml->fields;
  else if (self->depth == FIELD_OF_RECORD)
    fields = self->open;
  if (fields != NULL && self->is_plain)
    g_hash_table_replace (fields, g_strdup (name), g_strdup (self->text->str));
  if (self->depth == FIELD)
    self->open = NULL;
  self->depth--;
  self->is_plain = FALSE;
}

static void
add_text (GMarkupParseContext *context G_GNUC_UNUSED, const char *text, gsize length, gpointer data,
          GError **error G_GNUC_UNUSED)
{
  Parse *self = data;

  g_string_append_len (self->text, text, (gssize) length);
}

static gboolean
parse (Parse *self, const char *text, gsize length, GError **error)
{
  const GMarkupParser parser = { start_element, end_element, add_text, NULL, NULL };
  g_autoptr (GMarkupParseContext) context =
      g_markup_parse_context_new (&parser, G_MARKUP_TREAT_CDATA_AS_TEXT, self, NULL);

  return g_markup_parse_context_parse (context, text, (gssize) length, error) &&
         g_markup_parse_context_end_parse (context, error) &&
         (self->xml->root != NULL || refuse ("it has no element", error));
}

RwS3Xml *
rw_s3_xml_parse (const char *text, gsize length, const char *record, GError **error)
{
  g_autoptr (RwS3Xml) xml = g_new0 (RwS3Xml, 1);
  g_autoptr (GString) buffer = g_string_new (NULL);
  Parse self = { .xml = xml, .record = record, .text = buffer };
  g_autoptr (GError) reason = NULL;

  xml->fields = fields_new ();
  xml->records = g_ptr_array_new_with_free_func ((GDestroyNotify) g_hash_table_unref);
  if (parse (&self, text, length, &reason))
    return g_steal_pointer (&xml);
  g_set_error (error, RW_ERROR, RW_ERROR_SERVER,
               _ ("The storage answered something that cannot be read: %s. See whether its address "
                  "is that of an S3 service."),
               reason->message);
  return NULL;
}

void
rw_s3_xml_free (RwS3Xml *self)
{
  g_free (self->root);
  g_hash_table_unref (self->fields);
  g_ptr_array_unref (self->records);
  g_free (self);
}

const char *
rw_s3_xml_get (GHashTable *fields, const char *name)
{
  const char *text = g_hash_table_lookup (fields, name);

  return text != NULL && text[0] != '\0' ? text : NULL;
}
