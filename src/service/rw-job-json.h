/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-jobs.h"

#include <jansson.h>

G_BEGIN_DECLS

/* A job and an entry of its history as data/service/API.md has them (transfer full). */
json_t *rw_job_json_new (const RwJobRecord *record);
json_t *rw_job_json_new_event (const RwJobEvent *event);

G_END_DECLS
