/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-cli-output.h"
#include "rw-matching.h"
#include "rw-model.h"
#include "rw-output.h"
#include "rw-progress.h"
#include "rw-source.h"
#include "rw-table.h"

G_BEGIN_DECLS

/* What the process ends with. */
typedef enum
{
  RW_EXIT_OK = 0,
  RW_EXIT_FAILED = 1, /* a file or the data in it */
  RW_EXIT_USAGE = 2,
  RW_EXIT_CANCELLED = 130,
} RwExit;

/* What the commands share: an interrupt cancels, progress is shown on a terminal. */
typedef struct
{
  GCancellable *cancellable;
  RwProgress *progress;
  RwCliProgress *display; /* ended with rw_cli_end_progress() before anything is printed */
  RwDialectGiven dialect; /* what options say of it */
  char *encoding;         /* of FILE, by --encoding; NULL: it is found out */
  char *decimal;          /* of FILE's numbers, and so on; NULL: found out */
  char *thousands;
  char *dates;
  RwNumberChoice numbers; /* the same, checked */
  char *mapping;          /* by --mapping, or NULL */
  RwMapping *given;       /* what it says, once rw_cli_read_mapping() was called, or NULL */
  gint is_printing;       /* atomic; from then on no file is being written */
} RwCli;

/* A command gets the arguments behind its name. */
typedef gboolean (*RwCommandFunc) (RwCli *cli, GStrv *arguments, GError **error);

/* Wrong arguments: RW_EXIT_USAGE. */
#define RW_CLI_USAGE_ERROR (rw_cli_usage_error_quark ())
GQuark rw_cli_usage_error_quark (void);

gboolean rw_cli_score (RwCli *cli, GStrv *arguments, GError **error);
gboolean rw_cli_inspect (RwCli *cli, GStrv *arguments, GError **error);
gboolean rw_cli_cat (RwCli *cli, GStrv *arguments, GError **error);
gboolean rw_cli_train (RwCli *cli, GStrv *arguments, GError **error);
gboolean rw_cli_evaluate (RwCli *cli, GStrv *arguments, GError **error);
gboolean rw_cli_compare (RwCli *cli, GStrv *arguments, GError **error);
gboolean rw_cli_model_show (RwCli *cli, GStrv *arguments, GError **error);
gboolean rw_cli_model_list (RwCli *cli, GStrv *arguments, GError **error);
gboolean rw_cli_model_import (RwCli *cli, GStrv *arguments, GError **error);
gboolean rw_cli_model_export (RwCli *cli, GStrv *arguments, GError **error);
gboolean rw_cli_model_verify (RwCli *cli, GStrv *arguments, GError **error);

/* Parses options, those of reading FILE too, and takes the one FILE that must be left. @command:
 * "score"; @summary: what it does. Errors: RW_CLI_USAGE_ERROR. */
gboolean rw_cli_parse (RwCli *cli, GStrv *arguments, const GOptionEntry *entries,
                       const char *command, const char *summary, char **file, GError **error);

/* The same for a command that reads no table: takes the one MODEL that must be left, or nothing
 * when
 * @model is NULL. */
gboolean rw_cli_parse_model (GStrv *arguments, const GOptionEntry *entries, const char *command,
                             const char *summary, char **model, GError **error);

/* Fails with RW_CLI_USAGE_ERROR when @value, given by @option, is missing. */
gboolean rw_cli_require (const char *value, const char *option, GError **error);

/* Opens @file; "-" is standard input. */
RwSource *rw_cli_open (RwCli *cli, const char *file, GError **error);

/* What --mapping says, if it was given. */
gboolean rw_cli_read_mapping (RwCli *cli, GError **error);

/* Loads @file for the manifest and the label of @matching, which gets the mapping. */
RwTable *rw_cli_load (RwCli *cli, const char *file, RwMatching *matching, GError **error);
/* The same for a file that is open: it may be loaded for several models. */
RwTable *rw_cli_load_source (RwCli *cli, RwSource *source, RwMatching *matching, GError **error);

/* What FILE's table is read with, as rw_cli_load() does. */
RwTableOptions rw_cli_get_table_options (RwCli *cli);

/* Says that the encoding of @table is a guess, if it is. */
void rw_cli_note_guess (RwTable *table, FILE *file);

/* Says on standard error that @model was trained on the file of @table, if it was. */
gboolean rw_cli_note_own_file (RwCli *cli, RwModel *model, RwTable *table, GError **error);

/* Fails with RW_ERROR_FILE when @output would replace @model (NULL: either is not given). */
gboolean rw_cli_check_output (const char *model, const char *output, GError **error);

/* Where a result of @source (NULL: none) goes: "-" is standard output. Errors: RW_ERROR_FILE, also
 * when @path is @source itself, which its owner may want as it was. */
RwOutput *rw_cli_open_output (RwCli *cli, RwSource *source, const char *path, GError **error);

/* To be called before the first print, when all files are written. */
void rw_cli_end_progress (RwCli *cli);

/* The model in a file, or one that is kept, by its name or the start of its SHA-256; NULL: the one
 * that ships. */
RwModel *rw_cli_load_model (RwCli *cli, const char *model, GError **error);

G_END_DECLS
