/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  const char *path;
  GTestFunc func;
} RwTestStoreCase;

/* Runs @n @cases, each of which begins without models that are kept: what main() returns. */
int rw_test_store_main (int argc, char **argv, const RwTestStoreCase *cases, guint n);

G_END_DECLS
