/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-interval.h"

G_BEGIN_DECLS

/* Figures for people, in the reader's language. */

/* What the figure called @id in JSON ("ece" is one, too) is called, and what it means in a few
 * words; @id and "" for one that nobody knows. */
const char *rw_figure_text_get_title (const char *id);
const char *rw_figure_text_get_meaning (const char *id);

/* "0.8503", and with its sign "+0.0021"; "–" where it is NAN (transfer full). */
char *rw_figure_text_dup (double figure);
char *rw_figure_text_dup_difference (double difference);

/* "0.8405 – 0.8609", and of a difference "-0.0010 to +0.0052"; "–" where it is NAN (transfer
 * full). */
char *rw_figure_text_dup_interval (RwInterval interval);
char *rw_figure_text_dup_difference_interval (RwInterval interval);

G_END_DECLS
