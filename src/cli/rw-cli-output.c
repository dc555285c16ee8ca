/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-cli-output.h"

#include "rw-error.h"
#include "rw-format.h"

#include <errno.h>
#include <float.h>
#include <glib/gi18n.h>
#include <pthread.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#define INTERVAL (G_USEC_PER_SEC / 10)

struct _RwCliProgress
{
  RwProgress *progress;
  GThread *thread;
  pthread_mutex_t lock;
  pthread_cond_t stopped;
  gboolean stop;
};

static void
show (RwProgress *progress)
{
  RwProgressState state = rw_progress_get (progress);

  if (state.stage == RW_STAGE_WAITING)
    return;
  g_autofree char *percent = state.total > 0
                                 ? rw_format_percent ((double) state.done / (double) state.total)
                                 : g_strdup ("");
  g_printerr ("\r\033[K%s %s", rw_stage_get_title (state.stage), percent);
}

static gpointer
show_until_stopped (gpointer data)
{
  RwCliProgress *display = data;

  pthread_mutex_lock (&display->lock);
  while (!display->stop)
    {
      gint64 next = g_get_real_time () + INTERVAL;
      struct timespec until = { next / G_USEC_PER_SEC, next % G_USEC_PER_SEC * 1000 };
      if (pthread_cond_timedwait (&display->stopped, &display->lock, &until) == ETIMEDOUT)
        show (display->progress);
    }
  pthread_mutex_unlock (&display->lock);
  g_printerr ("\r\033[K");
  return NULL;
}

RwCliProgress *
rw_cli_progress_start (RwProgress *progress)
{
  RwCliProgress *display = g_new0 (RwCliProgress, 1);

  display->progress = rw_progress_ref (progress);
  pthread_mutex_init (&display->lock, NULL);
  pthread_cond_init (&display->stopped, NULL);
  if (isatty (STDERR_FILENO))
    display->thread = g_thread_new ("progress", show_until_stopped, display);
  return display;
}

void
rw_cli_progress_stop (RwCliProgress *display)
{
  pthread_mutex_lock (&display->lock);
  display->stop = TRUE;
  pthread_cond_signal (&display->stopped);
  pthread_mutex_unlock (&display->lock);
  if (display->thread != NULL)
    g_thread_join (display->thread);
  pthread_mutex_destroy (&display->lock);
  pthread_cond_destroy (&display->stopped);
  rw_progress_unref (display->progress);
  g_free (display);
}

gboolean
rw_cli_flush (GError **error)
{
  if (fflush (stdout) == 0 && !ferror (stdout))
    return TRUE;
  return rw_error_set_errno (error, RW_ERROR_FILE, errno, _ ("Standard output cannot be written"));
}

gboolean
rw_cli_print_json (json_t *object, GError **error)
{
  json_dumpf (object, stdout, JSON_INDENT (2) | JSON_REAL_PRECISION (DBL_DIG));
  json_decref (object);
  putchar ('\n');
  return rw_cli_flush (error);
}

char *
rw_cli_make_printable (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *printable = g_string_new (NULL);

  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);
      if (g_unichar_isspace (c))
        c = ' ';
      g_string_append_unichar (printable, g_unichar_iscntrl (c) ? 0xfffd : c);
    }
  return g_string_free (printable, FALSE);
}

/* The first @limit characters, the last of them "…" if there are more. */
static char *
shorten (const char *text, glong limit)
{
  if (g_utf8_strlen (text, -1) <= limit)
    return g_strdup (text);
  g_autofree char *start = g_utf8_substring (text, 0, limit - 1);
  return g_strconcat (start, "…", NULL);
}

void
rw_cli_print_cell (FILE *file, const char *text, int width)
{
  g_autofree char *printable = rw_cli_make_printable (text);
  g_autofree char *cell = shorten (printable, ABS (width));
  int blanks = ABS (width) - (int) g_utf8_strlen (cell, -1);

  fprintf (file, "%*s%s%*s", width < 0 ? blanks : 0, "", cell, width < 0 ? 0 : blanks, "");
}
