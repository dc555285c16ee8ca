/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs many commands of retainwise-cli in one process: starting one for each of thousands of small
 * files would take longer than reading them. Each line of standard input is a command with its
 * arguments, tabs between them; what it prints is followed by 0x1e and its error, if any. */
#include "rw-cli.h"

#include <string.h>

typedef struct
{
  const char *name;
  RwCommandFunc run;
} Command;

static const Command commands[] = {
  { "cat", rw_cli_cat },
  { "inspect", rw_cli_inspect },
};

static void
run_command (const Command *command, GStrv *arguments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (RwProgress) progress = rw_progress_new ();
  RwCli cli = { .cancellable = cancellable, .progress = progress };

  command->run (&cli, arguments, &error);
  printf ("\x1e%s\n", error != NULL ? error->message : "");
  g_free (cli.encoding);
  g_free (cli.decimal);
  g_free (cli.thousands);
  g_free (cli.dates);
  g_free (cli.mapping);
}

int
main (void)
{
  char line[4096];

  while (fgets (line, sizeof line, stdin) != NULL)
    {
      g_auto (GStrv) arguments = g_strsplit (g_strchomp (line), "\t", -1);
      for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
        if (arguments[0] != NULL && strcmp (arguments[0], commands[i].name) == 0)
          run_command (&commands[i], &arguments);
    }
  return 0;
}
