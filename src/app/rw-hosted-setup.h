/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-hosted.h"
#include "rw-token-store.h"

G_BEGIN_DECLS

/**
 * RwHostedSetup: the hosted queue as the user has set it up: address and switch in the settings,
 * the token in the token store. Follows both. While the settings say off, nothing is contacted and
 * the token store is not asked.
 *
 * Signal "changed": any of what the getters return is another one.
 */
#define RW_TYPE_HOSTED_SETUP (rw_hosted_setup_get_type ())
G_DECLARE_FINAL_TYPE (RwHostedSetup, rw_hosted_setup, RW, HOSTED_SETUP, GObject)

/* @database: where the jobs are kept. It is made when the queue is on for the first time. */
RwHostedSetup *rw_hosted_setup_new (const char *database);

gboolean rw_hosted_setup_is_on (RwHostedSetup *self);

/* The jobs, with an endpoint when the queue can be used; NULL while it never was on. */
RwHosted *rw_hosted_setup_get_hosted (RwHostedSetup *self);

/* Why a queue that is on cannot be used; NULL: it can, or is just being looked up. */
const GError *rw_hosted_setup_get_error (RwHostedSetup *self);

/* Keeps a token (NULL or blank: none) for the address in the settings, then uses it. Errors: those
 * of rw_endpoint_new() and rw_token_store_save(). */
void rw_hosted_setup_save_token_async (RwHostedSetup *self, const char *token, RwTokenPlace place,
                                       GAsyncReadyCallback callback, gpointer user_data);
gboolean rw_hosted_setup_save_token_finish (RwHostedSetup *self, GAsyncResult *result,
                                            GError **error);

/* Uses a token until the program ends and keeps it nowhere. */
void rw_hosted_setup_use_token (RwHostedSetup *self, const char *token);

G_END_DECLS
