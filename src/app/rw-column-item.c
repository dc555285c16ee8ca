/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-column-item.h"

struct _RwColumnItem
{
  GObject parent_instance;

  guint column;
  char *name;
  gboolean visible;
};

G_DEFINE_FINAL_TYPE (RwColumnItem, rw_column_item, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_NAME,
  PROP_VISIBLE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
rw_column_item_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  RwColumnItem *self = RW_COLUMN_ITEM (object);

  if (id == PROP_NAME)
    g_value_set_string (value, self->name);
  else if (id == PROP_VISIBLE)
    g_value_set_boolean (value, self->visible);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
rw_column_item_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  RwColumnItem *self = RW_COLUMN_ITEM (object);

  if (id != PROP_VISIBLE)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }
  if (self->visible == g_value_get_boolean (value))
    return;
  self->visible = g_value_get_boolean (value);
  g_object_notify_by_pspec (object, pspec);
}

static void
rw_column_item_finalize (GObject *object)
{
  g_free (RW_COLUMN_ITEM (object)->name);
  G_OBJECT_CLASS (rw_column_item_parent_class)->finalize (object);
}

static void
rw_column_item_class_init (RwColumnItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = rw_column_item_get_property;
  object_class->set_property = rw_column_item_set_property;
  object_class->finalize = rw_column_item_finalize;
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, "", G_PARAM_READABLE | flags);
  properties[PROP_VISIBLE] =
      g_param_spec_boolean ("visible", NULL, NULL, FALSE, G_PARAM_READWRITE | flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
rw_column_item_init (RwColumnItem *self G_GNUC_UNUSED)
{
}

RwColumnItem *
rw_column_item_new (guint column, const char *name, gboolean visible)
{
  RwColumnItem *self = g_object_new (RW_TYPE_COLUMN_ITEM, NULL);

  self->column = column;
  self->name = g_strdup (name);
  self->visible = visible;
  return self;
}

guint
rw_column_item_get_column (RwColumnItem *self)
{
  return self->column;
}

const char *
rw_column_item_get_name (RwColumnItem *self)
{
  return self->name;
}

gboolean
rw_column_item_get_visible (RwColumnItem *self)
{
  return self->visible;
}
