/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-mapping.h"

G_BEGIN_DECLS

/**
 * What a person said of a file's columns, remembered in the user's data folder for files with the
 * same columns (folded, in any order) and models with the same label: one small file each; beyond
 * RW_MAPPING_MEMORY_MAX those not used longest are removed. Blocks for some ms: for workers.
 */
#define RW_MAPPING_MEMORY_MAX 200u

/* @names: of the columns (char). NULL: nothing is remembered that fits @manifest and @names. */
RwMapping *rw_mapping_memory_load (const RwManifest *manifest, const GPtrArray *names);

/* Remembers what was given; nothing given: forgets. Errors: RW_ERROR_FILE. */
gboolean rw_mapping_memory_save (const RwManifest *manifest, const GPtrArray *names,
                                 const RwMapping *given, GError **error);

G_END_DECLS
