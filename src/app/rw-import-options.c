/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-import-options.h"

#include "rw-format.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_OPTIONS 16u

/* An option of a byte of the dialect or the numbers; or of an encoding by its name. */
typedef struct
{
  const char *title;
  char value;
  const char *name;
} Option;

typedef struct
{
  const char *title;
  Option options[MAX_OPTIONS]; /* ended by one without a title; the first is number 1 */
} Choice;

static const Choice choices_made[RW_N_IMPORT_CHOICES] = {
  [RW_IMPORT_ENCODING] = { N_ ("Character Encoding"),
                           { { N_ ("Unicode (UTF-8)"), 0, "UTF-8" },
                             { N_ ("Western European (Windows-1252)"), 0, "WINDOWS-1252" },
                             { N_ ("Western European (ISO 8859-15)"), 0, "ISO-8859-15" },
                             { N_ ("Central European (Windows-1250)"), 0, "WINDOWS-1250" },
                             { N_ ("Cyrillic (Windows-1251)"), 0, "WINDOWS-1251" },
                             { N_ ("Greek (Windows-1253)"), 0, "WINDOWS-1253" },
                             { N_ ("Turkish (Windows-1254)"), 0, "WINDOWS-1254" },
                             { N_ ("Apple (Macintosh)"), 0, "MACINTOSH" },
                             { N_ ("DOS (CP 850)"), 0, "CP850" },
                             { N_ ("Japanese (Shift JIS)"), 0, "SHIFT_JIS" },
                             { N_ ("Chinese (GB 18030)"), 0, "GB18030" },
                             { N_ ("Unicode (UTF-16, little-endian)"), 0, "UTF-16LE" },
                             { N_ ("Unicode (UTF-16, big-endian)"), 0, "UTF-16BE" } } },
  [RW_IMPORT_DELIMITER] = { N_ ("Cells Separated By"),
                            { { N_ ("Comma"), ',', NULL },
                              { N_ ("Semicolon"), ';', NULL },
                              { N_ ("Tab"), '\t', NULL },
                              { N_ ("Bar"), '|', NULL },
                              { N_ ("Blank"), ' ', NULL },
                              { N_ ("Colon"), ':', NULL } } },
  [RW_IMPORT_QUOTE] = { N_ ("Quotation Mark"),
                        { { N_ ("Double"), '"', NULL },
                          { N_ ("Single"), '\'', NULL },
                          { NC_ ("quotation mark", "None"), RW_DIALECT_NONE, NULL } } },
  [RW_IMPORT_ESCAPE] = { N_ ("Escape Character"),
                         { { N_ ("Backslash (\\)"), '\\', NULL },
                           { NC_ ("escape character", "None"), RW_DIALECT_NONE, NULL } } },
  [RW_IMPORT_COMMENT] = { N_ ("Comments Start With"),
                          { { N_ ("Number sign (#)"), '#', NULL },
                            { N_ ("Percent sign (%)"), '%', NULL },
                            { N_ ("Exclamation mark (!)"), '!', NULL },
                            { NC_ ("comments", "None"), RW_DIALECT_NONE, NULL } } },
  [RW_IMPORT_DECIMAL] = { N_ ("Decimal Mark"),
                          { { N_ ("Point"), '.', NULL }, { N_ ("Comma"), ',', NULL } } },
  [RW_IMPORT_GROUPING] = { N_ ("Thousands Separator"),
                           { { N_ ("Comma"), ',', NULL },
                             { N_ ("Point"), '.', NULL },
                             { N_ ("Blank"), ' ', NULL },
                             { N_ ("Apostrophe"), '\'', NULL },
                             { NC_ ("thousands separator", "None"), RW_GROUPING_NONE, NULL } } },
  [RW_IMPORT_DATES] = { N_ ("Dates"),
                        { { N_ ("Year-Month-Day"), RW_DATE_YMD, NULL },
                          { N_ ("Day/Month/Year"), RW_DATE_DMY, NULL },
                          { N_ ("Month/Day/Year"), RW_DATE_MDY, NULL } } },
  [RW_IMPORT_HEADER] = { N_ ("Column Names"),
                         { { N_ ("On a line that I choose"), 'l', NULL },
                           { N_ ("There are none"), 'n', NULL } } },
};

