/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-hosted-page.h"

#include "rw-accessible.h"
#include "rw-authorities-row.h"
#include "rw-error.h"
#include "rw-limits-text.h"
#include "rw-settings.h"

#include <glib/gi18n.h>

struct _RwHostedPage
{
  AdwPreferencesPage parent_instance;

  /* template */
  GtkSwitch *enabled;
  AdwEntryRow *url;
  AdwEntryRow *token;
  GtkWidget *test;
  GtkSpinner *spinner;
  GtkLabel *answer;

  RwHostedSetup *setup;
  char *shown_token;         /* what was put into the row, not typed by the user */
  GCancellable *cancellable; /* of the test that runs, or NULL */
};

G_DEFINE_FINAL_TYPE (RwHostedPage, rw_hosted_page, ADW_TYPE_PREFERENCES_PAGE)

static void
show_answer (RwHostedPage *self, const char *text, gboolean is_error)
{
  gtk_label_set_text (self->answer, text);
  if (is_error)
    gtk_widget_add_css_class (GTK_WIDGET (self->answer), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->answer), "error");
}

static void
set_asking (RwHostedPage *self, gboolean asking)
{
  gtk_spinner_set_spinning (self->spinner, asking);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), asking);
}

static const char *
get_text (AdwEntryRow *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

/* Without the button that offers to apply it. */
static void
set_text (AdwEntryRow *row, const char *text)
{
  if (g_strcmp0 (get_text (row), text) == 0)
    return;
  adw_entry_row_set_show_apply_button (row, FALSE);
  gtk_editable_set_text (GTK_EDITABLE (row), text);
  adw_entry_row_set_show_apply_button (row, TRUE);
}

/* What the user is typing stays. */
static void
show_token (RwHostedPage *self)
{
  RwHosted *hosted = rw_hosted_setup_get_hosted (self->setup);
  RwEndpoint *endpoint = hosted != NULL ? rw_hosted_get_endpoint (hosted) : NULL;
  const char *token = endpoint != NULL ? rw_endpoint_get_token (endpoint) : NULL;

  if (endpoint == NULL || g_strcmp0 (get_text (self->token), self->shown_token) != 0)
    return;
  g_free (self->shown_token);
  self->shown_token = g_strdup (token != NULL ? token : "");
  set_text (self->token, self->shown_token);
}

static void
setup_changed_cb (RwHostedPage *self)
{
  const GError *error = rw_hosted_setup_get_error (self->setup);

  g_assert (RW_IS_HOSTED_PAGE (self));
  show_token (self);
  if (error != NULL && get_text (self->url)[0] != '\0')
    show_answer (self, error->message, TRUE);
}

/* What is in the rows, applied or not. */
static RwEndpoint *
make_endpoint (RwHostedPage *self, GError **error)
{
  g_autofree char *ca_file = g_settings_get_string (rw_settings_get (), "hosted-ca-file");

  return rw_endpoint_new (get_text (self->url), get_text (self->token),
                          ca_file[0] != '\0' ? ca_file : NULL, error);
}

static gboolean
apply_url (RwHostedPage *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RwEndpoint) endpoint = rw_endpoint_new (get_text (self->url), NULL, NULL, &error);

  if (endpoint == NULL)
    {
      show_answer (self, error->message, TRUE);
      return FALSE;
    }
  g_settings_set_string (rw_settings_get (), "hosted-url", rw_endpoint_get_url (endpoint));
  return TRUE;
}

static void
url_apply_cb (RwHostedPage *self)
{
  g_assert (RW_IS_HOSTED_PAGE (self));
  if (apply_url (self))
    show_answer (self, "", FALSE);
}

static void save_token (RwHostedPage *self, RwTokenPlace place);

static void
place_chosen_cb (RwHostedPage *self, const char *response)
{
  g_assert (RW_IS_HOSTED_PAGE (self));
  if (g_str_equal (response, "file"))
    {
      save_token (self, RW_TOKEN_PLACE_FILE);
      return;
    }
  rw_hosted_setup_use_token (self->setup, get_text (self->token));
  show_answer (self, _ ("The token is used until RetainWise is closed."), FALSE);
}

