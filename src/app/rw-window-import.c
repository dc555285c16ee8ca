/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-window-private.h"

#include "rw-error.h"
#include "rw-import-window.h"

#include <glib/gi18n.h>

static void
score_cb (RwWindow *self, RwImport *import, gboolean remember)
{
  g_assert (RW_IS_WINDOW (self));
  rw_session_open_import (self->session, import, remember);
}

void
rw_window_review_import (RwWindow *self)
{
  if (self->import_window != NULL)
    return;
  g_autoptr (RwImport) import = rw_session_new_import (self->session);
  RwImportWindow *window = rw_import_window_new (GTK_WINDOW (self), import);
  g_set_weak_pointer (&self->import_window, GTK_WIDGET (window));
  g_signal_connect_object (window, "score", G_CALLBACK (score_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (window));
}

/* What a person can mend by saying how the file is to be read. */
static gboolean
is_doubt (const GError *error)
{
  return g_error_matches (error, RW_ERROR, RW_ERROR_NUMBERS) ||
         g_error_matches (error, RW_ERROR, RW_ERROR_DIALECT) ||
         g_error_matches (error, RW_ERROR, RW_ERROR_ENCODING) ||
         g_error_matches (error, RW_ERROR, RW_ERROR_MISMATCH);
}

void
rw_window_review_doubts (RwWindow *self)
{
  if (rw_session_get_failed_task (self->session) == RW_TASK_OPENING &&
      is_doubt (rw_session_get_error (self->session)))
    rw_window_review_import (self);
}

void
rw_window_tell_import (RwWindow *self)
{
  const RwMapping *mapping = rw_analysis_get_mapping (rw_session_get_analysis (self->session));

  if (mapping == NULL || rw_session_get_choices (self->session) != NULL)
    return;
  guint n = rw_mapping_count_found (mapping);
  /* Translators: columns of the file that the model reads */
  g_autofree char *text =
      g_strdup_printf (ngettext ("%u column matched", "%u columns matched", n), n);
  AdwToast *toast = adw_toast_new (text);
  adw_toast_set_button_label (toast, _ ("_Review"));
  adw_toast_set_action_name (toast, "win.review-import");
  adw_toast_overlay_add_toast (self->toasts, toast);
}
