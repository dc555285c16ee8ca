/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-application.h"

#include "rw-application-private.h"
#include "rw-models-window.h"
#include "rw-probe.h"
#include "rw-settings.h"
#include "rw-ui.h"

#include <glib/gi18n.h>
#include <stdlib.h>

#define APPLICATION_ID "com.retainwiseanalytics.Desktop"

G_DEFINE_FINAL_TYPE (RwApplication, rw_application, ADW_TYPE_APPLICATION)

static const struct
{
  const char *action;
  const char *keys[3];
} accels[] = {
  { "app.new-window", { "<Control>n", NULL } },
  { "app.jobs", { "<Control>j", NULL } },
  { "app.models", { "<Control>l", NULL } },
  { "app.preferences", { "<Control>comma", NULL } },
  { "app.quit", { "<Control>q", NULL } },
  { "win.open", { "<Control>o", NULL } },
  { "win.reload", { "<Control>r", "F5", NULL } },
  { "win.review-import", { "<Control>i", NULL } },
  { "win.close", { "<Control>w", NULL } },
  { "win.export-shown", { "<Control>e", NULL } },
  { "win.submit", { "<Control>m", NULL } },
  { "win.train", { "<Control><Shift>l", NULL } },
  { "win.search", { "<Control>f", NULL } },
  { "win.sort-columns", { "<Control>k", NULL } },
  { "win.threshold", { "<Control>t", NULL } },
  { "win.show-above", { "<Control><Shift>t", NULL } },
  { "win.clear-filters", { "<Control><Shift>f", NULL } },
  { "win.show-help-overlay", { "<Control>question", NULL } },
};

/* Options that do the action of their name. */
static const char *const option_actions[] = { "new-window", "open-sample" };

/* What handle_local_options() answers for arguments that are not all dealt with. */
#define GO_ON (-1)

static GtkWindow *
get_window (RwApplication *self)
{
  return gtk_application_get_active_window (GTK_APPLICATION (self));
}

static void
new_window_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED,
               gpointer data)
{
  gtk_window_present (GTK_WINDOW (rw_window_new (ADW_APPLICATION (data))));
}

static void
open_sample_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED,
                gpointer data)
{
  g_autoptr (GFile) sample = rw_application_get_sample ();

  rw_application_open_file (RW_APPLICATION (data), NULL, sample);
}

static void
models_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  RwApplication *self = RW_APPLICATION (data);
  RwModelsWindow *window = rw_application_find_window (self, RW_TYPE_MODELS_WINDOW);

  if (window != NULL)
    rw_models_window_reload (window);
  else
    window = rw_models_window_new (GTK_APPLICATION (self));
  gtk_window_present (GTK_WINDOW (window));
}

static void
preferences_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED,
                gpointer data)
{
  rw_application_show_preferences (RW_APPLICATION (data), NULL);
}

static void
about_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  adw_show_about_window (get_window (RW_APPLICATION (data)), "application-name", "RetainWise",
                         "application-icon", APPLICATION_ID, "version", RW_VERSION,
                         "developer-name", "RetainWise Analytics", "license-type",
                         GTK_LICENSE_GPL_3_0, "comments",
                         _ ("Ranks customers by the probability that they leave. It works without "
                            "a network: nothing leaves this computer."),
                         "translator-credits", _ ("translator-credits"), NULL);
}

/* Windows close one by one, so that each remembers its settings and ends its work. */
static void
quit_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (GTK_APPLICATION (data)));

  for (GList *item = windows; item != NULL; item = item->next)
    gtk_window_close (item->data);
}

static void
style_changed_cb (GSettings *settings, const char *key, gpointer data G_GNUC_UNUSED)
{
  g_autofree char *style = g_settings_get_string (settings, key);
  AdwColorScheme scheme = g_str_equal (style, "dark")    ? ADW_COLOR_SCHEME_FORCE_DARK
                          : g_str_equal (style, "light") ? ADW_COLOR_SCHEME_FORCE_LIGHT
                                                         : ADW_COLOR_SCHEME_DEFAULT;

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), scheme);
}

static void
add_actions (RwApplication *self)
{
  static const GActionEntry entries[] = {
    { .name = "new-window", .activate = new_window_cb },
    { .name = "open-sample", .activate = open_sample_cb },
    { .name = "models", .activate = models_cb },
    { .name = "preferences", .activate = preferences_cb },
    { .name = "about", .activate = about_cb },
    { .name = "quit", .activate = quit_cb },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  for (guint i = 0; i < G_N_ELEMENTS (accels); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (self), accels[i].action,
                                           accels[i].keys);
}

static void
rw_application_startup (GApplication *application)
{
  G_APPLICATION_CLASS (rw_application_parent_class)->startup (application);
  gtk_window_set_default_icon_name (APPLICATION_ID);
  add_actions (RW_APPLICATION (application));
  g_signal_connect_object (rw_settings_get (), "changed::style", G_CALLBACK (style_changed_cb),
                           application, 0);
  style_changed_cb (rw_settings_get (), "style", NULL);
  rw_application_start_hosted (RW_APPLICATION (application));
  rw_probe_start ();
}

/* What the desktop file's actions do where the desktop starts programs by their command line: the
 * program that runs already does it, else this one, which goes on. */
static int
do_action (GApplication *application, const char *name)
{
  g_autoptr (GError) error = NULL;

  if (!g_application_register (application, NULL, &error))
    {
      g_printerr ("%s\n", error->message);
      return EXIT_FAILURE;
    }
  g_action_group_activate_action (G_ACTION_GROUP (application), name, NULL);
  return g_application_get_is_remote (application) ? EXIT_SUCCESS : GO_ON;
}

static int
rw_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("retainwise %s\n", RW_VERSION);
      return EXIT_SUCCESS;
    }
  for (guint i = 0; i < G_N_ELEMENTS (option_actions); i++)
    if (g_variant_dict_contains (options, option_actions[i]))
      return do_action (application, option_actions[i]);
  return GO_ON;
}

