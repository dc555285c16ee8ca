/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-service-routes.h"

#define API_VERSION     1
#define PROMETHEUS_TYPE "text/plain; version=0.0.4; charset=utf-8"

RwReply *
rw_service_routes_health (RwRequest *request, GError **error G_GNUC_UNUSED)
{
  gboolean is_healthy = FALSE;
  json_t *answer = rw_health_check (request->service->health, &is_healthy);

  return rw_reply_new_json (is_healthy ? MHD_HTTP_OK : MHD_HTTP_SERVICE_UNAVAILABLE, answer);
}

RwReply *
rw_service_routes_limits (RwRequest *request, GError **error G_GNUC_UNUSED)
{
  const RwService *service = request->service;

  return rw_reply_new_success (json_pack ("{s:s, s:I, s:i, s:b, s:s}", "user_id", request->user,
                                          "max_bytes", (json_int_t) service->max_bytes,
                                          "max_requests_per_minute", (int) service->per_minute,
                                          "idempotency", TRUE, "version", RW_VERSION));
}

RwReply *
rw_service_routes_metrics (RwRequest *request, GError **error G_GNUC_UNUSED)
{
  RwService *service = request->service;
  RwMetricsBackend backend = { 0 };
  gboolean is_up =
      rw_jobs_count (service->backend->jobs, backend.jobs, &backend.oldest_queued, NULL);

  backend.n_messages = rw_queue_count (service->backend->queue, NULL);
  is_up = is_up && backend.n_messages >= 0;
  return rw_reply_new_text (PROMETHEUS_TYPE,
                            rw_metrics_dup_text (service->metrics, is_up ? &backend : NULL));
}

RwReply *
rw_service_routes_version (RwRequest *request G_GNUC_UNUSED, GError **error G_GNUC_UNUSED)
{
  return rw_reply_new_json (MHD_HTTP_OK,
                            json_pack ("{s:s, s:s, s:i}", "service", "retainwise-server", "version",
                                       RW_VERSION, "api", API_VERSION));
}