static void
ask_for_place (RwHostedPage *self, const char *reason)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                              _ ("Keep the Token in a File?"), NULL);

  adw_message_dialog_format_body (
      ADW_MESSAGE_DIALOG (dialog),
      /* Translators: %s says why it is not kept in the keyring */
      _ ("%s\n\nIt can be kept in a file that only you can read, or be used until RetainWise is "
         "closed."),
      reason);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "run", _ ("_Use Once"), "file",
                                    _ ("_Keep in a File"), NULL);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "run");
  g_signal_connect_object (dialog, "response", G_CALLBACK (place_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
token_saved_cb (GObject *object G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RwHostedPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (self->setup == NULL)
    return;
  if (rw_hosted_setup_save_token_finish (self->setup, result, &error))
    show_answer (self, _ ("The token is kept for this address."), FALSE);
  else if (g_error_matches (error, RW_ERROR, RW_ERROR_ACCESS))
    ask_for_place (self, error->message);
  else
    show_answer (self, error->message, TRUE);
}

static void
save_token (RwHostedPage *self, RwTokenPlace place)
{
  g_free (self->shown_token);
  self->shown_token = g_strdup (get_text (self->token));
  rw_hosted_setup_save_token_async (self->setup, self->shown_token, place, token_saved_cb,
                                    g_object_ref (self));
}

/* A token is kept for an address, so that one comes first. */
static void
token_apply_cb (RwHostedPage *self)
{
  g_assert (RW_IS_HOSTED_PAGE (self));
  if (apply_url (self))
    save_token (self, RW_TOKEN_PLACE_SECRETS);
}

static void
answered_cb (GObject *object G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RwHostedPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RwLimits) limits = rw_hosted_ask_limits_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_autofree char *text = limits != NULL ? rw_limits_text_dup (limits) : NULL;
  show_answer (self, limits != NULL ? text : error->message, limits == NULL);
  set_asking (self, FALSE);
}

static void
stop_test (RwHostedPage *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
test_cb (RwHostedPage *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RwEndpoint) endpoint = make_endpoint (self, &error);

  g_assert (RW_IS_HOSTED_PAGE (self));
  stop_test (self);
  if (endpoint == NULL)
    {
      show_answer (self, error->message, TRUE);
      return;
    }
  show_answer (self, "", FALSE);
  set_asking (self, TRUE);
  self->cancellable = g_cancellable_new ();
  rw_hosted_ask_limits_async (endpoint, self->cancellable, answered_cb, g_object_ref (self));
}

static void
rw_hosted_page_dispose (GObject *object)
{
  RwHostedPage *self = RW_HOSTED_PAGE (object);

  stop_test (self);
  g_clear_object (&self->setup);
  g_clear_pointer (&self->shown_token, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), RW_TYPE_HOSTED_PAGE);
  G_OBJECT_CLASS (rw_hosted_page_parent_class)->dispose (object);
}

static void
rw_hosted_page_class_init (RwHostedPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rw_hosted_page_dispose;
  g_type_ensure (RW_TYPE_AUTHORITIES_ROW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/com/retainwiseanalytics/Desktop/ui/hosted-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RwHostedPage, enabled);
  gtk_widget_class_bind_template_child (widget_class, RwHostedPage, url);
  gtk_widget_class_bind_template_child (widget_class, RwHostedPage, token);
  gtk_widget_class_bind_template_child (widget_class, RwHostedPage, test);
  gtk_widget_class_bind_template_child (widget_class, RwHostedPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, RwHostedPage, answer);
  gtk_widget_class_bind_template_callback (widget_class, url_apply_cb);
  gtk_widget_class_bind_template_callback (widget_class, token_apply_cb);
  gtk_widget_class_bind_template_callback (widget_class, test_cb);
}

/* libadwaita 1.2 shows the title of such a row, but does not name its field. */
static void
name_field (AdwEntryRow *row, const char *name)
{
  rw_accessible_set_name (GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (row))), name);
}

static void
rw_hosted_page_init (RwHostedPage *self)
{
  GSettings *settings = rw_settings_get ();
  g_autofree char *url = g_settings_get_string (settings, "hosted-url");

  gtk_widget_init_template (GTK_WIDGET (self));
  self->shown_token = g_strdup ("");
  set_text (self->url, url);
  g_settings_bind (settings, "hosted-enabled", self->enabled, "active", G_SETTINGS_BIND_DEFAULT);
  name_field (self->url, _ ("Server Address"));
  name_field (self->token, _ ("Token"));
  rw_accessible_name_buttons (GTK_WIDGET (self));
}

void
rw_hosted_page_set_setup (RwHostedPage *self, RwHostedSetup *setup)
{
  self->setup = g_object_ref (setup);
  g_signal_connect_object (setup, "changed", G_CALLBACK (setup_changed_cb), self,
                           G_CONNECT_SWAPPED);
  setup_changed_cb (self);
}
