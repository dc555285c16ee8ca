/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-http-error.h"

#include "rw-error.h"

#include <glib/gi18n.h>

static const char *
explain (CURLcode code)
{
  switch (code)
    {
    case CURLE_COULDNT_RESOLVE_HOST:
      return _ ("The server “%s” cannot be found. Check its address and the network.");
    case CURLE_COULDNT_RESOLVE_PROXY:
      return _ ("The proxy on the way to “%s” cannot be found. Check the network's settings.");
    case CURLE_COULDNT_CONNECT:
      return _ ("The server “%s” cannot be reached. Check its address and the network.");
    case CURLE_OPERATION_TIMEDOUT:
      return _ ("The server “%s” does not answer in time. Try again later.");
    case CURLE_PEER_FAILED_VERIFICATION:
      return _ ("The server “%s” cannot prove that it is this server, so nothing was sent to it. "
                "Check its address, or name its certificate authority in Preferences.");
    case CURLE_SSL_CACERT_BADFILE:
      return _ ("The file of certificate authorities for “%s” cannot be used. Choose a PEM file "
                "in Preferences.");
    case CURLE_SSL_CONNECT_ERROR:
      return _ ("No secure connection to “%s” can be made. Check its address.");
    default:
      return _ ("The connection to “%s” broke. Try again.");
    }
}

gboolean
rw_http_error_set (GError **error, CURLcode code, const char *host, const char *detail)
{
  g_autoptr (GString) message = g_string_new (explain (code));
  const char *reason = detail[0] != '\0' ? detail : curl_easy_strerror (code);

  g_string_replace (message, "%s", host, 1);
  g_string_append_printf (message, " (%s)", reason);
  g_set_error_literal (error, RW_ERROR, RW_ERROR_NETWORK, message->str);
  return FALSE;
}

gboolean
rw_http_error_is_lasting (CURLcode code)
{
  return code == CURLE_PEER_FAILED_VERIFICATION || code == CURLE_SSL_CACERT_BADFILE ||
         code == CURLE_UNSUPPORTED_PROTOCOL || code == CURLE_URL_MALFORMAT;
}
