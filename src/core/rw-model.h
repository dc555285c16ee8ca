/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "rw-booster.h"
#include "rw-manifest.h"

G_BEGIN_DECLS

/**
 * RwModel: a churn model: an XGBoost file (JSON or UBJ) with its manifest inside. Its SHA-256 is
 * its identity. Immutable and thread-safe.
 */
#define RW_TYPE_MODEL (rw_model_get_type ())
G_DECLARE_FINAL_TYPE (RwModel, rw_model, RW, MODEL, GObject)

/* The bytes of a model's file; NULL: of the model that ships. Errors: RW_ERROR_FILE, RW_ERROR_MODEL
 * for a file that is too large for a model. */
GBytes *rw_model_read (const char *path, GCancellable *cancellable, GError **error);

/* Checks every tree before libxgboost sees the file. Errors: RW_ERROR_FILE, RW_ERROR_MODEL. */
RwModel *rw_model_load (const char *path, GCancellable *cancellable, GError **error);
RwModel *rw_model_load_bytes (GBytes *bytes, GError **error);

/* The model that ships, trained on IBM's Telco set. */
RwModel *rw_model_load_default (GError **error);

const char *rw_model_get_sha256 (RwModel *self);
const RwManifest *rw_model_get_manifest (RwModel *self);
RwBooster *rw_model_get_booster (RwModel *self);
guint rw_model_get_n_trees (RwModel *self);

/* For each input the share of its splits in the loss that all splits took off in training
 * (XGBoost's "total gain"); together 1. */
const double *rw_model_get_importance (RwModel *self);

/* The inputs' numbers, the most important first (guint, transfer full). */
GArray *rw_model_rank_inputs (RwModel *self);

G_END_DECLS
