/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-job-codec.h"

#include "rw-test.h"

#include <locale.h>
#include <string.h>

#define ID "7f3c0a52-6b1e-4f7e-9d6e-0b8a3b1f6c11"

/* As data/service/API.md has it. */
#define OURS                                                                                       \
  "{\"id\":\"" ID "\",\"upload_id\":12,\"user_id\":\"ann\",\"filename\":\"c.csv\","                \
  "\"file_size\":9,\"status\":\"COMPLETED\",\"status_since\":\"2023-11-14T22:13:20.042Z\","        \
  "\"attempt\":1,\"rows_processed\":7,\"rows_total\":8,\"has_output\":true,"                       \
  "\"s3_output_key\":\"x\",\"error_message\":null,\"metrics_json\":{\"rows_processed\":7,"         \
  "\"result_size\":9,\"result_sha256\":\"abc\",\"model_sha256\":\"def\"},"                         \
  "\"created_at\":\"2023-11-14T22:13:20.042Z\"}"

/* As the hosted original lists one. */
#define ORIGINAL                                                                                   \
  "{\"id\":\"" ID "\",\"upload_id\":3,\"status\":\"RUNNING\",\"rows_processed\":null,"             \
  "\"created_at\":\"2025-11-26T10:00:00.123456\",\"has_output\":false}"

static RwJobReport *
parse_job (const char *job)
{
  g_autofree char *text = g_strdup_printf ("{\"success\":true,\"prediction\":%s}", job);
  g_autoptr (GError) error = NULL;
  RwJobReport *report = rw_job_codec_parse_job (text, strlen (text), &error);

  g_assert_no_error (error);
  return report;
}

static void
test_ours (void)
{
  g_autoptr (RwJobReport) report = parse_job (OURS);

  g_assert_cmpstr (report->id, ==, ID);
  g_assert_cmpint (report->upload_id, ==, 12);
  g_assert_cmpstr (report->word, ==, "COMPLETED");
  g_assert_cmpint (report->state_since, ==, 1700000000042);
  g_assert_cmpint (report->done, ==, 7);
  g_assert_cmpint (report->total, ==, 8);
  g_assert_null (report->error);
  g_assert_cmpstr (report->model_sha256, ==, "def");
  g_assert_cmpstr (report->result_sha256, ==, "abc");
}

static void
test_original (void)
{
  g_autoptr (RwJobReport) report = parse_job (ORIGINAL);
  g_autoptr (RwJobReport) failed = parse_job (
      "{\"id\":\"a\",\"status\":\"FAILED\",\"error_message\":\"Column mapping failed\"}");

  g_assert_cmpint (report->upload_id, ==, 3);
  g_assert_cmpstr (report->word, ==, "RUNNING");
  g_assert_cmpint (report->state_since, ==, 0);
  g_assert_cmpint (report->done, ==, 0);
  g_assert_null (report->result_sha256);
  g_assert_cmpstr (failed->error, ==, "Column mapping failed");
}

static void
test_list (void)
{
  static const char text[] = "{\"predictions\":[" OURS "," ORIGINAL "],\"count\":2}";
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) jobs = rw_job_codec_parse_list (text, strlen (text), &error);
  g_autoptr (GPtrArray) none = rw_job_codec_parse_list ("{\"predictions\":[]}", 18, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (jobs->len, ==, 2);
  g_assert_cmpint (((RwJobReport *) jobs->pdata[1])->upload_id, ==, 3);
  g_assert_cmpuint (none->len, ==, 0);
}

static void
test_upload (void)
{
  static const char text[] = "{\"success\":true,\"upload_id\":5,\"prediction_id\":\"" ID "\","
                             "\"prediction_status\":\"QUEUED\",\"publish_warning\":null}";
  g_autoptr (GError) error = NULL;
  g_autoptr (RwJobReport) report = rw_job_codec_parse_upload (text, strlen (text), &error);

  g_assert_no_error (error);
  g_assert_cmpstr (report->id, ==, ID);
  g_assert_cmpstr (report->word, ==, "QUEUED");
  g_assert_cmpint (report->upload_id, ==, 5);
}

static void
test_limits (void)
{
  static const char text[] = "{\"user_id\":\"ann\",\"max_bytes\":1000,\"idempotency\":true}";
  g_autoptr (GError) error = NULL;
  g_autoptr (RwLimits) limits = rw_job_codec_parse_limits (text, strlen (text), &error);

  g_assert_no_error (error);
  g_assert_cmpstr (limits->user, ==, "ann");
  g_assert_cmpint (limits->max_bytes, ==, 1000);
  g_assert_false (limits->is_original);
}

static void
test_download (void)
{
  static const char text[] = "{\"download_url\":\"https://x.org/f?a=b\",\"expires_in\":600}";
  g_autoptr (GError) error = NULL;
  g_autofree char *url = rw_job_codec_parse_download (text, strlen (text), &error);

  g_assert_no_error (error);
  g_assert_cmpstr (url, ==, "https://x.org/f?a=b");
}

static void
check_refused (const char *text, gsize length, const char *part)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (rw_job_codec_parse_job (text, length, &error));
  rw_test_assert_error (&error, RW_ERROR_SERVER, part);
}

static void
check_job_refused (const char *job, const char *part)
{
  g_autofree char *text = g_strdup_printf ("{\"prediction\":%s}", job);

  check_refused (text, strlen (text), part);
}

