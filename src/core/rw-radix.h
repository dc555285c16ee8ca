/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Sorts @n row numbers by @keys[row], smallest first, keeping the order of equal ones: three
 * passes of 11 bits, those left out that would move nothing. Fails only when cancelled, and leaves
 * @rows a permutation of what they were. */
gboolean rw_radix_sort (guint32 *rows, guint32 n, const guint32 *keys, GCancellable *cancellable,
                        GError **error);

/* The places of @n numbers (not NaN) in their order, equal ones as they come (transfer full), or
 * NULL when cancelled. */
guint32 *rw_radix_order_floats (const float *numbers, guint32 n, gboolean descending,
                                GCancellable *cancellable, GError **error);

/* Keys that sort as the numbers do (not NaN). -0 and 0 are one. */
guint32 rw_radix_key_from_float (float number);
guint64 rw_radix_key_from_double (double number);

G_END_DECLS
