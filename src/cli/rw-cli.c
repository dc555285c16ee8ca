/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-cli.h"

#include "rw-error.h"
#include "rw-mapping-file.h"
#include "rw-model-store.h"
#include "rw-number-text.h"

#include <glib/gi18n.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

G_DEFINE_QUARK (rw_cli_usage_error_quark, rw_cli_usage_error)

static gboolean
take_file (const char *program, char **rest, char **file, GError **error)
{
  if (rest == NULL || rest[0] == NULL)
    g_set_error (error, RW_CLI_USAGE_ERROR, 0,
                 _ ("No file was named. “%s --help” tells the usage."), program);
  else if (rest[1] != NULL)
    g_set_error (error, RW_CLI_USAGE_ERROR, 0,
                 _ ("“%s” is one file too many. “%s --help” tells the usage."), rest[1], program);
  else
    {
      *file = g_strdup (rest[0]);
      return TRUE;
    }
  return FALSE;
}

static gboolean
check_encoding (const char *encoding, GError **error)
{
  if (encoding == NULL || rw_encoding_is_known (encoding))
    return TRUE;
  g_autofree char *message = rw_encoding_dup_unknown (encoding);
  g_set_error_literal (error, RW_CLI_USAGE_ERROR, 0, message);
  return FALSE;
}

/* Takes --decimal and --thousands: one mark each, not the same for both. */
static gboolean
check_marks (RwCli *cli, GError **error)
{
  const char *decimal = cli->decimal != NULL ? cli->decimal : "";
  const char *thousands = cli->thousands != NULL ? cli->thousands : "";
  RwCell mark = { thousands, strlen (thousands) };

  if (cli->decimal != NULL && strcmp (decimal, ".") != 0 && strcmp (decimal, ",") != 0)
    g_set_error (error, RW_CLI_USAGE_ERROR, 0, _ ("--decimal takes “.” or “,”."));
  else if (strcmp (thousands, "none") != 0 && cli->thousands != NULL &&
           (mark.length == 0 ||
            rw_number_mark_length (mark, &cli->numbers.grouping) != mark.length))
    g_set_error (error, RW_CLI_USAGE_ERROR, 0,
                 _ ("--thousands takes a point, a comma, a blank, an apostrophe, or “none”."));
  else if (cli->numbers.grouping != '\0' && cli->numbers.grouping == decimal[0])
    g_set_error (error, RW_CLI_USAGE_ERROR, 0,
                 _ ("--decimal and --thousands cannot be the same mark."));
  else
    {
      cli->numbers.decimal = decimal[0];
      if (strcmp (thousands, "none") == 0)
        cli->numbers.grouping = RW_GROUPING_NONE;
      return TRUE;
    }
  return FALSE;
}

static gboolean
check_dates (RwCli *cli, GError **error)
{
  if (cli->dates == NULL)
    return TRUE;
  for (guint order = RW_DATE_YMD; order <= RW_DATE_MDY; order++)
    if (strcmp (cli->dates, rw_date_order_get_id ((RwDateOrder) order)) == 0)
      {
        cli->numbers.dates = (RwDateOrder) order;
        return TRUE;
      }
  g_set_error (error, RW_CLI_USAGE_ERROR, 0, _ ("--dates takes ymd, dmy or mdy."));
  return FALSE;
}

/* What the options say of the file, as they were written. */
typedef struct
{
  char *delimiter;
  char *quote;
  char *escape;
  char *comment;
  int header_row;
  int skip_rows;
  gboolean no_header;
} GivenOptions;

/* One ASCII character, "tab", or "none" where @none says so; NULL is none of them. */
static gboolean
take_character (const char *option, char *value, gboolean none, char *byte, GError **error)
{
  g_autofree char *text = value;

  if (text == NULL)
    return TRUE;
  if (strcmp (text, "tab") == 0 || strcmp (text, "\\t") == 0)
    *byte = '\t';
  else if (none && strcmp (text, "none") == 0)
    *byte = RW_DIALECT_NONE;
  else if (strlen (text) == 1 && g_ascii_isprint (text[0]))
    *byte = text[0];
  if (*byte != '\0')
    return TRUE;
  g_set_error (error, RW_CLI_USAGE_ERROR, 0,
               none ? _ ("--%s takes one ASCII character, tab or none.")
                    : _ ("--%s takes one ASCII character or tab."),
               option);
  return FALSE;
}

static gboolean
take_given (GivenOptions *options, RwDialectGiven *given, GError **error)
{
  gboolean fine = take_character ("delimiter", options->delimiter, FALSE, &given->delimiter, error);

  fine = take_character ("quote", options->quote, TRUE, &given->quote, fine ? error : NULL) && fine;
  fine =
      take_character ("escape", options->escape, TRUE, &given->escape, fine ? error : NULL) && fine;
  fine = take_character ("comment", options->comment, TRUE, &given->comment, fine ? error : NULL) &&
         fine;
  if (!fine)
    return FALSE;
  given->no_header = options->no_header;
  if (options->header_row >= 0 && options->skip_rows >= 0 &&
      (options->header_row > 0) + (options->skip_rows > 0 || options->no_header) < 2)
    {
      given->header_row = (guint) options->header_row;
      given->skip_rows = (guint) options->skip_rows;
      return TRUE;
    }
  g_set_error (error, RW_CLI_USAGE_ERROR, 0,
               _ ("--header-row and --skip-rows take a number of lines, and --header-row stands "
                  "alone."));
  return FALSE;
}

