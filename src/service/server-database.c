/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-postgres-schema.h"
#include "server.h"

#include <glib/gi18n.h>

static RwPostgresPool *
open_pool (const ServerPlace *place, GError **error)
{
  if (place->config->database_uri != NULL)
    return rw_postgres_pool_open (place->config->database_uri, error);
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED,
               _ ("No database is named: the file of %s must say “uri=postgresql://…” below "
                  "“[database]”"),
               "--config");
  return NULL;
}

/* From where to where the tables are taken; @to: -1 is the newest when going up, the one before
 * when going down. */
static gboolean
check_target (int from, gboolean goes_up, int *to, GError **error)
{
  if (*to == -1)
    *to = goes_up ? RW_POSTGRES_SCHEMA_VERSION : from - 1;
  if (*to < 0 || *to > RW_POSTGRES_SCHEMA_VERSION)
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                 _ ("There are versions 0 to %d of the tables"), RW_POSTGRES_SCHEMA_VERSION);
  else if (goes_up && *to < from)
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                 _ ("The tables are of version %d already; “%s” takes them back"), from,
                 "database rollback");
  else if (!goes_up && *to > from)
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                 _ ("The tables are of version %d; “%s” takes them further"), from,
                 "database migrate");
  else
    return TRUE;
  return FALSE;
}

static gboolean
change (const ServerPlace *place, gboolean goes_up, int to, gboolean discards, GError **error)
{
  g_autoptr (RwPostgresPool) pool = open_pool (place, error);
  int from = pool != NULL ? rw_postgres_schema_get_version (pool, error) : -1;

  if (from < 0 || !check_target (from, goes_up, &to, error) ||
      !rw_postgres_schema_migrate (pool, to, discards, error))
    return FALSE;
  g_print (_ ("The tables are of version %d now.\n"), to);
  return TRUE;
}

gboolean
server_database_migrate (GStrv *arguments, GError **error)
{
  g_auto (ServerPlace) place = { NULL };
  g_auto (GStrv) values = NULL;
  int to = -1;
  const GOptionEntry entries[] = {
    { "to", 0, 0, G_OPTION_ARG_INT, &to, N_ ("Stop at this version"), N_ ("N") },
    G_OPTION_ENTRY_NULL,
  };
  const ServerUsage usage = {
    .command = "database migrate",
    .summary = _ ("Makes the tables in PostgreSQL that this version needs, or changes those that "
                  "are there."),
    .entries = entries,
    .needs_no_folder = TRUE,
  };

  return server_parse (arguments, &usage, &place, &values, error) &&
         change (&place, TRUE, to, FALSE, error);
}

gboolean
server_database_rollback (GStrv *arguments, GError **error)
{
  g_auto (ServerPlace) place = { NULL };
  g_auto (GStrv) values = NULL;
  int to = -1;
  gboolean discards = FALSE;
  const GOptionEntry entries[] = {
    { "to", 0, 0, G_OPTION_ARG_INT, &to, N_ ("Go back to this version, not to the one before"),
      N_ ("N") },
    { "discard", 0, 0, G_OPTION_ARG_NONE, &discards, N_ ("Also if rows are lost by it"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  const ServerUsage usage = {
    .command = "database rollback",
    .summary =
        _ ("Takes the tables in PostgreSQL back to the version before, for an older program."),
    .entries = entries,
    .needs_no_folder = TRUE,
  };

  return server_parse (arguments, &usage, &place, &values, error) &&
         change (&place, FALSE, to, discards, error);
}

gboolean
server_database_status (GStrv *arguments, GError **error)
{
  g_auto (ServerPlace) place = { NULL };
  g_auto (GStrv) values = NULL;
  const ServerUsage usage = {
    .command = "database status",
    .summary = _ ("Lists the versions of the tables in PostgreSQL: number, “applied” or “missing”, "
                  "and what it adds, with tabs between. Fails unless all are applied."),
    .needs_no_folder = TRUE,
  };

  if (!server_parse (arguments, &usage, &place, &values, error))
    return FALSE;
  g_autoptr (RwPostgresPool) pool = open_pool (&place, error);
  int version = pool != NULL ? rw_postgres_schema_get_version (pool, error) : -1;
  if (version < 0)
    return FALSE;
  for (int i = 1; i <= RW_POSTGRES_SCHEMA_VERSION; i++)
    g_print ("%d\t%s\t%s\n", i, i <= version ? "applied" : "missing",
             rw_postgres_schema_get_name (i));
  return rw_postgres_schema_check (pool, error);
}
