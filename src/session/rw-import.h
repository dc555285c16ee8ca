/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-analysis.h"
#include "rw-choices.h"
#include "rw-mapping-check.h"

G_BEGIN_DECLS

/**
 * RwImport: how a file is to be read, while somebody decides on it. Reads it again whenever a
 * choice changes, on worker threads: a sample of its start at once, then all of it. What would
 * refuse the file is told with its rows instead. A newer reading cancels the older one. It knows no
 * widgets; to be used in one thread, whose main context runs.
 *
 * Signal "changed": there is something new to be asked for.
 */
#define RW_TYPE_IMPORT (rw_import_get_type ())
G_DECLARE_FINAL_TYPE (RwImport, rw_import, RW, IMPORT, GObject)

/* Starts to read. @model: in use already, else NULL, and it is loaded from @model_path (NULL: the
 * one that ships). @choices: copied; NULL: nothing is said. */
RwImport *rw_import_new (const char *path, RwModel *model, const char *model_path,
                         const RwChoices *choices);

/* Reads again as @choices (copied) say. What was read before stays until then. */
void rw_import_choose (RwImport *self, const RwChoices *choices);

/* Ends all reading. */
void rw_import_cancel (RwImport *self);

const char *rw_import_get_path (RwImport *self);
const RwChoices *rw_import_get_choices (RwImport *self);

/* NULL before it is loaded. */
RwModel *rw_import_get_model (RwImport *self);
const char *rw_import_get_model_path (RwImport *self);

/* The rows as they were read last: those of the sample, or all; NULL before, and when the file
 * cannot be read at all. */
RwTable *rw_import_get_table (RwImport *self);

/* Whether all of the file was read with the choices that are made. */
gboolean rw_import_is_complete (RwImport *self);

/* From which columns of the table the model's inputs are read; NULL without a table. */
const RwMapping *rw_import_get_mapping (RwImport *self);

/* What the values say of that; NULL unless it is complete. */
const RwMappingCheck *rw_import_get_check (RwImport *self);

/* What would refuse the file, the mapping aside; NULL unless it is complete. */
const RwDoubts *rw_import_get_doubts (RwImport *self);

/* Why the file cannot be read as it was chosen; NULL: it can, or is not read yet. */
const GError *rw_import_get_error (RwImport *self);

/* Of the reading of all of it; NULL while none runs. */
RwProgress *rw_import_get_progress (RwImport *self);

G_END_DECLS
