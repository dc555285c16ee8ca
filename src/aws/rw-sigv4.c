/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-sigv4.h"

#include "rw-uri.h"

#include <string.h>

#define ALGORITHM "AWS4-HMAC-SHA256"
#define ENDING    "aws4_request"
#define HASH_SIZE 32

/* A pair in the form it is signed in. */
typedef struct
{
  char *name;
  char *value;
} Item;

static void
item_free (gpointer data)
{
  Item *item = data;

  g_free (item->name);
  g_free (item->value);
  g_free (item);
}

static GPtrArray *
new_items (void)
{
  return g_ptr_array_new_with_free_func (item_free);
}

/* Takes both texts. */
static void
add_item (GPtrArray *items, char *name, char *value)
{
  Item *item = g_new (Item, 1);

  *item = (Item){ name, value };
  g_ptr_array_add (items, item);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  const Item *const *first = a;
  const Item *const *second = b;

  return strcmp ((*first)->name, (*second)->name);
}

static int
compare_items (gconstpointer a, gconstpointer b)
{
  const Item *const *first = a;
  const Item *const *second = b;
  int order = compare_names (a, b);

  return order != 0 ? order : strcmp ((*first)->value, (*second)->value);
}

static const char *
get_text (const char *value)
{
  return value != NULL ? value : "";
}

void
rw_sigv4_format_time (gint64 time, char text[RW_SIGV4_TIME])
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (time / 1000);
  g_autofree char *written = date != NULL ? g_date_time_format (date, "%Y%m%dT%H%M%SZ") : NULL;

  g_strlcpy (text, get_text (written), RW_SIGV4_TIME);
}

char *
rw_sigv4_dup_hash (gconstpointer bytes, gsize length)
{
  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, bytes, length);
}

static GPtrArray *
encode_query (const RwAwsPair *query)
{
  GPtrArray *items = new_items ();

  for (const RwAwsPair *pair = query; pair != NULL && pair->name != NULL; pair++)
    add_item (items, rw_uri_dup_encoded (pair->name), rw_uri_dup_encoded (get_text (pair->value)));
  return items;
}

static char *
join_query (GPtrArray *items)
{
  GString *text = g_string_new (NULL);

  g_ptr_array_sort (items, compare_items);
  for (guint i = 0; i < items->len; i++)
    {
      const Item *item = items->pdata[i];
      g_string_append_printf (text, "%s%s=%s", i > 0 ? "&" : "", item->name, item->value);
    }
  return g_string_free (text, FALSE);
}

char *
rw_sigv4_dup_query (const RwAwsPair *query)
{
  g_autoptr (GPtrArray) items = encode_query (query);

  return join_query (items);
}

/* "/a/./b//../c/" is "/a/c/". */
static char *
resolve_path (const char *path)
{
  g_auto (GStrv) parts = g_strsplit (path, "/", -1);
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();

  for (char **part = parts; *part != NULL; part++)
    if (g_str_equal (*part, "..") && kept->len > 0)
      g_ptr_array_set_size (kept, (int) kept->len - 1);
    else if (**part != '\0' && !g_str_equal (*part, ".") && !g_str_equal (*part, ".."))
      g_ptr_array_add (kept, *part);
  gboolean is_open = kept->len > 0 && g_str_has_suffix (path, "/");
  g_ptr_array_add (kept, NULL);
  g_autofree char *joined = g_strjoinv ("/", (char **) kept->pdata);
  return g_strconcat ("/", joined, is_open ? "/" : "", NULL);
}

static char *
dup_path (const char *service, const char *path)
{
  if (g_str_equal (service, "s3"))
    return rw_uri_dup_encoded_path (path);
  g_autofree char *resolved = resolve_path (path);
  g_autofree char *encoded = rw_uri_dup_encoded_path (resolved);
  return rw_uri_dup_encoded_path (encoded);
}

/* Blanks around it are taken off, and more than one in it are one. */
static char *
dup_value (const char *value)
{
  GString *text = g_string_new (NULL);

  for (const char *at = value; *at != '\0'; at++)
    if (strchr (" \t\r\n", *at) == NULL)
      g_string_append_c (text, *at);
    else if (text->len > 0 && text->str[text->len - 1] != ' ')
      g_string_append_c (text, ' ');
  if (text->len > 0 && text->str[text->len - 1] == ' ')
    g_string_truncate (text, text->len - 1);
  return g_string_free (text, FALSE);
}

/* One item a name; the values of a name that repeats in the order they were given, which sorting a
 * GPtrArray keeps. */
static GPtrArray *
gather_headers (const RwAwsPair *headers)
{
  g_autoptr (GPtrArray) all = new_items ();
  GPtrArray *items = new_items ();
  Item *last = NULL;

  for (const RwAwsPair *pair = headers; pair != NULL && pair->name != NULL; pair++)
    add_item (all, g_ascii_strdown (pair->name, -1), dup_value (get_text (pair->value)));
  g_ptr_array_sort (all, compare_names);
  for (guint i = 0; i < all->len; i++)
    {
      const Item *item = all->pdata[i];
      if (last != NULL && g_str_equal (last->name, item->name))
        {
          g_autofree char *before = g_steal_pointer (&last->value);
          last->value = g_strconcat (before, ",", item->value, NULL);
          continue;
        }
      add_item (items, g_strdup (item->name), g_strdup (item->value));
      last = items->pdata[items->len - 1];
    }
  return items;
}

