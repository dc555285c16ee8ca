/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The user's language for all texts of a program; its first act. Without any locale, as in a bare
 * container, text is still UTF-8. */
void rw_locale_set_up (void);

G_END_DECLS
