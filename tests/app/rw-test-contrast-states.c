/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-test-contrast-states.h"

#include "rw-contrast-window.h"
#include "rw-model-row.h"
#include "rw-test-contrast.h"
#include "rw-test-input.h"
#include "rw-test-io.h"
#include "rw-test-look.h"
#include "rw-test-models.h"
#include "rw-test-toplevel.h"

#include <adwaita.h>

#define N_LABELLED 3000u

static const char *const places[] = { "Northern Bank 2026", "Online Shop" };

static gboolean
is_done (gpointer window)
{
  GtkStack *pages = rw_test_find (window, GTK_TYPE_STACK);

  return g_strcmp0 (gtk_stack_get_visible_child_name (pages), "running") != 0;
}

/* Compares the model that ships with the one at that place. */
static GtkWindow *
open_window (gpointer models, guint place, RwTestSize size)
{
  g_autoptr (GPtrArray) rows = rw_test_find_all (models, RW_TYPE_MODEL_ROW);
  GtkWidget *row = rw_test_models_expand (models, places[place]);

  gtk_widget_activate_action (row, "models.compare", "s",
                              rw_model_row_get_path (rows->pdata[place + 1]));
  GtkWindow *window = rw_test_wait_for_window (RW_TYPE_CONTRAST_WINDOW);
  rw_test_states_resize (window, size);
  return window;
}

/* The same, until it is done. */
static GtkWindow *
compare (gpointer models, guint place, RwTestSize size)
{
  GtkWindow *window = open_window (models, place, size);

  rw_test_wait_until (is_done, window);
  rw_test_run_for (300);
  return window;
}

static void
scroll_to_end (GtkWindow *window)
{
  GtkScrolledWindow *scroller = rw_test_find (window, GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (scroller);

  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
  rw_test_run_for (100);
}

/* While a worker reads the file. */
static void
look_at_progress (gpointer models, RwTestSize size, RwTestLook look)
{
  g_autoptr (RwTestGate) gate = rw_test_gate_new ();
  RwTestFault fault = { .skip = 1, .before = rw_test_gate_pass, .data = gate };

  rw_test_set_fault (RW_TEST_PREAD, fault);
  GtkWindow *contrast = open_window (models, 0, size);
  rw_test_gate_wait (gate);
  rw_test_run_for (300);
  look (GTK_WIDGET (contrast), "contrast-progress", size);
  rw_test_gate_open (gate);
  rw_test_wait_until (is_done, contrast);
  rw_test_clear_faults ();
  rw_test_close_window (contrast);
}

static void
look_at_figures (gpointer models, RwTestSize size, RwTestLook look)
{
  g_autofree char *path = rw_test_contrast_write_labelled ("customers-2025.csv", N_LABELLED);
  RwWindow *window = rw_test_window_new_for (path);
  GtkWindow *contrast = compare (models, 0, size);

  look (GTK_WIDGET (contrast), "contrast", size);
  scroll_to_end (contrast);
  look (GTK_WIDGET (contrast), "contrast-end", size);
  rw_test_close_window (contrast);
  rw_test_window_end (window);
}

void
rw_test_contrast_states_look (RwWindow *window, RwTestSize size, RwTestLook look)
{
  g_autofree char *bank = rw_test_models_add_other (places[0], "0.6", NULL);
  g_autofree char *shop = rw_test_models_add_other (places[1], "0.5", "tenures");
  gpointer models = rw_test_models_show (3);
  GtkWindow *contrast = compare (models, 1, size);

  look (GTK_WIDGET (contrast), "contrast-mismatch", size);
  rw_test_close_window (contrast);
  look_at_progress (models, size, look);
  contrast = compare (models, 0, size);
  look (GTK_WIDGET (contrast), "contrast-bands", size);
  gtk_widget_activate_action (GTK_WIDGET (contrast), "contrast.show", NULL);
  rw_test_window_settle (window);
  rw_test_run_for (300);
  look (GTK_WIDGET (window), "filtered-to-changed", size);
  look_at_figures (models, size, look);
  rw_test_models_end (models);
}
