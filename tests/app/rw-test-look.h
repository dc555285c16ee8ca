/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What a user finds in a window. Parts are GtkWidgets; they are looked at in the order of the tree,
 * the one that is given first. */

/* The first part of that type; there must be one. And all of them, on screen or not (borrowed
 * items). */
gpointer rw_test_find (gpointer root, GType type);
GPtrArray *rw_test_find_all (gpointer root, GType type);

/* The first part with that CSS class; there must be one. */
gpointer rw_test_find_class (gpointer root, const char *css_class);

/* The text that a part shows by itself, NULL if it is no such part. */
const char *rw_test_get_text (gpointer widget);

/* The part on screen that shows exactly this text, or NULL. */
gpointer rw_test_find_text (gpointer root, const char *text);

/* That this text is on screen, or is not. */
#define rw_test_assert_sees(root, text)                                                            \
  rw_test_check_sees (__FILE__, __LINE__, G_STRFUNC, root, text, TRUE)
#define rw_test_assert_sees_not(root, text)                                                        \
  rw_test_check_sees (__FILE__, __LINE__, G_STRFUNC, root, text, FALSE)
void rw_test_check_sees (const char *file, int line, const char *function, gpointer root,
                         const char *text, gboolean wanted);

/* The button on screen with that label or tooltip; there must be one. */
gpointer rw_test_find_button (gpointer root, const char *text);

/* What is for screen readers. */
#define rw_test_assert_role(widget, role)                                                          \
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (widget), role)
#define rw_test_assert_name(widget, name)                                                          \
  G_STMT_START                                                                                     \
  {                                                                                                \
    const char *wanted_name = (name); /* GTK makes a format of what it is given */                 \
    gtk_test_accessible_assert_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL,   \
                                         wanted_name, NULL);                                       \
  }                                                                                                \
  G_STMT_END
gboolean rw_test_has_name (gpointer widget, const char *name);

G_END_DECLS
