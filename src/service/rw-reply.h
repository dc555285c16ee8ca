/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <jansson.h>
#include <microhttpd.h>

#include <glib.h>

G_BEGIN_DECLS

/**
 * RwReply: an answer that is ready to be sent.
 */
typedef struct _RwReply RwReply;

/* 200 and @object (transfer full), to which "success": true is added. */
RwReply *rw_reply_new_success (json_t *object);

/* @object as it is (transfer full). */
RwReply *rw_reply_new_json (guint status, json_t *object);

/* The error envelope of data/service/API.md. Of a fault of the server no more is told than that
 * there is one. */
RwReply *rw_reply_new_error (const GError *error, const char *request_id);

/* 200 and @text (transfer full) of the content type @type. */
RwReply *rw_reply_new_text (const char *type, char *text);

/* 200 and @bytes. */
RwReply *rw_reply_new_bytes (const char *type, GBytes *bytes);

/* 200 and the file behind @fd (transfer full), which is to be saved as @name. NULL with errno set.
 */
RwReply *rw_reply_new_file (int fd, const char *type, const char *name);
void rw_reply_free (RwReply *self);

void rw_reply_set_header (RwReply *self, const char *name, const char *value);
guint rw_reply_get_status (const RwReply *self);

/* Bytes of its body. */
gint64 rw_reply_get_length (const RwReply *self);

/* FALSE: the connection is broken. */
gboolean rw_reply_send (RwReply *self, struct MHD_Connection *connection);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwReply, rw_reply_free)

G_END_DECLS
