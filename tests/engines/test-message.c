/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-message.h"

#include "rw-test.h"

#include <locale.h>

#define ID "9c2e4ad5-0b6f-4a6e-9d4e-1f2a3b4c5d6e"

static void
test_body (void)
{
  char id[] = ID;
  char user[] = "user_\"ü\"";
  char key[] = "inputs/x/y.csv";
  RwJobRecord record = {
    .id = id, .number = 17, .user = user, .input_key = key, .state_since = 1700000000042
  };
  g_autofree char *body = rw_message_dup_body (&record);

  g_assert_cmpstr (body, ==,
                   "{\"version\":1,\"prediction_id\":\"" ID "\",\"user_id\":\"user_\\\"ü\\\"\","
                   "\"upload_id\":\"17\",\"s3_file_path\":\"inputs/x/y.csv\","
                   "\"timestamp\":\"2023-11-14T22:13:20.042Z\",\"priority\":\"normal\"}");
  g_autofree char *read = rw_message_dup_job_id (body, NULL);
  g_assert_cmpstr (read, ==, ID);
}

/* Fields of a later sender are no harm; old messages are as good as new ones. */
static void
test_taken (void)
{
  const char *const bodies[] = {
    "{\"version\":1,\"prediction_id\":\"" ID "\"}",
    " { \"more\": [{}], \"prediction_id\": \"" ID "\", \"version\": 1, "
    "\"timestamp\": \"1999-01-01T00:00:00Z\" } ",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *id = rw_message_dup_job_id (bodies[i], &error);
      g_assert_no_error (error);
      g_assert_cmpstr (id, ==, ID);
    }
}

static void
test_refused (void)
{
  const char *const bodies[] = {
    "",
    "hello",
    "[]",
    "null",
    "{}",
    "{\"prediction_id\":\"" ID "\"}",
    "{\"version\":2,\"prediction_id\":\"" ID "\"}",
    "{\"version\":\"1\",\"prediction_id\":\"" ID "\"}",
    "{\"version\":1.0,\"prediction_id\":\"" ID "\"}",
    "{\"version\":1}",
    "{\"version\":1,\"prediction_id\":7}",
    "{\"version\":1,\"prediction_id\":null}",
    "{\"version\":1,\"prediction_id\":\"../../etc\"}",
    "{\"version\":1,\"prediction_id\":\"" ID "\"",
    "{\"version\":1,\"prediction_id\":\"" ID "\"} {}",
    "{\"version\":1,\"prediction_id\":\"" ID "\",\"prediction_id\":\"" ID "\"}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_null (rw_message_dup_job_id (bodies[i], &error));
      rw_test_assert_error (&error, RW_ERROR_FORMAT, "none of a job");
    }
}

/* A parser that follows every bracket would run out of stack. */
static void
test_deep (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *body = g_strnfill (60000, '[');

  g_assert_null (rw_message_dup_job_id (body, &error));
  rw_test_assert_error (&error, RW_ERROR_FORMAT, NULL);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/message/body", test_body);
  g_test_add_func ("/message/taken", test_taken);
  g_test_add_func ("/message/refused", test_refused);
  g_test_add_func ("/message/deep", test_deep);
  return g_test_run ();
}
