/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-test-certificate.h"

#include "rw-test.h"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#define DAY (24 * 60 * 60)

static void
add_extension (X509 *certificate, X509 *issuer, int kind, const char *value)
{
  X509V3_CTX context;

  X509V3_set_ctx (&context, issuer, certificate, NULL, NULL, 0);
  X509_EXTENSION *extension = X509V3_EXT_conf_nid (NULL, &context, kind, value);
  g_assert_nonnull (extension);
  X509_add_ext (certificate, extension, -1);
  X509_EXTENSION_free (extension);
}

static X509 *
make (EVP_PKEY *key, const char *subject, X509 *issuer)
{
  X509 *certificate = X509_new ();
  X509_NAME *name = X509_get_subject_name (certificate);

  X509_set_version (certificate, X509_VERSION_3);
  ASN1_INTEGER_set (X509_get_serialNumber (certificate), issuer != NULL ? 2 : 1);
  X509_gmtime_adj (X509_getm_notBefore (certificate), -DAY);
  X509_gmtime_adj (X509_getm_notAfter (certificate), DAY);
  X509_NAME_add_entry_by_txt (name, "CN", MBSTRING_UTF8, (const guchar *) subject, -1, -1, 0);
  X509_set_issuer_name (certificate, X509_get_subject_name (issuer != NULL ? issuer : certificate));
  X509_set_pubkey (certificate, key);
  return certificate;
}

/* Of the key (may be NULL) and the certificate. */
static char *
write_pem (EVP_PKEY *key, X509 *certificate)
{
  static guint n;
  g_autofree char *name = g_strdup_printf ("certificate-%u.pem", n++);
  BIO *memory = BIO_new (BIO_s_mem ());
  char *bytes = NULL;

  if (key != NULL)
    PEM_write_bio_PrivateKey (memory, key, NULL, NULL, 0, NULL, NULL);
  PEM_write_bio_X509 (memory, certificate);
  long length = BIO_get_mem_data (memory, &bytes);
  char *path = rw_test_write (name, bytes, (gsize) length);
  BIO_free (memory);
  return path;
}

void
rw_test_make_certificate (const char *name, char **ca, char **server)
{
  EVP_PKEY *ca_key = EVP_EC_gen ("P-256");
  EVP_PKEY *key = EVP_EC_gen ("P-256");
  g_autofree char *subject = g_strconcat ("Authority of ", name, NULL);
  X509 *authority = make (ca_key, subject, NULL);
  X509 *certificate = make (key, name, authority);

  add_extension (authority, authority, NID_basic_constraints, "critical,CA:TRUE");
  X509_sign (authority, ca_key, EVP_sha256 ());
  add_extension (certificate, authority, NID_subject_alt_name, name);
  X509_sign (certificate, ca_key, EVP_sha256 ());
  *ca = write_pem (NULL, authority);
  *server = write_pem (key, certificate);
  X509_free (certificate);
  X509_free (authority);
  EVP_PKEY_free (key);
  EVP_PKEY_free (ca_key);
}
