/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-hosted-setup.h"

#include "rw-error.h"
#include "rw-settings.h"
#include "rw-work.h"

#include <glib/gi18n.h>

struct _RwHostedSetup
{
  GObject parent_instance;

  char *database;
  RwHosted *hosted; /* NULL: never was on, or its database cannot be used */
  GError *error;
  char *unkept_token;        /* of this run, or NULL */
  GCancellable *cancellable; /* of the look-up that runs, or NULL */
};

G_DEFINE_FINAL_TYPE (RwHostedSetup, rw_hosted_setup, G_TYPE_OBJECT)

/* An endpoint to be made, on a worker: the token store may ask the user for a password. */
typedef struct
{
  char *url;
  char *ca_file; /* NULL: the system's authorities */
  char *token;   /* NULL: that of the token store */
  RwTokenPlace place;
} Wanted;

static void
wanted_free (gpointer data)
{
  Wanted *wanted = data;

  g_free (wanted->url);
  g_free (wanted->ca_file);
  g_free (wanted->token);
  g_free (wanted);
}

static Wanted *
read_wanted (const char *token)
{
  GSettings *settings = rw_settings_get ();
  Wanted *wanted = g_new0 (Wanted, 1);
  g_autofree char *ca_file = g_settings_get_string (settings, "hosted-ca-file");

  wanted->url = g_settings_get_string (settings, "hosted-url");
  wanted->ca_file = ca_file[0] != '\0' ? g_steal_pointer (&ca_file) : NULL;
  wanted->token = g_strdup (token);
  return wanted;
}

static void
set_error (RwHostedSetup *self, GError *error)
{
  g_clear_error (&self->error);
  self->error = error;
  g_signal_emit_by_name (self, "changed");
}

static RwEndpoint *
make_endpoint (const Wanted *wanted, const char *token, GError **error)
{
  if (wanted->url[0] != '\0')
    return rw_endpoint_new (wanted->url, token, wanted->ca_file, error);
  g_set_error_literal (error, RW_ERROR, RW_ERROR_FORMAT,
                       _ ("The server’s address is missing. Enter it in the preferences."));
  return NULL;
}

static gpointer
find_endpoint (gpointer data, GCancellable *cancellable, GError **error)
{
  Wanted *wanted = data;
  g_autoptr (RwEndpoint) endpoint = make_endpoint (wanted, wanted->token, error);
  g_autoptr (GError) reason = NULL;

  if (endpoint == NULL || wanted->token != NULL)
    return g_steal_pointer (&endpoint);
  g_autofree char *token =
      rw_token_store_load (rw_endpoint_get_url (endpoint), cancellable, &reason);
  if (reason != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return NULL;
    }
  return make_endpoint (wanted, token, error);
}

static void
found_cb (GObject *object G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RwHostedSetup) self = user_data;
  GError *error = NULL;
  g_autoptr (RwEndpoint) endpoint = rw_work_run_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_error_free (error);
      return;
    }
  g_clear_object (&self->cancellable);
  rw_hosted_set_endpoint (self->hosted, endpoint);
  set_error (self, error);
}

