/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Figures for people, in the reader's language; never for files. All transfer full. */

/* "7,043" */
char *rw_format_count (guint64 count);

/* "0.849" with so many decimals */
char *rw_format_decimal (double number, guint n_decimals);

/* "26.5 %" of a share of 1. */
char *rw_format_percent (double share);

/* "7,043 rows", "20 columns", "7,043 customers" */
char *rw_format_rows (guint64 count);
char *rw_format_columns (guint count);
char *rw_format_customers (guint64 count);

/* "40 s", "5 min", "3 h", "2 days": whole ones of the largest unit in @milliseconds. */
char *rw_format_duration (gint64 milliseconds);

/* "14:03" on the day of @now, else "24 November 2026, 14:03": milliseconds since 1970, told in the
 * reader's time zone. */
char *rw_format_time (gint64 time, gint64 now);

/* "24 November 2026": of milliseconds since 1970, told in the reader's time zone. */
char *rw_format_date (gint64 time);

G_END_DECLS
