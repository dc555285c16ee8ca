/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-backend.h"

G_BEGIN_DECLS

/* How a call fails. */
typedef enum
{
  RW_TEST_NOT_DONE, /* nothing happened */
  RW_TEST_DONE,     /* it happened, but nobody is told */
  RW_TEST_N_FAILURES
} RwTestFailure;

/* A backend in front of @real whose calls can be made to fail. It has those that workers and
 * uploads use. */
RwBackend *rw_test_failing_backend (RwBackend *real);

/* Counts the calls of all such backends from 0 and lets @times of them fail, the first of them
 * number @first. */
void rw_test_fail_calls (guint first, guint times, RwTestFailure failure);

/* Calls since then, @name: of one kind ("renew"), NULL: of all. */
guint rw_test_count_calls (const char *name);

/* Waits until there were @n calls of a kind. */
void rw_test_wait_for_calls (const char *name, guint n);

/* The kind of the last call that failed since then; NULL: none did. */
const char *rw_test_get_failed_call (void);

G_END_DECLS
