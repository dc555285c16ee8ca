/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-labels.h"
#include "rw-roles.h"
#include "rw-training-set.h"

G_BEGIN_DECLS

/* A file with a label, and what is made of it to train on. */
typedef struct
{
  RwTable *table;
  RwLabels *labels;
  GPtrArray *roles;
  RwTrainingSet *set; /* once rw_test_training_make_set() was called */
} RwTestTraining;

/* Roles are those of rw_roles_find(). */
RwTestTraining *rw_test_training_new (const char *text, const char *label);
void rw_test_training_free (RwTestTraining *test);

/* All columns but the label and texts are used, whatever rw_roles_find() thinks of them. */
void rw_test_training_use_all (RwTestTraining *test);

void rw_test_training_make_set (RwTestTraining *test);

/* "id" and the numbers "a" (tells much, with a bend), "b" (chance), the category "c" (tells some),
 * and "left", a third of them 1, of @n invented customers (transfer full). */
char *rw_test_training_invent (guint n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RwTestTraining, rw_test_training_free)

G_END_DECLS
