/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-number-format.h"

G_BEGIN_DECLS

/* Room for rw_number_text_print(). */
#define RW_NUMBER_TEXT_SIZE 64u

/* A finite @number with a decimal point and without groups, or as a date with slashes in the order
 * of @format; @zeros: "03/04/2024" rather than "3/4/2024". Returns @buffer. */
const char *rw_number_text_print (const RwNumberFormat *format, double number, gboolean zeros,
                                  char buffer[RW_NUMBER_TEXT_SIZE]);

/* What is to be looked for in rw_number_text_print() to find the values that hold @text as the file
 * writes them: without groups and unit, with a decimal point, or with slashes. Transfer full. */
char *rw_number_text_normalize (const RwNumberFormat *format, const char *text);

/* A value as it is told to people and programs: "1234.5", "2024-04-03", "2024-04-03T12:00:00".
 * Transfer full. */
char *rw_number_text_dup_value (const RwNumberFormat *format, double number);

/* "decimal comma, thousands by point, EUR", "day/month/year": for people; transfer full. */
char *rw_number_text_describe (const RwNumberFormat *format);

/* The same without groups and unit: what tells two readings of a column apart (transfer full). */
char *rw_number_text_describe_reading (const RwNumberFormat *format);

/* "ymd", "dmy", "mdy"; NULL for numbers: for JSON and command lines. */
const char *rw_date_order_get_id (RwDateOrder order);

G_END_DECLS