static void
stop (RwHostedSetup *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static gboolean
open_database (RwHostedSetup *self, GError **error)
{
  if (self->hosted != NULL)
    return TRUE;
  g_autofree char *folder = g_path_get_dirname (self->database);
  g_mkdir_with_parents (folder, 0700);
  self->hosted = rw_hosted_new (self->database, error);
  return self->hosted != NULL;
}

static void
update (RwHostedSetup *self)
{
  gboolean is_on = rw_hosted_setup_is_on (self);
  GError *error = NULL;

  stop (self);
  if ((!is_on && !g_file_test (self->database, G_FILE_TEST_EXISTS)) ||
      !open_database (self, &error) || !is_on)
    {
      if (self->hosted != NULL)
        rw_hosted_set_endpoint (self->hosted, NULL);
      set_error (self, error);
      return;
    }
  self->cancellable = g_cancellable_new ();
  set_error (self, NULL);
  rw_work_run_async (NULL, find_endpoint, read_wanted (self->unkept_token), wanted_free,
                     (GDestroyNotify) rw_endpoint_unref, self->cancellable, found_cb,
                     g_object_ref (self));
}

/* A token belongs to the address it was given for. */
static void
url_changed_cb (RwHostedSetup *self)
{
  g_assert (RW_IS_HOSTED_SETUP (self));
  g_clear_pointer (&self->unkept_token, g_free);
  update (self);
}

static void
rw_hosted_setup_dispose (GObject *object)
{
  RwHostedSetup *self = RW_HOSTED_SETUP (object);

  stop (self);
  if (self->hosted != NULL)
    rw_hosted_set_endpoint (self->hosted, NULL);
  g_clear_object (&self->hosted);
  G_OBJECT_CLASS (rw_hosted_setup_parent_class)->dispose (object);
}

static void
rw_hosted_setup_finalize (GObject *object)
{
  RwHostedSetup *self = RW_HOSTED_SETUP (object);

  g_free (self->database);
  g_free (self->unkept_token);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (rw_hosted_setup_parent_class)->finalize (object);
}

static void
rw_hosted_setup_class_init (RwHostedSetupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rw_hosted_setup_dispose;
  G_OBJECT_CLASS (klass)->finalize = rw_hosted_setup_finalize;
  g_signal_new ("changed", RW_TYPE_HOSTED_SETUP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);
}

static void
rw_hosted_setup_init (RwHostedSetup *self)
{
  GSettings *settings = rw_settings_get ();

  g_signal_connect_object (settings, "changed::hosted-enabled", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "changed::hosted-url", G_CALLBACK (url_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "changed::hosted-ca-file", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
}

RwHostedSetup *
rw_hosted_setup_new (const char *database)
{
  RwHostedSetup *self = g_object_new (RW_TYPE_HOSTED_SETUP, NULL);

  self->database = g_strdup (database);
  update (self);
  return self;
}

gboolean
rw_hosted_setup_is_on (RwHostedSetup *self G_GNUC_UNUSED)
{
  return g_settings_get_boolean (rw_settings_get (), "hosted-enabled");
}

RwHosted *
rw_hosted_setup_get_hosted (RwHostedSetup *self)
{
  return self->hosted;
}

const GError *
rw_hosted_setup_get_error (RwHostedSetup *self)
{
  return self->error;
}

static gpointer
save_token (gpointer data, GCancellable *cancellable, GError **error)
{
  Wanted *wanted = data;
  g_autoptr (RwEndpoint) endpoint = make_endpoint (wanted, wanted->token, error);

  if (endpoint == NULL)
    return NULL;
  const char *token = rw_endpoint_get_token (endpoint);
  const char *url = rw_endpoint_get_url (endpoint);
  gboolean saved = token != NULL
                       ? rw_token_store_save (url, token, wanted->place, cancellable, error)
                       : rw_token_store_clear (url, cancellable, error);
  return saved ? g_steal_pointer (&endpoint) : NULL;
}

void
rw_hosted_setup_save_token_async (RwHostedSetup *self G_GNUC_UNUSED, const char *token,
                                  RwTokenPlace place, GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  Wanted *wanted = read_wanted (token);

  wanted->place = place;
  rw_work_run_async (NULL, save_token, wanted, wanted_free, (GDestroyNotify) rw_endpoint_unref,
                     NULL, callback, user_data);
}

gboolean
rw_hosted_setup_save_token_finish (RwHostedSetup *self, GAsyncResult *result, GError **error)
{
  g_autoptr (RwEndpoint) endpoint = rw_work_run_finish (result, error);

  if (endpoint == NULL)
    return FALSE;
  g_clear_pointer (&self->unkept_token, g_free);
  update (self);
  return TRUE;
}

void
rw_hosted_setup_use_token (RwHostedSetup *self, const char *token)
{
  g_free (self->unkept_token);
  self->unkept_token = g_strdup (token);
  update (self);
}
