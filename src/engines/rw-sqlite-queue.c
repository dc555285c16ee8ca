/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-sqlite-queue.h"

#include "rw-clock.h"
#include "rw-database.h"
#include "rw-random.h"
#include "rw-rest.h"
#include "rw-sql-columns.h"
#include "rw-sqlite-schema.h"

/* ms between two looks for a message: at first, and at most. */
#define FIRST_PAUSE   20
#define LONGEST_PAUSE 500

/* ms that the clock may be set back by. */
#define CLOCK_SLACK 2000

/* At ?1. Whoever hid it before it is now had a clock that was wrong: it is not hidden for hours
 * because of that. */
#define IS_VISIBLE "(visible_at <= ?1 OR hidden_at > ?1 + " G_STRINGIFY (CLOCK_SLACK) ")"

struct _RwSqliteQueue
{
  GObject parent;
  RwDatabase *database;
};

static RwDatabase *
get_database (RwQueue *queue)
{
  return RW_SQLITE_QUEUE (queue)->database;
}

static gboolean
send (RwQueue *queue, const char *body, gint64 delay, GError **error)
{
  g_autofree char *id = rw_random_dup_word ();
  gint64 now = rw_clock_now ();

  return rw_database_run (get_database (queue), error,
                          "INSERT INTO messages (id, body, hidden_at, visible_at) "
                          "VALUES (?1, ?2, ?3, ?4)",
                          "ssii", id, body, now, now + delay) > 0;
}

static gint64
take_count (RwQuery *query, GError **error)
{
  g_autofree gint64 *count = rw_query_take_one (query, rw_sql_row_make_int, g_free, error);

  return count != NULL ? *count : -1;
}

static gint64
count_visible (RwQueue *queue, gint64 now, GError **error)
{
  return take_count (rw_database_query (get_database (queue), error,
                                        "SELECT count (*) FROM (SELECT 1 FROM messages "
                                        "WHERE " IS_VISIBLE " LIMIT 1)",
                                        "i", now),
                     error);
}

static gboolean
bury_spent (RwDatabase *database, gint64 now, GError **error)
{
  return rw_database_run (database, error,
                          "INSERT INTO dead_letters (id, body, reason, died_at, settled) "
                          "SELECT id, body, 'received too often', ?1, 0 FROM messages "
                          "WHERE " IS_VISIBLE " AND n_receives >= ?2",
                          "ii", now, (gint64) RW_QUEUE_MAX_RECEIVES) >= 0;
}

static gpointer
make_message (RwSqlRow row)
{
  RwQueueMessage *message = g_new (RwQueueMessage, 1);

  *message = (RwQueueMessage){
    .id = g_strdup (row[0]),
    .body = g_strdup (row[1]),
    .receipt = g_strdup (row[2]),
    .n_receives = rw_sql_row_get_int (row, 3),
  };
  return message;
}

/* Only looks while there is nothing to take: many may wait without keeping each other from
 * writing. */
static RwQueueMessage *
receive_now (RwQueue *queue, gint64 invisible, GError **error)
{
  RwDatabase *database = get_database (queue);
  gint64 now = rw_clock_now ();
  g_autofree char *receipt = rw_random_dup_word ();

  if (count_visible (queue, now, error) <= 0 || !bury_spent (database, now, error))
    return NULL;
  RwQuery *query =
      rw_database_query (database, error,
                         "UPDATE messages SET hidden_at = ?1, visible_at = ?2, receipt = ?3, "
                         "n_receives = n_receives + 1 "
                         "WHERE number = (SELECT min (number) FROM messages WHERE " IS_VISIBLE ") "
                         "RETURNING id, body, receipt, n_receives",
                         "iis", now, now + invisible, receipt);
  return rw_query_take_one (query, make_message, (GDestroyNotify) rw_queue_message_free, error);
}

