/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-probe.h"

#include <stdio.h>
#include <string.h>

/* Its prepare and check functions run when the main loop begins and ends to wait. */
typedef struct
{
  GSource source;
  FILE *file;
  gint64 woken; /* monotonic µs; when the loop ended to wait */
  gint64 since; /* when the last line was written */
  gint64 longest;
} Probe;

static Probe *probe;

static gboolean
prepare (GSource *source, int *timeout)
{
  Probe *self = (Probe *) source;

  *timeout = -1;
  if (self->woken > 0)
    self->longest = MAX (self->longest, g_get_monotonic_time () - self->woken);
  return FALSE;
}

static gboolean
check (GSource *source)
{
  ((Probe *) source)->woken = g_get_monotonic_time ();
  return FALSE;
}

static gboolean
dispatch (GSource *source G_GNUC_UNUSED, GSourceFunc callback G_GNUC_UNUSED,
          gpointer data G_GNUC_UNUSED)
{
  return G_SOURCE_CONTINUE;
}

static GSourceFuncs probe_funcs = { .prepare = prepare, .check = check, .dispatch = dispatch };

/* An amount of /proc/self/status in MiB, 0 where the system does not tell. */
static double
get_memory (const char *status, const char *name)
{
  const char *line = strstr (status, name);

  return line != NULL ? g_ascii_strtod (line + strlen (name), NULL) / 1024 : 0;
}

void
rw_probe_start (void)
{
  const char *path = g_getenv ("RETAINWISE_PROBE");
  FILE *file = path != NULL && probe == NULL ? fopen (path, "we") : NULL;

  if (file == NULL)
    return;
  probe = (Probe *) g_source_new (&probe_funcs, sizeof (Probe));
  probe->file = file;
  probe->since = g_get_monotonic_time ();
  /* First among those that wake up, so that nothing runs before it looks at the clock. */
  g_source_set_priority (&probe->source, G_MININT);
  g_source_attach (&probe->source, NULL);
}

void
rw_probe_mark (const char *step)
{
  gint64 now = g_get_monotonic_time ();

  if (probe == NULL)
    return;
  gint64 longest = MAX (probe->longest, now - probe->woken);
  g_autofree char *status = NULL;
  g_file_get_contents ("/proc/self/status", &status, NULL, NULL);
  double peak = get_memory (status != NULL ? status : "", "VmHWM:");
  double files = get_memory (status != NULL ? status : "", "RssFile:");
  fprintf (probe->file, "%s\t%.3f\t%.1f\t%.0f\t%.0f\n", step, (double) (now - probe->since) / 1e6,
           (double) longest / 1e3, peak, peak - files);
  fflush (probe->file);
  probe->since = probe->woken = g_get_monotonic_time ();
  probe->longest = 0;
}
