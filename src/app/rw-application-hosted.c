/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-application-private.h"

#include "rw-jobs-window.h"
#include "rw-preferences.h"

static void
jobs_active_cb (RwApplication *self, GParamSpec *pspec G_GNUC_UNUSED, GtkWindow *window)
{
  g_assert (RW_IS_APPLICATION (self));
  if (gtk_window_is_active (window))
    rw_job_notices_withdraw (self->notices);
}

static RwJobsWindow *
show_jobs (RwApplication *self)
{
  RwJobsWindow *window = rw_application_find_window (self, RW_TYPE_JOBS_WINDOW);

  if (window == NULL)
    {
      window = rw_jobs_window_new (GTK_APPLICATION (self), self->hosted_setup);
      g_signal_connect_object (window, "notify::is-active", G_CALLBACK (jobs_active_cb), self,
                               G_CONNECT_SWAPPED);
    }
  gtk_window_present (GTK_WINDOW (window));
  return window;
}

static void
jobs_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  show_jobs (RW_APPLICATION (data));
}

static void
show_job_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter, gpointer data)
{
  rw_jobs_window_show_job (show_jobs (RW_APPLICATION (data)), g_variant_get_int64 (parameter));
}

static void
set_up_hosted_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED,
                  gpointer data)
{
  rw_application_show_preferences (RW_APPLICATION (data), "hosted");
}

void
rw_application_show_preferences (RwApplication *self, const char *page)
{
  GtkWidget *preferences = rw_preferences_new (self->hosted_setup);

  if (page != NULL)
    adw_preferences_window_set_visible_page_name (ADW_PREFERENCES_WINDOW (preferences), page);
  gtk_window_set_transient_for (GTK_WINDOW (preferences),
                                gtk_application_get_active_window (GTK_APPLICATION (self)));
  gtk_window_present (GTK_WINDOW (preferences));
}

void
rw_application_start_hosted (RwApplication *self)
{
  static const GActionEntry entries[] = {
    { .name = "jobs", .activate = jobs_cb },
    { .name = "show-job", .activate = show_job_cb, .parameter_type = "x" },
    { .name = "set-up-hosted", .activate = set_up_hosted_cb },
  };
  g_autofree char *database =
      g_build_filename (g_get_user_data_dir (), "retainwise", "jobs.db", NULL);

  self->hosted_setup = rw_hosted_setup_new (database);
  self->notices = rw_job_notices_new (GTK_APPLICATION (self), self->hosted_setup);
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}

void
rw_application_stop_hosted (RwApplication *self)
{
  g_clear_object (&self->notices);
  g_clear_object (&self->hosted_setup);
}

RwHostedSetup *
rw_application_get_hosted_setup (RwApplication *self)
{
  return self->hosted_setup;
}
