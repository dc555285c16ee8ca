/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-hosted.h"
#include "rw-queue-client.h"
#include "rw-work.h"

static gpointer
ask (gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (RwQueueClient) client = rw_queue_client_new (data, cancellable);

  return rw_queue_client_get_limits (client, error);
}

void
rw_hosted_ask_limits_async (RwEndpoint *endpoint, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data)
{
  rw_work_run_async (NULL, ask, rw_endpoint_ref (endpoint), (GDestroyNotify) rw_endpoint_unref,
                     (GDestroyNotify) rw_limits_free, cancellable, callback, user_data);
}

RwLimits *
rw_hosted_ask_limits_finish (GAsyncResult *result, GError **error)
{
  return rw_work_run_finish (result, error);
}
