/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-io.h"

G_BEGIN_DECLS

/* The members of rw_io. */
typedef enum
{
  RW_TEST_OPEN,
  RW_TEST_READ,
  RW_TEST_PREAD,
  RW_TEST_WRITE,
  RW_TEST_FSYNC,
  RW_TEST_RENAME,
  RW_TEST_MALLOC,
  RW_TEST_N_CALLS
} RwTestCall;

#define RW_TEST_ALWAYS G_MAXUINT

/* What shall happen to the calls of a member. */
typedef struct
{
  guint skip;                     /* calls that work as ever before … */
  guint times;                    /* … these many fail */
  int error_number;               /* … with this errno */
  gsize most;                     /* bytes one read or write moves at most; 0: any number */
  void (*before) (gpointer data); /* is called before the call behind @skip */
  gpointer data;
} RwTestFault;

/* Replaces the members of rw_io and counts from 0; the others go on as they are set. */
void rw_test_set_fault (RwTestCall call, RwTestFault fault);

/* Calls of a member since rw_test_set_fault(). */
guint rw_test_get_n_calls (RwTestCall call);

/* Makes rw_io what it was. */
void rw_test_clear_faults (void);

G_END_DECLS
