/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-request-guard.h"

#include "rw-refusal.h"

#include <glib/gi18n.h>
#include <microhttpd.h>
#include <string.h>

#define TOKEN_MARKS "!#$%&'*+-.^_`|~"

/* What would be ambiguous if it came twice. */
static const char *const single[] = {
  MHD_HTTP_HEADER_AUTHORIZATION, MHD_HTTP_HEADER_CONTENT_LENGTH,    MHD_HTTP_HEADER_CONTENT_TYPE,
  MHD_HTTP_HEADER_HOST,          MHD_HTTP_HEADER_TRANSFER_ENCODING, "Idempotency-Key",
};

static gboolean
refuse (GError **error, const char *message)
{
  return rw_refuse (error, MHD_HTTP_BAD_REQUEST, message);
}

static gboolean
is_named (const RwHeader *header, const char *name)
{
  return strlen (name) == header->name_length &&
         g_ascii_strncasecmp (header->name, name, header->name_length) == 0;
}

/* The last one of that name, and how many there are. */
static const RwHeader *
find_header (const RwRequestHead *head, const char *name, guint *n)
{
  const RwHeader *found = NULL;

  *n = 0;
  for (guint i = 0; i < head->n_headers; i++)
    if (is_named (&head->headers[i], name))
      {
        found = &head->headers[i];
        (*n)++;
      }
  return found;
}

static gboolean
is_token (const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalnum (text[i]) && (text[i] == '\0' || strchr (TOKEN_MARKS, text[i]) == NULL))
      return FALSE;
  return length > 0;
}

static gboolean
is_value (const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (g_ascii_iscntrl (text[i]) && text[i] != '\t')
      return FALSE;
  return TRUE;
}

static gboolean
check_lines (const RwRequestHead *head, GError **error)
{
  for (guint i = 0; i < head->n_headers; i++)
    {
      const RwHeader *header = &head->headers[i];
      if (!is_token (header->name, header->name_length) ||
          !is_value (header->value, header->value_length))
        return refuse (error,
                       _ ("The name or the value of a header holds what must not be there."));
    }
  return TRUE;
}

/* A blank may be missing where there is no value: curl leaves it out. */
static gboolean
check_size (const RwRequestHead *head, GError **error)
{
  const gsize marks = strlen ("  \r\n\r\n");
  gsize most = strlen (head->method) + strlen (head->target) + strlen (head->version) + marks;
  gsize least = most;

  for (guint i = 0; i < head->n_headers; i++)
    {
      const RwHeader *header = &head->headers[i];
      gsize length = header->name_length + strlen (": \r\n") + header->value_length;
      most += length;
      least += header->value_length > 0 ? length : length - 1;
    }
  return (head->size >= least && head->size <= most) ||
         refuse (error, _ ("A line of the header is not of the form “Name: value”, or holds a NUL "
                           "or is folded."));
}

static gboolean
check_single (const RwRequestHead *head, GError **error)
{
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (single); i++)
    {
      find_header (head, single[i], &n);
      if (n > 1)
        return refuse (error, _ ("A header that may come once came twice."));
    }
  return TRUE;
}

static gboolean
check_host (const RwRequestHead *head, GError **error)
{
  guint n = 0;
  const RwHeader *host = find_header (head, MHD_HTTP_HEADER_HOST, &n);

  return (host != NULL && host->value_length > 0) ||
         refuse (error, _ ("The request names no host."));
}

static gboolean
check_framing (const RwRequestHead *head, GError **error)
{
  guint n = 0;
  const RwHeader *length = find_header (head, MHD_HTTP_HEADER_CONTENT_LENGTH, &n);
  const RwHeader *coding = find_header (head, MHD_HTTP_HEADER_TRANSFER_ENCODING, &n);

  if (coding == NULL)
    return TRUE;
  if (length != NULL)
    return refuse (error, _ ("The request has a length and a transfer coding."));
  return (coding->value_length == strlen ("chunked") &&
          g_ascii_strncasecmp (coding->value, "chunked", coding->value_length) == 0) ||
         refuse (error, _ ("The transfer coding is not known here."));
}

/* At every "%" of @text two hexadecimal digits follow, and not those of a NUL. */
static gboolean
is_escaped_well (const char *text)
{
  for (const char *at = strchr (text, '%'); at != NULL; at = strchr (at + 1, '%'))
    if (!g_ascii_isxdigit (at[1]) || !g_ascii_isxdigit (at[2]) || (at[1] == '0' && at[2] == '0'))
      return FALSE;
  return TRUE;
}

static gboolean
is_printed (const char *text)
{
  for (const char *at = text; *at != '\0'; at++)
    if (!g_ascii_isgraph (*at) || *at == '#')
      return FALSE;
  return TRUE;
}

/* @segment: decoded. */
static gboolean
is_plain_segment (const char *segment)
{
  return segment[0] != '\0' && strcmp (segment, ".") != 0 && strcmp (segment, "..") != 0 &&
         strpbrk (segment, "/\\") == NULL && is_value (segment, strlen (segment));
}

/* Its last segment may be empty: "/api/predictions/". */
static gboolean
is_plain_path (const char *path)
{
  g_auto (GStrv) segments = g_strsplit (path + 1, "/", -1);

  for (guint i = 0; segments[i] != NULL; i++)
    {
      g_autofree char *segment = g_uri_unescape_string (segments[i], NULL);
      gboolean is_end = segments[i][0] == '\0' && segments[i + 1] == NULL;
      if (!is_end && (segment == NULL || !is_plain_segment (segment)))
        return FALSE;
    }
  return TRUE;
}

static gboolean
check_target (const char *target, GError **error)
{
  g_autofree char *path = g_strndup (target, strcspn (target, "?"));

  if (target[0] != '/' || !is_printed (target) || !is_escaped_well (target))
    return refuse (error, _ ("The address is malformed."));
  return is_plain_path (path) ||
         refuse (error, _ ("The path holds “..”, “//” or what must not be there."));
}

gboolean
rw_request_guard_check (const RwRequestHead *head, GError **error)
{
  if (!is_token (head->method, strlen (head->method)))
    return refuse (error, _ ("The method is malformed."));
  return check_lines (head, error) && check_size (head, error) && check_single (head, error) &&
         check_host (head, error) && check_framing (head, error) &&
         check_target (head->target, error);
}
