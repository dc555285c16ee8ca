/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-error.h"
#include "rw-log.h"
#include "rw-server.h"
#include "rw-signals.h"
#include "rw-sweeper.h"
#include "rw-tidier.h"
#include "rw-url.h"
#include "server.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#define LISTEN         "127.0.0.1:8790"
#define MAX_BYTES      (G_GINT64_CONSTANT (1) << 30)
#define MOST_MAX_BYTES (G_GINT64_CONSTANT (1) << 50)
#define RATE           600 /* a minute */
#define IDLE_SECONDS   30

typedef struct
{
  ServerPlace place;
  char *listen;
  char *public_url;
  char *certificate_path;
  char *key_path;
  char *jwks;
  char *issuer;
  char *audience;
  GStrv parties;
  gint64 max_bytes;
  int rate;
  gboolean is_behind_proxy;
} Options;

static void
options_clear (Options *options)
{
  server_place_clear (&options->place);
  g_free (options->listen);
  g_free (options->public_url);
  g_free (options->certificate_path);
  g_free (options->key_path);
  g_free (options->jwks);
  g_free (options->issuer);
  g_free (options->audience);
  g_strfreev (options->parties);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static gboolean
parse (GStrv *arguments, Options *options, GError **error)
{
  g_auto (GStrv) values = NULL;
  /* clang-format off */
  const GOptionEntry entries[] = {
    { "listen", 0, 0, G_OPTION_ARG_STRING, &options->listen,
      N_ ("Listen there (default: 127.0.0.1:8790); port 0 takes a free one"), N_ ("ADDRESS:PORT") },
    { "public-url", 0, 0, G_OPTION_ARG_STRING, &options->public_url,
      N_ ("How clients reach the server, if not by that address"), N_ ("URL") },
    { "tls-cert", 0, 0, G_OPTION_ARG_FILENAME, &options->certificate_path,
      N_ ("Speak TLS with the certificate in FILE (PEM)"), N_ ("FILE") },
    { "tls-key", 0, 0, G_OPTION_ARG_FILENAME, &options->key_path,
      N_ ("The certificate's key (PEM)"), N_ ("FILE") },
    { "behind-proxy", 0, 0, G_OPTION_ARG_NONE, &options->is_behind_proxy,
      N_ ("A reverse proxy speaks TLS in front"), NULL },
    { "max-bytes", 0, 0, G_OPTION_ARG_INT64, &options->max_bytes,
      N_ ("Take files of N bytes at most (default: 1 GiB)"), "N" },
    { "rate", 0, 0, G_OPTION_ARG_INT, &options->rate,
      N_ ("Let each user make N requests a minute (default: 600)"), "N" },
    { "jwks", 0, 0, G_OPTION_ARG_STRING, &options->jwks,
      N_ ("Take RS256 JWTs signed by the keys at PLACE, a file or an https address"),
      N_ ("PLACE") },
    { "issuer", 0, 0, G_OPTION_ARG_STRING, &options->issuer, N_ ("Who must have issued them"),
      N_ ("TEXT") },
    { "audience", 0, 0, G_OPTION_ARG_STRING, &options->audience, N_ ("Whom they must be meant for"),
      N_ ("TEXT") },
    { "party", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options->parties,
      N_ ("Who may have asked for them; may be given several times"), N_ ("TEXT") },
    G_OPTION_ENTRY_NULL,
  };
  /* clang-format on */

  const ServerUsage usage = {
    .command = "serve",
    .summary = _ ("Takes files of customers over HTTP, hands them to workers and gives the results "
                  "to who sent them, until SIGTERM."),
    .entries = entries,
  };

  return server_parse (arguments, &usage, &options->place, &values, error);
}

static const char *
find_trouble (const Options *options)
{
  if (!rw_listener_is_place (options->listen))
    return _ ("--listen takes an address and a port, 127.0.0.1:8790 or [::1]:8790");
  if (options->max_bytes < 1 || options->max_bytes > MOST_MAX_BYTES)
    return _ ("--max-bytes takes a number from 1 to 2^50");
  if (options->rate < 1)
    return _ ("--rate takes a number above 0");
  if ((options->certificate_path != NULL) != (options->key_path != NULL))
    return _ ("--tls-cert and --tls-key need each other");
  if ((options->jwks != NULL) != (options->issuer != NULL))
    return _ ("--jwks and --issuer need each other");
  if (options->jwks == NULL && (options->audience != NULL || options->parties != NULL))
    return _ ("--audience and --party need --jwks");
  if (options->is_behind_proxy && options->public_url == NULL)
    return _ ("--behind-proxy needs --public-url: clients do not reach the server by its own "
              "address");
  return NULL;
}

static gboolean
check (const Options *options, GError **error)
{
  const char *trouble = find_trouble (options);

  if (trouble == NULL && options->public_url != NULL && !rw_url_is_base (options->public_url))
    trouble = _ ("--public-url takes an https address");
  if (trouble == NULL)
    return TRUE;
  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, trouble);
  return FALSE;
}

