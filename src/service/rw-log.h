/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  RW_LOG_INFO,
  RW_LOG_WARNING, /* it will pass, or somebody else is to blame */
  RW_LOG_ERROR,   /* whoever runs this must see to it */
} RwLogLevel;

/**
 * rw_log: writes what happened as one JSON object in one line of standard error: time, level, event
 * and the given fields. Never customers' data, names of users or of their files, or tokens. A line
 * is written by one call, so those of several threads do not mix.
 *
 * @types: one letter for each field, 's' const char * (NULL: it is left out) or 'i' gint64; then
 * follow the name and the value of each. @event and names are words with hyphens and underscores.
 */
void rw_log (RwLogLevel level, const char *event, const char *types, ...);

/* The code of @error as a word, "database"; that of another domain is the domain's. Unlike its
 * message it names nothing. */
const char *rw_log_get_error_word (const GError *error);

G_END_DECLS
