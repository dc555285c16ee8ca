/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-aws-profile.h"

#include "rw-aws-environment.h"
#include "rw-error.h"

#include <glib/gi18n.h>
#include <string.h>

char *
rw_aws_profile_dup_path (void)
{
  const char *given = rw_aws_environment_get ("AWS_SHARED_CREDENTIALS_FILE");

  return given != NULL ? g_strdup (given)
                       : g_build_filename (g_get_home_dir (), ".aws", "credentials", NULL);
}

const char *
rw_aws_profile_get_name (void)
{
  const char *given = rw_aws_environment_get ("AWS_PROFILE");

  return given != NULL ? given : "default";
}

/* "[ name ]"; NULL: no such line. */
static const char *
read_section (char *line)
{
  gsize length = strlen (line);

  if (length < 2 || line[0] != '[' || line[length - 1] != ']')
    return NULL;
  line[length - 1] = '\0';
  return g_strstrip (line + 1);
}

static void
note_value (GHashTable *values, char *line)
{
  char *equals = strchr (line, '=');

  if (equals == NULL || line[0] == '#' || line[0] == ';')
    return;
  *equals = '\0';
  g_hash_table_replace (values, g_ascii_strdown (g_strchomp (line), -1),
                        g_strdup (g_strstrip (equals + 1)));
}

/* The values of one profile. NULL: there is no such profile. GKeyFile refuses what other programs
 * take in these files: other comments, and nested values. */
static GHashTable *
read_profile (const char *text, const char *name)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  GHashTable *values = NULL;
  gboolean is_ours = FALSE;

  for (char **line = lines; *line != NULL; line++)
    {
      const char *section = read_section (g_strstrip (*line));
      if (section != NULL)
        is_ours = g_str_equal (section, name);
      else if (is_ours)
        note_value (values, *line);
      if (is_ours && values == NULL)
        values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
    }
  return values;
}

static RwAwsKeys *
make_keys (GHashTable *values)
{
  const char *id = g_hash_table_lookup (values, "aws_access_key_id");
  const char *secret = g_hash_table_lookup (values, "aws_secret_access_key");

  if (id == NULL || secret == NULL)
    return NULL;
  return rw_aws_keys_new (id, secret, g_hash_table_lookup (values, "aws_session_token"),
                          G_MAXINT64);
}

static RwAwsKeys *
find_keys (const char *path, const char *text, GError **error)
{
  const char *name = rw_aws_profile_get_name ();
  gboolean is_named = rw_aws_environment_get ("AWS_PROFILE") != NULL;
  g_autoptr (GHashTable) values = read_profile (text, name);
  RwAwsKeys *keys = values != NULL ? make_keys (values) : NULL;

  if (keys == NULL && (values != NULL || is_named))
    g_set_error (error, RW_ERROR, RW_ERROR_ACCESS,
                 _ ("The profile “%s” in “%s” has no keys. Write aws_access_key_id and "
                    "aws_secret_access_key there, or name another profile in AWS_PROFILE."),
                 name, path);
  return keys;
}

RwAwsKeys *
rw_aws_profile_read (GError **error)
{
  g_autofree char *path = rw_aws_profile_dup_path ();
  g_autofree char *text = NULL;
  g_autoptr (GError) reason = NULL;

  if (g_file_get_contents (path, &text, NULL, &reason))
    return find_keys (path, text, error);
  if (rw_aws_environment_get ("AWS_SHARED_CREDENTIALS_FILE") != NULL ||
      !g_error_matches (reason, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    g_set_error_literal (error, RW_ERROR, RW_ERROR_FILE, reason->message);
  return NULL;
}
