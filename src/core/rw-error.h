/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RwError: the one error domain of all programs. Messages are translated, name the file, line or
 * column they speak of, and say what to do. A cancelled operation is G_IO_ERROR_CANCELLED instead.
 */
typedef enum
{
  RW_ERROR_FILE,     /* a file cannot be opened, read or written */
  RW_ERROR_CHANGED,  /* a file changed while it was in use */
  RW_ERROR_FORMAT,   /* not a CSV file, or not one that can be read */
  RW_ERROR_DIALECT,  /* not found out: what separates and quotes a file's cells */
  RW_ERROR_ENCODING, /* a file is not text in the encoding it was read as */
  RW_ERROR_NUMBERS,  /* a column's numbers or dates can be read in two ways */
  RW_ERROR_EMPTY,    /* nothing to work on: no bytes, or a header and no rows */
  RW_ERROR_LIMIT,    /* a cell, row, column or file is larger than the limits */
  RW_ERROR_MODEL,    /* not a model file that can be trusted */
  RW_ERROR_MISMATCH, /* the model and the table do not fit */
  RW_ERROR_LABEL,    /* a column that was named, as the label, cannot be used */
  RW_ERROR_LIBRARY,  /* xgboost failed */
  RW_ERROR_DATABASE, /* a database of ours cannot be used */
  RW_ERROR_NETWORK,  /* a server cannot be reached, or the connection broke */
  RW_ERROR_ACCESS,   /* a server does not know the token, or does not let this user */
  RW_ERROR_BUSY,     /* a server asks to come again later */
  RW_ERROR_SERVER,   /* a server refused a request, or answered nonsense */
} RwError;

#define RW_ERROR (rw_error_quark ())
GQuark rw_error_quark (void);

/* Sets @error to "@what: @reason of the errno value"; always returns FALSE. */
gboolean rw_error_set_errno (GError **error, RwError code, int error_number, const char *what);

/* Sets @error to RW_ERROR_MODEL, "The model cannot be used: @why."; returns FALSE. */
gboolean rw_error_refuse_model (GError **error, const char *why);

/* Sets @error to RW_ERROR_MODEL: its description of its columns is damaged; returns FALSE. */
gboolean rw_error_refuse_manifest (GError **error, const char *what);

/* Sets @error to xgboost's last message in this thread, its stack trace left out; returns FALSE. */
gboolean rw_error_set_xgboost (GError **error, RwError code, const char *what);

G_END_DECLS
