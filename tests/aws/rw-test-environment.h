/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Takes away every variable that says something of credentials, and gives the program a home folder
 * without any; no instance is asked. */
void rw_test_environment_clear (void);

G_END_DECLS
