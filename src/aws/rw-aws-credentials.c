/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-aws-credentials.h"

#include "rw-aws-container.h"
#include "rw-aws-environment.h"
#include "rw-aws-instance.h"
#include "rw-aws-profile.h"
#include "rw-clock.h"
#include "rw-error.h"

#include <glib/gi18n.h>
#include <pthread.h>
#include <time.h>

/* Keys are renewed so many ms before they end, where that is possible: an address that is signed
 * for ten minutes is to last that long. */
#define EARLY (11 * 60 * 1000)

/* ns between two looks whether somebody who waits was cancelled. */
#define LOOK (100 * 1000 * 1000)

gint64 rw_aws_credentials_rest = 30 * 1000;

struct _RwAwsCredentials
{
  gboolean is_fixed;

  pthread_mutex_t lock;
  pthread_cond_t changed;
  RwAwsKeys *keys;      /* NULL: none yet, or a service says that they ran out */
  gint64 next;          /* by the monotonic clock, in µs: not fetched again before */
  gboolean is_fetching; /* somebody is */
  GError *fault;        /* why the last fetch brought nothing … */
  guint n_faults;       /* … and how many did not */
};

static RwAwsCredentials *
new_credentials (void)
{
  RwAwsCredentials *self = g_atomic_rc_box_new0 (RwAwsCredentials);

  pthread_mutex_init (&self->lock, NULL);
  pthread_cond_init (&self->changed, NULL);
  return self;
}

RwAwsCredentials *
rw_aws_credentials_new (void)
{
  return new_credentials ();
}

RwAwsCredentials *
rw_aws_credentials_new_fixed (RwAwsKeys *keys)
{
  RwAwsCredentials *self = new_credentials ();

  self->is_fixed = TRUE;
  self->keys = rw_aws_keys_ref (keys);
  return self;
}

RwAwsCredentials *
rw_aws_credentials_ref (RwAwsCredentials *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  RwAwsCredentials *self = data;

  g_clear_pointer (&self->keys, rw_aws_keys_unref);
  g_clear_error (&self->fault);
  pthread_cond_destroy (&self->changed);
  pthread_mutex_destroy (&self->lock);
}

void
rw_aws_credentials_unref (RwAwsCredentials *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

static void
set_none_error (GError **error)
{
  g_autofree char *path = rw_aws_profile_dup_path ();

  g_set_error (error, RW_ERROR, RW_ERROR_ACCESS,
               _ ("No credentials for the services were found: neither AWS_ACCESS_KEY_ID in the "
                  "environment, nor the profile “%s” in “%s”, nor an endpoint of a container or an "
                  "instance. Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, write that file, or "
                  "give this machine a role."),
               rw_aws_profile_get_name (), path);
}

/* What the first source that has some says. */
static RwAwsKeys *
fetch (GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) reason = NULL;
  RwAwsKeys *keys = rw_aws_environment_read (&reason);

  if (keys == NULL && reason == NULL)
    keys = rw_aws_profile_read (&reason);
  if (keys == NULL && reason == NULL)
    keys = rw_aws_container_read (cancellable, &reason);
  if (keys == NULL && reason == NULL)
    keys = rw_aws_instance_read (cancellable, &reason);
  if (keys == NULL && reason == NULL)
    set_none_error (&reason);
  if (keys == NULL)
    g_propagate_error (error, g_steal_pointer (&reason));
  return keys;
}

/* To be called locked, as all below. */
static gboolean
are_good (RwAwsCredentials *self)
{
  if (self->keys == NULL)
    return FALSE;
  return self->is_fixed || self->keys->ends - EARLY > rw_clock_now () ||
         g_get_monotonic_time () < self->next;
}

static gboolean
are_valid (RwAwsCredentials *self)
{
  return self->keys != NULL && self->keys->ends > rw_clock_now ();
}

/* Until somebody changes something, or a moment passes. */
static void
wait_a_moment (RwAwsCredentials *self)
{
  struct timespec end;

  clock_gettime (CLOCK_REALTIME, &end);
  end.tv_nsec += LOOK;
  end.tv_sec += end.tv_nsec / 1000000000;
  end.tv_nsec %= 1000000000;
  pthread_cond_timedwait (&self->changed, &self->lock, &end);
}

/* For those who waited; that somebody else was cancelled is nothing to them. */
static void
note_fault (RwAwsCredentials *self, const GError *reason)
{
  if (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_error (&self->fault);
  self->fault = g_error_copy (reason);
  self->n_faults++;
}

/* Unlocked while it fetches. TRUE: there are keys to go on with, if only the old ones. */
static gboolean
refresh (RwAwsCredentials *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) reason = NULL;

  self->is_fetching = TRUE;
  pthread_mutex_unlock (&self->lock);
  RwAwsKeys *keys = fetch (cancellable, &reason);
  pthread_mutex_lock (&self->lock);
  self->is_fetching = FALSE;
  pthread_cond_broadcast (&self->changed);
  if (keys != NULL)
    {
      g_clear_pointer (&self->keys, rw_aws_keys_unref);
      self->keys = keys;
    }
  gboolean is_good = keys != NULL || are_valid (self);
  if (is_good)
    self->next = g_get_monotonic_time () + rw_aws_credentials_rest * 1000;
  else
    {
      note_fault (self, reason);
      g_propagate_error (error, g_steal_pointer (&reason));
    }
  return is_good;
}

/* Sees to it that there are keys to go on with, fetched by one and waited for by the others, who do
 * not try what has just failed one after another. FALSE: @error is set. */
static gboolean
make_good (RwAwsCredentials *self, GCancellable *cancellable, GError **error)
{
  guint n_faults = self->n_faults;

  while (!are_good (self))
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (self->n_faults != n_faults)
        {
          g_propagate_error (error, g_error_copy (self->fault));
          return FALSE;
        }
      if (!self->is_fetching)
        return refresh (self, cancellable, error);
      if (are_valid (self))
        return TRUE;
      wait_a_moment (self);
    }
  return TRUE;
}

RwAwsKeys *
rw_aws_credentials_get (RwAwsCredentials *self, GCancellable *cancellable, GError **error)
{
  pthread_mutex_lock (&self->lock);
  gboolean is_good = make_good (self, cancellable, error);
  RwAwsKeys *keys = is_good ? rw_aws_keys_ref (self->keys) : NULL;
  pthread_mutex_unlock (&self->lock);
  return keys;
}

gboolean
rw_aws_credentials_renew (RwAwsCredentials *self, const RwAwsKeys *keys)
{
  if (self->is_fixed)
    return FALSE;
  pthread_mutex_lock (&self->lock);
  if (self->keys == keys)
    g_clear_pointer (&self->keys, rw_aws_keys_unref);
  pthread_mutex_unlock (&self->lock);
  return TRUE;
}
