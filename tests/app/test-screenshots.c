/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures of every state of the window, in two sizes, light and dark, in the language of the
 * environment. */
#include "rw-settings.h"
#include "rw-test-app.h"
#include "rw-test-look.h"
#include "rw-test-picture.h"
#include "rw-test-states.h"

static const char *const styles[] = { "light", "dark" };

/* What is in the file itself may be cut where a column is narrow; nothing else is. */
static void
assert_nothing_cut (gpointer window)
{
  g_autoptr (GPtrArray) labels = rw_test_find_all (window, GTK_TYPE_LABEL);

  for (guint i = 0; i < labels->len; i++)
    {
      GtkLabel *label = labels->pdata[i];
      if (!gtk_widget_get_mapped (GTK_WIDGET (label)))
        continue;
      g_test_message ("“%s”", gtk_label_get_text (label));
      g_assert_false (pango_layout_is_ellipsized (gtk_label_get_layout (label)));
    }
}

/* Not every theme of icons has what another one had. */
static void
assert_icons_found (gpointer window)
{
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gtk_widget_get_display (window));
  g_autoptr (GPtrArray) images = rw_test_find_all (window, GTK_TYPE_IMAGE);

  for (guint i = 0; i < images->len; i++)
    {
      const char *name = gtk_image_get_icon_name (images->pdata[i]);
      g_test_message ("%s", name != NULL ? name : "no name");
      g_assert_true (name == NULL || gtk_icon_theme_has_icon (theme, name));
    }
}

/* A popover and what has one size only have none in the name. */
static char *
make_name (const char *state, RwTestSize size, const char *style)
{
  if (size.width == 0)
    return g_strdup_printf ("%s-%s", state, style);
  return g_strdup_printf ("%s-%dx%d-%s", state, size.width, size.height, style);
}

/* Saves the window in both styles: of that size, with something drawn, and not the same twice. */
static void
take (GtkWidget *window, const char *state, RwTestSize size)
{
  GdkTexture *pictures[G_N_ELEMENTS (styles)] = { NULL };

  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    {
      g_autofree char *name = make_name (state, size, styles[i]);
      g_settings_set_string (rw_settings_get (), "style", styles[i]);
      rw_test_run_for (300);
      pictures[i] = rw_test_picture_take (window);
      g_assert_cmpuint (rw_test_picture_count_drawn (pictures[i]), >, 1000);
      rw_test_picture_save (pictures[i], name);
    }
  guint part = size.width > 0 ? 2 : 4; /* a popover has a shadow around it */
  guint different = rw_test_picture_count_different (pictures[0], pictures[1]);
  g_assert_cmpuint (
      different, >,
      (guint) (gdk_texture_get_width (pictures[0]) * gdk_texture_get_height (pictures[0])) / part);
  assert_nothing_cut (window);
  assert_icons_found (window);
  g_clear_object (&pictures[0]);
  g_clear_object (&pictures[1]);
}

int
main (int argc, char **argv)
{
  rw_test_app_init (&argc, &argv);
  rw_test_states_add (take);
  return rw_test_app_run ();
}
