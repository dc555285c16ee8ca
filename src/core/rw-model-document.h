/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <jansson.h>

G_BEGIN_DECLS

/* The document of a model's file in JSON or UBJ, not checked yet (transfer full). Errors:
 * RW_ERROR_MODEL; for a pickle and for XGBoost's old binary format with the lines of Python that
 * convert it. */
json_t *rw_model_document_parse (GBytes *bytes, GError **error);

/* The bytes of a file in JSON of it; nine digits tell any of its floats. */
GBytes *rw_model_document_write (json_t *document);

G_END_DECLS
