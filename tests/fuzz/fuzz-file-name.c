/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names of uploaded files: what is kept is one short line of UTF-8 without folders, and clean. */
#include "rw-file-name.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput (const uint8_t *bytes, size_t length);

int
LLVMFuzzerTestOneInput (const uint8_t *bytes, size_t length)
{
  g_autofree char *name = g_strndup ((const char *) bytes, length);
  g_autofree char *clean = rw_file_name_dup_clean (name);

  if (clean == NULL)
    return 0;
  g_autofree char *again = rw_file_name_dup_clean (clean);
  g_autofree char *scored = rw_file_name_dup_scored (clean);
  g_assert_cmpstr (again, ==, clean);
  g_assert_true (g_utf8_validate (clean, -1, NULL));
  g_assert_cmpuint (strlen (clean), <=, RW_FILE_NAME_MOST);
  g_assert_null (strpbrk (clean, "/\\\r\n\t"));
  g_assert_true (g_str_has_suffix (scored, "-scored.csv"));
  return 0;
}
