/* SPDX-License-Identifier: GPL-3.0-or-later */
/* retainwise-server, linked from its own objects, that waits no longer than a second for an engine.
 */
#include "rw-impatience.h"
#include "rw-postgres-change.h"

#define PATIENCE    1000 /* ms */
#define PERSISTENCE 300  /* in the proportion of the real ones */

__attribute__ ((constructor)) static void
lose_patience (void)
{
  rw_impatience_set (PATIENCE);
  rw_postgres_persistence = PERSISTENCE;
}
