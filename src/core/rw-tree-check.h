/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <jansson.h>

G_BEGIN_DECLS

/**
 * rw_tree_check: whether a tree of an XGBoost model document is one that libxgboost 1.7 can walk:
 * arrays of one length, every child in range and reached exactly once from the root, every split on
 * a feature that exists, every number finite, no categorical splits. libxgboost does not check;
 * what this lets through cannot crash or hang it. Errors: RW_ERROR_MODEL.
 */
gboolean rw_tree_check (json_t *tree, guint64 n_features, GError **error);

/* A member that XGBoost writes as text ("45"); -1 if it is none. */
gint64 rw_tree_get_parameter (json_t *object, const char *name);

G_END_DECLS
