/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Universal Binary JSON: a value or an error, never both. */
#include "rw-ubjson.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput (const uint8_t *bytes, size_t length);

int
LLVMFuzzerTestOneInput (const uint8_t *bytes, size_t length)
{
  g_autoptr (GError) error = NULL;
  json_t *value = rw_ubjson_parse (bytes, length, &error);

  g_assert_true ((value == NULL) == (error != NULL));
  json_decref (value);
  return 0;
}
