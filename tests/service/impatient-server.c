/* SPDX-License-Identifier: GPL-3.0-or-later */
/* retainwise-server, linked from its own objects, that waits no longer than a second for an engine.
 */
#include "rw-impatience.h"

#define PATIENCE 1000 /* ms */

__attribute__ ((constructor)) static void
lose_patience (void)
{
  rw_impatience_set (PATIENCE);
}
