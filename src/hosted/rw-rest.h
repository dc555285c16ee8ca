/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Waits for @ms, or until @cancellable (may be NULL) is cancelled; then FALSE. */
gboolean rw_rest (gint64 ms, GCancellable *cancellable);

G_END_DECLS
