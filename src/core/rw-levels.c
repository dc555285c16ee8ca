/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-levels.h"

#include <string.h>

#define SHORT 8u

typedef struct
{
  guint64 hash;
  guint64 count;
  gsize offset; /* into the texts */
  gsize length;
} Entry;

struct _RwLevels
{
  GArray *entries; /* Entry */
  GString *texts;  /* one after the other, each with its NUL */
  guint32 *slots;  /* level + 1, or 0; open addressing */
  guint32 mask;    /* number of slots - 1, a power of two - 1 */
};

/* Up to eight bytes as one number; different texts of one length are different numbers. */
static inline guint64
load_word (const char *text, gsize length)
{
  guint64 word = 0;
  guint32 low = 0;
  guint32 high = 0;

  if (length >= 8)
    {
      memcpy (&word, text, 8);
      return word;
    }
  if (length >= 4)
    {
      memcpy (&low, text, 4);
      memcpy (&high, text + length - 4, 4);
      return low | ((guint64) high << 32);
    }
  if (length == 0)
    return 0;
  return (guint64) (guint8) text[0] | ((guint64) (guint8) text[length / 2] << 8) |
         ((guint64) (guint8) text[length - 1] << 16);
}

/* Eight bytes at a time, each mixed by a multiplication and a shift as in the finaliser of
 * splitmix64 (Steele, Lea, Flood 2014). Each step can be undone, so up to SHORT bytes no two texts
 * of one length share a hash. */
static inline guint64
hash_bytes (const char *text, gsize length)
{
  guint64 hash = length;
  gsize at = 0;

  do
    {
      hash = (hash ^ load_word (text + at, length - at)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
      hash ^= hash >> 31;
      at += SHORT;
    }
  while (at < length);
  return hash * G_GUINT64_CONSTANT (0x94d049bb133111eb);
}

static inline guint32
find_slot (const RwLevels *levels, RwCell cell, guint64 hash)
{
  guint32 slot = (guint32) (hash >> 32) & levels->mask;

  for (; levels->slots[slot] != 0; slot = (slot + 1) & levels->mask)
    {
      const Entry *entry = &g_array_index (levels->entries, Entry, levels->slots[slot] - 1);
      if (entry->hash == hash && entry->length == cell.length &&
          (cell.length <= SHORT ||
           memcmp (levels->texts->str + entry->offset, cell.text, cell.length) == 0))
        break;
    }
  return slot;
}

static void
grow (RwLevels *levels)
{
  levels->mask = levels->mask * 2 + 1;
  g_free (levels->slots);
  levels->slots = g_new0 (guint32, (gsize) levels->mask + 1);
  for (guint32 i = 0; i < levels->entries->len; i++)
    {
      guint32 slot =
          (guint32) (g_array_index (levels->entries, Entry, i).hash >> 32) & levels->mask;
      while (levels->slots[slot] != 0)
        slot = (slot + 1) & levels->mask;
      levels->slots[slot] = i + 1;
    }
}

RwLevels *
rw_levels_new (void)
{
  RwLevels *levels = g_new0 (RwLevels, 1);

  levels->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  levels->texts = g_string_new (NULL);
  levels->mask = 15;
  levels->slots = g_new0 (guint32, levels->mask + 1);
  return levels;
}

void
rw_levels_free (RwLevels *levels)
{
  g_array_unref (levels->entries);
  g_string_free (levels->texts, TRUE);
  g_free (levels->slots);
  g_free (levels);
}

guint32
rw_levels_add (RwLevels *levels, RwCell cell, guint64 times)
{
  guint64 hash = hash_bytes (cell.text, cell.length);
  guint32 slot = find_slot (levels, cell, hash);

  if (levels->slots[slot] != 0)
    {
      g_array_index (levels->entries, Entry, levels->slots[slot] - 1).count += times;
      return levels->slots[slot] - 1;
    }
  Entry entry = { hash, times, levels->texts->len, cell.length };
  g_array_append_val (levels->entries, entry);
  g_string_append_len (levels->texts, cell.text, (gssize) cell.length);
  g_string_append_c (levels->texts, '\0');
  levels->slots[slot] = levels->entries->len;
  if (levels->entries->len > levels->mask / 2)
    grow (levels);
  return levels->entries->len - 1;
}

guint32
rw_levels_count_known (RwLevels *levels, RwCell cell)
{
  guint32 slot = find_slot (levels, cell, hash_bytes (cell.text, cell.length));

  if (levels->slots[slot] == 0)
    return RW_LEVEL_NONE;
  g_array_index (levels->entries, Entry, levels->slots[slot] - 1).count++;
  return levels->slots[slot] - 1;
}

guint32
rw_levels_find (const RwLevels *levels, RwCell cell)
{
  guint32 slot = find_slot (levels, cell, hash_bytes (cell.text, cell.length));

  return levels->slots[slot] != 0 ? levels->slots[slot] - 1 : RW_LEVEL_NONE;
}

guint32
rw_levels_get_n (const RwLevels *levels)
{
  return levels->entries->len;
}

guint64
rw_levels_get_count (const RwLevels *levels, guint32 level)
{
  return g_array_index (levels->entries, Entry, level).count;
}

const char *
rw_levels_get_text (const RwLevels *levels, guint32 level)
{
  return levels->texts->str + g_array_index (levels->entries, Entry, level).offset;
}

RwCell
rw_levels_get_cell (const RwLevels *levels, guint32 level)
{
  const Entry *entry = &g_array_index (levels->entries, Entry, level);

  return (RwCell){ levels->texts->str + entry->offset, entry->length };
}
