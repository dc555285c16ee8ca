/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <jansson.h>

G_BEGIN_DECLS

/* A JSON object that comes from outside (transfer full). NULL: it is none, or has a name twice. */
json_t *rw_json_parse_object (const void *bytes, gsize length);

/* The text of that name (borrowed). NULL: there is none, it is no text, or @object is none. */
const char *rw_json_get_text (const json_t *object, const char *name);

G_END_DECLS
