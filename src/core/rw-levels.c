/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-levels.h"

#include <string.h>

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

/* Eight bytes at a time, each mixed by a multiplication and a shift (the finaliser of
 * splitmix64; Steele, Lea, Flood 2014). */
static guint64
hash_bytes (const char *text, gsize length)
{
  guint64 hash = length;

  while (length > 0)
    {
      guint64 word = 0;
      gsize n = MIN (length, 8);
      memcpy (&word, text, n);
      hash = (hash ^ word) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
      hash ^= hash >> 31;
      text += n;
      length -= n;
    }
  return hash * G_GUINT64_CONSTANT (0x94d049bb133111eb);
}

static guint32
find_slot (const RwLevels *levels, RwCell cell, guint64 hash)
{
  guint32 slot = (guint32) (hash >> 32) & levels->mask;

  for (; levels->slots[slot] != 0; slot = (slot + 1) & levels->mask)
    {
      const Entry *entry = &g_array_index (levels->entries, Entry, levels->slots[slot] - 1);
      if (entry->hash == hash && entry->length == cell.length &&
          memcmp (levels->texts->str + entry->offset, cell.text, cell.length) == 0)
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
