/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-test-toplevel.h"

#include "rw-test-look.h"
#include "rw-test-session.h"

static gpointer
find_window (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);
      if (g_type_is_a (G_OBJECT_TYPE (window), type) && gtk_widget_get_mapped (window))
        return window; /* it is kept by being on screen */
    }
  return NULL;
}

static gboolean
is_there (gpointer type)
{
  return find_window (*(GType *) type) != NULL;
}

static gboolean
is_gone (gpointer type)
{
  return !is_there (type);
}

gpointer
rw_test_wait_for_window (GType type)
{
  rw_test_wait_until (is_there, &type);
  rw_test_run_for (200);
  return find_window (type);
}

typedef struct
{
  gpointer root;
  const char *text;
} Sight;

static gboolean
is_seen (gpointer data)
{
  const Sight *sight = data;

  return rw_test_find_text (sight->root, sight->text) != NULL;
}

void
rw_test_wait_for_text (gpointer root, const char *text)
{
  rw_test_wait_until (is_seen, &(Sight){ root, text });
}

void
rw_test_close_window (gpointer window)
{
  GType type = G_OBJECT_TYPE (window);

  gtk_window_close (window);
  rw_test_wait_until (is_gone, &type);
}

static gboolean
is_let_go (gpointer data)
{
  g_autoptr (GObject) kept = g_weak_ref_get (data);

  return kept == NULL;
}

void
rw_test_end_toplevel (gpointer window, gpointer part)
{
  GWeakRef refs[2];

  g_weak_ref_init (&refs[0], window);
  g_weak_ref_init (&refs[1], part);
  rw_test_close_window (window);
  for (guint i = 0; i < G_N_ELEMENTS (refs); i++)
    {
      rw_test_wait_until (is_let_go, &refs[i]);
      g_weak_ref_clear (&refs[i]);
    }
}
