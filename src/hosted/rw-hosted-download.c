/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-error.h"
#include "rw-hosted-private.h"
#include "rw-work.h"

void
rw_hosted_download (RwHosted *self G_GNUC_UNUSED, RwJob *job G_GNUC_UNUSED,
                    const char *path G_GNUC_UNUSED)
{
}

static gpointer
ask (gpointer data G_GNUC_UNUSED, GCancellable *cancellable G_GNUC_UNUSED, GError **error)
{
  g_set_error_literal (error, RW_ERROR, RW_ERROR_NETWORK, "The server cannot be reached.");
  return NULL;
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
