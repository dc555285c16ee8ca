/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-config.h"

#include "rw-error.h"
#include "rw-url.h"

#include <glib/gi18n.h>
#include <string.h>

/* What a file may say. */
static const struct
{
  const char *section;
  const char *keys[5];
} sections[] = {
  { "aws", { "region", "endpoint", "ca-file", NULL } },
  { "queue", { "url", "dead-letter-url", "region", "endpoint", NULL } },
  { "storage", { "bucket", "prefix", "region", "endpoint", NULL } },
  { "database", { "uri", NULL } },
};

typedef struct
{
  const char *path;
  GKeyFile *file;
} Source;

static gboolean refuse (const char *path, GError **error, const char *format, ...)
    G_GNUC_PRINTF (3, 4);

static gboolean
refuse (const char *path, GError **error, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_autofree char *why = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error (error, RW_ERROR, RW_ERROR_FORMAT, "%s: %s", path, why);
  return FALSE;
}

static const char *const *
find_keys (const char *section)
{
  for (guint i = 0; i < G_N_ELEMENTS (sections); i++)
    if (g_str_equal (sections[i].section, section))
      return sections[i].keys;
  return NULL;
}

static gboolean
check_section (const Source *source, const char *section, GError **error)
{
  const char *const *known = find_keys (section);
  g_auto (GStrv) keys = g_key_file_get_keys (source->file, section, NULL, NULL);

  if (known == NULL)
    return refuse (source->path, error, _ ("There is no section [%s]."), section);
  for (guint i = 0; keys[i] != NULL; i++)
    if (!g_strv_contains (known, keys[i]))
      return refuse (source->path, error, _ ("Section [%s] has no key “%s”."), section, keys[i]);
  return TRUE;
}

