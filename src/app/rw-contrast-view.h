/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "rw-contrast.h"

G_BEGIN_DECLS

/* RwContrastView: what two models say of the same customers: which one is better, their figures
 * side by side, and who changes risk band. */
#define RW_TYPE_CONTRAST_VIEW (rw_contrast_view_get_type ())
G_DECLARE_FINAL_TYPE (RwContrastView, rw_contrast_view, RW, CONTRAST_VIEW, GtkBox)

void rw_contrast_view_show (RwContrastView *self, const RwContrast *contrast);

G_END_DECLS
