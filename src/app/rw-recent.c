/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-recent.h"

#include "rw-settings.h"

#include <gtk/gtk.h>

#define MAX_ITEMS 10u

/* As it is written into the desktop's list. */
#define APPLICATION "RetainWise"

static GMenu *menu;

static gboolean
is_ours (GtkRecentInfo *info)
{
  return gtk_recent_info_has_application (info, APPLICATION) && gtk_recent_info_exists (info);
}

static int
compare_cb (gconstpointer a, gconstpointer b)
{
  GDateTime *one = gtk_recent_info_get_modified ((GtkRecentInfo *) a);
  GDateTime *other = gtk_recent_info_get_modified ((GtkRecentInfo *) b);

  return -g_date_time_compare (one, other);
}

static void
append (GtkRecentInfo *info)
{
  g_autofree char *name = gtk_recent_info_get_short_name (info);
  g_auto (GStrv) parts = g_strsplit (name, "_", -1);
  g_autofree char *label = g_strjoinv ("__", parts);
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, "win.open-recent", "s", gtk_recent_info_get_uri (info));
  g_menu_append_item (menu, item);
}

static void
fill_menu (GtkRecentManager *manager)
{
  GList *infos = g_list_sort (gtk_recent_manager_get_items (manager), compare_cb);

  g_menu_remove_all (menu);
  for (GList *item = infos; item != NULL; item = item->next)
    if (is_ours (item->data) && g_menu_model_get_n_items (G_MENU_MODEL (menu)) < (int) MAX_ITEMS)
      append (item->data);
  g_list_free_full (infos, (GDestroyNotify) gtk_recent_info_unref);
}

GMenuModel *
rw_recent_get_menu (void)
{
  if (menu == NULL)
    {
      menu = g_menu_new ();
      g_signal_connect (gtk_recent_manager_get_default (), "changed", G_CALLBACK (fill_menu), NULL);
      fill_menu (gtk_recent_manager_get_default ());
    }
  return G_MENU_MODEL (menu);
}

void
rw_recent_add (const char *path)
{
  g_autofree char *uri = path != NULL ? g_filename_to_uri (path, NULL, NULL) : NULL;
  GtkRecentData data = { .mime_type = (char *) "text/csv",
                         .app_name = (char *) APPLICATION,
                         .app_exec = (char *) "retainwise %u" };

  if (uri != NULL && g_settings_get_boolean (rw_settings_get (), "remember-recent"))
    gtk_recent_manager_add_full (gtk_recent_manager_get_default (), uri, &data);
}

void
rw_recent_clear (void)
{
  GtkRecentManager *manager = gtk_recent_manager_get_default ();
  GList *infos = gtk_recent_manager_get_items (manager);

  for (GList *item = infos; item != NULL; item = item->next)
    if (gtk_recent_info_has_application (item->data, APPLICATION))
      gtk_recent_manager_remove_item (manager, gtk_recent_info_get_uri (item->data), NULL);
  g_list_free_full (infos, (GDestroyNotify) gtk_recent_info_unref);
}
