/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers of S3: what is read from one has a root, and every text is UTF-8. */
#include "rw-s3-xml.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput (const uint8_t *bytes, size_t length);

static void
check (GHashTable *fields)
{
  GHashTableIter iter;
  gpointer name, text;

  g_hash_table_iter_init (&iter, fields);
  while (g_hash_table_iter_next (&iter, &name, &text))
    g_assert_true (g_utf8_validate (name, -1, NULL) && g_utf8_validate (text, -1, NULL));
}

int
LLVMFuzzerTestOneInput (const uint8_t *bytes, size_t length)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RwS3Xml) xml = rw_s3_xml_parse ((const char *) bytes, length, "Contents", &error);

  g_assert_true ((xml == NULL) != (error == NULL));
  if (xml == NULL)
    return 0;
  g_assert_nonnull (xml->root);
  check (xml->fields);
  for (guint i = 0; i < xml->records->len; i++)
    check (xml->records->pdata[i]);
  return 0;
}
