/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-test-mapping.h"

#include <string.h>

static const char manifest_json[] =
    "{\"version\":1,\"title\":\"t\",\"label\":{\"column\":\"Churn\",\"positive\":\"Yes\"},"
    "\"id\":{\"name\":\"customerID\",\"aliases\":[\"customer name\",\"account\"]},"
    "\"inputs\":[{\"name\":\"tenure\",\"kind\":\"number\",\"aliases\":[\"months\",\"days active\"],"
    "\"required\":true,\"unit\":\"months\",\"reference\":{\"missing\":0,\"edges\":[10,30,50],"
    "\"shares\":[0.25,0.25,0.25,0.25],\"min\":0,\"max\":72}},"
    "{\"name\":\"MonthlyCharges\",\"kind\":\"number\",\"aliases\":[\"MRR (USD)\",\"MRR-USD\",\"monthly fee\"],"
    "\"unit\":\"currency\",\"reference\":{\"missing\":0,\"edges\":[20,70,100],"
    "\"shares\":[0.25,0.25,0.25,0.25],\"min\":10,\"max\":120}},"
    "{\"name\":\"TotalCharges\",\"kind\":\"number\",\"aliases\":[\"LTV\"],\"unit\":\"currency\"},"
    "{\"name\":\"Contract\",\"kind\":\"category\","
    "\"levels\":[\"Month-to-month\",\"One year\",\"Two year\"],\"aliases\":[\"plan\",\"term\"],"
    "\"level_aliases\":{\"Month-to-month\":[\"monthly\"],\"One year\":[\"annual\",\"1 year\","
    "\"12 months\"],\"Two year\":[\"2 years\",\"24 months\"]}},"
    "{\"name\":\"Partner\",\"kind\":\"category\",\"levels\":[\"No\",\"Yes\"],"
    "\"level_aliases\":{\"No\":[\"0\",\"false\"],\"Yes\":[\"1\",\"true\"]}}],"
    "\"features\":[{\"name\":\"tenure\",\"input\":\"tenure\"},"
    "{\"name\":\"MonthlyCharges\",\"input\":\"MonthlyCharges\"},"
    "{\"name\":\"c1\",\"input\":\"Contract\",\"level\":\"One year\"},"
    "{\"name\":\"p1\",\"input\":\"Partner\",\"level\":\"Yes\"}]}";

RwManifest *
rw_test_manifest (void)
{
  g_autoptr (GError) error = NULL;
  RwManifest *manifest = rw_manifest_parse (manifest_json, &error);

  g_assert_no_error (error);
  return manifest;
}

GPtrArray *
rw_test_names (const char *names)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (g_free);
  const char *end = names;

  /* g_strsplit() takes squared time in the address sanitizer, which looks for the end at each */
  for (const char *name = names; end != NULL; name = end + 1)
    {
      end = strchr (name, ';');
      g_ptr_array_add (list,
                       end != NULL ? g_strndup (name, (gsize) (end - name)) : g_strdup (name));
    }
  return list;
}

RwMapping *
rw_test_map (const RwManifest *manifest, const char *names, const char *given)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = rw_test_names (names);
  g_autoptr (RwMapping) said = given != NULL ? rw_mapping_parse (given, &error) : NULL;

  g_assert_no_error (error);
  RwMapping *mapping = rw_mapping_match (manifest, list, said, &error);
  g_assert_no_error (error);
  return mapping;
}

static void
show_entry (GString *shown, const RwInputMapping *entry)
{
  if (entry->match == RW_MATCH_NONE && entry->likely->len == 0)
    return;
  g_string_append_printf (shown, "%s%s=%s:%s", shown->len > 0 ? "; " : "", entry->input,
                          entry->column != NULL ? entry->column : "-",
                          rw_match_get_id (entry->match));
  for (guint i = 0; i < entry->rivals->len; i++)
    g_string_append_printf (shown, "|%s", (const char *) entry->rivals->pdata[i]);
  for (guint i = 0; i < entry->likely->len; i++)
    g_string_append_printf (shown, "?%s", (const char *) entry->likely->pdata[i]);
  g_string_append (shown, entry->is_shared ? "*" : "");
}

char *
rw_test_show_mapping (const RwMapping *mapping)
{
  GString *shown = g_string_new (NULL);

  for (guint i = 0; i < mapping->inputs->len; i++)
    show_entry (shown, mapping->inputs->pdata[i]);
  if (mapping->id != NULL)
    show_entry (shown, mapping->id);
  return g_string_free (shown, FALSE);
}
