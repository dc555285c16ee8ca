/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-admission.h"

#include "rw-clock.h"
#include "rw-peer.h"
#include "rw-refusal.h"
#include "rw-request-guard.h"
#include "rw-routes.h"
#include "rw-upload-route.h"

#include <glib/gi18n.h>

/* Of a body that nobody reads. */
#define OTHER_BODY_BYTES (64 * 1024)

static enum MHD_Result
take_header_cb (void *headers, enum MHD_ValueKind kind G_GNUC_UNUSED, const char *name,
                size_t name_length, const char *value, size_t value_length)
{
  RwHeader header = { name, name_length, value, value_length };

  g_array_append_val (headers, header);
  return MHD_YES;
}

static gboolean
check_head (RwRequest *request, const char *version, GError **error)
{
  g_autoptr (GArray) headers = g_array_new (FALSE, FALSE, sizeof (RwHeader));
  const union MHD_ConnectionInfo *info =
      MHD_get_connection_info (request->connection, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);

  MHD_get_connection_values_n (request->connection, MHD_HEADER_KIND, take_header_cb, headers);
  RwRequestHead head = { .method = request->method,
                         .target = request->target,
                         .version = version,
                         .headers = (const RwHeader *) (const void *) headers->data,
                         .n_headers = headers->len,
                         .size = info->header_size };
  request->must_close = !rw_request_guard_check (&head, error);
  return !request->must_close;
}

/* No body without a length is read: how much comes is known before. */
static gboolean
check_framing (RwRequest *request, GError **error)
{
  const char *length = rw_request_get_header (request, MHD_HTTP_HEADER_CONTENT_LENGTH);

  request->body_length = length != NULL ? g_ascii_strtoll (length, NULL, 10) : 0;
  request->must_close = rw_request_get_header (request, MHD_HTTP_HEADER_TRANSFER_ENCODING) != NULL;
  return !request->must_close ||
         rw_refuse (error, MHD_HTTP_LENGTH_REQUIRED, _ ("A body needs a Content-Length."));
}

static gboolean
find_route (RwRequest *request, GError **error)
{
  request->route =
      rw_routes_find (request->method, request->path, &request->part, &request->allowed);
  if (request->route != NULL)
    return TRUE;
  return request->allowed != NULL
             ? rw_refuse (error, MHD_HTTP_METHOD_NOT_ALLOWED,
                          _ ("This address does not take this method."))
             : rw_refuse (error, MHD_HTTP_NOT_FOUND, _ ("There is no such address."));
}

static gboolean
check_rate (RwRequest *request, const char *key, GError **error)
{
  return rw_rate_limit_take (request->service->rate_limit, key, rw_clock_now (),
                             &request->retry_after) ||
         rw_refuse (error, MHD_HTTP_TOO_MANY_REQUESTS,
                    _ ("Too many requests. Wait as long as Retry-After says."));
}

/* A proxy that adds a line of its own leaves that of the client in front of it. */
static enum MHD_Result
take_forwarded_cb (void *last, enum MHD_ValueKind kind G_GNUC_UNUSED, const char *name,
                   const char *value)
{
  if (g_ascii_strcasecmp (name, "X-Forwarded-For") == 0)
    *(const char **) last = value;
  return MHD_YES;
}

/* Who is not known is counted by address. */
static gboolean
check_peer_rate (RwRequest *request, GError **error)
{
  const union MHD_ConnectionInfo *info =
      MHD_get_connection_info (request->connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
  const char *forwarded = NULL;

  if (request->service->is_behind_proxy)
    MHD_get_connection_values (request->connection, MHD_HEADER_KIND, take_forwarded_cb, &forwarded);
  g_autofree char *peer = rw_peer_dup_key (info->client_addr, forwarded);
  g_autofree char *key = g_strconcat ("peer ", peer, NULL);

  return check_rate (request, key, error);
}

static gboolean
check_user_rate (RwRequest *request, GError **error)
{
  g_autofree char *key = g_strconcat ("user ", request->user, NULL);

  return check_rate (request, key, error);
}

static gboolean
check_user (RwRequest *request, GError **error)
{
  const char *header = rw_request_get_header (request, MHD_HTTP_HEADER_AUTHORIZATION);

  switch (rw_auth_check (request->service->auth, header, &request->user))
    {
    case RW_AUTH_OK:
      return check_user_rate (request, error);
    case RW_AUTH_MISSING:
      return check_peer_rate (request, error) &&
             rw_refuse (error, MHD_HTTP_FORBIDDEN,
                        _ ("A token is needed: “Authorization: Bearer TOKEN”."));
    case RW_AUTH_UNAVAILABLE:
      return rw_refuse (error, MHD_HTTP_SERVICE_UNAVAILABLE,
                        _ ("Tokens cannot be checked now. Try again later."));
    case RW_AUTH_BAD:
    default:
      return check_peer_rate (request, error) &&
             rw_refuse (error, MHD_HTTP_UNAUTHORIZED,
                        _ ("The token is not valid, or not any more. Ask for another one."));
    }
}

static gboolean
check_caller (RwRequest *request, GError **error)
{
  return request->route->kind == RW_ROUTE_OPEN ? check_peer_rate (request, error)
                                               : check_user (request, error);
}

static gboolean
check_length (RwRequest *request, GError **error)
{
  gboolean takes_file = request->route->kind == RW_ROUTE_FILE;
  gint64 most = takes_file ? request->service->max_bytes + RW_UPLOAD_FORM_BYTES : OTHER_BODY_BYTES;

  if (takes_file && request->body_length == 0)
    return rw_refuse (error, MHD_HTTP_LENGTH_REQUIRED,
                      _ ("An upload needs a Content-Length above 0."));
  return request->body_length <= most ||
         rw_refuse (error, MHD_HTTP_CONTENT_TOO_LARGE,
                    _ ("The file is larger than this server takes."));
}

static gboolean
begin_upload (RwRequest *request, GError **error)
{
  const char *key = NULL;

  if (request->route->kind != RW_ROUTE_FILE)
    return TRUE;
  if (!rw_upload_route_get_key (request, &key, error))
    return FALSE;
  request->upload = rw_upload_new (request->connection, request->service->backend->storage,
                                   request->user, request->service->max_bytes, error);
  return request->upload != NULL;
}

gboolean
rw_admission_check (RwRequest *request, const char *version, GError **error)
{
  return check_head (request, version, error) && check_framing (request, error) &&
         find_route (request, error) && check_caller (request, error) &&
         check_length (request, error) && begin_upload (request, error);
}
