/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-storage.h"

G_BEGIN_DECLS

/* A new storage: in a folder; in the store of with-s3.py where the test runs under it. Not freed
 * before the program ends. */
RwStorage *rw_test_shelf_storage (void);

/* The model that ships with its base score changed to that of @number, so that its SHA-256 and its
 * scores are others. */
GBytes *rw_test_shelf_model (guint number);

/* Stores these bytes under the SHA-256 of others: what a broken disk does. */
void rw_test_shelf_spoil (RwStorage *storage, const char *sha256, GBytes *bytes);

G_END_DECLS
