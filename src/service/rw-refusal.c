/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-refusal.h"

#include <microhttpd.h>

G_DEFINE_QUARK (rw_refusal, rw_refusal)

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
