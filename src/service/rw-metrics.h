/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-job-state.h"

G_BEGIN_DECLS

/**
 * RwMetrics: figures about the server for Prometheus. They name routes, never users or files.
 * Thread-safe.
 */
typedef struct _RwMetrics RwMetrics;

/* What is asked of the backend when the figures are read. */
typedef struct
{
  gint64 jobs[RW_N_JOB_STATES];
  gint64 oldest_queued; /* rw_clock_now(); 0: none waits */
  gint64 n_messages;
} RwMetricsBackend;

RwMetrics *rw_metrics_new (void);
void rw_metrics_free (RwMetrics *self);

/* @route: a pattern of rw-routes.h. @method and @route are static texts. */
void rw_metrics_count_request (RwMetrics *self, const char *method, const char *route, guint status,
                               double seconds);

/* Bytes of bodies that were received. */
void rw_metrics_count_bytes (RwMetrics *self, gsize bytes);

/* Prometheus' text format, version 0.0.4 (transfer full). @backend: NULL: it cannot be asked. */
char *rw_metrics_dup_text (RwMetrics *self, const RwMetricsBackend *backend);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwMetrics, rw_metrics_free)

G_END_DECLS