const char *
rw_import_choice_get_title (RwImportChoice choice)
{
  return _ (choices_made[choice].title);
}

guint
rw_import_choice_get_n_options (RwImportChoice choice)
{
  guint n = 0;

  while (n < MAX_OPTIONS && choices_made[choice].options[n].title != NULL)
    n++;
  return n;
}

const char *
rw_import_choice_get_option (RwImportChoice choice, guint option)
{
  static const char *const contexts[RW_N_IMPORT_CHOICES] = {
    [RW_IMPORT_QUOTE] = "quotation mark",
    [RW_IMPORT_ESCAPE] = "escape character",
    [RW_IMPORT_COMMENT] = "comments",
    [RW_IMPORT_GROUPING] = "thousands separator",
  };
  const char *title = choices_made[choice].options[option - 1].title;

  return contexts[choice] != NULL && strcmp (title, "None") == 0
             ? g_dpgettext2 (NULL, contexts[choice], title)
             : _ (title);
}

/* The title of the option that has @value; NULL: none has. */
static const char *
find_title (RwImportChoice choice, char value)
{
  for (guint i = 1; i <= rw_import_choice_get_n_options (choice); i++)
    if (choices_made[choice].options[i - 1].value == value)
      return rw_import_choice_get_option (choice, i);
  return NULL;
}

static char
get_dialect_byte (const RwDialect *dialect, RwImportChoice choice)
{
  switch (choice)
    {
    case RW_IMPORT_DELIMITER:
      return dialect->delimiter;
    case RW_IMPORT_QUOTE:
      return dialect->quote != '\0' ? dialect->quote : RW_DIALECT_NONE;
    case RW_IMPORT_ESCAPE:
      return dialect->escape != '\0' ? dialect->escape : RW_DIALECT_NONE;
    case RW_IMPORT_COMMENT:
      return dialect->comment != '\0' ? dialect->comment : RW_DIALECT_NONE;
    default:
      return '\0';
    }
}

/* What was found out, for people; NULL: each column has its own. */
static char *
describe_found (RwImportChoice choice, RwTable *table)
{
  const RwDialect *dialect = rw_table_get_dialect (table);

  if (choice == RW_IMPORT_ENCODING)
    return g_strdup (rw_table_get_encoding (table)->name);
  if (choice == RW_IMPORT_HEADER && dialect->no_header)
    return g_strdup (_ ("there are none"));
  if (choice == RW_IMPORT_HEADER)
    {
      g_autofree char *line = rw_format_count (rw_table_get_line (table, 0));
      return g_strdup_printf (_ ("on line %s"), line);
    }
  return g_strdup (find_title (choice, get_dialect_byte (dialect, choice)));
}

static char *
describe_automatic (RwImportChoice choice, RwTable *table)
{
  g_autofree char *found = table != NULL ? describe_found (choice, table) : NULL;

  if (found == NULL)
    return g_strdup (_ ("Automatic"));
  /* Translators: how a file is written was found out: “Automatic: Semicolon” */
  return g_strdup_printf (_ ("Automatic: %s"), found);
}

static char
get_value (RwImportChoice choice, const RwChoices *choices)
{
  switch (choice)
    {
    case RW_IMPORT_DELIMITER:
      return choices->dialect.delimiter;
    case RW_IMPORT_QUOTE:
      return choices->dialect.quote;
    case RW_IMPORT_ESCAPE:
      return choices->dialect.escape;
    case RW_IMPORT_COMMENT:
      return choices->dialect.comment;
    case RW_IMPORT_DECIMAL:
      return choices->numbers.decimal;
    case RW_IMPORT_GROUPING:
      return choices->numbers.grouping;
    case RW_IMPORT_DATES:
      return (char) choices->numbers.dates;
    case RW_IMPORT_HEADER:
      return choices->dialect.no_header ? 'n' : choices->dialect.header_row > 0 ? 'l' : '\0';
    default:
      return '\0';
    }
}

