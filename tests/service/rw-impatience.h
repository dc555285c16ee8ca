/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* For programs of the tests: no engine is waited for longer than @ms (at least 1000 where a file is
 * moved), nor asked as often as usual. */
void rw_impatience_set (int ms);

G_END_DECLS
