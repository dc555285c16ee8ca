/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-column-choice.h"

struct _RwColumnChoice
{
  GObject parent_instance;

  GPtrArray *roles;
  const RwRole *role; /* one of them */
  gboolean is_fixed;
  gboolean used;
};

G_DEFINE_FINAL_TYPE (RwColumnChoice, rw_column_choice, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_USED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
rw_column_choice_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_USED)
    g_value_set_boolean (value, RW_COLUMN_CHOICE (object)->used);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
rw_column_choice_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_USED)
    rw_column_choice_set_used (RW_COLUMN_CHOICE (object), g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
rw_column_choice_finalize (GObject *object)
{
  g_ptr_array_unref (RW_COLUMN_CHOICE (object)->roles);
  G_OBJECT_CLASS (rw_column_choice_parent_class)->finalize (object);
}

static void
rw_column_choice_class_init (RwColumnChoiceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = rw_column_choice_get_property;
  object_class->set_property = rw_column_choice_set_property;
  object_class->finalize = rw_column_choice_finalize;
  properties[PROP_USED] =
      g_param_spec_boolean ("used", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
rw_column_choice_init (RwColumnChoice *self G_GNUC_UNUSED)
{
}

RwColumnChoice *
rw_column_choice_new (GPtrArray *roles, guint number, gboolean is_fixed)
{
  RwColumnChoice *self = g_object_new (RW_TYPE_COLUMN_CHOICE, NULL);

  self->roles = g_ptr_array_ref (roles);
  self->role = roles->pdata[number];
  self->is_fixed = is_fixed;
  self->used = self->role->used;
  return self;
}

const RwRole *
rw_column_choice_get_role (RwColumnChoice *self)
{
  return self->role;
}

gboolean
rw_column_choice_is_fixed (RwColumnChoice *self)
{
  return self->is_fixed;
}

gboolean
rw_column_choice_get_used (RwColumnChoice *self)
{
  return self->used;
}

void
rw_column_choice_set_used (RwColumnChoice *self, gboolean used)
{
  if (self->is_fixed || self->used == used)
    return;
  self->used = used;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_USED]);
}

gboolean
rw_column_choice_is_changed (RwColumnChoice *self)
{
  return self->used != self->role->used;
}

static int
get_place (const RwRole *role)
{
  return role->doubtful ? 0 : role->kind == RW_ROLE_LABEL ? 3 : role->used ? 2 : 1;
}

int
rw_column_choice_compare (RwColumnChoice *a, RwColumnChoice *b)
{
  return get_place (a->role) - get_place (b->role);
}
