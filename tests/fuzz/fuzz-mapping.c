/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Mappings: what is accepted is written as a text that says the same, and fits a model's columns or
 * is refused. */
#include "rw-mapping.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput (const uint8_t *bytes, size_t length);

static const char manifest_json[] =
    "{\"version\":1,\"title\":\"t\",\"label\":{\"column\":\"l\",\"positive\":\"p\"},"
    "\"inputs\":[{\"name\":\"tenure\",\"kind\":\"number\"},"
    "{\"name\":\"plan\",\"kind\":\"category\",\"levels\":[\"A\",\"B\"]}],"
    "\"features\":[{\"name\":\"tenure\",\"input\":\"tenure\"}]}";

static void
match (const RwMapping *given)
{
  g_autoptr (RwManifest) manifest = rw_manifest_parse (manifest_json, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  g_ptr_array_add (names, (char *) "tenure");
  g_ptr_array_add (names, (char *) "Plan");
  g_autoptr (RwMapping) mapping = rw_mapping_match (manifest, names, given, NULL);
  if (mapping != NULL)
    rw_mapping_is_settled (mapping, manifest, "a.csv", NULL);
}

int
LLVMFuzzerTestOneInput (const uint8_t *bytes, size_t length)
{
  g_autofree char *text = g_strndup ((const char *) bytes, length);
  g_autoptr (RwMapping) mapping = rw_mapping_parse (text, NULL);

  if (mapping == NULL)
    return 0;
  g_autofree char *first = rw_mapping_to_json (mapping);
  g_autoptr (RwMapping) again = rw_mapping_parse (first, NULL);
  g_assert_nonnull (again);
  g_autofree char *second = rw_mapping_to_json (again);
  g_assert_cmpstr (first, ==, second);
  match (mapping);
  return 0;
}