static void
add_text_options (GOptionContext *context, RwCli *cli)
{
  const GOptionEntry reading[] = {
    { "encoding", 0, 0, G_OPTION_ARG_STRING, &cli->encoding,
      N_ ("Read FILE as text in NAME, as Windows-1252 or UTF-16 (default: found out)"),
      N_ ("NAME") },
    { "decimal", 0, 0, G_OPTION_ARG_STRING, &cli->decimal,
      N_ ("The decimal mark of FILE's numbers, . or , (default: found out)"), N_ ("MARK") },
    { "thousands", 0, 0, G_OPTION_ARG_STRING, &cli->thousands,
      N_ ("What groups their digits, or none (default: found out)"), N_ ("MARK") },
    { "dates", 0, 0, G_OPTION_ARG_STRING, &cli->dates,
      N_ ("The order of FILE's dates: ymd, dmy or mdy (default: found out)"), N_ ("ORDER") },
    G_OPTION_ENTRY_NULL,
  };

  g_option_context_add_main_entries (context, reading, GETTEXT_PACKAGE);
}

static void
add_dialect_options (GOptionContext *context, GivenOptions *given)
{
  const GOptionEntry dialect[] = {
    { "delimiter", 0, 0, G_OPTION_ARG_STRING, &given->delimiter,
      N_ ("Cells are separated by CHARACTER or tab"), N_ ("CHARACTER") },
    { "quote", 0, 0, G_OPTION_ARG_STRING, &given->quote,
      N_ ("Cells are quoted by CHARACTER or none"), N_ ("CHARACTER") },
    { "escape", 0, 0, G_OPTION_ARG_STRING, &given->escape,
      N_ ("CHARACTER or none makes the next one plain text"), N_ ("CHARACTER") },
    { "comment", 0, 0, G_OPTION_ARG_STRING, &given->comment,
      N_ ("Lines that start with CHARACTER or none are left out"), N_ ("CHARACTER") },
    { "header-row", 0, 0, G_OPTION_ARG_INT, &given->header_row, N_ ("Line N is the header"), "N" },
    { "skip-rows", 0, 0, G_OPTION_ARG_INT, &given->skip_rows, N_ ("Leave out the first N lines"),
      "N" },
    { "no-header", 0, 0, G_OPTION_ARG_NONE, &given->no_header, N_ ("The first row is a customer"),
      NULL },
    G_OPTION_ENTRY_NULL,
  };

  g_option_context_add_main_entries (context, dialect, GETTEXT_PACKAGE);
}

static gboolean
parse_strv (GOptionContext *context, GStrv *arguments, const char *program, GError **error)
{
  g_autoptr (GError) wrong = NULL;

  if (g_option_context_parse_strv (context, arguments, &wrong))
    return TRUE;
  g_set_error (error, RW_CLI_USAGE_ERROR, 0, _ ("%s. “%s --help” tells the usage."), wrong->message,
               program);
  return FALSE;
}

gboolean
rw_cli_parse (RwCli *cli, GStrv *arguments, const GOptionEntry *entries, const char *command,
              const char *summary, char **file, GError **error)
{
  g_autoptr (GOptionContext) context = g_option_context_new (_ ("FILE"));
  g_auto (GStrv) rest = NULL;
  g_autofree char *program = g_strdup_printf ("retainwise-cli %s", command);
  GivenOptions given = { 0 };
  const GOptionEntry files[] = {
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &rest, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };

  g_set_prgname (program);
  g_option_context_set_summary (context, summary);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  add_text_options (context, cli);
  add_dialect_options (context, &given);
  g_option_context_add_main_entries (context, files, NULL);
  return parse_strv (context, arguments, program, error) && check_encoding (cli->encoding, error) &&
         check_marks (cli, error) && check_dates (cli, error) &&
         take_given (&given, &cli->dialect, error) && take_file (program, rest, file, error);
}

static gboolean
take_model (const char *program, char **rest, char **model, GError **error)
{
  const char *first = rest != NULL ? rest[0] : NULL;

  if (first == NULL && model != NULL)
    {
      g_set_error (error, RW_CLI_USAGE_ERROR, 0,
                   _ ("No model was named. “%s --help” tells the usage."), program);
      return FALSE;
    }
  const char *extra = first == NULL || model == NULL ? first : rest[1];
  if (extra != NULL)
    {
      g_set_error (error, RW_CLI_USAGE_ERROR, 0,
                   _ ("“%s” is one word too many. “%s --help” tells the usage."), extra, program);
      return FALSE;
    }
  if (model != NULL)
    *model = g_strdup (first);
  return TRUE;
}

