/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-sqlite-schema.h"

/* last_attempt: with this one the job is given up. note: of the event that a move writes.
 * posted_at: when the last message was asked for; setting it asks for one. */
#define JOBS                                                                                       \
  "CREATE TABLE jobs ("                                                                            \
  "  number INTEGER PRIMARY KEY AUTOINCREMENT,"                                                    \
  "  id TEXT NOT NULL UNIQUE,"                                                                     \
  "  user TEXT NOT NULL,"                                                                          \
  "  idempotency_key TEXT,"                                                                        \
  "  file_name TEXT NOT NULL,"                                                                     \
  "  size INTEGER NOT NULL CHECK (size >= 0),"                                                     \
  "  input_key TEXT NOT NULL UNIQUE,"                                                              \
  "  state TEXT NOT NULL CHECK (state IN ('QUEUED', 'PROCESSING', 'COMPLETED', 'FAILED',"          \
  "                                       'CANCELLED')),"                                          \
  "  attempt INTEGER NOT NULL DEFAULT 0,"                                                          \
  "  last_attempt INTEGER NOT NULL,"                                                               \
  "  owner TEXT,"                                                                                  \
  "  lease_until INTEGER,"                                                                         \
  "  rows_done INTEGER NOT NULL DEFAULT 0,"                                                        \
  "  n_rows INTEGER NOT NULL DEFAULT 0,"                                                           \
  "  error TEXT,"                                                                                  \
  "  result_key TEXT UNIQUE,"                                                                      \
  "  result_size INTEGER,"                                                                         \
  "  result_sha256 TEXT,"                                                                          \
  "  model_sha256 TEXT,"                                                                           \
  "  note TEXT,"                                                                                   \
  "  posted_at INTEGER NOT NULL,"                                                                  \
  "  created_at INTEGER NOT NULL,"                                                                 \
  "  state_since INTEGER NOT NULL,"                                                                \
  "  updated_at INTEGER NOT NULL,"                                                                 \
  "  UNIQUE (user, idempotency_key),"                                                              \
  "  CHECK (attempt BETWEEN 0 AND last_attempt),"                                                  \
  "  CHECK ((state = 'PROCESSING') = (owner IS NOT NULL)),"                                        \
  "  CHECK ((owner IS NULL) = (lease_until IS NULL)),"                                             \
  "  CHECK ((state = 'FAILED') = (error IS NOT NULL)),"                                            \
  "  CHECK ((state = 'COMPLETED') = (result_key IS NOT NULL)),"                                    \
  "  CHECK ((result_key IS NULL) = (result_size IS NULL)),"                                        \
  "  CHECK ((result_key IS NULL) = (result_sha256 IS NULL)),"                                      \
  "  CHECK ((result_key IS NULL) = (model_sha256 IS NULL))"                                        \
  ");"                                                                                             \
  "CREATE INDEX jobs_of_user ON jobs (user, number);"                                              \
  "CREATE INDEX jobs_in_state ON jobs (state, state_since);"                                       \
  "CREATE TABLE events ("                                                                          \
  "  number INTEGER PRIMARY KEY AUTOINCREMENT,"                                                    \
  "  job INTEGER NOT NULL,"                                                                        \
  "  at INTEGER NOT NULL,"                                                                         \
  "  state TEXT NOT NULL,"                                                                         \
  "  note TEXT"                                                                                    \
  ");"                                                                                             \
  "CREATE INDEX events_of_job ON events (job, number);"                                            \
  "CREATE TABLE outbox ("                                                                          \
  "  number INTEGER PRIMARY KEY AUTOINCREMENT,"                                                    \
  "  job INTEGER NOT NULL"                                                                         \
  ");"

/* A move cannot be made without its event, nor a message be asked for without its entry. */
#define TRIGGERS                                                                                   \
  "CREATE TRIGGER job_was_created AFTER INSERT ON jobs BEGIN"                                      \
  "  INSERT INTO events (job, at, state) VALUES (new.number, new.state_since, new.state);"         \
  "  INSERT INTO outbox (job) VALUES (new.number);"                                                \
  "END;"                                                                                           \
  "CREATE TRIGGER job_was_moved AFTER UPDATE OF state ON jobs BEGIN"                               \
  "  INSERT INTO events (job, at, state, note)"                                                    \
  "    VALUES (new.number, new.state_since, new.state, new.note);"                                 \
  "END;"                                                                                           \
  "CREATE TRIGGER message_was_asked_for AFTER UPDATE OF posted_at ON jobs BEGIN"                   \
  "  INSERT INTO outbox (job) VALUES (new.number);"                                                \
  "END;"

