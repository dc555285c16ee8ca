/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What becomes of the next message to the server that holds a word. */
typedef enum
{
  RW_TEST_PASS,        /* it is passed on, as everything else */
  RW_TEST_RESET,       /* the connection is reset before the server hears of it */
  RW_TEST_LOSE_ANSWER, /* the connection is reset when the server answers */
  RW_TEST_STALL,       /* neither side hears of the other any more, until the proxy ends */
} RwTestFault;

/* A proxy on loopback before a server there, in a thread of its own. */
typedef struct _RwTestProxy RwTestProxy;

RwTestProxy *rw_test_proxy_new (guint16 server);
void rw_test_proxy_free (RwTestProxy *self);
guint16 rw_test_proxy_get_port (RwTestProxy *self);

/* For the next @n_times messages with @word in them. */
void rw_test_proxy_plan (RwTestProxy *self, const char *word, RwTestFault fault, guint n_times);

/* How many are left. */
guint rw_test_proxy_count_left (RwTestProxy *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwTestProxy, rw_test_proxy_free)

G_END_DECLS
