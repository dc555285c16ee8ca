/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-base64url.h"

#include <string.h>

char *
rw_base64url_encode (const guint8 *bytes, gsize length)
{
  char *text = g_base64_encode (bytes, length);

  g_strdelimit (text, "+", '-');
  g_strdelimit (text, "/", '_');
  text[strcspn (text, "=")] = '\0';
  return text;
}

/* -1: none of them. */
static int
get_value (char letter)
{
  if (letter >= 'A' && letter <= 'Z')
    return letter - 'A';
  if (letter >= 'a' && letter <= 'z')
    return letter - 'a' + 26;
  if (letter >= '0' && letter <= '9')
    return letter - '0' + 52;
  return letter == '-' ? 62 : letter == '_' ? 63 : -1;
}

GBytes *
rw_base64url_decode (const char *text, gsize length)
{
  g_autoptr (GByteArray) bytes = g_byte_array_sized_new ((guint) (length / 4 * 3 + 2));
  guint bits = 0;
  guint n_bits = 0;

  for (gsize i = 0; i < length; i++)
    {
      int value = get_value (text[i]);
      if (value < 0)
        return NULL;
      bits = bits << 6 | (guint) value;
      n_bits += 6;
      if (n_bits < 8)
        continue;
      n_bits -= 8;
      g_byte_array_append (bytes, &(guint8){ (guint8) (bits >> n_bits) }, 1);
      bits &= (1u << n_bits) - 1;
    }
  /* What is left must be less than a letter, and nothing. */
  if (n_bits >= 6 || bits != 0)
    return NULL;
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}
