/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-config.h"
#include "rw-jobs.h"
#include "rw-postgres-pool.h"
#include "rw-queue.h"
#include "rw-storage.h"
#include "rw-tokens.h"

G_BEGIN_DECLS

/**
 * RwBackend: what server and worker share, and all they share. Thread-safe.
 */
typedef struct
{
  RwJobs *jobs;
  RwQueue *queue;
  RwStorage *storage;
  RwPostgresPool *pool; /* NULL: nothing is in PostgreSQL */
} RwBackend;

/* What @config names; the rest is in @folder (mode 0700), which is made if need be. @config: NULL
 * names nothing. @base_url: see rw_folder_storage_open(). Errors: RW_ERROR_DATABASE, RW_ERROR_FILE,
 * and what the engines say that are named. */
RwBackend *rw_backend_open (const char *folder, const RwConfig *config, const char *base_url,
                            GError **error);
void rw_backend_free (RwBackend *self);

/* Its storage alone, for who needs nothing else. Errors: those of RwStorage. */
RwStorage *rw_backend_open_storage (const char *folder, const RwConfig *config,
                                    const char *base_url, GError **error);

/* The tokens, for who lets users in. @backend: one of the same @folder and @config, whose
 * connections they share; NULL: none is open. Errors: RW_ERROR_DATABASE, RW_ERROR_FILE. */
RwTokens *rw_backend_open_tokens (const char *folder, const RwConfig *config,
                                  const RwBackend *backend, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwBackend, rw_backend_free)

G_END_DECLS
