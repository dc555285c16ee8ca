/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-window-private.h"

#include "rw-application.h"
#include "rw-submit-window.h"

#include <glib/gi18n.h>

static GActionGroup *
get_application (RwWindow *self)
{
  return G_ACTION_GROUP (gtk_window_get_application (GTK_WINDOW (self)));
}

static void
response_cb (RwWindow *self, const char *response)
{
  g_assert (RW_IS_WINDOW (self));
  if (g_str_equal (response, "set-up"))
    g_action_group_activate_action (get_application (self), "set-up-hosted", NULL);
}

static void
explain (RwWindow *self, const char *heading, const char *text)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), heading, text);

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"), "set-up",
                                    _ ("_Set Up Hosted Queue…"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "set-up",
                                              ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "set-up");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "close");
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
submitted_cb (RwWindow *self, RwJob *job)
{
  g_assert (RW_IS_WINDOW (self));
  g_action_group_activate_action (get_application (self), "show-job",
                                  g_variant_new_int64 (rw_job_get_number (job)));
}

void
rw_window_submit (RwWindow *self)
{
  RwHostedSetup *setup = rw_application_get_hosted_setup (
      RW_APPLICATION (gtk_window_get_application (GTK_WINDOW (self))));
  RwHosted *hosted = rw_hosted_setup_get_hosted (setup);
  const GError *error = rw_hosted_setup_get_error (setup);

  if (!rw_hosted_setup_is_on (setup))
    explain (self, _ ("The Hosted Queue Is Off"),
             _ ("A server of your company can score files as well. Until you set one up, nothing "
                "leaves this computer."));
  else if (hosted == NULL || rw_hosted_get_endpoint (hosted) == NULL)
    explain (self, _ ("The Hosted Queue Cannot Be Used"),
             error != NULL ? error->message
                           : _ ("The token is still being looked up. Try again in a moment."));
  else
    {
      RwSubmitWindow *window =
          rw_submit_window_new (GTK_WINDOW (self), hosted, rw_session_get_analysis (self->session),
                                rw_session_get_path (self->session));
      g_signal_connect_object (window, "submitted", G_CALLBACK (submitted_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_window_present (GTK_WINDOW (window));
    }
}
