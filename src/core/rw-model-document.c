/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-model-document.h"

#include "rw-error.h"
#include "rw-ubjson.h"

#include <glib/gi18n.h>
#include <string.h>

/* How files begin that Python writes and that are no models to us. */
typedef struct
{
  const char *bytes;
  gsize length;
} Start;

#define START(literal)                                                                             \
  {                                                                                                \
    (literal), sizeof (literal) - 1                                                                \
  }

/* Protocols 2 to 5; of 0 and 1 those of an object, as XGBoost's are. */
static const Start pickles[] = {
  START ("\x80\x02"), START ("\x80\x03"), START ("\x80\x04"), START ("\x80\x05"), START ("ccopy"),
};

/* What joblib compresses with: zlib, gzip, bzip2, xz, lzma, lz4. */
static const Start compressed[] = {
  START ("x\x01"),
  START ("x^"),
  START ("x\x9c"),
  START ("x\xda"),
  START ("\x1f\x8b"),
  START ("BZh"),
  START ("\xfd"
         "7zXZ"),
  START ("]\0\0"),
  START ("\x04\x22M\x18"),
};

/* "binf" is in front of what is in memory, or of files from XGBoost 1.0 on. */
static const Start old_binaries[] = { START ("binf"), START ("bs64\t") };

static gboolean
begins (const char *text, gsize length, const Start *starts, guint n)
{
  for (guint i = 0; i < n; i++)
    if (length >= starts[i].length && memcmp (text, starts[i].bytes, starts[i].length) == 0)
      return TRUE;
  return FALSE;
}

/* What the file is instead of a model; NULL: nobody knows. */
static const char *
tell_stranger (const char *text, gsize length)
{
  if (begins (text, length, pickles, G_N_ELEMENTS (pickles)))
    /* Translators: do not change the lines of Python */
    return _ ("it is a pickle, which is a program rather than a file of data and is not opened "
              "here. Convert it where you trust it, in Python: “import joblib; "
              "joblib.load('model.pkl').save_model('model.json')”");
  if (begins (text, length, compressed, G_N_ELEMENTS (compressed)))
    return _ ("it is compressed. Unpack it or, if it is a pickle of joblib's, convert it where you "
              "trust it, in Python: “import joblib; "
              "joblib.load('model.joblib').save_model('model.json')”");
  if (begins (text, length, old_binaries, G_N_ELEMENTS (old_binaries)))
    return _ ("it is in XGBoost's old binary format. Convert it in Python, with a version up to "
              "3.0: “import xgboost; "
              "xgboost.Booster(model_file='model.bin').save_model('model.json')”");
  return _ ("it is not an XGBoost model in JSON or UBJ");
}

/* Whether a text that is no JSON is XGBoost's for native categories: it writes their splits as NaN.
 */
static gboolean
has_native_categories (const char *text, gsize length)
{
  const char *types = g_strstr_len (text, (gssize) length, "\"feature_types\"");
  gsize left = types != NULL ? length - (gsize) (types - text) : 0;
  const char *end = left > 0 ? memchr (types, ']', left) : NULL;

  return end != NULL && g_strstr_len (types, end - types, "\"c\"") != NULL;
}

static void
refuse_json (const char *text, gsize length, const json_error_t *where, GError **error)
{
  if (has_native_categories (text, length))
    rw_error_refuse_model (error, _ ("it has native categories, which are not supported"));
  else
    g_set_error (error, RW_ERROR, RW_ERROR_MODEL,
                 _ ("The model file is damaged or not JSON (line %d: %s)."), where->line,
                 where->text);
}

/* As libxgboost tells them apart: JSON starts with a brace and a quotation mark. */
json_t *
rw_model_document_parse (GBytes *bytes, GError **error)
{
  json_error_t where;
  gsize length = 0;
  const char *text = g_bytes_get_data (bytes, &length);

  if (length < 2 || text[0] != '{')
    {
      rw_error_refuse_model (error, tell_stranger (text, length));
      return NULL;
    }
  if (text[1] != '"' && !g_ascii_isspace (text[1]))
    return rw_ubjson_parse ((const guint8 *) text, length, error);
  json_t *document = json_loadb (text, length, JSON_REJECT_DUPLICATES, &where);
  if (document == NULL)
    refuse_json (text, length, &where, error);
  return document;
}

GBytes *
rw_model_document_write (json_t *document)
{
  char *text = json_dumps (document, JSON_COMPACT | JSON_REAL_PRECISION (9));

  return g_bytes_new_with_free_func (text, strlen (text), free, text);
}
