/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-job-notices.h"

#include "rw-format.h"
#include "rw-job-text.h"

#include <glib/gi18n.h>

struct _RwJobNotices
{
  GObject parent_instance;

  GtkApplication *application; /* not owned */
  RwHostedSetup *setup;
  RwHosted *hosted; /* the one that is watched, or NULL */
  GPtrArray *shown; /* ids of the notices that were not taken back */
};

G_DEFINE_FINAL_TYPE (RwJobNotices, rw_job_notices, G_TYPE_OBJECT)

static gboolean
has_focus (RwJobNotices *self)
{
  for (GList *item = gtk_application_get_windows (self->application); item != NULL;
       item = item->next)
    if (gtk_window_is_active (item->data))
      return TRUE;
  return FALSE;
}

static char *
make_title (RwJob *job)
{
  g_autofree char *name = rw_job_text_dup_name (job);
  RwJobState state = RW_JOB_FAILED;

  if (rw_job_get_phase (job) != RW_JOB_PHASE_SENT || !rw_job_get_state (job, &state))
    /* Translators: the name of a file */
    return g_strdup_printf (_ ("%s Was Not Sent"), name);
  if (state == RW_JOB_COMPLETED)
    return g_strdup_printf (_ ("%s Is Scored"), name);
  if (state == RW_JOB_CANCELLED)
    return g_strdup_printf (_ ("%s Was Cancelled"), name);
  return g_strdup_printf (_ ("%s Was Not Scored"), name);
}

static char *
make_body (RwJob *job)
{
  if (rw_job_get_error (job) != NULL)
    return g_strdup (rw_job_get_error (job));
  return rw_job_get_n_rows (job) > 0 ? rw_format_customers ((guint64) rw_job_get_n_rows (job))
                                     : g_strdup (rw_job_get_host (job));
}

static void
ended_cb (RwJobNotices *self, RwJob *job)
{
  g_assert (RW_IS_JOB_NOTICES (self));
  if (has_focus (self))
    return;
  g_autofree char *title = make_title (job);
  g_autofree char *body = make_body (job);
  g_autoptr (GNotification) notice = g_notification_new (title);
  char *id = g_strdup_printf ("job-%" G_GINT64_FORMAT, rw_job_get_number (job));

  g_notification_set_body (notice, body);
  g_notification_set_default_action_and_target (notice, "app.show-job", "x",
                                                rw_job_get_number (job));
  g_application_send_notification (G_APPLICATION (self->application), id, notice);
  g_ptr_array_add (self->shown, id);
}

static void
setup_changed_cb (RwJobNotices *self)
{
  g_assert (RW_IS_JOB_NOTICES (self));
  if (g_set_object (&self->hosted, rw_hosted_setup_get_hosted (self->setup)))
    g_signal_connect_object (self->hosted, "ended", G_CALLBACK (ended_cb), self, G_CONNECT_SWAPPED);
}

static void
rw_job_notices_finalize (GObject *object)
{
  RwJobNotices *self = RW_JOB_NOTICES (object);

  g_clear_object (&self->hosted);
  g_clear_object (&self->setup);
  g_ptr_array_unref (self->shown);
  G_OBJECT_CLASS (rw_job_notices_parent_class)->finalize (object);
}

static void
rw_job_notices_class_init (RwJobNoticesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rw_job_notices_finalize;
}

static void
rw_job_notices_init (RwJobNotices *self)
{
  self->shown = g_ptr_array_new_with_free_func (g_free);
}

RwJobNotices *
rw_job_notices_new (GtkApplication *application, RwHostedSetup *setup)
{
  RwJobNotices *self = g_object_new (RW_TYPE_JOB_NOTICES, NULL);

  self->application = application;
  self->setup = g_object_ref (setup);
  g_signal_connect_object (setup, "changed", G_CALLBACK (setup_changed_cb), self,
                           G_CONNECT_SWAPPED);
  setup_changed_cb (self);
  return self;
}

void
rw_job_notices_withdraw (RwJobNotices *self)
{
  for (guint i = 0; i < self->shown->len; i++)
    g_application_withdraw_notification (G_APPLICATION (self->application), self->shown->pdata[i]);
  g_ptr_array_set_size (self->shown, 0);
}
