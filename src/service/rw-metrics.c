/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-metrics.h"

#include "rw-clock.h"

#include <pthread.h>

/* Upper bounds of the durations, in seconds; longer ones are counted behind the last. */
static const double bounds[] = { 0.005, 0.02, 0.1, 0.5, 2, 10, 60 };
#define N_BOUNDS G_N_ELEMENTS (bounds)

typedef struct
{
  guint64 counts[N_BOUNDS + 1];
  double sum; /* seconds */
} Durations;

struct _RwMetrics
{
  gint64 started_at;
  pthread_mutex_t lock; /* of what follows */
  GTree *requests;      /* guint64 by labels */
  GTree *durations;     /* Durations by route */
  guint64 n_bytes;
};

static int
compare_cb (gconstpointer a, gconstpointer b, gpointer data G_GNUC_UNUSED)
{
  return g_strcmp0 (a, b);
}

static GTree *
tree_new (void)
{
  return g_tree_new_full (compare_cb, NULL, g_free, g_free);
}

/* The value of @key, which is zeros at first. */
static gpointer
ensure (GTree *tree, const char *key, gsize size)
{
  gpointer value = g_tree_lookup (tree, key);

  if (value != NULL)
    return value;
  value = g_malloc0 (size);
  g_tree_insert (tree, g_strdup (key), value);
  return value;
}

static void
add_duration (Durations *durations, double seconds)
{
  guint i = 0;

  while (i < N_BOUNDS && seconds > bounds[i])
    i++;
  durations->counts[i]++;
  durations->sum += seconds;
}

RwMetrics *
rw_metrics_new (void)
{
  RwMetrics *self = g_new0 (RwMetrics, 1);

  self->started_at = rw_clock_now ();
  self->requests = tree_new ();
  self->durations = tree_new ();
  pthread_mutex_init (&self->lock, NULL);
  return self;
}

void
rw_metrics_free (RwMetrics *self)
{
  pthread_mutex_destroy (&self->lock);
  g_tree_unref (self->requests);
  g_tree_unref (self->durations);
  g_free (self);
}

void
rw_metrics_count_request (RwMetrics *self, const char *method, const char *route, guint status,
                          double seconds)
{
  g_autofree char *labels =
      g_strdup_printf ("method=\"%s\",route=\"%s\",status=\"%u\"", method, route, status);

  pthread_mutex_lock (&self->lock);
  guint64 *n = ensure (self->requests, labels, sizeof *n);
  (*n)++;
  add_duration (ensure (self->durations, route, sizeof (Durations)), seconds);
  pthread_mutex_unlock (&self->lock);
}

void
rw_metrics_count_bytes (RwMetrics *self, gsize bytes)
{
  pthread_mutex_lock (&self->lock);
  self->n_bytes += bytes;
  pthread_mutex_unlock (&self->lock);
}

static void
append_head (GString *text, const char *name, const char *type, const char *help)
{
  g_string_append_printf (text, "# HELP retainwise_%s %s\n# TYPE retainwise_%s %s\n", name, help,
                          name, type);
}

static void
append_gauge (GString *text, const char *name, const char *help, gint64 value)
{
  append_head (text, name, "gauge", help);
  g_string_append_printf (text, "retainwise_%s %" G_GINT64_FORMAT "\n", name, value);
}

static gboolean
append_requests_cb (gpointer labels, gpointer value, gpointer text)
{
  g_string_append_printf (text, "retainwise_requests_total{%s} %" G_GUINT64_FORMAT "\n",
                          (char *) labels, *(guint64 *) value);
  return FALSE;
}

static void
append_bucket (GString *text, const char *route, const char *bound, guint64 n)
{
  g_string_append_printf (text,
                          "retainwise_request_seconds_bucket{route=\"%s\",le=\"%s\"} "
                          "%" G_GUINT64_FORMAT "\n",
                          route, bound, n);
}

static gboolean
append_durations_cb (gpointer route, gpointer value, gpointer text)
{
  const Durations *durations = value;
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  guint64 n = 0;

  for (guint i = 0; i < N_BOUNDS; i++)
    {
      n += durations->counts[i];
      append_bucket (text, route, g_ascii_formatd (number, sizeof number, "%g", bounds[i]), n);
    }
  n += durations->counts[N_BOUNDS];
  append_bucket (text, route, "+Inf", n);
  g_string_append_printf (text,
                          "retainwise_request_seconds_sum{route=\"%s\"} %s\n"
                          "retainwise_request_seconds_count{route=\"%s\"} %" G_GUINT64_FORMAT "\n",
                          (char *) route,
                          g_ascii_formatd (number, sizeof number, "%.6f", durations->sum),
                          (char *) route, n);
  return FALSE;
}

static void
append_own (RwMetrics *self, GString *text)
{
  append_gauge (text, "start_time_seconds", "When the server started, in seconds since 1970.",
                self->started_at / 1000);
  append_head (text, "requests_total", "counter", "Requests that were answered or broken off.");
  g_tree_foreach (self->requests, append_requests_cb, text);
  append_head (text, "request_seconds", "histogram",
               "From the first byte to the end of the answer.");
  g_tree_foreach (self->durations, append_durations_cb, text);
  append_head (text, "received_bytes_total", "counter", "Bytes of bodies that were received.");
  g_string_append_printf (text, "retainwise_received_bytes_total %" G_GUINT64_FORMAT "\n",
                          self->n_bytes);
}

static void
append_backend (GString *text, const RwMetricsBackend *backend)
{
  gint64 age = backend->oldest_queued > 0 ? rw_clock_now () - backend->oldest_queued : 0;

  append_head (text, "jobs", "gauge", "Jobs in each state.");
  for (guint i = 0; i < RW_N_JOB_STATES; i++)
    g_string_append_printf (text, "retainwise_jobs{state=\"%s\"} %" G_GINT64_FORMAT "\n",
                            rw_job_state_get_word (i), backend->jobs[i]);
  append_gauge (text, "oldest_queued_seconds", "How long the oldest queued job waits.",
                MAX (age, 0) / 1000);
  append_gauge (text, "queue_messages", "Messages that wait or are being worked on.",
                backend->n_messages);
}

char *
rw_metrics_dup_text (RwMetrics *self, const RwMetricsBackend *backend)
{
  GString *text = g_string_new (NULL);

  pthread_mutex_lock (&self->lock);
  append_own (self, text);
  pthread_mutex_unlock (&self->lock);
  append_gauge (text, "backend_up", "Whether jobs and queue can be asked.", backend != NULL);
  if (backend != NULL)
    append_backend (text, backend);
  return g_string_free (text, FALSE);
}
