/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * splitmix64 (G. L. Steele, D. Lea, C. H. Flood, "Fast splittable pseudorandom number
 * generators", 2014): GRand's sequence is not promised to stay as it is, and what is drawn here
 * must be the same on every machine and for ever. A stream is its state, and starts with any seed.
 */
#define RW_SPLITMIX_STEP G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)

static inline guint64
rw_splitmix_next (guint64 *state)
{
  guint64 z = (*state += RW_SPLITMIX_STEP);

  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return z ^ (z >> 31);
}

/* A seed for each of many streams: number @stream (0, 1, …) of what @seed gives. */
static inline guint64
rw_splitmix_seed (guint64 seed, guint64 stream)
{
  guint64 state = seed + stream * RW_SPLITMIX_STEP;

  return rw_splitmix_next (&state);
}

/* 0 … @n - 1; a number's chance is off by less than @n / 2³² of itself. */
static inline guint32
rw_splitmix_next_below (guint64 *state, guint32 n)
{
  return (guint32) ((rw_splitmix_next (state) >> 32) * n >> 32);
}

/* From 0 to just below 1, 53 bits. */
static inline double
rw_splitmix_next_unit (guint64 *state)
{
  return (double) (rw_splitmix_next (state) >> 11) * 0x1p-53;
}

G_END_DECLS