/* "host;x-amz-date" */
static char *
join_names (GPtrArray *headers)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < headers->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ";" : "", ((Item *) headers->pdata[i])->name);
  return g_string_free (text, FALSE);
}

static char *
join_headers (GPtrArray *headers)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < headers->len; i++)
    {
      const Item *header = headers->pdata[i];
      g_string_append_printf (text, "%s:%s\n", header->name, header->value);
    }
  return g_string_free (text, FALSE);
}

static char *
dup_canonical (const char *service, const RwSigv4Request *request, const char *query)
{
  g_autoptr (GPtrArray) items = gather_headers (request->headers);
  g_autofree char *path = dup_path (service, request->path);
  g_autofree char *headers = join_headers (items);
  g_autofree char *names = join_names (items);

  return g_strjoin ("\n", request->method, path, query, headers, names, request->payload, NULL);
}

char *
rw_sigv4_dup_canonical (const char *service, const RwSigv4Request *request)
{
  g_autofree char *query = rw_sigv4_dup_query (request->query);

  return dup_canonical (service, request, query);
}

static void
compute_hmac (const void *key, gsize key_size, const char *text, guint8 hash[HASH_SIZE])
{
  g_autoptr (GHmac) hmac = g_hmac_new (G_CHECKSUM_SHA256, key, key_size);
  gsize size = HASH_SIZE;

  g_hmac_update (hmac, (const guchar *) text, (gssize) strlen (text));
  g_hmac_get_digest (hmac, hash, &size);
}

static void
compute_key (const RwSigv4Scope *scope, const char *day, guint8 key[HASH_SIZE])
{
  g_autofree char *first = g_strconcat ("AWS4", scope->keys->secret, NULL);

  compute_hmac (first, strlen (first), day, key);
  compute_hmac (key, HASH_SIZE, scope->region, key);
  compute_hmac (key, HASH_SIZE, scope->service, key);
  compute_hmac (key, HASH_SIZE, ENDING, key);
  explicit_bzero (first, strlen (first));
}

/* "20130524/us-east-1/s3/aws4_request" */
static char *
dup_scope (const RwSigv4Scope *scope)
{
  char time[RW_SIGV4_TIME];

  rw_sigv4_format_time (scope->time, time);
  return g_strdup_printf ("%.8s/%s/%s/" ENDING, time, scope->region, scope->service);
}

static char *
sign (const RwSigv4Scope *scope, const char *canonical)
{
  guint8 key[HASH_SIZE];
  char time[RW_SIGV4_TIME];
  g_autofree char *where = dup_scope (scope);
  g_autofree char *hash = rw_sigv4_dup_hash (canonical, strlen (canonical));

  rw_sigv4_format_time (scope->time, time);
  g_autofree char *day = g_strndup (time, 8);
  g_autofree char *text = g_strjoin ("\n", ALGORITHM, time, where, hash, NULL);
  compute_key (scope, day, key);
  char *signature =
      g_compute_hmac_for_data (G_CHECKSUM_SHA256, key, HASH_SIZE, (guchar *) text, strlen (text));
  explicit_bzero (key, sizeof key);
  return signature;
}

char *
rw_sigv4_dup_authorization (const RwSigv4Scope *scope, const RwSigv4Request *request)
{
  g_autoptr (GPtrArray) headers = gather_headers (request->headers);
  g_autofree char *names = join_names (headers);
  g_autofree char *where = dup_scope (scope);
  g_autofree char *canonical = rw_sigv4_dup_canonical (scope->service, request);
  g_autofree char *signature = sign (scope, canonical);

  return g_strdup_printf (ALGORITHM " Credential=%s/%s, SignedHeaders=%s, Signature=%s",
                          scope->keys->id, where, names, signature);
}

static void
add_parameter (GPtrArray *items, const char *name, const char *value)
{
  add_item (items, g_strdup (name), rw_uri_dup_encoded (value));
}

char *
rw_sigv4_dup_signed_query (const RwSigv4Scope *scope, const RwSigv4Request *request, gint64 seconds)
{
  g_autoptr (GPtrArray) headers = gather_headers (request->headers);
  g_autoptr (GPtrArray) items = encode_query (request->query);
  g_autofree char *names = join_names (headers);
  g_autofree char *where = dup_scope (scope);
  g_autofree char *credential = g_strconcat (scope->keys->id, "/", where, NULL);
  g_autofree char *valid = g_strdup_printf ("%" G_GINT64_FORMAT, seconds);
  char time[RW_SIGV4_TIME];

  rw_sigv4_format_time (scope->time, time);
  add_parameter (items, "X-Amz-Algorithm", ALGORITHM);
  add_parameter (items, "X-Amz-Credential", credential);
  add_parameter (items, "X-Amz-Date", time);
  add_parameter (items, "X-Amz-Expires", valid);
  add_parameter (items, "X-Amz-SignedHeaders", names);
  if (scope->keys->token != NULL)
    add_parameter (items, "X-Amz-Security-Token", scope->keys->token);
  g_autofree char *query = join_query (items);
  g_autofree char *canonical = dup_canonical (scope->service, request, query);
  g_autofree char *signature = sign (scope, canonical);
  return g_strconcat (query, "&X-Amz-Signature=", signature, NULL);
}