static void
rw_application_shutdown (GApplication *application)
{
  rw_application_stop_hosted (RW_APPLICATION (application));
  G_APPLICATION_CLASS (rw_application_parent_class)->shutdown (application);
}

static void
rw_application_activate (GApplication *application)
{
  RwWindow *window = rw_application_find_window (RW_APPLICATION (application), RW_TYPE_WINDOW);

  if (window == NULL)
    window = rw_window_new (ADW_APPLICATION (application));
  gtk_window_present (GTK_WINDOW (window));
}

static void
rw_application_open (GApplication *application, GFile **files, int n_files,
                     const char *hint G_GNUC_UNUSED)
{
  for (int i = 0; i < n_files; i++)
    rw_application_open_file (RW_APPLICATION (application), NULL, files[i]);
}

static void
rw_application_class_init (RwApplicationClass *klass)
{
  rw_ui_get_resource (); /* else the linker leaves it out of the library */
  G_APPLICATION_CLASS (klass)->handle_local_options = rw_application_handle_local_options;
  G_APPLICATION_CLASS (klass)->startup = rw_application_startup;
  G_APPLICATION_CLASS (klass)->shutdown = rw_application_shutdown;
  G_APPLICATION_CLASS (klass)->activate = rw_application_activate;
  G_APPLICATION_CLASS (klass)->open = rw_application_open;
}

static void
rw_application_init (RwApplication *self)
{
  const GOptionEntry entries[] = {
    { "new-window", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Open a new window"), NULL },
    { "open-sample", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Open the sample that ships"), NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Print the version"), NULL },
    { NULL },
  };

  g_application_add_main_option_entries (G_APPLICATION (self), entries);
  g_application_set_option_context_parameter_string (G_APPLICATION (self), _ ("[FILE…]"));
  g_application_set_option_context_summary (
      G_APPLICATION (self), _ ("Shows who of the customers in a CSV file is about to leave."));
}

RwApplication *
rw_application_new (void)
{
  return g_object_new (RW_TYPE_APPLICATION, "application-id", APPLICATION_ID, "flags",
                       G_APPLICATION_HANDLES_OPEN, NULL);
}

gpointer
rw_application_find_window (RwApplication *self, GType type)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (self));

  for (GList *item = windows; item != NULL; item = item->next)
    if (g_type_is_a (G_OBJECT_TYPE (item->data), type))
      return item->data;
  return NULL;
}

/* The window that shows or opens @path, or NULL. */
static RwWindow *
find_shown (RwApplication *self, const char *path)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (self));

  for (GList *item = windows; item != NULL; item = item->next)
    {
      RwSession *session = RW_IS_WINDOW (item->data) ? rw_window_get_session (item->data) : NULL;
      if (session != NULL && (g_strcmp0 (rw_session_get_path (session), path) == 0 ||
                              g_strcmp0 (rw_session_get_opening_path (session), path) == 0))
        return item->data;
    }
  return NULL;
}

/* Shows the window that has @path open, else an empty one: @window if it is. */
static RwWindow *
show_window (RwApplication *self, RwWindow *window, const char *path)
{
  RwWindow *shown = path != NULL ? find_shown (self, path) : NULL;

  if (shown == NULL)
    shown = window != NULL && rw_window_is_empty (window) ? window
                                                          : rw_window_new (ADW_APPLICATION (self));
  gtk_window_present (GTK_WINDOW (shown));
  return shown;
}

void
rw_application_open_file (RwApplication *self, RwWindow *window, GFile *file)
{
  g_autofree char *path = g_file_get_path (file);
  g_autofree char *uri = g_file_get_uri (file);
  RwWindow *shown = show_window (self, window, path);

  /* What is not a file of this computer has no path: the session says so by its name. */
  if (rw_window_is_empty (shown))
    rw_session_open (rw_window_get_session (shown), path != NULL ? path : uri);
}

void
rw_application_open_result (RwApplication *self, const char *path)
{
  RwWindow *shown = show_window (self, NULL, path);

  if (rw_window_is_empty (shown))
    rw_session_open_result (rw_window_get_session (shown), path);
}

RwModel *
rw_application_find_model (RwApplication *self, const char *path)
{
  RwWindow *window = find_shown (self, path);
  RwAnalysis *analysis =
      window != NULL ? rw_session_get_analysis (rw_window_get_session (window)) : NULL;

  return analysis != NULL ? rw_analysis_get_model (analysis) : NULL;
}

void
rw_application_reload_models (RwApplication *self)
{
  RwModelsWindow *window = rw_application_find_window (self, RW_TYPE_MODELS_WINDOW);

  if (window != NULL)
    rw_models_window_reload (window);
}

GFile *
rw_application_get_sample (void)
{
  const char *folder = g_getenv ("RETAINWISE_DATA_DIR");

  return g_file_new_build_filename (folder != NULL ? folder : RW_DATA_DIR, "samples",
                                    "telco-sample.csv", NULL);
}
