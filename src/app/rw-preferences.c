/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-preferences.h"

#include "rw-hosted-page.h"
#include "rw-recent.h"
#include "rw-settings.h"

struct _RwPreferences
{
  AdwPreferencesWindow parent_instance;

  AdwComboRow *style;
  AdwComboRow *n_bins;
  GtkSwitch *remember_recent;
  RwHostedPage *hosted;
};

G_DEFINE_FINAL_TYPE (RwPreferences, rw_preferences, ADW_TYPE_PREFERENCES_WINDOW)

/* The values of the keys, in the order of the rows. */
static const char *const styles[] = { "system", "light", "dark", NULL };
static const char *const bins[] = { "10", "20", "50", "100", NULL };

static gboolean
get_place (GValue *value, GVariant *variant, gpointer data)
{
  const char *const *choices = data;
  guint place = 0;

  while (choices[place] != NULL &&
         !g_str_equal (choices[place], g_variant_get_string (variant, NULL)))
    place++;
  g_value_set_uint (value, place);
  return choices[place] != NULL;
}

static GVariant *
set_place (const GValue *value, const GVariantType *type G_GNUC_UNUSED, gpointer data)
{
  const char *const *choices = data;

  return g_variant_new_string (choices[g_value_get_uint (value)]);
}

static void
clear_recent_cb (RwPreferences *self)
{
  g_assert (RW_IS_PREFERENCES (self));
  rw_recent_clear ();
}

static void
rw_preferences_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), RW_TYPE_PREFERENCES);
  G_OBJECT_CLASS (rw_preferences_parent_class)->dispose (object);
}

static void
rw_preferences_class_init (RwPreferencesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rw_preferences_dispose;
  g_type_ensure (RW_TYPE_HOSTED_PAGE);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/com/retainwiseanalytics/Desktop/ui/preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, RwPreferences, style);
  gtk_widget_class_bind_template_child (widget_class, RwPreferences, n_bins);
  gtk_widget_class_bind_template_child (widget_class, RwPreferences, remember_recent);
  gtk_widget_class_bind_template_child (widget_class, RwPreferences, hosted);
  gtk_widget_class_bind_template_callback (widget_class, clear_recent_cb);
}

static void
rw_preferences_init (RwPreferences *self)
{
  GSettings *settings = rw_settings_get ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_settings_bind_with_mapping (settings, "style", self->style, "selected", G_SETTINGS_BIND_DEFAULT,
                                get_place, set_place, (gpointer) styles, NULL);
  g_settings_bind_with_mapping (settings, "n-bins", self->n_bins, "selected",
                                G_SETTINGS_BIND_DEFAULT, get_place, set_place, (gpointer) bins,
                                NULL);
  g_settings_bind (settings, "remember-recent", self->remember_recent, "active",
                   G_SETTINGS_BIND_DEFAULT);
}

GtkWidget *
rw_preferences_new (RwHostedSetup *setup)
{
  RwPreferences *self = g_object_new (RW_TYPE_PREFERENCES, NULL);

  rw_hosted_page_set_setup (self->hosted, setup);
  return GTK_WIDGET (self);
}
