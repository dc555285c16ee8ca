/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-job-data.h"

/* Where the texts are. */
static const gsize texts[] = {
  G_STRUCT_OFFSET (RwJobData, server),       G_STRUCT_OFFSET (RwJobData, host),
  G_STRUCT_OFFSET (RwJobData, path),         G_STRUCT_OFFSET (RwJobData, key),
  G_STRUCT_OFFSET (RwJobData, id),           G_STRUCT_OFFSET (RwJobData, word),
  G_STRUCT_OFFSET (RwJobData, error),        G_STRUCT_OFFSET (RwJobData, request_id),
  G_STRUCT_OFFSET (RwJobData, model_sha256), G_STRUCT_OFFSET (RwJobData, result_sha256),
  G_STRUCT_OFFSET (RwJobData, result_path),
};

static char **
get_text (RwJobData *data, guint i)
{
  return G_STRUCT_MEMBER_P (data, texts[i]);
}

RwJobData *
rw_job_data_new (void)
{
  RwJobData *data = g_new0 (RwJobData, 1);

  data->baseline = -1;
  return data;
}

RwJobData *
rw_job_data_copy (const RwJobData *data)
{
  RwJobData *copy = g_memdup2 (data, sizeof *data);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    *get_text (copy, i) = g_strdup (*get_text (copy, i));
  return copy;
}

void
rw_job_data_free (RwJobData *data)
{
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (*get_text (data, i));
  g_free (data);
}

void
rw_job_data_set (char **place, const char *text)
{
  char *copy = g_strdup (text);

  g_free (*place);
  *place = copy;
}
