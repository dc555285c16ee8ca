/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-test-look.h"

typedef gboolean (*Match) (GtkWidget *widget, gconstpointer data);

/* All that match when @found is given, else only the first one, which is returned. */
static GtkWidget *
walk (GtkWidget *widget, Match match, gconstpointer data, GPtrArray *found)
{
  if (match (widget, data))
    {
      if (found == NULL)
        return widget;
      g_ptr_array_add (found, widget);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *first = walk (child, match, data, found);
      if (first != NULL)
        return first;
    }
  return NULL;
}

static gboolean
is_type (GtkWidget *widget, gconstpointer data)
{
  return g_type_is_a (G_OBJECT_TYPE (widget), *(const GType *) data);
}

gpointer
rw_test_find (gpointer root, GType type)
{
  GtkWidget *found = walk (root, is_type, &type, NULL);

  if (found == NULL)
    g_test_message ("no %s below %s", g_type_name (type), G_OBJECT_TYPE_NAME (root));
  g_assert_nonnull (found);
  return found;
}

GPtrArray *
rw_test_find_all (gpointer root, GType type)
{
  GPtrArray *found = g_ptr_array_new ();

  walk (root, is_type, &type, found);
  return found;
}

static gboolean
has_class (GtkWidget *widget, gconstpointer data)
{
  return gtk_widget_has_css_class (widget, data);
}

gpointer
rw_test_find_class (gpointer root, const char *css_class)
{
  GtkWidget *found = walk (root, has_class, css_class, NULL);

  if (found == NULL)
    g_test_message ("nothing of class %s", css_class);
  g_assert_nonnull (found);
  return found;
}

const char *
rw_test_get_text (gpointer widget)
{
  if (GTK_IS_LABEL (widget))
    return gtk_label_get_text (widget);
  if (GTK_IS_INSCRIPTION (widget))
    return gtk_inscription_get_text (widget);
  if (GTK_IS_TEXT (widget))
    return gtk_editable_get_text (widget);
  return NULL;
}

static gboolean
shows_text (GtkWidget *widget, gconstpointer data)
{
  return gtk_widget_get_mapped (widget) && g_strcmp0 (rw_test_get_text (widget), data) == 0;
}

gpointer
rw_test_find_text (gpointer root, const char *text)
{
  return walk (root, shows_text, text, NULL);
}

static gboolean
shows_any_text (GtkWidget *widget, gconstpointer data G_GNUC_UNUSED)
{
  const char *text = rw_test_get_text (widget);

  return gtk_widget_get_mapped (widget) && text != NULL && text[0] != '\0';
}

/* Into the log of a test that fails: what is on screen. */
static void
log_texts (gpointer root)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();

  walk (root, shows_any_text, NULL, found);
  for (guint i = 0; i < MIN (found->len, 60); i++)
    g_test_message ("on screen: %s", rw_test_get_text (found->pdata[i]));
}

void
rw_test_check_sees (const char *file, int line, const char *function, gpointer root,
                    const char *text, gboolean wanted)
{
  if ((rw_test_find_text (root, text) != NULL) == wanted)
    return;
  g_autofree char *message = g_strdup_printf ("“%s” is %son screen", text, wanted ? "not " : "");
  log_texts (root);
  g_assertion_message (G_LOG_DOMAIN, file, line, function, message);
}

static gboolean
is_button (GtkWidget *widget, gconstpointer data)
{
  gboolean is_one = GTK_IS_BUTTON (widget) || GTK_IS_MENU_BUTTON (widget);

  return is_one && gtk_widget_get_mapped (widget) &&
         (g_strcmp0 (gtk_widget_get_tooltip_text (widget), data) == 0 ||
          rw_test_find_text (widget, data) != NULL);
}

gpointer
rw_test_find_button (gpointer root, const char *text)
{
  GtkWidget *found = walk (root, is_button, text, NULL);

  if (found == NULL)
    {
      log_texts (root);
      g_test_message ("no button “%s”", text);
    }
  g_assert_nonnull (found);
  return found;
}

gboolean
rw_test_has_name (gpointer widget, const char *name)
{
  g_autofree char *other = gtk_test_accessible_check_property (
      GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, NULL);

  return other == NULL;
}
