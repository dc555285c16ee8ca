/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-sweeper.h"

#include "rw-log.h"
#include "rw-ticker.h"
#include "rw-upkeep.h"

#define INTERVAL 1000 /* ms */

struct _RwSweeper
{
  RwUpkeep *upkeep;
  gboolean failing;
  RwTicker *ticker;
};

static void
sweep_cb (gpointer data)
{
  RwSweeper *self = data;
  g_autoptr (GError) error = NULL;
  gboolean done = rw_upkeep_run (self->upkeep, &error);

  if (!done && !self->failing)
    rw_log (RW_LOG_WARNING, "upkeep-failed", "ss", "error", rw_log_get_error_word (error), "reason",
            error->message);
  else if (done && self->failing)
    rw_log (RW_LOG_INFO, "upkeep-works", "");
  self->failing = !done;
}

RwSweeper *
rw_sweeper_start (RwBackend *backend)
{
  RwSweeper *self = g_new0 (RwSweeper, 1);

  self->upkeep = rw_upkeep_new (backend);
  self->ticker = rw_ticker_start ("sweeper", INTERVAL, sweep_cb, self);
  return self;
}

void
rw_sweeper_stop (RwSweeper *self)
{
  rw_ticker_stop (self->ticker);
  rw_upkeep_free (self->upkeep);
  g_free (self);
}
