/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-rest.h"

gboolean
rw_rest (gint64 ms, GCancellable *cancellable)
{
  GPollFD fd;
  gboolean can_cancel = g_cancellable_make_pollfd (cancellable, &fd);

  g_poll (&fd, can_cancel ? 1 : 0, (int) ms);
  if (can_cancel)
    g_cancellable_release_fd (cancellable);
  return !g_cancellable_is_cancelled (cancellable);
}
