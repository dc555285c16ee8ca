/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Sorts @n numbers (not NaN), the smallest first. */
void rw_sort_numbers (double *numbers, gsize n);

G_END_DECLS
