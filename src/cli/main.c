/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-cli.h"

#include "rw-error.h"
#include "rw-locale.h"

#include <glib/gi18n.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct
{
  const char *group; /* the word in front of the name, or NULL */
  const char *name;
  RwCommandFunc run;
  const char *summary;
} Command;

static const Command commands[] = {
  { NULL, "score", rw_cli_score, N_ ("Rank the customers of a CSV file by churn probability") },
  { NULL, "inspect", rw_cli_inspect, N_ ("Show what a CSV file holds and what is wrong with it") },
  { NULL, "cat", rw_cli_cat, N_ ("Print the records of a CSV file as they are read") },
  { NULL, "train", rw_cli_train, N_ ("Train a model on customers of whom it is known who left") },
  { NULL, "evaluate", rw_cli_evaluate, N_ ("Measure how well a model foretells who left") },
  { NULL, "compare", rw_cli_compare, N_ ("Compare two models on the same customers") },
  { "model", "show", rw_cli_model_show, N_ ("Show what a model reads and how good it is") },
  { "model", "list", rw_cli_model_list, N_ ("List the models that are kept") },
  { "model", "import", rw_cli_model_import, N_ ("Keep the model in a file") },
  { "model", "export", rw_cli_model_export, N_ ("Write a model to a file") },
  { "model", "verify", rw_cli_model_verify, N_ ("Check that a model's file is whole") },
};

static void
print_help (void)
{
  g_print ("%s\n  retainwise-cli %s\n\n%s\n", _ ("Usage:"), _ ("COMMAND [OPTION…] FILE"),
           _ ("Commands:"));
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      const Command *command = &commands[i];
      g_autofree char *name =
          g_strjoin (" ", command->group != NULL ? command->group : command->name,
                     command->group != NULL ? command->name : NULL, NULL);
      g_print ("  %-13s %s\n", name, _ (command->summary));
    }
  g_print ("\n%s\n", _ ("“retainwise-cli COMMAND --help” tells the options of a command. Nothing "
                        "leaves this computer."));
}

static void
list_signals (sigset_t *signals)
{
  sigemptyset (signals);
  sigaddset (signals, SIGINT);
  sigaddset (signals, SIGTERM);
  sigaddset (signals, SIGHUP);
}

/* Waits for an interrupt; a handler could not call g_cancellable_cancel(). Printing to somebody who
 * does not read cannot be cancelled, only ended. */
static gpointer
wait_for_signal (gpointer data)
{
  RwCli *cli = data;
  sigset_t signals;
  int number = 0;

  list_signals (&signals);
  if (sigwait (&signals, &number) != 0)
    return NULL;
  g_cancellable_cancel (cli->cancellable);
  g_usleep (G_USEC_PER_SEC);
  if (g_atomic_int_get (&cli->is_printing))
    _exit (RW_EXIT_CANCELLED);
  return NULL;
}

static void
catch_signals (RwCli *cli)
{
  sigset_t signals;

  list_signals (&signals);
  pthread_sigmask (SIG_BLOCK, &signals, NULL);
  signal (SIGPIPE, SIG_IGN);
  signal (SIGXFSZ, SIG_IGN); /* a file that may not grow is an error of write() */
  g_thread_unref (g_thread_new ("signals", wait_for_signal, cli));
}

/* The options that mend an error, or NULL. */
static const char *
get_hint (const GError *error)
{
  if (g_error_matches (error, RW_ERROR, RW_ERROR_DIALECT))
    return _ ("The options are --delimiter, --quote and --header-row.");
  if (g_error_matches (error, RW_ERROR, RW_ERROR_ENCODING))
    return _ ("The option is --encoding.");
  if (g_error_matches (error, RW_ERROR, RW_ERROR_NUMBERS))
    return _ ("The options --decimal and --dates say so.");
  if (g_error_matches (error, RW_ERROR, RW_ERROR_MISMATCH))
    return _ (
        "“retainwise-cli inspect FILE --save-mapping MAPPING” writes down how the columns are "
        "matched; correct that, and name it with --mapping.");
  return NULL;
}

static RwExit
run_command (const Command *command, GStrv *arguments)
{
  static RwCli cli; /* the thread that waits for signals has it up to the end */
  g_autoptr (GError) error = NULL;

  cli.cancellable = g_cancellable_new ();
  cli.progress = rw_progress_new ();
  catch_signals (&cli);
  cli.display = rw_cli_progress_start (cli.progress);
  gboolean done = command->run (&cli, arguments, &error);
  rw_cli_end_progress (&cli);
  if (done)
    return RW_EXIT_OK;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_printerr ("%s\n", _ ("Cancelled. Nothing was changed."));
      return RW_EXIT_CANCELLED;
    }
  g_autofree char *message = rw_cli_make_printable (error->message);
  const char *hint = get_hint (error);
  g_printerr ("retainwise-cli: %s%s%s\n", message, hint != NULL ? " " : "",
              hint != NULL ? hint : "");
  return error->domain == RW_CLI_USAGE_ERROR ? RW_EXIT_USAGE : RW_EXIT_FAILED;
}

/* How many of @words are the command's name; 0: they name another one. */
static guint
count_words (const Command *command, const char *const *words)
{
  if (command->group == NULL)
    return strcmp (words[0], command->name) == 0;
  return strcmp (words[0], command->group) == 0 && g_strcmp0 (words[1], command->name) == 0 ? 2 : 0;
}

static RwExit
find_and_run (GStrv *arguments)
{
  const char *const *words = (const char *const *) *arguments + 1;

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      guint n = count_words (&commands[i], words);
      for (guint k = 0; k < n; k++)
        g_free ((*arguments)[k]);
      if (n > 0)
        {
          memmove (*arguments, *arguments + n,
                   (g_strv_length (*arguments + n) + 1) * sizeof (char *));
          return run_command (&commands[i], arguments);
        }
    }
  gboolean group = strcmp (words[0], "model") == 0 && words[1] != NULL;
  g_autofree char *name = g_strjoin (" ", words[0], group ? words[1] : NULL, NULL);
  g_printerr (_ ("retainwise-cli: There is no command “%s”. See “retainwise-cli --help”.\n"), name);
  return RW_EXIT_USAGE;
}

static RwExit
run (GStrv *arguments)
{
  const char *name = (*arguments)[0] != NULL ? (*arguments)[1] : NULL;

  if (name == NULL)
    {
      print_help ();
      return RW_EXIT_USAGE;
    }
  if (strcmp (name, "--help") == 0 || strcmp (name, "-h") == 0)
    print_help ();
  else if (strcmp (name, "--version") == 0)
    g_print ("retainwise-cli %s\n", RW_VERSION);
  else
    return find_and_run (arguments);
  return RW_EXIT_OK;
}

int
main (int argc G_GNUC_UNUSED, char **argv)
{
  rw_locale_set_up ();
  GStrv arguments = g_strdupv (argv);
  RwExit result = run (&arguments);
  g_strfreev (arguments);
  return (int) result;
}
