/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-clock.h"
#include "rw-hosted-private.h"
#include "rw-source.h"

static RwJobData *
describe (RwEndpoint *endpoint, RwSource *source, const char *path)
{
  RwJobData *data = rw_job_data_new ();

  data->server = g_strdup (rw_endpoint_get_url (endpoint));
  data->host = g_strdup (rw_endpoint_get_host (endpoint));
  data->path = g_canonicalize_filename (path, NULL);
  data->size = (gint64) rw_source_get_size (source);
  data->key = g_uuid_string_random ();
  data->submitted_at = rw_clock_now ();
  data->state_since = data->submitted_at;
  return data;
}

RwJob *
rw_hosted_submit (RwHosted *self, const char *path, GError **error)
{
  g_autoptr (RwSource) source = rw_source_open (path, NULL, error);

  if (source == NULL)
    return NULL;
  g_autoptr (RwJobData) data = describe (self->endpoint, source, path);
  if (!rw_job_store_add (self->store, data, error))
    return NULL;
  return rw_hosted_add (self, g_steal_pointer (&data));
}

void
rw_hosted_cancel (RwHosted *self G_GNUC_UNUSED, RwJob *job G_GNUC_UNUSED)
{
}

void
rw_hosted_retry (RwHosted *self G_GNUC_UNUSED, RwJob *job G_GNUC_UNUSED)
{
}
