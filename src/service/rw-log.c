/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-log.h"

#include "rw-clock.h"
#include "rw-error.h"
#include "rw-io.h"

#include <jansson.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *const levels[] = {
  [RW_LOG_INFO] = "info",
  [RW_LOG_WARNING] = "warning",
  [RW_LOG_ERROR] = "error",
};

static const char *const error_words[] = {
  [RW_ERROR_FILE] = "file",         [RW_ERROR_CHANGED] = "changed",
  [RW_ERROR_FORMAT] = "format",     [RW_ERROR_DIALECT] = "dialect",
  [RW_ERROR_ENCODING] = "encoding", [RW_ERROR_NUMBERS] = "numbers",
  [RW_ERROR_EMPTY] = "empty",       [RW_ERROR_LIMIT] = "limit",
  [RW_ERROR_MODEL] = "model",       [RW_ERROR_MISMATCH] = "mismatch",
  [RW_ERROR_LABEL] = "label",       [RW_ERROR_LIBRARY] = "library",
  [RW_ERROR_DATABASE] = "database", [RW_ERROR_NETWORK] = "network",
  [RW_ERROR_ACCESS] = "access",     [RW_ERROR_BUSY] = "busy",
  [RW_ERROR_SERVER] = "server",
};

static void
set_text (json_t *line, const char *name, const char *text)
{
  if (text == NULL)
    return;
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  json_object_set_new (line, name, json_string (valid));
}

static void
set_fields (json_t *line, const char *types, va_list arguments)
{
  for (const char *type = types; *type != '\0'; type++)
    {
      const char *name = va_arg (arguments, const char *);
      if (*type == 's')
        set_text (line, name, va_arg (arguments, const char *));
      else
        json_object_set_new (line, name, json_integer (va_arg (arguments, gint64)));
    }
}

static void
write_line (json_t *line)
{
  char *json = json_dumps (line, JSON_COMPACT);
  g_autofree char *text = g_strconcat (json, "\n", NULL);

  rw_io_write_all (STDERR_FILENO, text, strlen (text));
  free (json);
}

void
rw_log (RwLogLevel level, const char *event, const char *types, ...)
{
  g_autofree char *time = rw_clock_dup_text (rw_clock_now ());
  json_t *line = json_object ();
  va_list arguments;

  set_text (line, "time", time);
  set_text (line, "level", levels[level]);
  set_text (line, "event", event);
  va_start (arguments, types);
  set_fields (line, types, arguments);
  va_end (arguments);
  write_line (line);
  json_decref (line);
}

const char *
rw_log_get_error_word (const GError *error)
{
  if (error->domain == RW_ERROR)
    return error_words[error->code];
  return g_quark_to_string (error->domain);
}
