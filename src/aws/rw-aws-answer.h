/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a service answered. Start with { 0 }. */
typedef struct
{
  guint status;        /* 200… */
  GByteArray *body;    /* what no sink took, at most RW_AWS_MAX_BODY bytes; never NULL */
  GHashTable *headers; /* of texts; names in lower case; never NULL */

  /* What the service says is wrong, of any status from 300 on: "QueueDoesNotExist" and its
   * sentence. NULL where it does not say. */
  char *code;
  char *message;
} RwAwsAnswer;

#define RW_AWS_MAX_BODY (8u << 20)

/* Empty, whatever it was. */
void rw_aws_answer_init (RwAwsAnswer *answer);
void rw_aws_answer_clear (RwAwsAnswer *answer);

/* NULL: there is no such header. @name: in lower case. */
const char *rw_aws_answer_get_header (const RwAwsAnswer *answer, const char *name);

/* Reads code and message: JSON's "__type" and "message", XML's <Error><Code> and <Message>, or the
 * header x-amzn-errortype. To be called again for a success whose body may be an error all the
 * same (CompleteMultipartUpload). TRUE: there is a code. */
gboolean rw_aws_answer_read_error (RwAwsAnswer *answer);

/* Whether the service, or something before it, asks to come again later: 429, 500, 502 to 504, or
 * a code that says so. */
gboolean rw_aws_answer_is_put_off (const RwAwsAnswer *answer);

/* TRUE for a status of 200 to 299. Else @error: RW_ERROR_NETWORK for what is put off,
 * RW_ERROR_ACCESS where keys are not known or may not, RW_ERROR_SERVER for all else. @host: who
 * answered; @action: what was asked for, as the service's documents call it: "SendMessage". */
gboolean rw_aws_answer_check (const RwAwsAnswer *answer, const char *host, const char *action,
                              GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RwAwsAnswer, rw_aws_answer_clear)

G_END_DECLS
