/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-request.h"

G_BEGIN_DECLS

/* Whether a request is to be worked on; decided before anything of its body is read. Finds its
 * route, its user and the length of its body, and begins its upload. Errors: RW_REFUSAL; faults of
 * the storage. */
gboolean rw_admission_check (RwRequest *request, const char *version, GError **error);

G_END_DECLS
