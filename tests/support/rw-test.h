/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-error.h"
#include "rw-table.h"

G_BEGIN_DECLS

/* A string literal that may hold NULs, as two arguments: its bytes and their number. */
#define RW_TEST_BYTES(literal) (literal), sizeof (literal) - 1

/* Whether ThreadSanitizer watches. GLib is not instrumented: it does not see GLib's own locks. */
#ifdef __SANITIZE_THREAD__
#define RW_TEST_THREADS_WATCHED TRUE
#else
#define RW_TEST_THREADS_WATCHED FALSE
#endif

/* Path of @name in a folder that is removed, with all in it, when the program ends. */
char *rw_test_dup_path (const char *name);

/* Takes away a file, or a folder with all in it, if it is there. */
void rw_test_remove (const char *path);

/* Writes a new file in that folder, in place of an older one of that name, which stays as it is for
 * those who have it open. Returns its path. */
char *rw_test_write (const char *name, const char *bytes, gsize length);

/* Writes over an existing file in place, and makes sure that its time of change is another. */
void rw_test_overwrite (const char *path, const char *bytes, gsize length);

/* Opens a new file of these bytes, called "customers.csv". */
RwSource *rw_test_source (const char *bytes, gsize length);

/* That these are the bytes of a source. */
void rw_test_assert_content (RwSource *source, const char *bytes, gsize length);

/* Files that this process has open, and the same few more each time. */
guint rw_test_count_open_files (void);

/* The table of a new file of these bytes, which must be one. */
RwTable *rw_test_load (const char *bytes, gsize length);

/* An RwHintFunc: @hints is a GHashTable of names and RwKindHint. */
gboolean rw_test_hint (const GPtrArray *names, RwKindHint *found, gpointer hints, GError **error);

/* That a new file of these bytes is no table, and why. */
void rw_test_assert_refused (const char *bytes, gsize length, RwError code, const char *part);

/* That *@error is of that code with @part (may be NULL) in its message; clears it. */
#define rw_test_assert_error(error, code, part)                                                    \
  rw_test_check_error (__FILE__, __LINE__, G_STRFUNC, error, RW_ERROR, code, part)
#define rw_test_assert_cancelled(error)                                                            \
  rw_test_check_error (__FILE__, __LINE__, G_STRFUNC, error, G_IO_ERROR, G_IO_ERROR_CANCELLED, NULL)
void rw_test_check_error (const char *file, int line, const char *function, GError **error,
                          GQuark domain, int code, const char *part);

/* That @part is in @text. */
#define rw_test_assert_has(text, part) rw_test_check_has (__FILE__, __LINE__, G_STRFUNC, text, part)
void rw_test_check_has (const char *file, int line, const char *function, const char *text,
                        const char *part);

/* What becomes of the bytes, nothing mended or set aside: "[cell][cell]/" for each record. */
char *rw_test_split (const RwDialect *dialect, const char *bytes, gsize length);

/* A column: kind, number of missing values, levels with their counts, values ("?" is missing):
 * "number/1: 0.5 ?", "category/0 {a=2 b=1}: 0 1 0", "text/1: [x] []". */
char *rw_test_show_column (const RwColumn *column, guint32 n_rows);

/* The examples: "too-few-cells@2 not-a-number@3:1[x]", that is cause@record:column[text]. */
char *rw_test_show_problems (RwProblems *problems);

G_END_DECLS
