/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-session-box.h"

typedef struct
{
  RwSession *session;
} RwSessionBoxPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (RwSessionBox, rw_session_box, GTK_TYPE_BOX)

enum
{
  PROP_0,
  PROP_SESSION,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
rw_session_box_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SESSION)
    g_value_set_object (value, rw_session_box_get_session (object));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
rw_session_box_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  RwSessionBox *self = RW_SESSION_BOX (object);
  RwSessionBoxPrivate *private = rw_session_box_get_instance_private (self);

  if (id != PROP_SESSION)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }
  if (private->session != NULL || g_value_get_object (value) == NULL)
    return;
  private->session = g_value_dup_object (value);
  RW_SESSION_BOX_GET_CLASS (self)->start (self, private->session);
}

static void
rw_session_box_class_init (RwSessionBoxClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = rw_session_box_get_property;
  object_class->set_property = rw_session_box_set_property;
  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, RW_TYPE_SESSION,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
rw_session_box_init (RwSessionBox *self G_GNUC_UNUSED)
{
}

RwSession *
rw_session_box_get_session (gpointer self)
{
  RwSessionBoxPrivate *private = rw_session_box_get_instance_private (RW_SESSION_BOX (self));

  return private->session;
}

void
rw_session_box_watch (RwSessionBox *self, const char *property, GCallback callback)
{
  g_autofree char *signal = g_strconcat ("notify::", property, NULL);

  g_signal_connect_object (rw_session_box_get_session (self), signal, callback, self,
                           G_CONNECT_SWAPPED);
}

void
rw_session_box_clear (RwSessionBox *self, GType type)
{
  RwSessionBoxPrivate *private = rw_session_box_get_instance_private (self);

  gtk_widget_dispose_template (GTK_WIDGET (self), type);
  g_clear_object (&private->session);
}
