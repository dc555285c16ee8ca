/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-test-texts.h"

#include "rw-import-table.h"
#include "rw-model-import-window.h"
#include "rw-model-row.h"
#include "rw-risk-cell.h"
#include "rw-test-look.h"

#include <adwaita.h>

#define START "⟦"
#define END   "⟧"

/* Names and units; GTK's and libadwaita's own texts, which have catalogues of their own. */
/* clang-format off */
static const char *const others[] = {
  "RetainWise Analytics", "RetainWise", "~/Customers", "IBM Telco (sample)", "UTF-8", "GPL",
  "queue.example.com", "https://", ".csv", "telco-sample", "customers", "damaged", "bank", "<soon>",
  "tenures", "customerID", "gender", "SeniorCitizen", "Partner", "Dependents", "tenure", "PhoneService",
  "MultipleLines", "InternetService", "OnlineSecurity", "OnlineBackup", "DeviceProtection",
  "TechSupport", "StreamingTV", "StreamingMovies", "Contract", "PaperlessBilling", "PaymentMethod",
  "MonthlyCharges", "TotalCharges", "ChurnScore", "kB", "MB", "GB",
  "Northern Bank", "Online Shop", "copied-by-hand", "November", "SHA-256",
  "Minimize", "Maximize", "Close", "Preferences", "Shortcuts", "About", "Details", "Credits",
  "Legal", "Show Text",
};
/* clang-format on */

/* A column and its value where one is chosen. */
static gboolean
is_label (GtkWidget *widget, const char *text)
{
  return (gtk_widget_get_ancestor (widget, ADW_TYPE_COMBO_ROW) != NULL ||
          gtk_widget_get_ancestor (widget, GTK_TYPE_DROP_DOWN) != NULL) &&
         (g_strcmp0 (text, "Churn") == 0 || g_strcmp0 (text, "Yes") == 0);
}

/* What models say of themselves. */
static gboolean
is_of_model (GtkWidget *widget)
{
  const char *text = rw_test_get_text (widget);

  if (!GTK_IS_LABEL (widget))
    return FALSE;
  if (gtk_widget_get_ancestor (widget, RW_TYPE_MODEL_ROW) != NULL)
    return gtk_label_get_selectable (GTK_LABEL (widget));
  return gtk_widget_get_ancestor (widget, RW_TYPE_MODEL_IMPORT_WINDOW) != NULL &&
         gtk_widget_has_css_class (widget, "subtitle") && strstr (text, START) == NULL;
}

/* What somebody typed, cells of the file, and names of keys. */
static gboolean
is_data (GtkWidget *widget)
{
  GtkWidget *view = gtk_widget_get_ancestor (widget, GTK_TYPE_COLUMN_VIEW);
  const char *text = rw_test_get_text (widget);

  if (GTK_IS_TEXT (widget) || gtk_widget_get_ancestor (widget, GTK_TYPE_SHORTCUT_LABEL) != NULL ||
      (text != NULL && (g_str_has_prefix (text, "Ctrl+") || g_str_has_prefix (text, "Shift+"))))
    return TRUE;
  if (is_of_model (widget))
    return TRUE;
  if (GTK_IS_INSCRIPTION (widget) && gtk_widget_get_ancestor (widget, RW_TYPE_IMPORT_TABLE) != NULL)
    return TRUE;
  if (is_label (widget, text))
    return TRUE;
  return view != NULL && GTK_IS_INSCRIPTION (widget) &&
         gtk_widget_get_ancestor (widget, RW_TYPE_RISK_CELL) == NULL;
}

/* "b9d7a728", which is part of a SHA-256. */
static void
remove_hashes (GString *text)
{
  g_autoptr (GRegex) hash = g_regex_new ("\\b[0-9a-f]{8}\\b", 0, 0, NULL);
  g_autofree char *rest = g_regex_replace_literal (hash, text->str, -1, 0, "", 0, NULL);

  g_string_assign (text, rest);
}

