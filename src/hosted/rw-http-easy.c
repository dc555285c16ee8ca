/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-http-easy.h"

#include "rw-http.h"

#include <pthread.h>

/* Should there be no descriptor left that a cancel could wake us up by. */
#define POLL_MS 100

static void
init_curl (void)
{
  curl_global_init (CURL_GLOBAL_DEFAULT);
}

CURLM *
rw_http_easy_new_multi (void)
{
  static pthread_once_t once = PTHREAD_ONCE_INIT;

  pthread_once (&once, init_curl);
  return curl_multi_init ();
}

/* What speaks to this computer must not pass by another one, whatever the environment says. */
void
rw_http_easy_set_way (CURL *easy, const RwUrl *url, const char *ca_file)
{
  curl_easy_setopt (easy, CURLOPT_URL, url->text);
  curl_easy_setopt (easy, CURLOPT_PROTOCOLS_STR, url->is_safe ? "https" : "http");
  curl_easy_setopt (easy, CURLOPT_USERAGENT, "RetainWise/" RW_VERSION);
  if (url->is_local)
    curl_easy_setopt (easy, CURLOPT_PROXY, "");
  curl_easy_setopt (easy, CURLOPT_SSL_VERIFYPEER, 1L);
  curl_easy_setopt (easy, CURLOPT_SSL_VERIFYHOST, 2L);
  curl_easy_setopt (easy, CURLOPT_SSLVERSION, (long) CURL_SSLVERSION_TLSv1_2);
  if (ca_file != NULL)
    {
      curl_easy_setopt (easy, CURLOPT_CAINFO, ca_file);
      curl_easy_setopt (easy, CURLOPT_CAPATH, NULL);
    }
}

/* A thread that resolves a name is left alone when the request is over, not waited for. */
void
rw_http_easy_set_patience (CURL *easy, gboolean is_small, gint64 more)
{
  curl_easy_setopt (easy, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt (easy, CURLOPT_QUICK_EXIT, 1L);
  curl_easy_setopt (easy, CURLOPT_CONNECTTIMEOUT_MS, rw_http_patience.connect);
  curl_easy_setopt (easy, CURLOPT_LOW_SPEED_LIMIT, 1L);
  curl_easy_setopt (easy, CURLOPT_LOW_SPEED_TIME, (rw_http_patience.stalled + (long) more) / 1000);
  if (is_small)
    curl_easy_setopt (easy, CURLOPT_TIMEOUT_MS, rw_http_patience.small + (long) more);
}

/* Until all is done or cancelled. */
static void
work (CURLM *multi, GCancellable *cancellable)
{
  GPollFD cancel = { .fd = -1 };
  gboolean can_wake = g_cancellable_make_pollfd (cancellable, &cancel);
  struct curl_waitfd wake = { .fd = cancel.fd, .events = CURL_WAIT_POLLIN };
  int n_running = 1;

  while (n_running > 0 && !g_cancellable_is_cancelled (cancellable))
    {
      curl_multi_perform (multi, &n_running);
      if (n_running > 0)
        curl_multi_poll (multi, &wake, can_wake ? 1 : 0, can_wake ? G_MAXINT : POLL_MS, NULL);
    }
  if (can_wake)
    g_cancellable_release_fd (cancellable);
}

gboolean
rw_http_easy_run (CURL *easy, CURLM *multi, GCancellable *cancellable, CURLcode *code)
{
  int n_left = 0;

  curl_multi_add_handle (multi, easy);
  work (multi, cancellable);
  CURLMsg *message = curl_multi_info_read (multi, &n_left);
  gboolean is_over = message != NULL;
  *code = is_over ? message->data.result : CURLE_ABORTED_BY_CALLBACK;
  curl_multi_remove_handle (multi, easy);
  return is_over;
}
