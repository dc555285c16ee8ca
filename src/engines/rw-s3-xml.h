/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RwS3Xml: an answer of S3: the texts right below its root, and the records that it lists:
 *
 *     <ListBucketResult>
 *       <IsTruncated>false</IsTruncated>
 *       <Contents><Key>a</Key><Size>1</Size></Contents>
 *     </ListBucketResult>
 *
 * Attributes, namespaces and whatever lies deeper are left out.
 */
typedef struct
{
  char *root;         /* "ListBucketResult" */
  GHashTable *fields; /* of texts, by name; of several with one name, the last one */
  GPtrArray *records; /* of such tables, one for each record */
} RwS3Xml;

/* @record: what records are called ("Contents"); NULL: there are none. NULL: RW_ERROR_SERVER, it is
 * no such document. */
RwS3Xml *rw_s3_xml_parse (const char *text, gsize length, const char *record, GError **error);
void rw_s3_xml_free (RwS3Xml *self);

/* The text of that name; NULL: there is none, or it is empty. */
const char *rw_s3_xml_get (GHashTable *fields, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwS3Xml, rw_s3_xml_free)

G_END_DECLS
