/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-metrics.h"

#include "rw-clock.h"
#include "rw-test-service.h"
#include "rw-test.h"

#include <locale.h>
#include <string.h>

static void
assert_has (const char *text, const char *line)
{
  g_autofree char *whole = g_strdup_printf ("\n%s\n", line);

  rw_test_assert_has (text, whole);
}

static void
test_requests (void)
{
  g_autoptr (RwMetrics) metrics = rw_metrics_new ();

  rw_metrics_count_request (metrics, "GET", "/health", 200, 0.001);
  rw_metrics_count_request (metrics, "GET", "/health", 200, 0.25);
  rw_metrics_count_request (metrics, "GET", "/health", 503, 100);
  rw_metrics_count_bytes (metrics, 1000);
  rw_metrics_count_bytes (metrics, 24);
  g_autofree char *text = rw_metrics_dup_text (metrics, NULL);
  assert_has (text, "retainwise_requests_total{method=\"GET\",route=\"/health\",status=\"200\"} 2");
  assert_has (text, "retainwise_requests_total{method=\"GET\",route=\"/health\",status=\"503\"} 1");
  assert_has (text, "retainwise_request_seconds_bucket{route=\"/health\",le=\"0.005\"} 1");
  assert_has (text, "retainwise_request_seconds_bucket{route=\"/health\",le=\"0.1\"} 1");
  assert_has (text, "retainwise_request_seconds_bucket{route=\"/health\",le=\"0.5\"} 2");
  assert_has (text, "retainwise_request_seconds_bucket{route=\"/health\",le=\"60\"} 2");
  assert_has (text, "retainwise_request_seconds_bucket{route=\"/health\",le=\"+Inf\"} 3");
  assert_has (text, "retainwise_request_seconds_sum{route=\"/health\"} 100.251000");
  assert_has (text, "retainwise_request_seconds_count{route=\"/health\"} 3");
  assert_has (text, "retainwise_received_bytes_total 1024");
  assert_has (text, "retainwise_backend_up 0");
  g_assert_null (strstr (text, "retainwise_jobs"));
}

static void
test_backend (void)
{
  RwMetricsBackend backend = { .jobs = { [RW_JOB_QUEUED] = 3, [RW_JOB_FAILED] = 1 },
                               .n_messages = 4 };

  rw_test_stop_clock ();
  g_autoptr (RwMetrics) metrics = rw_metrics_new ();
  g_autofree char *started =
      g_strdup_printf ("retainwise_start_time_seconds %" G_GINT64_FORMAT, rw_clock_now () / 1000);
  backend.oldest_queued = rw_clock_now ();
  rw_test_advance_clock (90500);
  g_autofree char *text = rw_metrics_dup_text (metrics, &backend);
  assert_has (text, started);
  assert_has (text, "retainwise_backend_up 1");
  assert_has (text, "retainwise_jobs{state=\"QUEUED\"} 3");
  assert_has (text, "retainwise_jobs{state=\"COMPLETED\"} 0");
  assert_has (text, "retainwise_jobs{state=\"FAILED\"} 1");
  assert_has (text, "retainwise_oldest_queued_seconds 90");
  assert_has (text, "retainwise_queue_messages 4");
}

#define LABELS "{\\w+=\"[^\"]*\"(,\\w+=\"[^\"]*\")*}"
#define LINE   "^(# (HELP|TYPE) \\w+ \\S.*|\\w+(" LABELS ")? [0-9.]+)$"

/* Each line is a comment or a name and a number. */
static void
test_form (void)
{
  RwMetricsBackend backend = { 0 };
  g_autoptr (RwMetrics) metrics = rw_metrics_new ();

  rw_metrics_count_request (metrics, "POST", "/api/predictions/{id}/cancel", 200, 0.5);
  g_autofree char *text = rw_metrics_dup_text (metrics, &backend);
  g_auto (GStrv) split = g_strsplit (text, "\n", -1);
  for (guint i = 0; split[i + 1] != NULL; i++)
    {
      g_test_message ("%s", split[i]);
      g_assert_true (g_regex_match_simple (LINE, split[i], 0, 0));
    }
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/metrics/requests", test_requests);
  g_test_add_func ("/metrics/backend", test_backend);
  g_test_add_func ("/metrics/form", test_form);
  return g_test_run ();
}
