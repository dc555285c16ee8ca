/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Makes @page about as large as the window it belongs to, as far as that is large enough. To be
 * called before it is shown. */
void rw_page_size_take (GtkWindow *page, GtkWindow *parent);

G_END_DECLS
