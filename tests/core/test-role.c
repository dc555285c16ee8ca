/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-role.h"

#include <math.h>

static void
test_kinds (void)
{
  for (RwRoleKind i = 0; i < RW_N_ROLES; i++)
    for (RwRoleKind k = 0; k < i; k++)
      g_assert_cmpstr (rw_role_kind_get_id (i), !=, rw_role_kind_get_id (k));
}

static void
test_json (void)
{
  RwRole role = { (char *) "Reason", RW_ROLE_LEAK, FALSE, FALSE, NULL, 0.99512345678 };
  json_auto_t *json = rw_role_to_json (&role);
  json_auto_t *expected = json_loads ("{\"column\":\"Reason\",\"role\":\"leak\",\"used\":false,"
                                      "\"doubtful\":false,\"auc\":0.995123}",
                                      0, NULL);

  g_assert_true (json_equal (json, expected));
  role.auc = NAN;
  json_auto_t *unmeasured = rw_role_to_json (&role);
  g_assert_null (json_object_get (unmeasured, "auc"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/role/kinds", test_kinds);
  g_test_add_func ("/role/json", test_json);
  return g_test_run ();
}
