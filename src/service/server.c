/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server.h"

#include "rw-locale.h"
#include "rw-signals.h"

#include <glib/gi18n.h>
#include <string.h>
#include <sys/stat.h>

typedef enum
{
  EXIT_OK = 0,
  EXIT_FAILED = 1,
  EXIT_USAGE = 2,
} Exit;

static const struct
{
  const char *group; /* NULL: the command is one word */
  const char *name;
  gboolean (*run) (GStrv *arguments, GError **error);
  const char *help;
} commands[] = {
  { NULL, "serve", server_serve, N_ ("take files over HTTP until SIGTERM") },
  { "token", "add", server_token_add, N_ ("make a token for a user and print it, once") },
  { "token", "list", server_token_list, N_ ("list the tokens") },
  { "token", "remove", server_token_remove, N_ ("make a token worthless") },
  { "dlq", "list", server_dlq_list, N_ ("list the jobs that were given up") },
  { "dlq", "replay", server_dlq_replay, N_ ("queue one of them again, or all") },
  { "database", "migrate", server_database_migrate,
    N_ ("make or change the tables in PostgreSQL") },
  { "database", "rollback", server_database_rollback, N_ ("take them back to an older version") },
  { "database", "status", server_database_status, N_ ("list their versions") },
  { "model", "publish", server_model_publish,
    N_ ("give a model to all workers and put it in use") },
  { "model", "list", server_model_list, N_ ("list the published models") },
  { "model", "use", server_model_use, N_ ("put one of them in use") },
  { "model", "rollback", server_model_rollback, N_ ("put the one before in use again") },
};

void
server_place_clear (ServerPlace *place)
{
  g_free (place->data);
  g_clear_pointer (&place->config, rw_config_free);
}

static gboolean
parse_options (GStrv *arguments, const ServerUsage *usage, const GOptionEntry *common,
               GError **error)
{
  g_autofree char *program = g_strdup_printf ("%s %s", SERVER_PROGRAM, usage->command);
  g_autoptr (GOptionContext) context = g_option_context_new (usage->names);

  g_set_prgname (program);
  g_option_context_set_summary (context, usage->summary);
  g_option_context_add_main_entries (context, common, GETTEXT_PACKAGE);
  if (usage->entries != NULL)
    g_option_context_add_main_entries (context, usage->entries, GETTEXT_PACKAGE);
  return g_option_context_parse_strv (context, arguments, error);
}

gboolean
server_parse (GStrv *arguments, const ServerUsage *usage, ServerPlace *place, GStrv *values,
              GError **error)
{
  g_autofree char *config = NULL;
  const GOptionEntry common[] = {
    { "data", 0, 0, G_OPTION_ARG_FILENAME, &place->data, N_ ("Keep jobs, tokens and files in DIR"),
      N_ ("DIR") },
    { "config", 0, 0, G_OPTION_ARG_FILENAME, &config,
      N_ ("Keep them where FILE says: SQS, S3, PostgreSQL"), N_ ("FILE") },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, values, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!parse_options (arguments, usage, common, error))
    return FALSE;
  if (!usage->needs_no_folder && (place->data == NULL || place->data[0] == '\0'))
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED,
                 _ ("The option %s is needed: the folder to work in"), "--data");
  else if (*values != NULL && g_strv_length (*values) > usage->most)
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED, _ ("“%s” is too much"),
                 (*values)[usage->most]);
  else
    place->config = rw_config_read (config, error);
  return place->config != NULL;
}

gboolean
server_need_value (GStrv values, const char *complaint, GError **error)
{
  if (values != NULL)
    return TRUE;
  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED, complaint);
  return FALSE;
}

RwBackend *
server_open_backend (const ServerPlace *place, const char *base_url, GError **error)
{
  return rw_backend_open (place->data, place->config, base_url, error);
}

static gboolean
print_help (void)
{
  g_print (_ ("Usage: %s [COMMAND] --data DIR [OPTION…]\n\nTakes files of customers over HTTP and "
              "hands them to workers.\n\n"),
           SERVER_PROGRAM);
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autofree char *name = commands[i].group != NULL
                                  ? g_strdup_printf ("%s %s", commands[i].group, commands[i].name)
                                  : g_strdup (commands[i].name);
      g_print ("  %-18s %s\n", name, _ (commands[i].help));
    }
  g_print (_ ("\nWithout a command it serves. “%s COMMAND --help” tells the options.\n"),
           SERVER_PROGRAM);
  return TRUE;
}

static void
remove_words (GStrv arguments, guint n)
{
  for (guint i = 1; i <= n; i++)
    g_free (arguments[i]);
  memmove (&arguments[1], &arguments[1 + n],
           (g_strv_length (&arguments[1 + n]) + 1) * sizeof *arguments);
}

static gboolean
run_command (GStrv *arguments, GError **error)
{
  const char *first = (*arguments)[1];
  const char *second = (*arguments)[2];

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      const char *group = commands[i].group;
      if (strcmp (first, group != NULL ? group : commands[i].name) != 0 ||
          (group != NULL && g_strcmp0 (second, commands[i].name) != 0))
        continue;
      remove_words (*arguments, group != NULL ? 2 : 1);
      return commands[i].run (arguments, error);
    }
  g_autofree char *words = g_strjoin (" ", first, second, NULL);
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED, _ ("“%s” is no command"), words);
  return FALSE;
}

static gboolean
run (GStrv *arguments, GError **error)
{
  const char *first = (*arguments)[1];

  if (g_strcmp0 (first, "--version") == 0)
    g_print ("%s %s\n", SERVER_PROGRAM, RW_VERSION);
  else if (g_strcmp0 (first, "--help") == 0 || g_strcmp0 (first, "-h") == 0)
    print_help ();
  else if (first == NULL || first[0] == '-')
    return server_serve (arguments, error);
  else
    return run_command (arguments, error);
  return TRUE;
}

static Exit
report (const GError *error)
{
  if (error->domain != G_OPTION_ERROR)
    {
      g_printerr ("%s: %s\n", SERVER_PROGRAM, error->message);
      return EXIT_FAILED;
    }
  g_printerr (_ ("%s: %s. “%s --help” tells the usage.\n"), SERVER_PROGRAM, error->message,
              g_get_prgname ());
  return EXIT_USAGE;
}

int
main (int argc G_GNUC_UNUSED, char **argv)
{
  g_auto (GStrv) arguments = g_strdupv (argv);
  g_autoptr (GError) error = NULL;

  rw_locale_set_up ();
  rw_signals_block ();
  umask (077);
  g_set_prgname (SERVER_PROGRAM);
  return (int) (run (&arguments, &error) ? EXIT_OK : report (error));
}
