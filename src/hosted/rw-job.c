/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-job.h"

#include "rw-clock.h"
#include "rw-job-private.h"

#include <string.h>

struct _RwJob
{
  GObject parent_instance;

  RwJobData *data;
  gint64 changed_at;
};

G_DEFINE_FINAL_TYPE (RwJob, rw_job, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_CHANGED_AT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
rw_job_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_CHANGED_AT)
    g_value_set_int64 (value, RW_JOB (object)->changed_at);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
rw_job_finalize (GObject *object)
{
  rw_job_data_free (RW_JOB (object)->data);
  G_OBJECT_CLASS (rw_job_parent_class)->finalize (object);
}

static void
rw_job_class_init (RwJobClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = rw_job_get_property;
  object_class->finalize = rw_job_finalize;
  properties[PROP_CHANGED_AT] = g_param_spec_int64 ("changed-at", NULL, NULL, 0, G_MAXINT64, 0,
                                                    G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
rw_job_init (RwJob *self)
{
  self->changed_at = rw_clock_now ();
}

RwJob *
rw_job_new (RwJobData *data)
{
  RwJob *self = g_object_new (RW_TYPE_JOB, NULL);

  self->data = data;
  return self;
}

RwJobData *
rw_job_get_data (RwJob *self)
{
  return self->data;
}

void
rw_job_changed (RwJob *self)
{
  self->data->revision++;
  self->changed_at = rw_clock_now ();
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHANGED_AT]);
}

gint64
rw_job_get_number (RwJob *self)
{
  return self->data->number;
}

const char *
rw_job_get_id (RwJob *self)
{
  return self->data->id;
}

const char *
rw_job_get_path (RwJob *self)
{
  return self->data->path;
}

const char *
rw_job_get_file_name (RwJob *self)
{
  const char *slash = strrchr (self->data->path, '/');

  return slash != NULL ? slash + 1 : self->data->path;
}

gint64
rw_job_get_size (RwJob *self)
{
  return self->data->size;
}

gint64
rw_job_get_modified_at (RwJob *self)
{
  return self->data->modified_at;
}

const char *
rw_job_get_server (RwJob *self)
{
  return self->data->server;
}

const char *
rw_job_get_host (RwJob *self)
{
  return self->data->host;
}

RwJobPhase
rw_job_get_phase (RwJob *self)
{
  return (RwJobPhase) self->data->phase;
}

gboolean
rw_job_get_state (RwJob *self, RwJobState *state)
{
  return self->data->word != NULL && rw_job_state_parse (self->data->word, state);
}

const char *
rw_job_get_state_word (RwJob *self)
{
  return self->data->word;
}

gboolean
rw_job_is_over (RwJob *self)
{
  RwJobState state = RW_N_JOB_STATES;

  if (self->data->phase == RW_JOB_PHASE_SENT)
    return rw_job_get_state (self, &state) && rw_job_state_is_final (state);
  return self->data->phase == RW_JOB_PHASE_UNSENT;
}

gint64
rw_job_get_submitted_at (RwJob *self)
{
  return self->data->submitted_at;
}

gint64
rw_job_get_state_since (RwJob *self)
{
  return self->data->state_since;
}

gint64
rw_job_get_checked_at (RwJob *self)
{
  return self->data->checked_at;
}

gint64
rw_job_get_done (RwJob *self)
{
  return self->data->done;
}

gint64
rw_job_get_total (RwJob *self)
{
  return self->data->total;
}

gint64
rw_job_get_n_rows (RwJob *self)
{
  return self->data->n_rows;
}

const char *
rw_job_get_error (RwJob *self)
{
  return self->data->error;
}

const char *
rw_job_get_request_id (RwJob *self)
{
  return self->data->request_id;
}

const char *
rw_job_get_model_sha256 (RwJob *self)
{
  return self->data->model_sha256;
}

const char *
rw_job_get_result_sha256 (RwJob *self)
{
  return self->data->result_sha256;
}

const char *
rw_job_get_result_path (RwJob *self)
{
  const char *path = self->data->result_path;

  return path != NULL && g_file_test (path, G_FILE_TEST_IS_REGULAR) ? path : NULL;
}

gboolean
rw_job_is_downloading (RwJob *self)
{
  return self->data->is_downloading;
}
