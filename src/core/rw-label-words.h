/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the values of a label say by themselves, in any case of letters: "yes", "1", "churned",
 * "Attrited Customer"… mean "left"; "no", "0", "stayed", "Existing Customer"… mean "stayed". */

/* Which of the two values means "left": 0 or 1, and -1 when their words do not tell. It is enough
 * that one of them is known. */
int rw_label_words_find_positive (const char *a, const char *b);

/* Both are known, and one of them means "left". */
gboolean rw_label_words_are_pair (const char *a, const char *b);

G_END_DECLS
