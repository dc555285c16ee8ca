/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Fills up to 256 bytes with what nobody can guess. */
void rw_random_fill (guint8 *bytes, gsize length);

/* 128 bits of that as 32 hexadecimal digits. */
char *rw_random_dup_word (void);

G_END_DECLS
