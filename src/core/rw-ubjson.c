/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-ubjson.h"

#include "rw-error.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define MAX_DEPTH 64

typedef struct
{
  const guint8 *at;
  const guint8 *end;
} Reader;

static json_t *read_value (Reader *reader, guint8 type, guint depth);

static gboolean
take (Reader *reader, gsize n, guint64 *value)
{
  if ((gsize) (reader->end - reader->at) < n)
    return FALSE;
  *value = 0;
  for (gsize i = 0; i < n; i++)
    *value = (*value << 8) | *reader->at++;
  return TRUE;
}

static gboolean
take_byte (Reader *reader, guint8 *byte)
{
  guint64 value = 0;

  if (!take (reader, 1, &value))
    return FALSE;
  *byte = (guint8) value;
  return TRUE;
}

/* The number of bytes of an integer type; 0 for other types. */
static gsize
get_integer_size (guint8 type)
{
  switch (type)
    {
    case 'i':
    case 'U':
      return 1;
    case 'I':
      return 2;
    case 'l':
      return 4;
    case 'L':
      return 8;
    default:
      return 0;
    }
}

static gboolean
read_integer (Reader *reader, guint8 type, gint64 *number)
{
  gsize size = get_integer_size (type);
  guint64 bits = 0;

  if (size == 0 || !take (reader, size, &bits))
    return FALSE;
  switch (type)
    {
    case 'i':
      *number = (gint8) bits;
      break;
    case 'I':
      *number = (gint16) bits;
      break;
    case 'l':
      *number = (gint32) bits;
      break;
    default:
      *number = (gint64) bits;
    }
  return TRUE;
}

static json_t *
read_real (Reader *reader, guint8 type)
{
  guint64 bits = 0;
  double number = NAN;

  if (!take (reader, type == 'd' ? 4 : 8, &bits))
    return NULL;
  if (type == 'd')
    {
      guint32 half = (guint32) bits;
      float single = 0;
      memcpy (&single, &half, sizeof single);
      number = (double) single;
    }
  else
    memcpy (&number, &bits, sizeof number);
  return json_real (number); /* NULL when not finite: refused */
}

/* A length is an integer with its type in front, and no longer than what is left. */
static gboolean
read_length (Reader *reader, gsize *length)
{
  guint8 type = 0;
  gint64 number = -1;

  if (!take_byte (reader, &type) || !read_integer (reader, type, &number) || number < 0 ||
      number > reader->end - reader->at)
    return FALSE;
  *length = (gsize) number;
  return TRUE;
}

static json_t *
read_text (Reader *reader)
{
  gsize length = 0;

  if (!read_length (reader, &length))
    return NULL;
  json_t *text = json_stringn ((const char *) reader->at, length);
  reader->at += length;
  return text;
}

/* "$" type and "#" count, both optional, in front of the items. */
typedef struct
{
  guint8 type; /* 0: each item has its own */
  gboolean counted;
  gsize count;
} Container;

static gboolean
read_container (Reader *reader, Container *container)
{
  *container = (Container){ 0 };
  if (reader->at < reader->end && *reader->at == '$')
    {
      reader->at++;
      if (!take_byte (reader, &container->type))
        return FALSE;
    }
  if (reader->at < reader->end && *reader->at == '#')
    {
      reader->at++;
      container->counted = TRUE;
      return read_length (reader, &container->count);
    }
  return container->type == 0;
}

/* Whether the container has another item; its end mark is taken. */
static gboolean
has_next (Reader *reader, const Container *container, gsize done, guint8 end_mark)
{
  if (container->counted)
    return done < container->count;
  if (reader->at < reader->end && *reader->at != end_mark)
    return TRUE;
  reader->at++;
  return FALSE;
}

static json_t *
read_item (Reader *reader, const Container *container, guint depth)
{
  guint8 type = container->type;

  if (type == 0 && !take_byte (reader, &type))
    return NULL;
  return read_value (reader, type, depth + 1);
}

static json_t *
read_array (Reader *reader, guint depth)
{
  json_t *array = json_array ();
  Container container;
  gboolean good = read_container (reader, &container);

  for (gsize i = 0; good && has_next (reader, &container, i, ']'); i++)
    good = json_array_append_new (array, read_item (reader, &container, depth)) == 0;
  if (good && reader->at <= reader->end)
    return array;
  json_decref (array);
  return NULL;
}

static gboolean
read_member (Reader *reader, const Container *container, json_t *object, guint depth)
{
  json_t *name = read_text (reader);
  const char *key = json_string_value (name);
  gboolean good = key != NULL && strlen (key) == json_string_length (name) &&
                  json_object_get (object, key) == NULL &&
                  json_object_set_new (object, key, read_item (reader, container, depth)) == 0;

  json_decref (name);
  return good;
}

static json_t *
read_object (Reader *reader, guint depth)
{
  json_t *object = json_object ();
  Container container;
  gboolean good = read_container (reader, &container);

  for (gsize i = 0; good && has_next (reader, &container, i, '}'); i++)
    good = read_member (reader, &container, object, depth);
  if (good && reader->at <= reader->end)
    return object;
  json_decref (object);
  return NULL;
}

static json_t *
read_value (Reader *reader, guint8 type, guint depth)
{
  gint64 number = 0;

  if (depth > MAX_DEPTH)
    return NULL;
  switch (type)
    {
    case '{':
      return read_object (reader, depth);
    case '[':
      return read_array (reader, depth);
    case 'S':
      return read_text (reader);
    case 'd':
    case 'D':
      return read_real (reader, type);
    case 'T':
      return json_true ();
    case 'F':
      return json_false ();
    case 'Z':
      return json_null ();
    default:
      return read_integer (reader, type, &number) ? json_integer (number) : NULL;
    }
}

json_t *
rw_ubjson_parse (const guint8 *bytes, gsize length, GError **error)
{
  Reader reader = { bytes, bytes + length };
  guint8 type = 0;
  json_t *root = take_byte (&reader, &type) ? read_value (&reader, type, 0) : NULL;

  if (root != NULL && reader.at == reader.end)
    return root;
  json_decref (root);
  g_set_error (error, RW_ERROR, RW_ERROR_MODEL, _ ("The model file is damaged or cut short."));
  return NULL;
}
