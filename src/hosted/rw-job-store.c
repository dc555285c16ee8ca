/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-job-store.h"

#include "rw-database.h"

/* What can change, in the order of VALUES(). */
#define COLUMNS                                                                                     \
  "revision, baseline, state_since, checked_at, phase, may_have_arrived, n_rows, id, word, error, " \
  "request_id, model_sha256, result_sha256, result_path"
#define TYPES "iiiiiiisssssss"
#define VALUES(data)                                                                               \
  (data)->revision, (data)->baseline, (data)->state_since, (data)->checked_at, (data)->phase,      \
      (data)->may_have_arrived, (data)->n_rows, (data)->id, (data)->word, (data)->error,           \
      (data)->request_id, (data)->model_sha256, (data)->result_sha256, (data)->result_path

/* What stays as it was submitted. */
#define FIRST_COLUMNS "server, host, path, size, modified_at, key, submitted_at"

struct _RwJobStore
{
  RwDatabase *database;
};

/* A number is never given twice: what is saved late for a job that is gone must not meet another.
 */
static const char *const migrations[] = {
  "CREATE TABLE jobs (number INTEGER PRIMARY KEY AUTOINCREMENT, revision INTEGER NOT NULL,"
  " server TEXT NOT NULL, host TEXT NOT NULL, path TEXT NOT NULL, size INTEGER NOT NULL,"
  " modified_at INTEGER NOT NULL, key TEXT NOT NULL UNIQUE, submitted_at INTEGER NOT NULL,"
  " baseline INTEGER NOT NULL, state_since INTEGER NOT NULL, checked_at INTEGER NOT NULL,"
  " phase INTEGER NOT NULL, may_have_arrived INTEGER NOT NULL, n_rows INTEGER NOT NULL,"
  " id TEXT, word TEXT, error TEXT, request_id TEXT, model_sha256 TEXT, result_sha256 TEXT,"
  " result_path TEXT)",
  NULL
};

static void
read_first (RwSqlRow row, RwJobData *data)
{
  data->number = rw_sql_row_get_int (row, 0);
  data->server = g_strdup (row[1]);
  data->host = g_strdup (row[2]);
  data->path = g_strdup (row[3]);
  data->size = rw_sql_row_get_int (row, 4);
  data->modified_at = rw_sql_row_get_int (row, 5);
  data->key = g_strdup (row[6]);
  data->submitted_at = rw_sql_row_get_int (row, 7);
}

static gpointer
read_job (RwSqlRow row)
{
  RwJobData *data = rw_job_data_new ();

  read_first (row, data);
  data->revision = rw_sql_row_get_int (row, 8);
  data->baseline = rw_sql_row_get_int (row, 9);
  data->state_since = rw_sql_row_get_int (row, 10);
  data->checked_at = rw_sql_row_get_int (row, 11);
  data->phase = rw_sql_row_get_int (row, 12);
  data->may_have_arrived = rw_sql_row_get_int (row, 13);
  data->n_rows = rw_sql_row_get_int (row, 14);
  data->id = g_strdup (row[15]);
  data->word = g_strdup (row[16]);
  data->error = g_strdup (row[17]);
  data->request_id = g_strdup (row[18]);
  data->model_sha256 = g_strdup (row[19]);
  data->result_sha256 = g_strdup (row[20]);
  data->result_path = g_strdup (row[21]);
  return data;
}

RwJobStore *
rw_job_store_open (const char *path, GError **error)
{
  RwDatabase *database = rw_database_open (path, migrations, error);

  if (database == NULL)
    return NULL;
  RwJobStore *self = g_atomic_rc_box_new (RwJobStore);
  self->database = database;
  return self;
}

RwJobStore *
rw_job_store_ref (RwJobStore *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  rw_database_free (((RwJobStore *) data)->database);
}

void
rw_job_store_unref (RwJobStore *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

GPtrArray *
rw_job_store_load (RwJobStore *self, GError **error)
{
  RwQuery *query = rw_database_query (
      self->database, error,
      "SELECT number, " FIRST_COLUMNS ", " COLUMNS " FROM jobs ORDER BY number DESC", "");

  return rw_query_take_all (query, read_job, (GDestroyNotify) rw_job_data_free, error);
}

gboolean
rw_job_store_add (RwJobStore *self, RwJobData *data, GError **error)
{
  RwQuery *query = rw_database_query (
      self->database, error,
      "INSERT INTO jobs (" FIRST_COLUMNS ", " COLUMNS ")"
      " VALUES (?, ?, ?, ?, ?, ?, ?,  ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING number",
      "sssiisi" TYPES, data->server, data->host, data->path, data->size, data->modified_at,
      data->key, data->submitted_at, VALUES (data));
  g_autofree gint64 *number = rw_query_take_one (query, rw_sql_row_make_int, g_free, error);

  if (number == NULL)
    return FALSE;
  data->number = *number;
  return TRUE;
}

gboolean
rw_job_store_save (RwJobStore *self, const RwJobData *data, GError **error)
{
  return rw_database_run (self->database, error,
                          "UPDATE jobs SET (" COLUMNS ") ="
                          " (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                          " WHERE number = ? AND revision < ?",
                          TYPES "ii", VALUES (data), data->number, data->revision) >= 0;
}

gboolean
rw_job_store_remove (RwJobStore *self, gint64 number, GError **error)
{
  return rw_database_run (self->database, error, "DELETE FROM jobs WHERE number = ?", "i",
                          number) >= 0;
}

GPtrArray *
rw_job_store_list_ids (RwJobStore *self, const char *server, GError **error)
{
  RwQuery *query =
      rw_database_query (self->database, error,
                         "SELECT id FROM jobs WHERE server = ? AND id IS NOT NULL", "s", server);

  return rw_query_take_all (query, rw_sql_row_make_text, g_free, error);
}
