/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-request.h"

G_BEGIN_DECLS

/* Answers a request: with what its route makes of it, or why it is refused. Faults are logged.
 * FALSE: the connection is broken. */
gboolean rw_answer_send (RwRequest *request);

G_END_DECLS
