/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-cli.h"

#include <glib/gi18n.h>

static void
print_json (RwTable *table, guint64 record, GPtrArray *cells)
{
  json_t *texts = json_array ();

  for (guint i = 0; i < cells->len; i++)
    {
      gsize length = 0;
      const char *bytes = g_bytes_get_data (cells->pdata[i], &length);
      json_t *text = json_stringn (bytes != NULL ? bytes : "", length);
      g_autofree char *valid = text == NULL ? g_utf8_make_valid (bytes, (gssize) length) : NULL;
      json_array_append_new (texts, text != NULL ? text : json_string (valid));
    }
  json_t *object = json_pack ("{s:I, s:I, s:o}", "record", (json_int_t) record, "line",
                              (json_int_t) rw_table_get_line (table, record), "cells", texts);
  json_dumpf (object, stdout, JSON_COMPACT);
  putchar ('\n');
  json_decref (object);
}

static void
print_quoted (const char *bytes, gsize length)
{
  putchar ('"');
  for (gsize i = 0; i < length; i++)
    {
      if (bytes[i] == '"')
        putchar ('"');
      putchar (bytes[i]);
    }
  putchar ('"');
}

static void
print_csv (GPtrArray *cells)
{
  for (guint i = 0; i < cells->len; i++)
    {
      gsize length = 0;
      const char *bytes = g_bytes_get_data (cells->pdata[i], &length);
      if (i > 0)
        putchar (',');
      print_quoted (bytes, length);
    }
  putchar ('\n');
}

static gboolean
print_records (RwCli *cli, RwTable *table, gboolean json, GError **error)
{
  rw_cli_end_progress (cli);
  for (guint64 record = 0; record <= rw_table_get_n_rows (table); record++)
    {
      g_autoptr (GPtrArray) cells = rw_table_read_record (table, record, error);
      if (cells == NULL || g_cancellable_set_error_if_cancelled (cli->cancellable, error))
        return FALSE;
      if (json)
        print_json (table, record, cells);
      else
        print_csv (cells);
      if (ferror (stdout))
        break;
    }
  return rw_cli_flush (error);
}

gboolean
rw_cli_cat (RwCli *cli, GStrv *arguments, GError **error)
{
  g_autofree char *file = NULL;
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Print one JSON object for each record"), NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!rw_cli_parse (
          cli, arguments, entries, "cat",
          _ ("Prints the records of FILE, the header first, as their cells were read: as "
             "CSV with commas and every cell quoted, or as JSON."),
          &file, error))
    return FALSE;
  g_auto (RwMatching) matching = { 0 };
  g_autoptr (RwTable) table = rw_cli_load (cli, file, &matching, error);
  if (table == NULL || !print_records (cli, table, json, error))
    return FALSE;
  rw_cli_note_guess (table, stderr);
  return TRUE;
}
