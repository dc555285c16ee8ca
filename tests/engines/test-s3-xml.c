/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-s3-xml.h"

#include "rw-test.h"

#include <locale.h>
#include <string.h>

static RwS3Xml *
parse (const char *text, const char *record)
{
  g_autoptr (GError) error = NULL;
  RwS3Xml *xml = rw_s3_xml_parse (text, strlen (text), record, &error);

  g_assert_no_error (error);
  return xml;
}

static void
test_list (void)
{
  g_autoptr (RwS3Xml) xml = parse (
      "<?xml version='1.0' encoding='UTF-8'?>\n"
      "<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">\n"
      "  <Name>jobs</Name><IsTruncated>true</IsTruncated><Prefix/>\n"
      "  <Contents><Key>a b&amp;c &#228;</Key><LastModified>2026-11-28T20:15:01.000Z</LastModified>"
      "<Owner><ID>x</ID></Owner><ETag>&quot;0f&quot;</ETag></Contents>\n"
      "  <Contents><Key><![CDATA[<b>]]></Key></Contents>\n"
      "  <CommonPrefixes><Prefix>p/</Prefix></CommonPrefixes>\n"
      "</ListBucketResult>\n",
      "Contents");
  GHashTable *first = xml->records->pdata[0];

  g_assert_cmpstr (xml->root, ==, "ListBucketResult");
  g_assert_cmpstr (rw_s3_xml_get (xml->fields, "Name"), ==, "jobs");
  g_assert_cmpstr (rw_s3_xml_get (xml->fields, "IsTruncated"), ==, "true");
  g_assert_null (rw_s3_xml_get (xml->fields, "Prefix"));
  g_assert_null (rw_s3_xml_get (xml->fields, "Contents"));
  g_assert_null (rw_s3_xml_get (xml->fields, "Key"));
  g_assert_cmpuint (xml->records->len, ==, 2);
  g_assert_cmpstr (rw_s3_xml_get (first, "Key"), ==, "a b&c ä");
  g_assert_cmpstr (rw_s3_xml_get (first, "LastModified"), ==, "2026-11-28T20:15:01.000Z");
  g_assert_cmpstr (rw_s3_xml_get (first, "ETag"), ==, "\"0f\"");
  g_assert_null (rw_s3_xml_get (first, "ID"));
  g_assert_null (rw_s3_xml_get (first, "Owner"));
  g_assert_cmpstr (rw_s3_xml_get (xml->records->pdata[1], "Key"), ==, "<b>");
}

static void
test_plain (void)
{
  g_autoptr (RwS3Xml) xml = parse ("<InitiateMultipartUploadResult><UploadId>1</UploadId>"
                                   "<UploadId>2~a</UploadId></InitiateMultipartUploadResult>",
                                   NULL);

  g_assert_cmpstr (rw_s3_xml_get (xml->fields, "UploadId"), ==, "2~a");
  g_assert_cmpuint (xml->records->len, ==, 0);
}

static void
test_refused (void)
{
  const char *const texts[] = {
    "",
    " ",
    "<",
    "no XML",
    "<?xml version='1.0'?>",
    "{\"error\": \"of another service\"}",
    "<html><p>Not found<br></html>",
    "<Error><Code>Slow</Code>",
    "<Error></Code>",
    "<Error/><Error/>",
    "<Error>&unknown;</Error>",
    "<Error>\xff</Error>",
    "<a><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_null (rw_s3_xml_parse (texts[i], strlen (texts[i]), "Contents", &error));
      rw_test_assert_error (&error, RW_ERROR_SERVER, "See whether its address is that of an S3");
    }
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/s3-xml/list", test_list);
  g_test_add_func ("/s3-xml/plain", test_plain);
  g_test_add_func ("/s3-xml/refused", test_refused);
  return g_test_run ();
}
