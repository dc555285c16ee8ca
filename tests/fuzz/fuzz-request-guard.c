/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Heads of requests, "METHOD TARGET" and header lines: the path of what passes leads nowhere else
 * however it is decoded, and its body has one length. */
#include "rw-request-guard.h"

#include <stdint.h>
#include <string.h>

#define MOST_HEADERS 32

int LLVMFuzzerTestOneInput (const uint8_t *bytes, size_t length);

static guint
read_headers (char **lines, RwHeader headers[MOST_HEADERS])
{
  guint n = 0;

  for (; *lines != NULL && n < MOST_HEADERS; lines++)
    {
      char *colon = strchr (*lines, ':');
      if (colon == NULL)
        continue;
      const char *value = colon + 1 + strspn (colon + 1, " \t");
      headers[n++] = (RwHeader){ *lines, (gsize) (colon - *lines), value, strlen (value) };
    }
  return n;
}

static void
check_path (const char *target)
{
  g_autofree char *path = g_strndup (target, strcspn (target, "?"));
  g_autofree char *decoded = g_uri_unescape_string (path, NULL);

  g_assert_nonnull (decoded);
  g_assert_cmpint (decoded[0], ==, '/');
  g_assert_null (strstr (decoded, "//"));
  g_assert_null (strstr (decoded, "/../"));
  g_assert_false (g_str_has_suffix (decoded, "/.."));
}

static void
check_framing (const RwRequestHead *head)
{
  guint n = 0;

  for (guint i = 0; i < head->n_headers; i++)
    {
      g_autofree char *name = g_strndup (head->headers[i].name, head->headers[i].name_length);
      n += g_ascii_strcasecmp (name, "Content-Length") == 0 ||
           g_ascii_strcasecmp (name, "Transfer-Encoding") == 0;
    }
  g_assert_cmpuint (n, <=, 1);
}

int
LLVMFuzzerTestOneInput (const uint8_t *bytes, size_t length)
{
  g_autofree char *text = g_strndup ((const char *) bytes, length);
  g_auto (GStrv) lines = g_strsplit (text, "\r\n", MOST_HEADERS);
  char *target = lines[0] != NULL ? strchr (lines[0], ' ') : NULL;
  RwHeader headers[MOST_HEADERS];

  if (target == NULL)
    return 0;
  *target++ = '\0';
  RwRequestHead head = { lines[0],
                         target,
                         "HTTP/1.1",
                         headers,
                         read_headers (lines + 1, headers),
                         length + strlen (" HTTP/1.1") };
  if (!rw_request_guard_check (&head, NULL))
    return 0;
  check_path (target);
  check_framing (&head);
  return 0;
}
