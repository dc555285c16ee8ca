/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-url.h"

#include <arpa/inet.h>
#include <curl/curl.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CURLU, curl_url_cleanup)

static char *
get_part (CURLU *parsed, CURLUPart part, unsigned int flags)
{
  char *text = NULL;

  if (curl_url_get (parsed, part, &text, flags) != CURLUE_OK)
    return NULL;
  char *copy = g_strdup (text);
  curl_free (text);
  return copy;
}

static gboolean
has_part (CURLU *parsed, CURLUPart part)
{
  g_autofree char *text = get_part (parsed, part, 0);

  return text != NULL;
}

static gboolean
is_loopback (const char *host)
{
  struct in_addr address;

  if (inet_pton (AF_INET, host, &address) == 1)
    return ntohl (address.s_addr) >> 24 == 127;
  return g_str_equal (host, "localhost") || g_str_equal (host, "[::1]");
}

/* Names of hosts are the same in upper case; what is kept must not depend on how it was typed. */
static gboolean
lower_host (CURLU *parsed)
{
  g_autofree char *host = get_part (parsed, CURLUPART_HOST, 0);
  g_autofree char *lower = host != NULL ? g_ascii_strdown (host, -1) : NULL;

  return lower != NULL && curl_url_set (parsed, CURLUPART_HOST, lower, 0) == CURLUE_OK;
}

static RwUrl *
describe (CURLU *parsed)
{
  g_autofree char *scheme = get_part (parsed, CURLUPART_SCHEME, 0);
  g_autofree char *host = get_part (parsed, CURLUPART_HOST, 0);
  g_autofree char *port = get_part (parsed, CURLUPART_PORT, CURLU_NO_DEFAULT_PORT);
  RwUrl *url = g_new0 (RwUrl, 1);

  url->text = get_part (parsed, CURLUPART_URL, CURLU_NO_DEFAULT_PORT);
  url->is_safe = g_str_equal (scheme, "https");
  url->is_local = is_loopback (host);
  url->host = port != NULL ? g_strdup_printf ("%s:%s", host, port) : g_strdup (host);
  url->origin = g_strdup_printf ("%s://%s", scheme, url->host);
  url->has_extras = has_part (parsed, CURLUPART_QUERY) || has_part (parsed, CURLUPART_FRAGMENT);
  return url;
}

RwUrl *
rw_url_parse (const char *text)
{
  g_autoptr (CURLU) parsed = curl_url ();

  if (curl_url_set (parsed, CURLUPART_URL, text, CURLU_DISALLOW_USER) != CURLUE_OK ||
      !lower_host (parsed))
    return NULL;
  g_autoptr (RwUrl) url = describe (parsed);
  if (url->text == NULL ||
      !(g_str_has_prefix (url->text, "https://") || g_str_has_prefix (url->text, "http://")))
    return NULL;
  return g_steal_pointer (&url);
}

void
rw_url_free (RwUrl *url)
{
  g_free (url->text);
  g_free (url->host);
  g_free (url->origin);
  g_free (url);
}

/* Who speaks to another computer must not be turned against this one. */
gboolean
rw_url_is_allowed (const RwUrl *url, const RwUrl *from)
{
  if (url->is_safe)
    return TRUE;
  return url->is_local && (from == NULL || (from->is_local && !from->is_safe));
}

gboolean
rw_url_is_base (const char *text)
{
  g_autoptr (RwUrl) url = rw_url_parse (text);

  return url != NULL && !url->has_extras && rw_url_is_allowed (url, NULL);
}
