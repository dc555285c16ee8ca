/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-test-chooser.h"

#include "rw-test-wait.h"

typedef struct
{
  GtkFileChooser *chooser;
  GFile *file;
} Choice;

static gboolean
is_chosen (gpointer data)
{
  const Choice *choice = data;
  g_autoptr (GFile) file = gtk_file_chooser_get_file (choice->chooser);

  return file != NULL && g_file_equal (file, choice->file);
}

/* A file to be written is in the folder that the dialog proposes. */
static void
set_file (const Choice *choice)
{
  g_autofree char *name = g_file_get_basename (choice->file);

  if (gtk_file_chooser_get_action (choice->chooser) == GTK_FILE_CHOOSER_ACTION_SAVE)
    gtk_file_chooser_set_current_name (choice->chooser, name);
  else
    g_assert_true (gtk_file_chooser_set_file (choice->chooser, choice->file, NULL));
}

void
rw_test_choose (GtkFileChooserNative *chooser, const char *path)
{
  g_autoptr (GtkFileChooserNative) kept = g_object_ref (chooser);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  Choice choice = { GTK_FILE_CHOOSER (kept), file };

  g_assert_true (gtk_native_dialog_get_visible (GTK_NATIVE_DIALOG (kept)));
  g_assert_true (gtk_native_dialog_get_modal (GTK_NATIVE_DIALOG (kept)));
  set_file (&choice);
  rw_test_wait_until (is_chosen, &choice);
  g_signal_emit_by_name (kept, "response", GTK_RESPONSE_ACCEPT);
  gtk_native_dialog_hide (GTK_NATIVE_DIALOG (kept));
}