static void
test_no_answers (void)
{
  check_refused (RW_TEST_BYTES (""), "cannot be understood (JSON)");
  check_refused (RW_TEST_BYTES ("<html>502 Bad Gateway</html>"), "(JSON)");
  check_refused (RW_TEST_BYTES ("[]"), "(JSON)");
  check_refused (RW_TEST_BYTES ("{\"prediction\":1,\"prediction\":2}"), "(JSON)");
  check_refused (RW_TEST_BYTES ("{\"a\":\"\xff\"}"), "(JSON)");
  check_refused (RW_TEST_BYTES ("{\"a\":\"\\u0000\"}"), "(JSON)");
  check_refused (RW_TEST_BYTES ("{}"), "(id)");
  check_refused (RW_TEST_BYTES ("{\"prediction\":[]}"), "(id)");
}

static void
test_wrong_members (void)
{
  check_job_refused ("{\"id\":7,\"status\":\"QUEUED\"}", "(id)");
  check_job_refused ("{\"id\":\"\",\"status\":\"QUEUED\"}", "(id)");
  check_job_refused ("{\"id\":\"../../api\",\"status\":\"QUEUED\"}", "(id)");
  check_job_refused ("{\"id\":\"a?b\",\"status\":\"QUEUED\"}", "(id)");
  check_job_refused ("{\"id\":\"a\"}", "(status)");
  check_job_refused ("{\"id\":\"a\",\"status\":null}", "(status)");
  check_job_refused ("{\"id\":\"a\",\"status\":\"<b>\"}", "(status)");
  check_job_refused ("{\"id\":\"a\",\"status\":\"X\",\"upload_id\":\"1\"}", "(upload_id)");
  check_job_refused ("{\"id\":\"a\",\"status\":\"X\",\"rows_processed\":-1}", "(rows_processed)");
  check_job_refused ("{\"id\":\"a\",\"status\":\"X\",\"rows_total\":1.5}", "(rows_total)");
  check_job_refused ("{\"id\":\"a\",\"status\":\"X\",\"status_since\":\"now\"}", "(status_since)");
  check_job_refused ("{\"id\":\"a\",\"status\":\"X\",\"error_message\":{}}", "(error_message)");
  check_job_refused ("{\"id\":\"a\",\"status\":\"X\",\"metrics_json\":\"{}\"}", "(metrics_json)");
  check_job_refused ("{\"id\":\"a\",\"status\":\"X\",\"metrics_json\":{\"result_sha256\":1}}",
                     "(result_sha256)");
}

static void
test_others_refused (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (rw_job_codec_parse_list ("{}", 2, &error));
  rw_test_assert_error (&error, RW_ERROR_SERVER, "(predictions)");
  g_assert_null (rw_job_codec_parse_list (RW_TEST_BYTES ("{\"predictions\":[{}]}"), &error));
  rw_test_assert_error (&error, RW_ERROR_SERVER, "(id)");
  g_assert_null (rw_job_codec_parse_upload ("{}", 2, &error));
  rw_test_assert_error (&error, RW_ERROR_SERVER, "(id)");
  g_assert_null (rw_job_codec_parse_limits ("{}", 2, &error));
  rw_test_assert_error (&error, RW_ERROR_SERVER, "(max_bytes)");
  g_assert_null (rw_job_codec_parse_download ("{}", 2, &error));
  rw_test_assert_error (&error, RW_ERROR_SERVER, "(download_url)");
}

static void
check_reason (const char *text, const char *reason)
{
  g_autofree char *found = rw_job_codec_dup_reason (text, strlen (text));

  g_assert_cmpstr (found, ==, reason);
}

static void
test_reasons (void)
{
  check_reason ("{\"success\":false,\"error\":\"Too large.\",\"status_code\":413}", "Too large.");
  check_reason ("{\"detail\":\"Not found\"}", "Not found");
  check_reason ("{\"detail\":[{\"msg\":\"x\"}],\"message\":\"Wrong\"}", "Wrong");
  check_reason ("{\"error\":\"  \",\"message\":\"Wrong\"}", "Wrong");
  check_reason ("{\"error\":\"two\\nlines\"}", "two lines");
  check_reason ("{\"error\":\"a\\u202eb\"}", "a b");
  check_reason ("{}", NULL);
  check_reason ("<html>", NULL);
}

static void
test_long_reason (void)
{
  g_autofree char *long_text = g_strnfill (5000, 'x');
  g_autofree char *text = g_strdup_printf ("{\"error\":\"%s\"}", long_text);
  g_autofree char *reason = rw_job_codec_dup_reason (text, strlen (text));

  g_assert_cmpuint (strlen (reason), ==, 500);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/job-codec/ours", test_ours);
  g_test_add_func ("/job-codec/original", test_original);
  g_test_add_func ("/job-codec/list", test_list);
  g_test_add_func ("/job-codec/upload", test_upload);
  g_test_add_func ("/job-codec/limits", test_limits);
  g_test_add_func ("/job-codec/download", test_download);
  g_test_add_func ("/job-codec/no-answers", test_no_answers);
  g_test_add_func ("/job-codec/wrong-members", test_wrong_members);
  g_test_add_func ("/job-codec/others-refused", test_others_refused);
  g_test_add_func ("/job-codec/reasons", test_reasons);
  g_test_add_func ("/job-codec/long-reason", test_long_reason);
  return g_test_run ();
}
