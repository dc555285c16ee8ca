/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-base64url.h"

#include <locale.h>
#include <string.h>

/* Every length and every byte, there and back. */
static void
test_round (void)
{
  guint8 bytes[256];

  for (guint length = 0; length <= sizeof bytes; length++)
    {
      for (guint i = 0; i < length; i++)
        bytes[i] = (guint8) (i * 7 + length);
      g_autofree char *text = rw_base64url_encode (bytes, length);
      g_autoptr (GBytes) back = rw_base64url_decode (text, strlen (text));
      g_assert_nonnull (back);
      g_assert_cmpmem (g_bytes_get_data (back, NULL), g_bytes_get_size (back), bytes, length);
    }
}

static void
test_known (void)
{
  const guint8 bytes[] = { 0xfb, 0xef, 0xff };
  g_autofree char *text = rw_base64url_encode (bytes, 3);
  g_autofree char *shorter = rw_base64url_encode (bytes, 2);

  g_assert_cmpstr (text, ==, "--__");
  g_assert_cmpstr (shorter, ==, "--8");
}

/* Padding, the other alphabet, blanks, a letter too many, bits that are left over. */
static void
test_refused (void)
{
  const char *const texts[] = { "QQ==", "-_8=", "+/8", "QU JD", "A", "QUJDR", "QR", "QUK", "Q\nQ" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_null (rw_base64url_decode (texts[i], strlen (texts[i])));
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base64url/round", test_round);
  g_test_add_func ("/base64url/known", test_known);
  g_test_add_func ("/base64url/refused", test_refused);
  return g_test_run ();
}