static RwQueueMessage *
receive (RwQueue *queue, gint64 wait, gint64 invisible, GCancellable *cancellable, GError **error)
{
  gint64 deadline = g_get_monotonic_time () / 1000 + wait;
  gint64 left = wait;
  GError *reason = NULL;
  RwQueueMessage *message = NULL;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  message = receive_now (queue, invisible, &reason);
  for (gint64 pause = FIRST_PAUSE; message == NULL && reason == NULL && left > 0; pause *= 2)
    {
      rw_rest (MIN (left, MIN (pause, LONGEST_PAUSE)), cancellable);
      if (!g_cancellable_set_error_if_cancelled (cancellable, &reason))
        message = receive_now (queue, invisible, &reason);
      left = deadline - g_get_monotonic_time () / 1000;
    }
  if (reason != NULL)
    g_propagate_error (error, reason);
  return message;
}

static gboolean
extend (RwQueue *queue, const RwQueueMessage *message, gint64 invisible, GError **error)
{
  gint64 now = rw_clock_now ();

  return rw_database_run (get_database (queue), error,
                          "UPDATE messages SET hidden_at = ?1, visible_at = ?2 "
                          "WHERE id = ?3 AND receipt = ?4",
                          "iiss", now, now + invisible, message->id, message->receipt) > 0;
}

static gboolean
remove_message (RwQueue *queue, const RwQueueMessage *message, GError **error)
{
  return rw_database_run (get_database (queue), error,
                          "DELETE FROM messages WHERE id = ?1 AND receipt = ?2", "ss", message->id,
                          message->receipt) >= 0;
}

static gboolean
bury (RwQueue *queue, const RwQueueMessage *message, const char *reason, GError **error)
{
  return rw_database_run (get_database (queue), error,
                          "INSERT INTO dead_letters (id, body, reason, died_at, settled) "
                          "SELECT id, body, ?1, ?2, 0 FROM messages WHERE id = ?3 AND receipt = ?4",
                          "siss", reason, rw_clock_now (), message->id, message->receipt) >= 0;
}

/* Its id is as good as a receipt. */
static RwDeadLetter *
take_dead (RwQueue *queue, GError **error)
{
  RwQuery *query = rw_database_query (get_database (queue), error,
                                      "SELECT " RW_SQL_LETTER_COLUMNS
                                      " FROM (SELECT *, id AS receipt FROM dead_letters) "
                                      "WHERE settled = 0 ORDER BY number LIMIT 1",
                                      "");

  return rw_query_take_one (query, rw_sql_make_letter, (GDestroyNotify) rw_dead_letter_free, error);
}

static gboolean
settle_dead (RwQueue *queue, const RwDeadLetter *letter, GError **error)
{
  return rw_database_run (get_database (queue), error,
                          "UPDATE dead_letters SET settled = 1 WHERE id = ?1", "s",
                          letter->id) >= 0;
}

static gboolean
forget_dead (RwQueue *queue, const RwDeadLetter *letter, GError **error)
{
  return rw_database_run (get_database (queue), error, "DELETE FROM dead_letters WHERE id = ?1",
                          "s", letter->id) >= 0;
}

static gint64
count (RwQueue *queue, GError **error)
{
  return take_count (
      rw_database_query (get_database (queue), error, "SELECT count (*) FROM messages", ""), error);
}

static void
queue_init (RwQueueInterface *interface)
{
  interface->send = send;
  interface->receive = receive;
  interface->extend = extend;
  interface->remove = remove_message;
  interface->bury = bury;
  interface->take_dead = take_dead;
  interface->settle_dead = settle_dead;
  interface->forget_dead = forget_dead;
  interface->count = count;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (RwSqliteQueue, rw_sqlite_queue, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (RW_TYPE_QUEUE, queue_init))

static void
rw_sqlite_queue_finalize (GObject *object)
{
  g_clear_pointer (&RW_SQLITE_QUEUE (object)->database, rw_database_free);
  G_OBJECT_CLASS (rw_sqlite_queue_parent_class)->finalize (object);
}

static void
rw_sqlite_queue_class_init (RwSqliteQueueClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rw_sqlite_queue_finalize;
}

static void
rw_sqlite_queue_init (RwSqliteQueue *self G_GNUC_UNUSED)
{
}

RwQueue *
rw_sqlite_queue_open (const char *path, GError **error)
{
  RwDatabase *database = rw_database_open (path, rw_sqlite_schema, error);

  if (database == NULL)
    return NULL;
  RwSqliteQueue *self = g_object_new (RW_TYPE_SQLITE_QUEUE, NULL);
  self->database = database;
  return RW_QUEUE (self);
}
