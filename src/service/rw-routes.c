/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-routes.h"

#include "rw-file-routes.h"
#include "rw-job-routes.h"
#include "rw-service-routes.h"
#include "rw-upload-route.h"

/* Fixed paths come before those with a part that is open. */
static const RwRoute routes[] = {
  { "GET", "/health", rw_service_routes_health, .is_open = TRUE },
  { "GET", "/__version", rw_service_routes_version, .is_open = TRUE },
  { "GET", "/metrics", rw_service_routes_metrics, .is_open = TRUE },
  { "GET", "/api/limits", rw_service_routes_limits },
  { "POST", "/api/csv", rw_upload_route, .takes_file = TRUE },
  { "GET", "/api/csv/sample-csv/telecom", rw_file_routes_sample, .is_open = TRUE },
  { "GET", "/api/files/{key}", rw_file_routes_download, .is_open = TRUE },
  { "GET", "/api/predictions/", rw_job_routes_list },
  { "GET", "/api/predictions/download_predictions/{id}", rw_file_routes_sign },
  { "GET", "/api/predictions/{id}", rw_job_routes_get },
  { "GET", "/api/predictions/{id}/events", rw_job_routes_events },
  { "POST", "/api/predictions/{id}/cancel", rw_job_routes_cancel },
  { "POST", "/api/predictions/{id}/retry", rw_job_routes_retry },
};

const RwRoute *
rw_routes_find (const char *method, const char *path, char **part, char **allowed)
{
  return rw_route_find (routes, G_N_ELEMENTS (routes), method, path, part, allowed);
}
