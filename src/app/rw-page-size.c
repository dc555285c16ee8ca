/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-page-size.h"

/* Px. */
#define EDGE       48
#define MIN_WIDTH  960
#define MIN_HEIGHT 540

void
rw_page_size_take (GtkWindow *page, GtkWindow *parent)
{
  int width = gtk_widget_get_width (GTK_WIDGET (parent));
  int height = gtk_widget_get_height (GTK_WIDGET (parent));

  gtk_window_set_default_size (page, MAX (width - EDGE, MIN_WIDTH),
                               MAX (height - EDGE, MIN_HEIGHT));
}
