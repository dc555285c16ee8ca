/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a column's name says of it, by its words: "CustomerID" and "customer_id" have two. */

/* It may name customers: "id", "row", "surname", "phone"… is one of its words. */
gboolean rw_column_words_name_id (const char *name);

/* It may say who left, or what follows from it: one of its words starts with "churn", "cancel",
 * "exit", "reason", "score"… */
gboolean rw_column_words_name_outcome (const char *name);

/* It is what the label is usually called: all of it, as it is compared, is "churn", "exited",
 * "attrition flag"… */
gboolean rw_column_words_name_label (const char *name);

G_END_DECLS
