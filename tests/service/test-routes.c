/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-routes.h"

#include "rw-file-routes.h"
#include "rw-job-routes.h"
#include "rw-service-routes.h"
#include "rw-upload-route.h"

/* All of data/service/API.md; what is open is open on purpose. */
static const struct
{
  const char *method;
  const char *path;
  RwHandler handle;
  RwRouteKind kind;
} wanted[] = {
  { "POST", "/api/csv", rw_upload_route, RW_ROUTE_FILE },
  { "GET", "/api/predictions/", rw_job_routes_list, RW_ROUTE_USER },
  { "GET", "/api/predictions/7", rw_job_routes_get, RW_ROUTE_USER },
  { "GET", "/api/predictions/7/events", rw_job_routes_events, RW_ROUTE_USER },
  { "POST", "/api/predictions/7/cancel", rw_job_routes_cancel, RW_ROUTE_USER },
  { "POST", "/api/predictions/7/retry", rw_job_routes_retry, RW_ROUTE_USER },
  { "GET", "/api/predictions/download_predictions/7", rw_file_routes_sign, RW_ROUTE_USER },
  { "GET", "/api/files/results/a/b.csv", rw_file_routes_download, RW_ROUTE_OPEN },
  { "GET", "/api/limits", rw_service_routes_limits, RW_ROUTE_USER },
  { "GET", "/api/csv/sample-csv/telecom", rw_file_routes_sample, RW_ROUTE_OPEN },
  { "GET", "/health", rw_service_routes_health, RW_ROUTE_OPEN },
  { "GET", "/__version", rw_service_routes_version, RW_ROUTE_OPEN },
  { "GET", "/metrics", rw_service_routes_metrics, RW_ROUTE_OPEN },
};

static void
test_all (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      g_autofree char *part = NULL;
      g_autofree char *allowed = NULL;
      const RwRoute *route = rw_routes_find (wanted[i].method, wanted[i].path, &part, &allowed);
      g_assert_nonnull (route);
      g_assert_true (route->handle == wanted[i].handle);
      g_assert_cmpint (route->kind, ==, wanted[i].kind);
    }
}

static void
test_no_others (void)
{
  g_autofree char *part = NULL;
  g_autofree char *allowed = NULL;

  g_assert_null (rw_routes_find ("GET", "/api/uploads", &part, &allowed));
  g_assert_null (allowed);
  g_assert_null (rw_routes_find ("GET", "/api/csv", &part, &allowed));
  g_assert_cmpstr (allowed, ==, "POST");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/routes/all", test_all);
  g_test_add_func ("/routes/no-others", test_no_others);
  return g_test_run ();
}
