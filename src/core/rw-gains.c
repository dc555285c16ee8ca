/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-gains.h"

static guint32
get_end (guint32 n, guint tenth)
{
  return (guint32) ((guint64) n * (tenth + 1) / RW_N_GAINS);
}

/* Deals the rows from @place to before @end, of which @hits left, out to the tenths that they lie
 * in. */
static void
deal (RwGain *gains, guint32 n, guint32 place, guint32 end, double hits)
{
  double each = end > place ? hits / (end - place) : 0;

  for (guint tenth = 0; tenth < RW_N_GAINS && place < end; tenth++)
    {
      guint32 stop = MIN (end, get_end (n, tenth));
      if (stop <= place)
        continue;
      gains[tenth].n += stop - place;
      gains[tenth].positive += each * (stop - place);
      place = stop;
    }
}

void
rw_gains_compute (const RwRanking *ranking, const guint16 *counts, RwGain *gains)
{
  guint32 place = 0;
  guint32 dealt = 0;
  double all = 0;
  double reached = 0;

  for (guint i = 0; i < RW_N_GAINS; i++)
    gains[i] = (RwGain){ 0 };
  for (guint32 i = 0; i < ranking->n_steps; i++)
    {
      guint32 n = 0;
      double hits = 0;
      for (; place < ranking->steps[i].end; place++)
        {
          guint32 count = counts != NULL ? counts[ranking->rows[place]] : 1;
          n += count;
          hits += count * ranking->labels[place];
        }
      deal (gains, ranking->n, dealt, dealt + n, hits);
      dealt += n;
      all += hits;
    }
  for (guint i = 0; i < RW_N_GAINS; i++)
    {
      reached += gains[i].positive;
      gains[i].rate = gains[i].n > 0 ? gains[i].positive / gains[i].n : 0;
      gains[i].lift = all > 0 ? gains[i].rate * ranking->n / all : 0;
      gains[i].reached = all > 0 ? reached / all : 0;
    }
}
