/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-refusal.h"

#include <microhttpd.h>

/* See rw_error_quark(). */
GQuark
rw_refusal_quark (void)
{
  static _Atomic GQuark quark;

  if (quark == 0)
    quark = g_quark_from_static_string ("rw-refusal");
  return quark;
}

gboolean
rw_refuse (GError **error, guint status, const char *message)
{
  g_set_error_literal (error, RW_REFUSAL, (int) status, message);
  return FALSE;
}

guint
rw_refusal_get_status (const GError *error)
{
  return error->domain == RW_REFUSAL ? (guint) error->code : MHD_HTTP_SERVICE_UNAVAILABLE;
}
