#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Moves jobs with their events, dead letters and tokens between the folder of one machine and PostgreSQL, while
# neither server nor worker runs. The other side must have its tables and nothing in them; this side stays as it is.
# usage: move-jobs.sh to-postgresql DIR URI
#        move-jobs.sh to-sqlite DIR URI
# needs sqlite3 and psql
set -euo pipefail

# The user's column has another name there: "user" is a word of PostgreSQL's.
job_columns='number, USER, id, idempotency_key, file_name, size, input_key, state, attempt, last_attempt, rows_done,
  n_rows, error, result_key, result_size, result_sha256, model_sha256, note, posted_at, created_at, state_since,
  updated_at'
event_columns='number, job, at, state, note'
letter_columns='id, body, reason, receipt, died_at'
token_columns='number, sha256, USER, note, created_at'

fail() {
  echo "move-jobs.sh: $1" >&2
  exit 1
}

in_sqlite() {
  echo "${1//USER/user}"
}

in_postgresql() {
  echo "${1//USER/user_name}"
}

ask_sqlite() {
  sqlite3 -batch -bail -csv -newline $'\n' "$1" "$2"
}

ask_postgresql() {
  psql -X -q -A -t -v ON_ERROR_STOP=1 -c "$1" "$uri"
}

need_none() {
  [ "$1" = 0 ] || fail "$2"
}

# COPY takes a cell without anything as NULL, and one of two quotes as empty: so does sqlite3 write them.
copy_into_postgresql() {
  echo "COPY $2 ($(in_postgresql "$3")) FROM STDIN WITH (FORMAT csv);"
  ask_sqlite "$1" "SELECT $(in_sqlite "$3") FROM $2"
  echo '\.'
}

# Each job that comes is given an event and a message to send: the events are replaced by its own, and what is over
# needs no message.
write_for_postgresql() {
  local table
  echo 'BEGIN;'
  copy_into_postgresql "$dir/queue.db" jobs "$job_columns"
  echo "DELETE FROM events; DELETE FROM outbox WHERE job IN (SELECT number FROM jobs WHERE state <> 'QUEUED');"
  copy_into_postgresql "$dir/queue.db" events "$event_columns"
  copy_into_postgresql "$dir/queue.db" letters "$letter_columns"
  copy_into_postgresql "$dir/tokens.db" tokens "$token_columns"
  for table in jobs events tokens; do
    echo "SELECT setval (pg_get_serial_sequence ('$table', 'number'), max (number)) FROM $table HAVING max (number) > 0;"
  done
  echo 'COMMIT;'
}

to_postgresql() {
  need_none "$(ask_sqlite "$dir/queue.db" "SELECT count (*) FROM jobs WHERE state = 'PROCESSING'")" "$busy"
  need_none "$(ask_postgresql 'SELECT (SELECT count (*) FROM jobs) + (SELECT count (*) FROM tokens)')" \
    'The database has jobs or tokens already.'
  write_for_postgresql | psql -X -q -o /dev/null -v ON_ERROR_STOP=1 "$uri"
  tell "$(ask_postgresql 'SELECT count (*) FROM jobs')" "$(ask_postgresql 'SELECT count (*) FROM tokens')"
}

# A cell without anything is an empty text for sqlite3, and none of ours is empty.
copy_into_sqlite() {
  local names
  names=$(in_sqlite "$2")
  ask_postgresql "COPY (SELECT $(in_postgresql "$2") FROM $1) TO STDOUT WITH (FORMAT csv)" >"$work/$1"
  echo "CREATE TEMP TABLE moved_$1 ($names);"
  echo ".import --csv --schema temp $work/$1 moved_$1"
  echo "INSERT INTO $1 ($names) SELECT $(sed -E "s/([a-z0-9_]+)/NULLIF (\1, '')/g" <<<"$names") FROM moved_$1;"
}

write_jobs_for_sqlite() {
  echo 'BEGIN;'
  copy_into_sqlite jobs "$job_columns"
  echo "DELETE FROM events; DELETE FROM outbox WHERE job IN (SELECT number FROM jobs WHERE state <> 'QUEUED');"
  copy_into_sqlite events "$event_columns"
  copy_into_sqlite letters "$letter_columns"
  echo 'COMMIT;'
}

to_sqlite() {
  need_none "$(ask_postgresql "SELECT count (*) FROM jobs WHERE state = 'PROCESSING'")" "$busy"
  need_none "$(ask_sqlite "$dir/queue.db" 'SELECT count (*) FROM jobs')" "$dir/queue.db has jobs already."
  need_none "$(ask_sqlite "$dir/tokens.db" 'SELECT count (*) FROM tokens')" "$dir/tokens.db has tokens already."
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  copy_into_sqlite tokens "$token_columns" | sqlite3 -batch -bail "$dir/tokens.db"
  write_jobs_for_sqlite | sqlite3 -batch -bail "$dir/queue.db"
  tell "$(ask_sqlite "$dir/queue.db" 'SELECT count (*) FROM jobs')" \
    "$(ask_sqlite "$dir/tokens.db" 'SELECT count (*) FROM tokens')"
}

tell() {
  echo "$1 jobs and $2 tokens are there now."
}

if [ $# -ne 3 ]; then
  sed -n '5,7s/^# //p' "$0" >&2
  exit 2
fi
dir=$2 uri=$3
busy='A job is being worked on, or was when its worker died. Start the server for a minute, and stop the workers by SIGTERM.'
[ -f "$dir/queue.db" ] && [ -f "$dir/tokens.db" ] || fail "$dir has no queue.db and no tokens.db. A server makes them."
case $1 in
  to-postgresql) to_postgresql ;;
  to-sqlite) to_sqlite ;;
  *) fail "“$1” is no way to move." ;;
esac
