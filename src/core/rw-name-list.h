/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <jansson.h>

G_BEGIN_DECLS

/* Reads a list of names, which may be left out (@json NULL: an empty one). NULL when it is no list,
 * or one of its names is no text or empty (transfer full). */
GStrv rw_name_list_parse (const json_t *json);
json_t *rw_name_list_to_json (const char *const *names);

G_END_DECLS
