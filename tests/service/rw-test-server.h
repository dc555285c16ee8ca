/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-server.h"
#include "rw-test-service.h"

#include <jansson.h>

G_BEGIN_DECLS

/* A file of two customers, and a form that sends it. */
#define RW_TEST_BOUNDARY  "between"
#define RW_TEST_FORM_TYPE "Content-Type: multipart/form-data; boundary=" RW_TEST_BOUNDARY "\r\n"
#define RW_TEST_PART(disposition, content)                                                         \
  "--" RW_TEST_BOUNDARY "\r\nContent-Disposition: form-data; " disposition "\r\n\r\n" content "\r\n"
#define RW_TEST_FORM_END            "--" RW_TEST_BOUNDARY "--\r\n"
#define RW_TEST_FILE(name, content) RW_TEST_PART ("name=\"file\"; filename=\"" name "\"", content)

#define RW_TEST_MAX_BYTES  1000
#define RW_TEST_PER_MINUTE 200

/* A server on loopback, in this process, and what is behind it. */
typedef struct
{
  RwService service;
  RwTokens *tokens;
  char *token; /* of RW_TEST_USER */
  char *place; /* "127.0.0.1:12345" */
  RwServer *server;
} RwTestServer;

/* Zeros stand for what is usual. */
typedef struct
{
  RwBackend *backend;  /* transfer full; a new folder */
  RwBackend *refilled; /* whose outbox is sent; the same */
  guint per_minute;    /* RW_TEST_PER_MINUTE */
  guint idle_seconds;
  gboolean is_behind_proxy;
} RwTestServerSetting;

RwTestServer *rw_test_server_start (RwTestServerSetting setting);
void rw_test_server_stop (RwTestServer *self);

/* All that comes back for these bytes until the server closes (transfer full). */
char *rw_test_server_send (RwTestServer *self, const char *bytes, gsize length);

typedef struct
{
  guint status;
  char *text;   /* all of it */
  char *body;   /* in @text */
  json_t *json; /* of the body; NULL: it is none */
} RwTestAnswer;

/* Asks for @what, "GET /health", as the user of @token (NULL: without one). @headers: further
 * lines, each with CRLF, or NULL. @body: NULL: none. */
RwTestAnswer *rw_test_ask (RwTestServer *self, const char *token, const char *what,
                           const char *headers, const char *body);
void rw_test_answer_free (RwTestAnswer *answer);

/* That the answer is the error envelope with this status and with @part in its message; frees it.
 */
void rw_test_assert_error_answer (RwTestAnswer *answer, guint status, const char *part);

/* Sends a file "customers.csv" of this text as RW_TEST_USER. Returns the job's id. */
char *rw_test_upload (RwTestServer *self, const char *headers, const char *text);

/* Takes the job and completes it with a result of this text, as a worker does. */
void rw_test_complete (RwBackend *backend, const char *id, const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwTestServer, rw_test_server_stop)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwTestAnswer, rw_test_answer_free)

G_END_DECLS