gboolean
rw_cli_parse_model (GStrv *arguments, const GOptionEntry *entries, const char *command,
                    const char *summary, char **model, GError **error)
{
  g_autoptr (GOptionContext) context = g_option_context_new (model != NULL ? _ ("MODEL") : NULL);
  g_auto (GStrv) rest = NULL;
  g_autofree char *program = g_strdup_printf ("retainwise-cli %s", command);
  const GOptionEntry words[] = {
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &rest, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };

  g_set_prgname (program);
  g_option_context_set_summary (context, summary);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, words, NULL);
  return parse_strv (context, arguments, program, error) &&
         take_model (program, rest, model, error);
}

gboolean
rw_cli_require (const char *value, const char *option, GError **error)
{
  if (value != NULL && value[0] != '\0')
    return TRUE;
  g_set_error (error, RW_CLI_USAGE_ERROR, 0, _ ("The option %s is needed."), option);
  return FALSE;
}

RwSource *
rw_cli_open (RwCli *cli, const char *file, GError **error)
{
  if (strcmp (file, "-") == 0)
    return rw_source_open_stream (STDIN_FILENO, _ ("standard input"), cli->cancellable, error);
  return rw_source_open (file, cli->cancellable, error);
}

RwTableOptions
rw_cli_get_table_options (RwCli *cli)
{
  return (RwTableOptions){ .encoding = cli->encoding,
                           .numbers = cli->numbers,
                           .dialect = cli->dialect };
}

gboolean
rw_cli_read_mapping (RwCli *cli, GError **error)
{
  if (cli->mapping == NULL || cli->given != NULL)
    return TRUE;
  cli->given = rw_mapping_file_load (cli->mapping, cli->cancellable, error);
  return cli->given != NULL;
}

RwTable *
rw_cli_load_source (RwCli *cli, RwSource *source, RwMatching *matching, GError **error)
{
  RwTableOptions options = rw_cli_get_table_options (cli);

  if (!rw_cli_read_mapping (cli, error))
    return NULL;
  matching->given = cli->given;
  matching->file = rw_source_get_name (source);
  options.hint = rw_matching_hint;
  options.hint_data = matching;
  return rw_table_load (source, &options, cli->progress, cli->cancellable, error);
}

RwTable *
rw_cli_load (RwCli *cli, const char *file, RwMatching *matching, GError **error)
{
  g_autoptr (RwSource) source =
      rw_cli_read_mapping (cli, error) ? rw_cli_open (cli, file, error) : NULL;

  return source != NULL ? rw_cli_load_source (cli, source, matching, error) : NULL;
}

void
rw_cli_note_guess (RwTable *table, FILE *file)
{
  const RwEncoding *encoding = rw_table_get_encoding (table);

  if (encoding->evidence == RW_EVIDENCE_GUESS)
    fprintf (file, _ ("Note: the file's encoding, %s, is a guess; --encoding names another\n"),
             encoding->name);
}

gboolean
rw_cli_note_own_file (RwCli *cli, RwModel *model, RwTable *table, GError **error)
{
  const RwManifest *manifest = rw_model_get_manifest (model);
  const char *own = json_string_value (json_object_get (manifest->training, "file_sha256"));

  if (own == NULL)
    return TRUE;
  g_autofree char *sha256 =
      rw_source_dup_sha256 (rw_table_get_source (table), cli->cancellable, error);
  g_autofree char *title = rw_cli_make_printable (manifest->title);
  if (sha256 != NULL && g_str_equal (sha256, own))
    fprintf (stderr,
             _ ("Note: “%s” was trained on this file: on other customers it is less good\n"),
             title);
  return sha256 != NULL;
}

gboolean
rw_cli_check_output (const char *model, const char *output, GError **error)
{
  struct stat a;
  struct stat b;

  if (model == NULL || output == NULL || stat (model, &a) != 0 || stat (output, &b) != 0 ||
      a.st_dev != b.st_dev || a.st_ino != b.st_ino)
    return TRUE;
  g_set_error (error, RW_ERROR, RW_ERROR_FILE,
               _ ("“%s” is the model. Choose another name for the result."), output);
  return FALSE;
}

RwOutput *
rw_cli_open_output (RwCli *cli, RwSource *source, const char *path, GError **error)
{
  if (strcmp (path, "-") == 0)
    {
      g_atomic_int_set (&cli->is_printing, TRUE);
      return rw_output_open_stream (STDOUT_FILENO, _ ("standard output"));
    }
  return source != NULL ? rw_output_open_for (source, path, error) : rw_output_open (path, error);
}

void
rw_cli_end_progress (RwCli *cli)
{
  g_clear_pointer (&cli->display, rw_cli_progress_stop);
  g_atomic_int_set (&cli->is_printing, TRUE);
}

RwModel *
rw_cli_load_model (RwCli *cli, const char *model, GError **error)
{
  return model != NULL ? rw_model_store_load (model, cli->cancellable, error)
                       : rw_model_load_default (error);
}