/* receipt: of the last receive. */
#define QUEUE                                                                                      \
  "CREATE TABLE messages ("                                                                        \
  "  number INTEGER PRIMARY KEY AUTOINCREMENT,"                                                    \
  "  id TEXT NOT NULL UNIQUE,"                                                                     \
  "  body TEXT NOT NULL CHECK (length (CAST (body AS BLOB)) <= 65536),"                            \
  "  visible_at INTEGER NOT NULL,"                                                                 \
  "  n_receives INTEGER NOT NULL DEFAULT 0,"                                                       \
  "  receipt TEXT,"                                                                                \
  "  CHECK ((n_receives = 0) = (receipt IS NULL))"                                                 \
  ");"                                                                                             \
  "CREATE TABLE dead_letters ("                                                                    \
  "  number INTEGER PRIMARY KEY AUTOINCREMENT,"                                                    \
  "  id TEXT NOT NULL UNIQUE,"                                                                     \
  "  body TEXT NOT NULL,"                                                                          \
  "  reason TEXT NOT NULL,"                                                                        \
  "  died_at INTEGER NOT NULL,"                                                                    \
  "  settled INTEGER NOT NULL CHECK (settled IN (0, 1))"                                           \
  ");"                                                                                             \
  "CREATE TRIGGER message_died AFTER INSERT ON dead_letters BEGIN"                                 \
  "  DELETE FROM messages WHERE id = new.id;"                                                      \
  "END;"

/* Letters that were settled without being noted are taken again. */
#define LETTERS                                                                                    \
  "CREATE TABLE letters ("                                                                         \
  "  id TEXT PRIMARY KEY,"                                                                         \
  "  body TEXT NOT NULL,"                                                                          \
  "  reason TEXT NOT NULL,"                                                                        \
  "  receipt TEXT NOT NULL,"                                                                       \
  "  died_at INTEGER NOT NULL"                                                                     \
  ") WITHOUT ROWID;"                                                                               \
  "UPDATE dead_letters SET settled = 0;"

/* sent_at: when the job's last message was put on the queue; NULL: it is not there yet. taken_at:
 * since when somebody is about to send the message; NULL: nobody is. Messages that are on the queue
 * stay there. */
#define WINDOWS                                                                                    \
  "ALTER TABLE jobs ADD COLUMN sent_at INTEGER;"                                                   \
  "DROP TRIGGER job_was_created;"                                                                  \
  "DROP TRIGGER job_was_moved;"                                                                    \
  "DROP TRIGGER message_was_asked_for;"                                                            \
  "ALTER TABLE outbox RENAME TO old_outbox;"                                                       \
  "CREATE TABLE outbox ("                                                                          \
  "  number INTEGER PRIMARY KEY AUTOINCREMENT,"                                                    \
  "  job INTEGER NOT NULL UNIQUE,"                                                                 \
  "  user_name TEXT NOT NULL,"                                                                     \
  "  taken_at INTEGER"                                                                             \
  ");"                                                                                             \
  "INSERT INTO outbox (number, job, user_name)"                                                    \
  "  SELECT max (old_outbox.number), jobs.number, jobs.user FROM old_outbox"                       \
  "    JOIN jobs ON jobs.number = old_outbox.job"                                                  \
  "    WHERE jobs.state IN ('QUEUED', 'PROCESSING') GROUP BY jobs.number;"                         \
  "DROP TABLE old_outbox;"                                                                         \
  "UPDATE jobs SET sent_at = posted_at WHERE state IN ('QUEUED', 'PROCESSING') AND"                \
  "  number NOT IN (SELECT job FROM outbox);"                                                      \
  "CREATE INDEX outbox_free ON outbox (user_name, number) WHERE taken_at IS NULL;"                 \
  "CREATE INDEX outbox_taken ON outbox (taken_at) WHERE taken_at IS NOT NULL;"                     \
  "CREATE INDEX jobs_waiting ON jobs (user, sent_at)"                                              \
  "  WHERE state = 'QUEUED' AND sent_at IS NOT NULL;"                                              \
  "CREATE TRIGGER job_was_created AFTER INSERT ON jobs BEGIN"                                      \
  "  INSERT INTO events (job, at, state) VALUES (new.number, new.state_since, new.state);"         \
  "  INSERT INTO outbox (job, user_name) VALUES (new.number, new.user);"                           \
  "END;"                                                                                           \
  "CREATE TRIGGER job_was_moved AFTER UPDATE OF state ON jobs BEGIN"                               \
  "  INSERT INTO events (job, at, state, note)"                                                    \
  "    VALUES (new.number, new.state_since, new.state, new.note);"                                 \
  "  DELETE FROM outbox WHERE job = new.number AND"                                                \
  "    new.state IN ('COMPLETED', 'FAILED', 'CANCELLED');"                                         \
  "END;"                                                                                           \
  "CREATE TRIGGER message_was_asked_for AFTER UPDATE OF posted_at ON jobs BEGIN"                   \
  "  DELETE FROM outbox WHERE job = new.number;"                                                   \
  "  INSERT INTO outbox (job, user_name) VALUES (new.number, new.user);"                           \
  "  UPDATE jobs SET sent_at = NULL WHERE number = new.number;"                                    \
  "END;"

/* hidden_at: when visible_at was set. */
#define HIDDEN "ALTER TABLE messages ADD COLUMN hidden_at INTEGER NOT NULL DEFAULT 0;"

const char *const rw_sqlite_schema[] = { JOBS TRIGGERS QUEUE, LETTERS, WINDOWS, HIDDEN, NULL };