static char *
dup_own_url (const Options *options, const RwListener *listener)
{
  return g_strdup_printf ("%s://%s", options->certificate_path != NULL ? "https" : "http",
                          listener->place);
}

/* Without a slash at its end. */
static char *
dup_base_url (const Options *options, const char *own_url)
{
  char *url = g_strdup (options->public_url != NULL ? options->public_url : own_url);
  gsize length = strlen (url);

  while (url[length - 1] == '/')
    url[--length] = '\0';
  return url;
}

static gboolean
read_file (const char *path, char **text, GError **error)
{
  g_autoptr (GError) reason = NULL;

  if (path == NULL || g_file_get_contents (path, text, NULL, &reason))
    return TRUE;
  g_set_error_literal (error, RW_ERROR, RW_ERROR_FILE, reason->message);
  return FALSE;
}

/* It speaks, until a signal comes. */
static gboolean
run (const Options *options, RwService *service, RwListener *listener, const char *url,
     GError **error)
{
  g_autofree char *certificate = NULL;
  g_autofree char *private_key = NULL;

  if (!read_file (options->certificate_path, &certificate, error) ||
      !read_file (options->key_path, &private_key, error))
    return FALSE;
  RwServerSetting setting = { certificate, private_key, IDLE_SECONDS };
  g_autoptr (RwServer) server = rw_server_start (service, listener, &setting, error);
  if (server == NULL)
    return FALSE;
  g_autoptr (RwSweeper) sweeper = rw_sweeper_start (service->backend);
  g_autoptr (RwTidier) tidier = rw_tidier_start (service->backend);
  rw_log (RW_LOG_INFO, "server-started", "s", "version", RW_VERSION);
  g_print (_ ("Listening on %s\n"), url);
  fflush (stdout);
  rw_signals_wait ();
  rw_log (RW_LOG_INFO, "server-ends", "");
  return TRUE;
}

static gboolean
serve (const Options *options, GError **error)
{
  const ServerPlace *place = &options->place;
  gboolean is_protected = options->certificate_path != NULL || options->is_behind_proxy;
  RwJwtRules rules = { .issuer = options->issuer,
                       .audience = options->audience,
                       .parties = (const char *const *) options->parties };
  g_autoptr (RwListener) listener = rw_listener_open (options->listen, is_protected, error);

  if (listener == NULL)
    return FALSE;
  g_autofree char *own_url = dup_own_url (options, listener);
  g_autofree char *base_url = dup_base_url (options, own_url);
  g_autoptr (RwBackend) backend = server_open_backend (place, base_url, error);
  g_autoptr (RwTokens) tokens =
      backend != NULL ? rw_backend_open_tokens (place->data, place->config, backend, error) : NULL;
  g_autoptr (RwJwks) jwks = tokens != NULL && options->jwks != NULL
                                ? rw_jwks_new (options->jwks, &rules, NULL, error)
                                : NULL;
  if (tokens == NULL || (options->jwks != NULL && jwks == NULL))
    return FALSE;
  g_autoptr (RwHealth) health = rw_health_new (backend);
  g_autoptr (RwRefiller) refiller = rw_refiller_start (backend);
  g_autoptr (RwAuth) auth = rw_auth_new (tokens, jwks);
  g_autoptr (RwRateLimit) rate_limit = rw_rate_limit_new ((guint) options->rate);
  g_autoptr (RwMetrics) metrics = rw_metrics_new ();
  RwService service = { .backend = backend,
                        .health = health,
                        .refiller = refiller,
                        .auth = auth,
                        .rate_limit = rate_limit,
                        .metrics = metrics,
                        .max_bytes = options->max_bytes,
                        .per_minute = (guint) options->rate,
                        .is_behind_proxy = options->is_behind_proxy };
  return run (options, &service, listener, own_url, error);
}

gboolean
server_serve (GStrv *arguments, GError **error)
{
  g_auto (Options) options = { .max_bytes = MAX_BYTES, .rate = RATE };

  if (!parse (arguments, &options, error))
    return FALSE;
  if (options.listen == NULL)
    options.listen = g_strdup (LISTEN);
  return check (&options, error) && serve (&options, error);
}
