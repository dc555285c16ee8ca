/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-learning-curve.h"

#include <pthread.h>

/* What a round changes. */
typedef struct
{
  double sum; /* over the folds that have it */
  guint n;
} Change;

typedef struct
{
  const char *shape_id;
  guint depth;
  GArray *changes; /* Change, of each round */
} Shape;

struct _RwLearningCurve
{
  gatomicrefcount references;
  pthread_mutex_t mutex;
  GPtrArray *shapes; /* Shape */
};

static void
shape_free (gpointer data)
{
  Shape *shape = data;

  g_array_unref (shape->changes);
  g_free (shape);
}

static void
curve_free (gpointer data)
{
  RwCurve *curve = data;

  g_array_unref (curve->losses);
  g_free (curve);
}

/* A mean over other folds than those of the round before would jump where a fold ends. */
static RwCurve *
copy_shape (const Shape *shape, gboolean is_over)
{
  RwCurve *curve = g_new0 (RwCurve, 1);
  double loss = 0;

  curve->shape_id = shape->shape_id;
  curve->depth = shape->depth;
  curve->losses = g_array_sized_new (FALSE, FALSE, sizeof (double), shape->changes->len);
  for (guint i = 0; i < shape->changes->len; i++)
    {
      const Change *change = &g_array_index (shape->changes, Change, i);
      if (is_over && change->n < g_array_index (shape->changes, Change, 0).n)
        break;
      loss += change->sum / change->n;
      g_array_append_val (curve->losses, loss);
    }
  return curve;
}

RwLearningCurve *
rw_learning_curve_new (void)
{
  RwLearningCurve *self = g_new0 (RwLearningCurve, 1);

  g_atomic_ref_count_init (&self->references);
  pthread_mutex_init (&self->mutex, NULL);
  self->shapes = g_ptr_array_new_with_free_func (shape_free);
  return self;
}

RwLearningCurve *
rw_learning_curve_ref (RwLearningCurve *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
rw_learning_curve_unref (RwLearningCurve *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  pthread_mutex_destroy (&self->mutex);
  g_ptr_array_unref (self->shapes);
  g_free (self);
}

void
rw_learning_curve_begin (RwLearningCurve *self, const char *shape_id, guint depth)
{
  if (self == NULL)
    return;
  Shape *shape = g_new0 (Shape, 1);
  shape->shape_id = shape_id;
  shape->depth = depth;
  shape->changes = g_array_new (FALSE, TRUE, sizeof (Change));
  pthread_mutex_lock (&self->mutex);
  g_ptr_array_add (self->shapes, shape);
  pthread_mutex_unlock (&self->mutex);
}

void
rw_learning_curve_add (RwLearningCurve *self, guint round, double log_loss, double former)
{
  if (self == NULL)
    return;
  pthread_mutex_lock (&self->mutex);
  Shape *shape = self->shapes->pdata[self->shapes->len - 1];
  if (shape->changes->len <= round)
    g_array_set_size (shape->changes, round + 1);
  Change *change = &g_array_index (shape->changes, Change, round);
  change->sum += log_loss - former;
  change->n++;
  pthread_mutex_unlock (&self->mutex);
}

GPtrArray *
rw_learning_curve_snapshot (RwLearningCurve *self)
{
  GPtrArray *curves = g_ptr_array_new_with_free_func (curve_free);

  pthread_mutex_lock (&self->mutex);
  for (guint i = 0; i < self->shapes->len; i++)
    g_ptr_array_add (curves, copy_shape (self->shapes->pdata[i], i + 1 < self->shapes->len));
  pthread_mutex_unlock (&self->mutex);
  return curves;
}
