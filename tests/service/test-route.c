/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-routes.h"

static RwReply *
handle (RwRequest *request G_GNUC_UNUSED, GError **error G_GNUC_UNUSED)
{
  return NULL;
}

static const RwRoute routes[] = {
  { "GET", "/jobs/", RW_ROUTE_USER, handle },
  { "GET", "/jobs/{id}", RW_ROUTE_USER, handle },
  { "POST", "/jobs/{id}/cancel", RW_ROUTE_USER, handle },
  { "PUT", "/jobs/{id}/cancel", RW_ROUTE_USER, handle },
  { "GET", "/files/{key}", RW_ROUTE_OPEN, handle },
};

static void
assert_found (const char *method, const char *path, int index, const char *wanted)
{
  g_autofree char *part = NULL;
  g_autofree char *allowed = NULL;
  const RwRoute *found =
      rw_route_find (routes, G_N_ELEMENTS (routes), method, path, &part, &allowed);

  g_assert_true (found == (index >= 0 ? &routes[index] : NULL));
  g_assert_cmpstr (index >= 0 ? part : allowed, ==, wanted);
}

static void
test_found (void)
{
  assert_found ("GET", "/jobs/", 0, NULL);
  assert_found ("HEAD", "/jobs/", 0, NULL);
  assert_found ("GET", "/jobs/7", 1, "7");
  assert_found ("GET", "/jobs/cancel", 1, "cancel");
  assert_found ("POST", "/jobs/7/cancel", 2, "7");
  assert_found ("PUT", "/jobs/7/cancel", 3, "7");
  assert_found ("GET", "/files/a/b/c.csv", 4, "a/b/c.csv");
}

static void
test_not_found (void)
{
  const char *const paths[] = { "/",       "/jobs",           "/jobs/7/",      "/jobs/7/8/cancel",
                                "/files/", "/jobs/7/cancels", "/jobs//cancel", "/JOBS/7",
                                "" };

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    assert_found ("GET", paths[i], -1, NULL);
}

static void
test_other_method (void)
{
  assert_found ("POST", "/jobs/7", -1, "GET, HEAD");
  assert_found ("GET", "/jobs/7/cancel", -1, "POST, PUT");
  assert_found ("HEAD", "/jobs/7/cancel", -1, "POST, PUT");
  assert_found ("get", "/jobs/7", -1, "GET, HEAD");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/route/found", test_found);
  g_test_add_func ("/route/not-found", test_not_found);
  g_test_add_func ("/route/other-method", test_other_method);
  return g_test_run ();
}
