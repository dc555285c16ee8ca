/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-hosted.h"

#include "rw-hosted-private.h"

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
  return self;
}

static void
hosted_job_free (gpointer data)
{
  RwHostedJob *self = data;

  g_object_unref (self->job);
  g_free (self);
}

static gboolean
find (RwHosted *self, RwJob *job, guint *position)
{
  for (guint i = 0; i < self->jobs->len; i++)
    if (((RwHostedJob *) self->jobs->pdata[i])->job == job)
      {
        *position = i;
        return TRUE;
      }
  return FALSE;
}

static gboolean
load (RwHosted *self, const char *path, GError **error)
{
  self->store = rw_job_store_open (path, error);
  g_autoptr (GPtrArray) all = self->store != NULL ? rw_job_store_load (self->store, error) : NULL;

  if (all == NULL)
    return FALSE;
  for (guint i = 0; i < all->len; i++)
    g_ptr_array_add (self->jobs, hosted_job_new (g_steal_pointer (&all->pdata[i])));
  return TRUE;
}

RwJob *
rw_hosted_add (RwHosted *self, RwJobData *data)
{
  RwHostedJob *added = hosted_job_new (data);

  g_ptr_array_insert (self->jobs, 0, added);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, 0, 1);
  return added->job;
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
rw_hosted_finalize (GObject *object)
{
  RwHosted *self = RW_HOSTED (object);

  g_ptr_array_unref (self->jobs);
  g_clear_pointer (&self->endpoint, rw_endpoint_unref);
  g_clear_pointer (&self->store, rw_job_store_unref);
  G_OBJECT_CLASS (rw_hosted_parent_class)->finalize (object);
}

static void
rw_hosted_class_init (RwHostedClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = rw_hosted_get_property;
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
  g_clear_pointer (&self->endpoint, rw_endpoint_unref);
  self->endpoint = endpoint != NULL ? rw_endpoint_ref (endpoint) : NULL;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ENDPOINT]);
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

  if (!rw_job_is_over (job) || !find (self, job, &position))
    return;
  rw_job_store_remove (self->store, rw_job_get_number (job), NULL);
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