/* The two marks are not the same: the one that was chosen last stays. */
static void
set_numbers (RwImportChoice choice, RwNumberChoice *numbers, char value)
{
  if (choice == RW_IMPORT_DECIMAL)
    numbers->decimal = value;
  else
    numbers->grouping = value;
  if (numbers->decimal == numbers->grouping && choice == RW_IMPORT_DECIMAL)
    numbers->grouping = '\0';
  else if (numbers->decimal == numbers->grouping)
    numbers->decimal = '\0';
}

/* A line that is chosen is the header whatever stands above it. */
static void
set_header (RwDialectGiven *dialect, char value)
{
  dialect->no_header = value == 'n';
  dialect->header_row = value == 'l' ? 1 : 0;
  if (value == 'l')
    dialect->skip_rows = 0;
}

guint
rw_import_choice_get (RwImportChoice choice, const RwChoices *choices)
{
  char value = get_value (choice, choices);

  for (guint i = 0; i < rw_import_choice_get_n_options (choice); i++)
    {
      const Option *option = &choices_made[choice].options[i];
      if (option->name != NULL ? g_strcmp0 (option->name, choices->encoding) == 0
                               : value != '\0' && option->value == value)
        return i + 1;
    }
  return 0;
}

char *
rw_import_choice_dup_other (RwImportChoice choice, const RwChoices *choices)
{
  char value = get_value (choice, choices);

  if (choice >= RW_N_IMPORT_OTHERS || rw_import_choice_get (choice, choices) > 0)
    return NULL;
  if (choice == RW_IMPORT_ENCODING)
    return g_strdup (choices->encoding);
  return value != '\0' ? g_strndup (&value, 1) : NULL;
}

char *
rw_import_choice_describe_first (RwImportChoice choice, const RwChoices *choices, RwTable *table)
{
  g_autofree char *other = rw_import_choice_dup_other (choice, choices);

  if (other == NULL)
    return describe_automatic (choice, rw_import_choice_get (choice, choices) == 0 ? table : NULL);
  /* Translators: how a file is written, if it is none of the usual ways: “Something else: KOI8-R”
   */
  return g_strdup_printf (_ ("Something else: %s"), other);
}

static void
set_value (RwImportChoice choice, RwChoices *choices, char value)
{
  switch (choice)
    {
    case RW_IMPORT_DELIMITER:
      choices->dialect.delimiter = value;
      break;
    case RW_IMPORT_QUOTE:
      choices->dialect.quote = value;
      break;
    case RW_IMPORT_ESCAPE:
      choices->dialect.escape = value;
      break;
    case RW_IMPORT_COMMENT:
      choices->dialect.comment = value;
      break;
    case RW_IMPORT_DATES:
      choices->numbers.dates = (RwDateOrder) value;
      break;
    case RW_IMPORT_HEADER:
      set_header (&choices->dialect, value);
      break;
    default:
      set_numbers (choice, &choices->numbers, value);
    }
}

void
rw_import_choice_set (RwImportChoice choice, RwChoices *choices, guint option)
{
  const Option *chosen = option > 0 ? &choices_made[choice].options[option - 1] : NULL;

  if (choice == RW_IMPORT_ENCODING)
    rw_choices_set_encoding (choices, chosen != NULL ? chosen->name : NULL);
  else
    set_value (choice, choices, chosen != NULL ? chosen->value : '\0');
}

gboolean
rw_import_choice_set_other (RwImportChoice choice, RwChoices *choices, const char *text)
{
  gboolean is_character = g_ascii_isgraph (text[0]) && text[1] == '\0';

  if (choice == RW_IMPORT_ENCODING && text[0] != '\0')
    rw_choices_set_encoding (choices, text);
  else if (choice != RW_IMPORT_ENCODING && is_character)
    set_value (choice, choices, text[0]);
  else
    return FALSE;
  return TRUE;
}
