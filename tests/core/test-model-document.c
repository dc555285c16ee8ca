/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-model-document.h"

#include "rw-test-model.h"
#include "rw-test.h"

#include <string.h>

/* How a file begins, and what it is told to be. */
typedef struct
{
  const char *bytes;
  gsize length;
  const char *part;
} Case;

#define PICKLE     "it is a pickle"
#define COMPRESSED "it is compressed"
#define BINARY     "XGBoost's old binary format"
#define STRANGER   "it is not an XGBoost model in JSON or UBJ"

static const Case strangers[] = {
  { RW_TEST_BYTES ("\x80\x02"
                   "cxgboost.sklearn\nXGBClassifier\nq\x00)\x81"),
    PICKLE },
  { RW_TEST_BYTES ("\x80\x03"
                   "cxgboost.core\nBooster\n"),
    PICKLE },
  { RW_TEST_BYTES ("\x80\x04\x95Q\x1d\0\0\0\0\0\0\x8c\x0fxgboost.sklearn\x94"), PICKLE },
  { RW_TEST_BYTES ("\x80\x05\x95#\x1d\0\0\0\0\0\0\x8c\x0fxgboost.sklearn\x94"), PICKLE },
  { RW_TEST_BYTES ("ccopy_reg\n_reconstructor\np0\n"), PICKLE },
  { RW_TEST_BYTES ("x^\xedYKo\x1c"), COMPRESSED },
  { RW_TEST_BYTES ("\x1f\x8b\x08\0"), COMPRESSED },
  { RW_TEST_BYTES ("BZh31AY&SY"), COMPRESSED },
  { RW_TEST_BYTES ("\xfd"
                   "7zXZ\0"),
    COMPRESSED },
  { RW_TEST_BYTES ("binf\0\0\0?\3\0\0\0"), BINARY },
  { RW_TEST_BYTES (""), STRANGER },
  { RW_TEST_BYTES ("\x80"), STRANGER },
  { RW_TEST_BYTES ("\x80\x01"), STRANGER },
  { RW_TEST_BYTES ("\x80\x06"), STRANGER },
  { RW_TEST_BYTES ("bin"), STRANGER },
  { RW_TEST_BYTES ("["), STRANGER },
};

static void
test_strangers (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (strangers); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (strangers[i].bytes, strangers[i].length);
      g_autoptr (GError) error = NULL;
      g_assert_null (rw_model_document_parse (bytes, &error));
      rw_test_assert_error (&error, RW_ERROR_MODEL, strangers[i].part);
    }
}

/* JSON that is none, because libxgboost writes NaN for the splits of native categories. */
static void
test_native_categories (void)
{
  static const char native[] = "{\"feature_types\":[\"float\",\"c\"],\"a\":[NaN]}";
  static const char damaged[] = "{\"feature_types\":[\"float\"],\"c\":[NaN]}";
  static const char cut[] = "{\"feature_types\":[\"float\",\"c\"";
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 3; i++)
    {
      const char *text = (const char *[]){ native, damaged, cut }[i];
      g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
      g_assert_null (rw_model_document_parse (bytes, &error));
      rw_test_assert_error (&error, RW_ERROR_MODEL, i == 0 ? "native categories" : "damaged");
    }
}

/* The way out is Python that can be copied. */
static void
test_way_out (void)
{
  g_autoptr (GBytes) pickle = g_bytes_new_static (RW_TEST_BYTES ("\x80\x04\x95"));
  g_autoptr (GBytes) binary = g_bytes_new_static (RW_TEST_BYTES ("binf\0\0\0?"));
  g_autoptr (GError) error = NULL;

  g_assert_null (rw_model_document_parse (pickle, &error));
  rw_test_assert_error (&error, RW_ERROR_MODEL,
                        "“import joblib; joblib.load('model.pkl').save_model('model.json')”");
  g_assert_null (rw_model_document_parse (binary, &error));
  rw_test_assert_error (&error, RW_ERROR_MODEL,
                        "xgboost.Booster(model_file='model.bin').save_model('model.json')”");
}

/* A document is the same when it was written and read again, and from UBJ. */
static void
test_write (void)
{
  g_autoptr (GBytes) shipped = rw_test_read_model ();
  g_autoptr (GBytes) ubj = rw_test_convert (shipped, "ubj");
  json_auto_t *document = rw_model_document_parse (shipped, NULL);
  g_autoptr (GBytes) written = rw_model_document_write (document);
  json_auto_t *again = rw_model_document_parse (written, NULL);
  json_auto_t *from_ubj = rw_model_document_parse (ubj, NULL);

  g_assert_nonnull (document);
  g_assert_true (json_equal (document, again));
  g_assert_cmpstr (json_string_value (rw_test_get (from_ubj, RW_TEST_MANIFEST)), ==,
                   json_string_value (rw_test_get (document, RW_TEST_MANIFEST)));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model-document/strangers", test_strangers);
  g_test_add_func ("/model-document/native-categories", test_native_categories);
  g_test_add_func ("/model-document/way-out", test_way_out);
  g_test_add_func ("/model-document/write", test_write);
  return g_test_run ();
}
