/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-cell.h"

G_BEGIN_DECLS

/* The numbers of a date in the order they stand in. */
typedef struct
{
  guint parts[3];
  gboolean year_first;
  char separator;
  double time; /* what is added to the date's days: time of day, less the offset from UTC */
} RwDateParts;

/* Takes a trimmed cell apart that looks like a date: a year of four digits first or last, day and
 * month of one or two, one of - / . between them; behind it perhaps "T" or a blank and a time of
 * day, "10:20", "10:20:30.5", with "Z" or "+01:00". Years of two digits are not read: their century
 * would be a guess. */
gboolean rw_date_parts_take (RwCell trimmed, RwDateParts *parts);

/* Days since 1970-01-01; FALSE when there is no such day. */
gboolean rw_date_days (guint year, guint month, guint day, double *days);

G_END_DECLS
