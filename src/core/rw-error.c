/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-error.h"

#include <glib/gi18n.h>
#include <string.h>
#include <xgboost/c_api.h>

/* GLib's own macro is a race of threads. */
GQuark
rw_error_quark (void)
{
  static _Atomic GQuark quark;

  if (quark == 0)
    quark = g_quark_from_static_string ("rw-error");
  return quark;
}

/* "[12:00:00] ../src/learner.cc:12: Check failed: x\nStack trace:…" becomes "Check failed: x" */
static char *
strip_trace (const char *message)
{
  g_auto (GStrv) lines = g_strsplit (message, "\n", -1);
  const char *text =
      lines[0] == NULL || (lines[0][0] == '\0' && lines[1] != NULL) ? lines[1] : lines[0];

  if (text == NULL)
    return g_strdup ("");
  const char *place = strstr (text, ".cc:");
  if (place == NULL)
    place = strstr (text, ".h:");
  const char *end = place != NULL ? strstr (place, ": ") : NULL;
  return g_strdup (end != NULL ? end + 2 : text);
}

gboolean
rw_error_set_errno (GError **error, RwError code, int error_number, const char *what)
{
  g_set_error (error, RW_ERROR, code, "%s: %s", what, g_strerror (error_number));
  return FALSE;
}

gboolean
rw_error_set_xgboost (GError **error, RwError code, const char *what)
{
  g_autofree char *reason = strip_trace (XGBGetLastError ());

  g_set_error (error, RW_ERROR, code, "%s: %s", what, reason);
  return FALSE;
}

gboolean
rw_error_refuse_model (GError **error, const char *why)
{
  g_set_error (error, RW_ERROR, RW_ERROR_MODEL, _ ("The model cannot be used: %s."), why);
  return FALSE;
}

gboolean
rw_error_refuse_manifest (GError **error, const char *what)
{
  g_set_error (error, RW_ERROR, RW_ERROR_MODEL,
               _ ("The model's description of its columns is damaged: %s."), what);
  return FALSE;
}
