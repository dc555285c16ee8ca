/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-token-store.h"

#include "rw-error.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <libsecret/secret.h>

static const SecretSchema schema = {
  .name = "com.retainwiseanalytics.Desktop.Token",
  .flags = SECRET_SCHEMA_NONE,
  .attributes = { { "server", SECRET_SCHEMA_ATTRIBUTE_STRING } },
};

/* Turns @problem (transfer full, may be NULL) into an error of ours. */
static gboolean
check_secrets (GError *problem, GError **error)
{
  if (problem == NULL)
    return TRUE;
  if (g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, problem);
      return FALSE;
    }
  g_set_error (error, RW_ERROR, RW_ERROR_ACCESS,
               _ ("The keyring of this desktop cannot be used for the token: %s"),
               problem->message);
  g_error_free (problem);
  return FALSE;
}

/* An address is no name for a file. */
static char *
dup_path (const char *server)
{
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, server, -1);
  g_autofree char *name = g_strconcat ("token-", digest, NULL);

  return g_build_filename (g_get_user_data_dir (), "retainwise", name, NULL);
}

static gboolean
save_file (const char *path, const char *token, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GError) problem = NULL;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    return rw_error_set_errno (error, RW_ERROR_FILE, errno, folder);
  /* a newer GLib gives the new file the mode of the old one */
  if (g_chmod (path, 0600) != 0 && errno != ENOENT)
    return rw_error_set_errno (error, RW_ERROR_FILE, errno, path);
  if (g_file_set_contents_full (path, token, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, &problem))
    return TRUE;
  g_set_error (error, RW_ERROR, RW_ERROR_FILE, _ ("The token cannot be saved: %s"),
               problem->message);
  return FALSE;
}

/* Whether it was there; with @error set when it cannot be taken away. */
static gboolean
remove_file (const char *path, GError **error)
{
  if (g_unlink (path) == 0)
    return TRUE;
  if (errno != ENOENT)
    rw_error_set_errno (error, RW_ERROR_FILE, errno, path);
  return FALSE;
}

static char *
load_file (const char *path, GError **error)
{
  g_autoptr (GError) problem = NULL;
  char *token = NULL;

  if (!g_file_get_contents (path, &token, NULL, &problem) &&
      !g_error_matches (problem, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    g_set_error (error, RW_ERROR, RW_ERROR_FILE, _ ("The token cannot be read: %s"),
                 problem->message);
  return token;
}

static gboolean
save_secret (const char *server, const char *token, GCancellable *cancellable, GError **error)
{
  g_autofree char *label = g_strdup_printf (_ ("RetainWise token for %s"), server);
  GError *problem = NULL;

  secret_password_store_sync (&schema, SECRET_COLLECTION_DEFAULT, label, token, cancellable,
                              &problem, "server", server, NULL);
  return check_secrets (problem, error);
}

static gboolean
clear_secret (const char *server, GCancellable *cancellable, GError **error)
{
  GError *problem = NULL;

  secret_password_clear_sync (&schema, cancellable, &problem, "server", server, NULL);
  return check_secrets (problem, error);
}

/* A keyring is not asked to forget what it may not even be there to know: the file goes first when
 * loading. */
gboolean
rw_token_store_save (const char *server, const char *token, RwTokenPlace place,
                     GCancellable *cancellable, GError **error)
{
  g_autofree char *path = dup_path (server);
  g_autoptr (GError) problem = NULL;

  if (place == RW_TOKEN_PLACE_FILE)
    return save_file (path, token, error);
  if (!save_secret (server, token, cancellable, error))
    return FALSE;
  remove_file (path, &problem);
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

char *
rw_token_store_load (const char *server, GCancellable *cancellable, GError **error)
{
  g_autofree char *path = dup_path (server);
  g_autoptr (GError) problem = NULL;
  char *token = load_file (path, &problem);

  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  if (token != NULL)
    return token;
  g_autofree char *secret =
      secret_password_lookup_sync (&schema, cancellable, &problem, "server", server, NULL);
  check_secrets (g_steal_pointer (&problem), error);
  return g_steal_pointer (&secret);
}

/* Who has it in a file may have no keyring at all. */
gboolean
rw_token_store_clear (const char *server, GCancellable *cancellable, GError **error)
{
  g_autofree char *path = dup_path (server);
  g_autoptr (GError) problem = NULL;
  gboolean was_file = remove_file (path, &problem);

  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  return clear_secret (server, cancellable, was_file ? NULL : error) || was_file;
}
