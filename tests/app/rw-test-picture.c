/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-test-picture.h"

#include "rw-test-session.h"

#include <glib/gstdio.h>

typedef struct
{
  GdkPaintable *paintable;
  GskRenderNode *node;
} Picture;

/* There is nothing to see of a window that is to be laid out anew, which the next frame does. */
static gboolean
make_node (gpointer data)
{
  Picture *picture = data;
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();

  gdk_paintable_snapshot (picture->paintable, snapshot,
                          gdk_paintable_get_intrinsic_width (picture->paintable),
                          gdk_paintable_get_intrinsic_height (picture->paintable));
  picture->node = gtk_snapshot_to_node (snapshot);
  return picture->node != NULL;
}

GdkTexture *
rw_test_picture_take (GtkWidget *window)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (window);
  Picture picture = { paintable, NULL };

  rw_test_wait_until (make_node, &picture);
  int width = gdk_paintable_get_intrinsic_width (paintable);
  int height = gdk_paintable_get_intrinsic_height (paintable);
  graphene_rect_t area = GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height);
  GdkTexture *texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)),
                                                     picture.node, &area);
  gsk_render_node_unref (picture.node);
  return texture;
}

void
rw_test_picture_save (GdkTexture *picture, const char *name)
{
  const char *language = g_getenv ("LANGUAGE");
  g_autofree char *folder_name = language != NULL && language[0] != '\0'
                                     ? g_strconcat ("screenshots-", language, NULL)
                                     : g_strdup ("screenshots");
  g_autofree char *folder = g_test_build_filename (G_TEST_BUILT, folder_name, NULL);
  g_autofree char *file = g_strconcat (name, ".png", NULL);
  g_autofree char *path = g_build_filename (folder, file, NULL);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0755), ==, 0);
  g_assert_true (gdk_texture_save_to_png (picture, path));
}

/* One for each pixel (transfer full). */
static guint32 *
download (GdkTexture *picture)
{
  int width = gdk_texture_get_width (picture);
  guint32 *pixels = g_new (guint32, width * gdk_texture_get_height (picture));

  gdk_texture_download (picture, (guchar *) pixels, (gsize) width * sizeof (guint32));
  return pixels;
}

guint
rw_test_picture_count_different (GdkTexture *a, GdkTexture *b)
{
  int n = gdk_texture_get_width (a) * gdk_texture_get_height (a);
  g_autofree guint32 *one = download (a);
  g_autofree guint32 *other = download (b);
  guint different = 0;

  g_assert_cmpint (gdk_texture_get_width (b), ==, gdk_texture_get_width (a));
  g_assert_cmpint (gdk_texture_get_height (b), ==, gdk_texture_get_height (a));
  for (int i = 0; i < n; i++)
    different += one[i] != other[i];
  return different;
}

guint
rw_test_picture_count_drawn (GdkTexture *picture)
{
  int n = gdk_texture_get_width (picture) * gdk_texture_get_height (picture);
  g_autofree guint32 *pixels = download (picture);
  guint drawn = 0;

  for (int i = 0; i < n; i++)
    drawn += pixels[i] != pixels[0];
  return drawn;
}
