/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-routes.h"

#include "rw-file-routes.h"
#include "rw-job-routes.h"
#include "rw-service-routes.h"
#include "rw-upload-route.h"

/* Fixed paths come before those with a part that is open. */
static const RwRoute routes[] = {
  { "GET", "/health", RW_ROUTE_OPEN, rw_service_routes_health },
  { "GET", "/__version", RW_ROUTE_OPEN, rw_service_routes_version },
  { "GET", "/metrics", RW_ROUTE_OPEN, rw_service_routes_metrics },
  { "GET", "/api/limits", RW_ROUTE_USER, rw_service_routes_limits },
  { "POST", "/api/csv", RW_ROUTE_FILE, rw_upload_route },
  { "GET", "/api/csv/sample-csv/telecom", RW_ROUTE_OPEN, rw_file_routes_sample },
  { "GET", "/api/files/{key}", RW_ROUTE_OPEN, rw_file_routes_download },
  { "GET", "/api/predictions/", RW_ROUTE_USER, rw_job_routes_list },
  { "GET", "/api/predictions/download_predictions/{id}", RW_ROUTE_USER, rw_file_routes_sign },
  { "GET", "/api/predictions/{id}", RW_ROUTE_USER, rw_job_routes_get },
  { "GET", "/api/predictions/{id}/events", RW_ROUTE_USER, rw_job_routes_events },
  { "POST", "/api/predictions/{id}/cancel", RW_ROUTE_USER, rw_job_routes_cancel },
  { "POST", "/api/predictions/{id}/retry", RW_ROUTE_USER, rw_job_routes_retry },
};

const RwRoute *
rw_routes_find (const char *method, const char *path, char **part, char **allowed)
{
  return rw_route_find (routes, G_N_ELEMENTS (routes), method, path, part, allowed);
}
