/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-upload.h"

#include "rw-test-job.h"
#include "rw-test-server.h"
#include "rw-test.h"

#include <string.h>

#define CONTENT "a,b\r\n1,2\r\n--betwee\r\n--\r\n"

static void
assert_refused (RwTestServer *server, const char *form, guint status, const char *part)
{
  rw_test_assert_error_answer (
      rw_test_ask (server, server->token, "POST /api/csv", RW_TEST_FORM_TYPE, form), status, part);
  g_assert_cmpuint (rw_test_count_spool (server->service.backend), ==, 0);
}

/* Bytes that look like the end of a part are none. */
static void
test_bytes (void)
{
  g_autoptr (RwTestServer) server = rw_test_server_start ((RwTestServerSetting){ 0 });
  g_autofree char *id = rw_test_upload (server, NULL, CONTENT);
  g_autoptr (RwJobRecord) job = rw_test_find_job (server->service.backend->jobs, id);

  rw_test_assert_stored (server->service.backend->storage, job->input_key, CONTENT);
  g_assert_cmpint (job->size, ==, strlen (CONTENT));
  g_assert_cmpstr (job->file_name, ==, "customers.csv");
  g_assert_cmpuint (rw_test_count_spool (server->service.backend), ==, 0);
}

static const struct
{
  const char *form;
  guint status;
  const char *part;
} wrong[] = {
  { RW_TEST_FORM_END, 400, "file" },
  { "x", 400, "" },
  { RW_TEST_PART ("name=\"other\"", "x") RW_TEST_FORM_END, 400, "no “file”" },
  { RW_TEST_PART ("name=\"file\"", "a,b") RW_TEST_FORM_END, 400, ".csv" },
  { RW_TEST_FILE ("a.txt", "a,b") RW_TEST_FORM_END, 400, ".csv" },
  { RW_TEST_FILE ("a.csv", "") RW_TEST_FORM_END, 400, "empty" },
  { RW_TEST_FILE ("a.csv", "a") RW_TEST_FILE ("b.csv", "b") RW_TEST_FORM_END, 400,
    "more than one" },
  { RW_TEST_FILE ("a.csv", "a,b"), 400, "breaks off" },
  { RW_TEST_PART ("name=\"user_id\"", "bob") RW_TEST_FILE ("a.csv", "a") RW_TEST_FORM_END, 403,
    "user_id" },
  { RW_TEST_PART ("name=\"user_id\"", "") RW_TEST_FILE ("a.csv", "a") RW_TEST_FORM_END, 403,
    "user_id" },
  { RW_TEST_FILE ("a.csv", "a") RW_TEST_PART ("name=\"user_id\"", RW_TEST_USER "2")
        RW_TEST_FORM_END,
    403, "user_id" },
  { RW_TEST_PART ("name=\"user_id\"", RW_TEST_USER) RW_TEST_PART ("name=\"user_id\"", RW_TEST_USER)
        RW_TEST_FILE ("a.csv", "a") RW_TEST_FORM_END,
    400, "more than one" },
  { "--" RW_TEST_BOUNDARY
    "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n"
    "Content-Transfer-Encoding: base64\r\n\r\nYSxi\r\n" RW_TEST_FORM_END,
    400, "encoded" },
};

static void
test_wrong (void)
{
  g_autoptr (RwTestServer) server = rw_test_server_start ((RwTestServerSetting){ 0 });
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    assert_refused (server, wrong[i].form, wrong[i].status, wrong[i].part);
  g_autoptr (GPtrArray) jobs =
      rw_jobs_list (server->service.backend->jobs, RW_TEST_USER, 10, 0, &error);
  g_autoptr (GPtrArray) keys =
      rw_storage_list (server->service.backend->storage, "", G_MAXINT64, &error);
  g_assert_cmpuint (jobs->len, ==, 0);
  g_assert_cmpuint (keys->len, ==, 0);
}

static void
test_right_user (void)
{
  g_autoptr (RwTestServer) server = rw_test_server_start ((RwTestServerSetting){ 0 });
  g_autoptr (RwTestAnswer) answer = rw_test_ask (
      server, server->token, "POST /api/csv", RW_TEST_FORM_TYPE,
      RW_TEST_PART ("name=\"user_id\"", RW_TEST_USER) RW_TEST_PART ("name=\"other\"", "x")
          RW_TEST_FILE ("../a.csv", "a") RW_TEST_FORM_END);

  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_cmpstr (json_string_value (json_object_get (answer->json, "filename")), ==, "a.csv");
}

/* The limit is the file's, to the byte. */
static void
test_limit (void)
{
  g_autoptr (RwTestServer) server = rw_test_server_start ((RwTestServerSetting){ 0 });
  g_autofree char *most = g_strnfill (RW_TEST_MAX_BYTES, 'x');
  g_autofree char *more = g_strnfill (RW_TEST_MAX_BYTES + 1, 'x');
  g_autofree char *form = g_strdup_printf (RW_TEST_FILE ("a.csv", "%s") RW_TEST_FORM_END, more);
  g_autofree char *id = rw_test_upload (server, NULL, most);

  g_assert_nonnull (id);
  assert_refused (server, form, 413, "larger");
}

static void
test_types (void)
{
  const char *const types[] = { "",
                                "Content-Type: text/csv\r\n",
                                "Content-Type: application/x-www-form-urlencoded\r\n",
                                "Content-Type: multipart/form-data\r\n",
                                "Content-Type: multipart/form-data; boundary=\r\n",
                                "Content-Type: multipart/form-datax; boundary=between\r\n",
                                "Content-Type: multipart/mixed; boundary=between\r\n" };
  g_autoptr (RwTestServer) server = rw_test_server_start ((RwTestServerSetting){ 0 });

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    rw_test_assert_error_answer (rw_test_ask (server, server->token, "POST /api/csv", types[i],
                                              RW_TEST_FILE ("a.csv", "a") RW_TEST_FORM_END),
                                 415, "multipart/form-data");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/upload/bytes", test_bytes);
  g_test_add_func ("/upload/wrong", test_wrong);
  g_test_add_func ("/upload/right-user", test_right_user);
  g_test_add_func ("/upload/limit", test_limit);
  g_test_add_func ("/upload/types", test_types);
  return g_test_run ();
}
