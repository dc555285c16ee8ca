/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every state in a language nobody speaks, “xa”, or “xb” from right to left: everything is
 * translated and has room. */
#include "rw-test-app.h"
#include "rw-test-picture.h"
#include "rw-test-states.h"
#include "rw-test-texts.h"

static void
look (GtkWidget *root, const char *state, RwTestSize size)
{
  g_autofree char *name = g_strdup_printf ("%s-%d", state, size.width);
  g_autoptr (GdkTexture) picture = rw_test_picture_take (root);

  rw_test_picture_save (picture, name);
  rw_test_texts_check (root, name);
}

int
main (int argc, char **argv)
{
  rw_test_app_init (&argc, &argv);
  if (g_str_equal (g_getenv ("LANGUAGE"), "xb"))
    gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  rw_test_states_add (look);
  return rw_test_app_run ();
}
