/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-aws-client.h"

#include "rw-aws-client-private.h"
#include "rw-clock.h"
#include "rw-error.h"
#include "rw-http-easy.h"
#include "rw-uri.h"

#include <glib/gi18n.h>

/* Handles that are kept, with their connections, when nobody needs them. */
#define MAX_KEPT 16

/* A clock that is wrong by less is not what a refusal is about. */
#define CLOCK_TOLERANCE (60 * 1000)

static void
free_multi (gpointer multi)
{
  curl_multi_cleanup (multi);
}

/* NULL: it would be no part of a host's name. */
static RwUrl *
make_server (const RwAwsSite *site)
{
  const char *domain =
      g_str_has_prefix (site->region, "cn-") ? "amazonaws.com.cn" : "amazonaws.com";
  g_autofree char *url =
      site->endpoint != NULL
          ? g_strdup (site->endpoint)
          : g_strdup_printf ("https://%s.%s.%s", site->service, site->region, domain);
  g_autoptr (RwUrl) server = rw_url_parse (url);
  g_autofree char *root = server != NULL ? g_strconcat (server->origin, "/", NULL) : NULL;

  if (server == NULL || !g_str_equal (server->text, root) || !rw_url_is_allowed (server, NULL))
    return NULL;
  return g_steal_pointer (&server);
}

static gboolean
check_region (const char *region, GError **error)
{
  for (const char *at = region; *at != '\0'; at++)
    if (!g_ascii_isalnum (*at) && *at != '-')
      {
        g_set_error (error, RW_ERROR, RW_ERROR_FORMAT,
                     _ ("“%s” is not the name of a region. Write it like “eu-central-1”."), region);
        return FALSE;
      }
  if (region[0] == '\0')
    g_set_error_literal (error, RW_ERROR, RW_ERROR_FORMAT,
                         _ ("It is not said which region to use. Set “region”, or AWS_REGION."));
  return region[0] != '\0';
}

RwAwsClient *
rw_aws_client_new (const RwAwsSite *site, RwAwsCredentials *credentials, GError **error)
{
  if (!check_region (site->region, error))
    return NULL;
  g_autoptr (RwUrl) server = make_server (site);
  if (server == NULL)
    {
      g_set_error (
          error, RW_ERROR, RW_ERROR_FORMAT,
          _ ("“%s” is not the address of a service. Write it like “https://s3.example.com”, "
             "with nothing behind it; “http://” is only for this computer."),
          site->endpoint != NULL ? site->endpoint : site->service);
      return NULL;
    }
  RwAwsClient *self = g_atomic_rc_box_new0 (RwAwsClient);
  pthread_mutex_init (&self->lock, NULL);
  self->service = g_strdup (site->service);
  self->region = g_strdup (site->region);
  self->ca_file = g_strdup (site->ca_file);
  self->server = g_steal_pointer (&server);
  self->credentials = rw_aws_credentials_ref (credentials);
  self->multis = g_ptr_array_new_with_free_func (free_multi);
  return self;
}

RwAwsClient *
rw_aws_client_ref (RwAwsClient *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  RwAwsClient *self = data;

  g_ptr_array_unref (self->multis);
  rw_aws_credentials_unref (self->credentials);
  rw_url_free (self->server);
  pthread_mutex_destroy (&self->lock);
  g_free (self->service);
  g_free (self->region);
  g_free (self->ca_file);
}

void
rw_aws_client_unref (RwAwsClient *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

const char *
rw_aws_client_get_host (RwAwsClient *self)
{
  return self->server->host;
}

char *
rw_aws_client_presign (RwAwsClient *self, const char *method, const char *path,
                       const RwAwsPair *query, gint64 seconds, GError **error)
{
  g_autoptr (RwAwsKeys) keys = rw_aws_credentials_get (self->credentials, NULL, error);
  const RwAwsPair headers[] = { { "Host", self->server->host }, { NULL, NULL } };
  RwSigv4Request request = { method, path, query, headers, RW_SIGV4_UNSIGNED };

  if (keys == NULL)
    return NULL;
  RwSigv4Scope scope = rw_aws_client_make_scope (self, keys);
  g_autofree char *signed_query = rw_sigv4_dup_signed_query (&scope, &request, seconds);
  g_autofree char *target = rw_aws_client_dup_target (path, signed_query);
  return g_strconcat (self->server->origin, target, NULL);
}

CURLM *
rw_aws_client_borrow_multi (RwAwsClient *self)
{
  CURLM *multi = NULL;

  pthread_mutex_lock (&self->lock);
  if (self->multis->len > 0)
    multi = g_ptr_array_steal_index (self->multis, self->multis->len - 1);
  pthread_mutex_unlock (&self->lock);
  return multi != NULL ? multi : rw_http_easy_new_multi ();
}

void
rw_aws_client_give_back_multi (RwAwsClient *self, CURLM *multi)
{
  pthread_mutex_lock (&self->lock);
  gboolean is_kept = self->multis->len < MAX_KEPT;
  if (is_kept)
    g_ptr_array_add (self->multis, multi);
  pthread_mutex_unlock (&self->lock);
  if (!is_kept)
    curl_multi_cleanup (multi);
}

static gint64
get_ahead (RwAwsClient *self)
{
  pthread_mutex_lock (&self->lock);
  gint64 ahead = self->ahead;
  pthread_mutex_unlock (&self->lock);
  return ahead;
}

gboolean
rw_aws_client_set_ahead (RwAwsClient *self, gint64 ahead)
{
  pthread_mutex_lock (&self->lock);
  gboolean is_new = ABS (ahead - self->ahead) > CLOCK_TOLERANCE;
  if (is_new)
    self->ahead = ahead;
  pthread_mutex_unlock (&self->lock);
  return is_new;
}

RwSigv4Scope
rw_aws_client_make_scope (RwAwsClient *self, const RwAwsKeys *keys)
{
  return (RwSigv4Scope){ self->service, self->region, keys, rw_clock_now () + get_ahead (self) };
}

char *
rw_aws_client_dup_target (const char *path, const char *query)
{
  g_autofree char *encoded = rw_uri_dup_encoded_path (path);

  return g_strconcat (encoded, query[0] != '\0' ? "?" : "", query, NULL);
}
