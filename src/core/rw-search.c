/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-search.h"

#include <math.h>

static const RwValidation *
get (const RwSearch *search, guint number)
{
  return search->tried->pdata[number];
}

static void
choose (RwSearch *search)
{
  double best = INFINITY;

  for (guint i = 0; i < search->tried->len; i++)
    best = fmin (best, get (search, i)->log_loss);
  while (get (search, search->chosen)->log_loss > best * (1 + RW_SEARCH_TOLERANCE))
    search->chosen++;
}

RwSearch *
rw_search_run (const RwSplits *splits, guint64 seed, RwLearningCurve *curve, GCancellable *finish,
               RwProgress *progress, GCancellable *cancellable, GError **error)
{
  g_autoptr (RwSearch) search = g_new0 (RwSearch, 1);

  search->tried = g_ptr_array_new_with_free_func ((GDestroyNotify) rw_validation_free);
  for (guint i = 0; i < RW_N_SHAPES; i++)
    {
      if (i > 0 && finish != NULL && g_cancellable_is_cancelled (finish))
        break;
      RwValidation *validation = rw_validation_run (splits, rw_shape_get (i), seed, curve, finish,
                                                    progress, cancellable, error);
      if (validation == NULL)
        return NULL;
      g_ptr_array_add (search->tried, validation);
    }
  choose (search);
  return g_steal_pointer (&search);
}

void
rw_search_free (RwSearch *search)
{
  g_ptr_array_unref (search->tried);
  g_free (search);
}

const RwValidation *
rw_search_get_chosen (const RwSearch *search)
{
  return get (search, search->chosen);
}

json_t *
rw_search_to_json (const RwSearch *search)
{
  json_t *list = json_array ();

  for (guint i = 0; i < search->tried->len; i++)
    json_array_append_new (list,
                           json_pack ("{s:s, s:i, s:f, s:b}", "shape", get (search, i)->shape->id,
                                      "rounds", (int) get (search, i)->n_rounds, "log_loss",
                                      round (get (search, i)->log_loss * 1e6) / 1e6, "chosen",
                                      i == search->chosen));
  return list;
}
