/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Addresses: the normal form of one is an address that leads to the same place. */
#include "rw-url.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput (const uint8_t *bytes, size_t length);

int
LLVMFuzzerTestOneInput (const uint8_t *bytes, size_t length)
{
  g_autofree char *text = g_strndup ((const char *) bytes, length);
  g_autoptr (RwUrl) url = rw_url_parse (text);

  if (url == NULL)
    return 0;
  g_autoptr (RwUrl) again = rw_url_parse (url->text);
  g_assert_nonnull (again);
  g_assert_cmpstr (again->text, ==, url->text);
  g_assert_cmpstr (again->origin, ==, url->origin);
  g_assert_cmpint (again->is_local, ==, url->is_local);
  return 0;
}
