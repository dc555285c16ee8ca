/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-job-store.h"
#include "rw-queue-client.h"

G_BEGIN_DECLS

/* Sends the file of a job that the server does not have yet, so that it becomes one job however
 * often this fails and is called again with the same @data, which changes on the way: our server
 * knows the job's key again; before it is sent to the original once more, its list is searched for
 * a job that came of the last attempt. What must not be forgotten is kept in @store: before it is
 * sent that it is, and at once that it was.
 *
 * Errors: those of RwQueueClient, RW_ERROR_FILE and RW_ERROR_CHANGED for the file,
 * RW_ERROR_DATABASE. RW_ERROR_SERVER also when nobody can tell whether the server has it. */
RwJobReport *rw_queue_submit (RwQueueClient *client, RwJobStore *store, RwJobData *data,
                              RwProgress *progress, GError **error);

G_END_DECLS
