/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-choices.h"

G_BEGIN_DECLS

/* What can be chosen of how a file is written, one of some options each. */
typedef enum
{
  RW_IMPORT_ENCODING,
  RW_IMPORT_DELIMITER,
  RW_IMPORT_QUOTE,
  RW_IMPORT_ESCAPE,
  RW_IMPORT_COMMENT,
  RW_IMPORT_DECIMAL,
  RW_IMPORT_GROUPING,
  RW_IMPORT_DATES,
  RW_IMPORT_HEADER,
  RW_N_IMPORT_CHOICES
} RwImportChoice;

/* What a choice is called. */
const char *rw_import_choice_get_title (RwImportChoice choice);

/* The options' titles in the reader's language, that of option 0, which is to find it out, left
 * out. */
guint rw_import_choice_get_n_options (RwImportChoice choice);
const char *rw_import_choice_get_option (RwImportChoice choice, guint option);

/* Option 0 in the reader's language: with what was found in @table, or NULL; or what else is
 * chosen (transfer full). */
char *rw_import_choice_describe_first (RwImportChoice choice, const RwChoices *choices,
                                       RwTable *table);

/* How many of the first choices may also be something else than their options. */
#define RW_N_IMPORT_OTHERS (RW_IMPORT_COMMENT + 1)

/* What is chosen and none of the options, or NULL (transfer full). */
char *rw_import_choice_dup_other (RwImportChoice choice, const RwChoices *choices);

/* Chooses an encoding by its name, or an ASCII character; FALSE: @text is none. */
gboolean rw_import_choice_set_other (RwImportChoice choice, RwChoices *choices, const char *text);

/* Which option @choices has; what is none of the options counts as 0. */
guint rw_import_choice_get (RwImportChoice choice, const RwChoices *choices);
void rw_import_choice_set (RwImportChoice choice, RwChoices *choices, guint option);

G_END_DECLS