/* What is outside of all brackets. */
static char *
dup_rest (const char *text)
{
  GString *rest = g_string_new (NULL);
  int depth = 0;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      if (g_str_has_prefix (at, START))
        depth++;
      else if (g_str_has_prefix (at, END))
        depth--;
      else if (depth == 0)
        g_string_append_unichar (rest, g_utf8_get_char (at));
    }
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    g_string_replace (rest, others[i], "", 0);
  remove_hashes (rest);
  return g_string_free (rest, FALSE);
}

static void
check_text (GtkWidget *widget, const char *text, const char *what, const char *state)
{
  if (text == NULL)
    return;
  g_autofree char *rest = dup_rest (text);
  for (const char *at = rest; *at != '\0'; at = g_utf8_next_char (at))
    if (g_unichar_isalpha (g_utf8_get_char (at)))
      {
        g_test_message ("%s: not translated: %s “%s” of %s", state, what, text,
                        G_OBJECT_TYPE_NAME (widget));
        g_test_fail ();
        return;
      }
}

static void
check_name (GtkWidget *widget, const char *state)
{
  g_autofree char *name = gtk_test_accessible_check_property (
      GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, "", NULL);

  if (g_strcmp0 (name, "undefined") != 0)
    check_text (widget, name, "name", state);
}

/* Up to what scrolls, or is a window or popover, a text is inside of everything that it is in. */
static gboolean
is_inside (GtkWidget *label)
{
  for (GtkWidget *parent = gtk_widget_get_parent (label);
       parent != NULL && !GTK_IS_SCROLLABLE (parent); parent = gtk_widget_get_parent (parent))
    {
      graphene_rect_t bounds;
      if (!gtk_widget_compute_bounds (label, parent, &bounds))
        continue;
      if (bounds.origin.x < -1 || bounds.origin.y < -1 ||
          bounds.origin.x + bounds.size.width > (float) gtk_widget_get_width (parent) + 1 ||
          bounds.origin.y + bounds.size.height > (float) gtk_widget_get_height (parent) + 1)
        return FALSE;
      if (GTK_IS_NATIVE (parent))
        break;
    }
  return TRUE;
}

/* From right to left GTK 4.8 makes libadwaita's wrapped texts too wide. */
static gboolean
is_badly_wrapped (GtkWidget *label)
{
  return gtk_label_get_wrap (GTK_LABEL (label)) &&
         gtk_widget_get_direction (label) == GTK_TEXT_DIR_RTL &&
         gtk_widget_get_ancestor (label, ADW_TYPE_PREFERENCES_GROUP) != NULL;
}

/* Data may be cut. */
static void
check_room (GtkWidget *label, const char *state)
{
  const char *text = gtk_label_get_text (GTK_LABEL (label));
  PangoLayout *layout = gtk_label_get_layout (GTK_LABEL (label));
  int width = 0;
  int height = 0;

  if (strstr (text, START) == NULL)
    return;
  pango_layout_get_pixel_size (layout, &width, &height);
  if (!pango_layout_is_ellipsized (layout) &&
      (gtk_label_get_wrap (GTK_LABEL (label)) || width <= gtk_widget_get_width (label)) &&
      height <= gtk_widget_get_height (label) && (is_badly_wrapped (label) || is_inside (label)))
    return;
  g_test_message ("%s: cut: “%s”", state, text);
  g_test_fail ();
}

void
rw_test_texts_check (GtkWidget *root, const char *state)
{
  g_autoptr (GPtrArray) widgets = rw_test_find_all (root, GTK_TYPE_WIDGET);

  for (guint i = 0; i < widgets->len; i++)
    {
      GtkWidget *widget = widgets->pdata[i];
      if (!gtk_widget_get_mapped (widget) || is_data (widget))
        continue;
      check_text (widget, rw_test_get_text (widget), "text", state);
      check_text (widget, gtk_widget_get_tooltip_text (widget), "tooltip", state);
      check_name (widget, state);
      if (GTK_IS_LABEL (widget))
        check_room (widget, state);
    }
}
