/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-model-feed.h"

#include "rw-log.h"
#include "rw-model-shelf.h"
#include "rw-output.h"

#include <glib/gstdio.h>

struct _RwModelFeed
{
  RwStorage *storage;
  char *folder;
  gint64 every;
  gint64 looked_at; /* monotonic µs */
  RwModel *shipped;
  RwModel *model; /* NULL: not known yet */
};

RwModelFeed *
rw_model_feed_new (RwStorage *storage, const char *folder, gint64 every)
{
  RwModelFeed *self = g_new0 (RwModelFeed, 1);

  self->storage = storage;
  self->folder = g_strdup (folder);
  self->every = every;
  return self;
}

void
rw_model_feed_free (RwModelFeed *self)
{
  g_clear_object (&self->shipped);
  g_clear_object (&self->model);
  g_free (self->folder);
  g_free (self);
}

static RwModel *
get_shipped (RwModelFeed *self, GError **error)
{
  if (self->shipped == NULL)
    self->shipped = rw_model_load_default (error);
  return self->shipped;
}

/* NULL: there is no copy that is whole. */
static RwModel *
load_copy (const char *path, const char *sha256)
{
  g_autoptr (RwModel) model =
      g_file_test (path, G_FILE_TEST_IS_REGULAR) ? rw_model_load (path, NULL, NULL) : NULL;

  return model != NULL && g_str_equal (rw_model_get_sha256 (model), sha256)
             ? g_steal_pointer (&model)
             : NULL;
}

static void
log_fault (const char *event, const GError *error)
{
  rw_log (RW_LOG_WARNING, event, "ss", "error", rw_log_get_error_word (error), "reason",
          error->message);
}

/* Without a copy it works, too. */
static void
keep_copy (RwModelFeed *self, const char *path, GBytes *bytes)
{
  g_autoptr (GError) error = NULL;

  g_mkdir_with_parents (self->folder, 0700);
  g_autoptr (RwOutput) output = rw_output_open (path, &error);
  if (output == NULL || !rw_output_write_whole (output, bytes, &error))
    log_fault ("model-copy-failed", error);
}

static RwModel *
load_published (RwModelFeed *self, const char *sha256, GCancellable *cancellable, GError **error)
{
  g_autofree char *path = g_build_filename (self->folder, sha256, NULL);
  RwModel *model = load_copy (path, sha256);

  if (model != NULL)
    return model;
  g_autoptr (GBytes) bytes = rw_model_shelf_read (self->storage, sha256, cancellable, error);
  if (bytes != NULL)
    model = rw_model_load_bytes (bytes, error);
  if (model != NULL)
    keep_copy (self, path, bytes);
  return model;
}

RwModel *
rw_model_feed_load (RwModelFeed *self, const char *sha256, GCancellable *cancellable,
                    GError **error)
{
  RwModel *shipped = get_shipped (self, error);

  if (shipped == NULL)
    return NULL;
  if (g_str_equal (rw_model_get_sha256 (shipped), sha256))
    return g_object_ref (shipped);
  return load_published (self, sha256, cancellable, error);
}

/* That of the first line, or the one that ships. */
static RwModel *
load_current (RwModelFeed *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) uses = rw_model_shelf_list_uses (self->storage, cancellable, error);

  if (uses == NULL)
    return NULL;
  if (uses->len == 0)
    return get_shipped (self, error) != NULL ? g_object_ref (self->shipped) : NULL;
  const RwModelUse *use = uses->pdata[0];
  if (self->model != NULL && g_str_equal (rw_model_get_sha256 (self->model), use->sha256))
    return g_object_ref (self->model);
  return rw_model_feed_load (self, use->sha256, cancellable, error);
}

static void
take (RwModelFeed *self, RwModel *model)
{
  if (self->model != NULL && self->model != model)
    rw_log (RW_LOG_INFO, "model-changed", "s", "model_sha256", rw_model_get_sha256 (model));
  g_set_object (&self->model, model);
}

RwModel *
rw_model_feed_get (RwModelFeed *self, GCancellable *cancellable, GError **error)
{
  gint64 now = g_get_monotonic_time ();
  GError *reason = NULL;

  if (self->model != NULL && now - self->looked_at < self->every * 1000)
    return self->model;
  self->looked_at = now;
  g_autoptr (RwModel) model = load_current (self, cancellable, &reason);
  if (model != NULL)
    take (self, model);
  else if (self->model == NULL)
    {
      g_propagate_error (error, reason);
      return NULL;
    }
  else if (!g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    log_fault ("model-kept", reason);
  g_clear_error (&reason);
  return self->model;
}
