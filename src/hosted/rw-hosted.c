/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-hosted.h"

#include "rw-clock.h"
#include "rw-hosted-private.h"

#include <gio/gio.h>

enum
{
  PROP_0,
  PROP_ENDPOINT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static GType
get_item_type (GListModel *list G_GNUC_UNUSED)
{
  return RW_TYPE_JOB;
}

static guint
get_n_items (GListModel *list)
{
  return RW_HOSTED (list)->jobs->len;
}

static gpointer
get_item (GListModel *list, guint position)
{
  RwHosted *self = RW_HOSTED (list);

  if (position >= self->jobs->len)
    return NULL;
  return g_object_ref (((RwHostedJob *) self->jobs->pdata[position])->job);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (RwHosted, rw_hosted, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static RwHostedJob *
hosted_job_new (RwJobData *data)
{
  RwHostedJob *self = g_new0 (RwHostedJob, 1);

  self->job = rw_job_new (data);
  self->seen_at = rw_clock_now ();
  return self;
}

static void
hosted_job_free (gpointer data)
{
  RwHostedJob *self = data;

  g_object_unref (self->job);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->progress, rw_progress_unref);
  g_free (self);
}

/* What was being sent when the program ended waits again. */
static gboolean
load (RwHosted *self, const char *path, GError **error)
{
  self->store = rw_job_store_open (path, error);
  g_autoptr (GPtrArray) all = self->store != NULL ? rw_job_store_load (self->store, error) : NULL;

  if (all == NULL)
    return FALSE;
  for (guint i = 0; i < all->len; i++)
    {
      RwJobData *data = rw_job_data_copy (all->pdata[i]);
      if (data->phase == RW_JOB_PHASE_SENDING)
        data->phase = RW_JOB_PHASE_WAITING;
      g_ptr_array_add (self->jobs, hosted_job_new (data));
    }
  return TRUE;
}

static gboolean
find_position (RwHosted *self, gint64 number, guint *position)
{
  for (*position = 0; *position < self->jobs->len; (*position)++)
    if (rw_job_get_number (((RwHostedJob *) self->jobs->pdata[*position])->job) == number)
      return TRUE;
  return FALSE;
}

RwHostedJob *
rw_hosted_find (RwHosted *self, gint64 number)
{
  guint position = 0;

  return find_position (self, number, &position) ? self->jobs->pdata[position] : NULL;
}

RwJob *
rw_hosted_add (RwHosted *self, RwJobData *data)
{
  RwHostedJob *added = hosted_job_new (data);

  g_ptr_array_insert (self->jobs, 0, added);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, 0, 1);
  return added->job;
}

gboolean
rw_hosted_is_reachable (RwHosted *self, const RwHostedJob *job)
{
  return self->endpoint != NULL &&
         g_str_equal (rw_endpoint_get_url (self->endpoint), rw_job_get_server (job->job));
}

static void
stop_job (RwHostedJob *job)
{
  if (job->cancellable != NULL)
    g_cancellable_cancel (job->cancellable);
  job->due_at = 0;
  job->n_failures = 0;
}

/* Ends what runs; jobs that are being sent wait again when their threads are back. */
static void
stop (RwHosted *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->polling != NULL)
    g_cancellable_cancel (self->polling);
  for (guint i = 0; i < self->jobs->len; i++)
    stop_job (self->jobs->pdata[i]);
}

static void
network_changed_cb (GNetworkMonitor *monitor G_GNUC_UNUSED, gboolean is_available,
                    gpointer user_data)
{
  if (is_available)
    rw_hosted_refresh (RW_HOSTED (user_data));
}

static void
rw_hosted_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_ENDPOINT)
    g_value_set_pointer (value, RW_HOSTED (object)->endpoint);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
rw_hosted_dispose (GObject *object)
{
  RwHosted *self = RW_HOSTED (object);

  stop (self);
  g_clear_handle_id (&self->watch, g_source_remove);
  g_clear_signal_handler (&self->network_handler, g_network_monitor_get_default ());
  G_OBJECT_CLASS (rw_hosted_parent_class)->dispose (object);
}

static void
rw_hosted_finalize (GObject *object)
{
  RwHosted *self = RW_HOSTED (object);

  g_ptr_array_unref (self->jobs);
  g_clear_object (&self->polling);
  g_clear_pointer (&self->endpoint, rw_endpoint_unref);
  g_clear_pointer (&self->store, rw_job_store_unref);
  G_OBJECT_CLASS (rw_hosted_parent_class)->finalize (object);
}

static void
rw_hosted_class_init (RwHostedClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = rw_hosted_get_property;
  object_class->dispose = rw_hosted_dispose;
  object_class->finalize = rw_hosted_finalize;
  properties[PROP_ENDPOINT] =
      g_param_spec_pointer ("endpoint", NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  g_signal_new ("ended", RW_TYPE_HOSTED, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                RW_TYPE_JOB);
  g_signal_new ("downloaded", RW_TYPE_HOSTED, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                2, RW_TYPE_JOB, G_TYPE_STRING);
}

static void
rw_hosted_init (RwHosted *self)
{
  self->jobs = g_ptr_array_new_with_free_func (hosted_job_free);
  self->network_handler = g_signal_connect (g_network_monitor_get_default (), "network-changed",
                                            G_CALLBACK (network_changed_cb), self);
}

RwHosted *
rw_hosted_new (const char *path, GError **error)
{
  g_autoptr (RwHosted) self = g_object_new (RW_TYPE_HOSTED, NULL);

  return load (self, path, error) ? g_steal_pointer (&self) : NULL;
}

void
rw_hosted_set_endpoint (RwHosted *self, RwEndpoint *endpoint)
{
  RwEndpoint *former = self->endpoint;

  stop (self);
  self->endpoint = endpoint != NULL ? rw_endpoint_ref (endpoint) : NULL;
  g_clear_pointer (&former, rw_endpoint_unref);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ENDPOINT]);
  rw_hosted_go_on (self);
}

RwEndpoint *
rw_hosted_get_endpoint (RwHosted *self)
{
  return self->endpoint;
}

void
rw_hosted_forget (RwHosted *self, RwJob *job)
{
  guint position = 0;

  if (!rw_job_is_over (job) || rw_job_is_downloading (job) ||
      !find_position (self, rw_job_get_number (job), &position))
    return;
  rw_hosted_remove (self, self->jobs->pdata[position]);
  g_ptr_array_remove_index (self->jobs, position);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
}

guint
rw_hosted_count_open (RwHosted *self)
{
  guint n = 0;

  for (guint i = 0; i < self->jobs->len; i++)
    n += !rw_job_is_over (((RwHostedJob *) self->jobs->pdata[i])->job);
  return n;
}
