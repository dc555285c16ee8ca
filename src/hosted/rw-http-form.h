/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-progress.h"
#include "rw-source.h"

#include <curl/curl.h>

G_BEGIN_DECLS

/**
 * RwHttpForm: a multipart form with one file that is read while it is sent, however large it is.
 * The parts before it are small texts.
 */
typedef struct _RwHttpForm RwHttpForm;

/* @fields: name, value, name, value…, ended by NULL. @file goes as "file" under its own name and is
 * kept; @progress (may be NULL) counts its bytes. Made for @easy and freed before it. */
RwHttpForm *rw_http_form_new (CURL *easy, const char *const *fields, RwSource *file,
                              RwProgress *progress);
void rw_http_form_free (RwHttpForm *self);

/* Whether all of the file has gone to the connection: the server may have the whole form. */
gboolean rw_http_form_is_complete (RwHttpForm *self);

/* What went wrong with the file (transfer full), NULL: nothing. */
GError *rw_http_form_take_error (RwHttpForm *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwHttpForm, rw_http_form_free)

G_END_DECLS
