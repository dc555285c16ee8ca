/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers of services: whatever they say is wrong can be shown on one line, and keys that are found
 * in them are whole. */
#include "rw-aws-metadata.h"

#include "rw-error.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput (const uint8_t *bytes, size_t length);

static void
check_text (const RwAwsAnswer *answer)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (rw_aws_answer_check (answer, "host", "action", &error));
  g_assert_true (error->domain == RW_ERROR);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  for (const char *at = error->message; *at != '\0'; at++)
    g_assert_false (g_ascii_iscntrl (*at));
}

int
LLVMFuzzerTestOneInput (const uint8_t *bytes, size_t length)
{
  g_auto (RwAwsAnswer) answer = { 0 };

  rw_aws_answer_init (&answer);
  answer.status = 400;
  g_byte_array_append (answer.body, bytes, (guint) length);
  g_assert_cmpint (rw_aws_answer_read_error (&answer), ==, answer.code != NULL);
  check_text (&answer);
  answer.status = 200;
  g_autoptr (RwAwsKeys) keys = rw_aws_metadata_read_keys (&answer, "host", NULL);
  if (keys != NULL)
    g_assert_true (keys->id != NULL && keys->secret != NULL);
  return 0;
}
