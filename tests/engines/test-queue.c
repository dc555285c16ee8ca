/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-queue.h"

#include "rw-test-service.h"

#include <locale.h>

static void
test_free (void)
{
  RwQueueMessage *message = g_new0 (RwQueueMessage, 1);
  RwDeadLetter *letter = g_new0 (RwDeadLetter, 1);

  message->id = g_strdup ("id");
  message->body = g_strdup ("{}");
  message->receipt = g_strdup ("receipt");
  rw_queue_message_free (message);
  letter->id = g_strdup ("id");
  letter->body = g_strdup ("{}");
  letter->reason = g_strdup ("reason");
  letter->receipt = g_strdup ("receipt");
  rw_dead_letter_free (letter);
}

static void
test_implemented (void)
{
  g_autoptr (RwBackend) backend = rw_test_backend ();
  const RwQueueInterface *interface = RW_QUEUE_GET_IFACE (backend->queue);
  const gpointer *members = (const gpointer *) interface;

  for (gsize i = sizeof (GTypeInterface) / sizeof (gpointer);
       i < sizeof (RwQueueInterface) / sizeof (gpointer); i++)
    g_assert_nonnull (members[i]);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/queue/free", test_free);
  g_test_add_func ("/queue/implemented", test_implemented);
  return g_test_run ();
}