static gboolean
check_words (const Source *source, GError **error)
{
  g_auto (GStrv) found = g_key_file_get_groups (source->file, NULL);

  for (guint i = 0; found[i] != NULL; i++)
    if (!check_section (source, found[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
load (Source *source, GError **error)
{
  g_autoptr (GError) reason = NULL;

  if (source->path == NULL ||
      g_key_file_load_from_file (source->file, source->path, G_KEY_FILE_NONE, &reason))
    return source->path == NULL || check_words (source, error);
  if (reason->domain == G_KEY_FILE_ERROR)
    return refuse (source->path, error,
                   _ ("It must be UTF-8 text of lines “[section]”, “key=value” and “# comment”."));
  g_set_error (error, RW_ERROR, RW_ERROR_FILE, "%s: %s", source->path, reason->message);
  return FALSE;
}

/* Transfer full; NULL: it says nothing, or nothing but blanks. */
static char *
get (const Source *source, const char *section, const char *key)
{
  char *value = g_key_file_get_string (source->file, section, key, NULL);

  if (value != NULL && g_strstrip (value)[0] == '\0')
    g_clear_pointer (&value, g_free);
  return value;
}

static char *
get_variable (const char *name)
{
  const char *value = g_getenv (name);

  return value != NULL && value[0] != '\0' ? g_strdup (value) : NULL;
}

/* The first of these that says something: @key of @section, of [aws], the variables. */
static char *
get_shared (const Source *source, const char *section, const char *key, const char *variable,
            const char *common_variable)
{
  char *value = get (source, section, key);

  if (value == NULL)
    value = get (source, "aws", key);
  if (value == NULL)
    value = get_variable (variable);
  return value != NULL ? value : get_variable (common_variable);
}

/* "REGION" of a host like "sqs.REGION.amazonaws.com"; NULL: it has none. */
static char *
guess_region (const char *url)
{
  g_autoptr (RwUrl) parsed = rw_url_parse (url);
  g_auto (GStrv) parts = parsed != NULL ? g_strsplit (parsed->host, ".", -1) : NULL;

  if (parts == NULL || g_strv_length (parts) < 4 || !g_str_equal (parts[0], "sqs") ||
      !g_str_equal (parts[2], "amazonaws"))
    return NULL;
  return g_strdup (parts[1]);
}

/* Where @url leads, without its path; itself when it is no address. */
static char *
dup_origin (const char *url)
{
  g_autoptr (RwUrl) parsed = rw_url_parse (url);

  return g_strdup (parsed != NULL ? parsed->origin : url);
}

static char *
dup_prefix (const Source *source)
{
  g_autofree char *prefix = get (source, "storage", "prefix");

  if (prefix == NULL)
    return g_strdup ("");
  return g_str_has_suffix (prefix, "/") ? g_steal_pointer (&prefix)
                                        : g_strconcat (prefix, "/", NULL);
}

static gboolean
check_url (const Source *source, const char *section, const char *key, const char *url,
           GError **error)
{
  if (rw_url_is_base (url))
    return TRUE;
  return refuse (source->path, error,
                 _ ("“%s” in section [%s] must be an https address (http only on this computer)."),
                 key, section);
}

static gboolean
check_region (const Source *source, const char *section, const char *region, GError **error)
{
  if (region != NULL)
    return TRUE;
  return refuse (source->path, error,
                 _ ("The region is missing. Write “region” into section [%s] or [aws], or set "
                    "AWS_REGION."),
                 section);
}

static gboolean
read_queue (const Source *source, RwConfig *self, GError **error)
{
  self->queue_url = get (source, "queue", "url");
  self->dead_letter_url = get (source, "queue", "dead-letter-url");
  if (self->queue_url == NULL && self->dead_letter_url == NULL)
    return TRUE;
  if (self->queue_url == NULL || self->dead_letter_url == NULL)
    return refuse (source->path, error, _ ("Section [queue] needs both “url” and “%s”."),
                   "dead-letter-url");
  self->queue_region = get_shared (source, "queue", "region", "AWS_REGION", "AWS_DEFAULT_REGION");
  if (self->queue_region == NULL)
    self->queue_region = guess_region (self->queue_url);
  self->queue_endpoint =
      get_shared (source, "queue", "endpoint", "AWS_ENDPOINT_URL_SQS", "AWS_ENDPOINT_URL");
  const char *key = self->queue_endpoint != NULL ? "endpoint" : "url";
  if (self->queue_endpoint == NULL)
    self->queue_endpoint = dup_origin (self->queue_url);
  return check_url (source, "queue", key, self->queue_endpoint, error) &&
         check_region (source, "queue", self->queue_region, error);
}

static gboolean
read_storage (const Source *source, RwConfig *self, GError **error)
{
  self->bucket = get (source, "storage", "bucket");
  self->prefix = dup_prefix (source);
  if (self->bucket == NULL)
    return self->prefix[0] == '\0' ||
           refuse (source->path, error, _ ("Section [storage] needs “bucket”."));
  self->storage_region =
      get_shared (source, "storage", "region", "AWS_REGION", "AWS_DEFAULT_REGION");
  self->storage_endpoint =
      get_shared (source, "storage", "endpoint", "AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL");
  return check_region (source, "storage", self->storage_region, error) &&
         (self->storage_endpoint == NULL ||
          check_url (source, "storage", "endpoint", self->storage_endpoint, error));
}

static gboolean
read_all (const Source *source, RwConfig *self, GError **error)
{
  self->database_uri = get (source, "database", "uri");
  self->ca_file = get (source, "aws", "ca-file");
  if (self->ca_file == NULL)
    self->ca_file = get_variable ("AWS_CA_BUNDLE");
  return read_queue (source, self, error) && read_storage (source, self, error);
}

RwConfig *
rw_config_read (const char *path, GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (RwConfig) self = g_new0 (RwConfig, 1);
  Source source = { path, file };

  return load (&source, error) && read_all (&source, self, error) ? g_steal_pointer (&self) : NULL;
}

void
rw_config_free (RwConfig *self)
{
  g_free (self->queue_url);
  g_free (self->dead_letter_url);
  g_free (self->queue_endpoint);
  g_free (self->queue_region);
  g_free (self->bucket);
  g_free (self->prefix);
  g_free (self->storage_endpoint);
  g_free (self->storage_region);
  g_free (self->database_uri);
  g_free (self->ca_file);
  g_free (self);
}
