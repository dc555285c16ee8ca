/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Messages of the queue: what is taken from one is a UUID. */
#include "rw-message.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput (const uint8_t *bytes, size_t length);

int
LLVMFuzzerTestOneInput (const uint8_t *bytes, size_t length)
{
  g_autofree char *body = g_strndup ((const char *) bytes, length);
  g_autofree char *id = rw_message_dup_job_id (body, NULL);

  g_assert_true (id == NULL || g_uuid_string_is_valid (id));
  return 0;
}
