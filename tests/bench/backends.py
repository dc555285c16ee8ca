# SPDX-License-Identifier: GPL-3.0-or-later
"""On what a measured server keeps jobs, queue and files, and many jobs that are kept there already."""

import collections
import contextlib
import itertools
import sqlite3
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parent.parent / "engines"))

import swift_store  # noqa: E402
from fauxqs import Fauxqs  # noqa: E402
from gate import Gate, object_wishes, queue_wishes  # noqa: E402
from postgres import Postgres  # noqa: E402

USERS = 50
# A job that was worked on long ago; its number is n. It has three events, as one that nothing befell.
COLUMNS = '''file_name, size, state, attempt, last_attempt, n_rows, rows_done, result_size, result_sha256,
             model_sha256, posted_at, created_at, state_since, updated_at'''
VALUES = "'small.csv', 4096, 'COMPLETED', 1, 3, 50, 50, 6144, '0', '0', n, n, n, n"
MORE_EVENTS = '''INSERT INTO events (job, at, state) SELECT number, state_since, state FROM jobs, (SELECT 1 UNION ALL
                 SELECT 2) AS twice WHERE input_key LIKE 'inputs/kept/%' AND created_at BETWEEN {} AND {}'''
NO_MESSAGES = "DELETE FROM outbox WHERE job IN (SELECT number FROM jobs WHERE state = 'COMPLETED')"


class Embedded:
    """SQLite and a folder."""

    name = "embedded"

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    counts = False  # whether it can tell what is asked of it

    def prepare(self, folder: Path, counting: bool = False) -> dict[str, dict[str, str]]:
        """For a new server in @folder: what is in its configuration, by section and key."""
        self.database = folder / "queue.db"
        return {}

    def environment(self) -> dict[str, str]:
        return {}

    def add_jobs(self, first: int, last: int) -> None:
        insert = f'''INSERT INTO jobs (id, user, input_key, result_key, {COLUMNS})
                     WITH RECURSIVE numbers (n) AS (SELECT {first} UNION ALL SELECT n + 1 FROM numbers WHERE n < {last})
                     SELECT printf ('00000000-0000-4000-8000-%012x', n), 'user-' || n % {USERS},
                            'inputs/kept/' || n, 'results/kept/' || n, {VALUES} FROM numbers'''
        with contextlib.closing(sqlite3.connect(self.database, timeout=60)) as database, database:
            for statement in (insert, MORE_EVENTS.format(first, last), NO_MESSAGES):
                database.execute(statement)

    def measure(self) -> float:
        """MiB of the store on the disk."""
        return sum(path.stat().st_size for path in self.database.parent.glob("queue.db*")) / 2**20


class Everything:
    """A policy that allows it."""

    def allows(self, _wish) -> bool:
        return True


class Engines:
    """SQS, S3 and PostgreSQL, each as a program beside the server; what is committed is on the disk."""

    name = "SQS, S3 and PostgreSQL on loopback"
    counts = True

    def __enter__(self):
        self.numbers = itertools.count(1)
        self.stack = contextlib.ExitStack()
        self.store = self.stack.enter_context(swift_store.Swift())
        self.queue = self.stack.enter_context(Fauxqs({swift_store.KEY_ID: {"secret": swift_store.SECRET}}))
        self.database = self.stack.enter_context(Postgres(fsync=True))
        self.gates = [self.stack.enter_context(Gate(port, swift_store.KEY_ID, Everything(), read)) for port, read in
                      ((self.queue.port, queue_wishes), (self.store.port, object_wishes))]
        return self

    def __exit__(self, *details):
        return self.stack.__exit__(*details)

    def prepare(self, folder: Path, counting: bool = False) -> dict[str, dict[str, str]]:
        """counting: what is asked goes through doors that count, and that cost time."""
        name = f"jobs-{next(self.numbers)}"
        self.store.client().create_bucket(Bucket=name)
        dead = self.queue.create_queue(f"{name}-dead")
        jobs = self.queue.create_queue(name, dead)
        self.database.ask(f'CREATE DATABASE "{name}"')
        self.uri = self.database.uri.rpartition("/")[0] + f"/{name}"
        sqs, s3 = self.gates if counting else (self.queue, self.store)
        return {
            "aws": {"region": swift_store.REGION},
            "storage": {"bucket": name, "endpoint": s3.endpoint},
            "queue": {"url": jobs, "dead-letter-url": dead, "endpoint": sqs.endpoint},
            "database": {"uri": self.uri},
        }

    def environment(self) -> dict[str, str]:
        return {"AWS_ACCESS_KEY_ID": swift_store.KEY_ID, "AWS_SECRET_ACCESS_KEY": swift_store.SECRET}

    def ask(self, sql: str) -> str:
        return self.database.ask(sql, self.uri)

    def add_jobs(self, first: int, last: int) -> None:
        self.ask(f'''INSERT INTO jobs (id, user_name, input_key, result_key, {COLUMNS})
                     SELECT '00000000-0000-4000-8000-' || lpad (to_hex (n), 12, '0'), 'user-' || n % {USERS},
                            'inputs/kept/' || n, 'results/kept/' || n, {VALUES}
                     FROM generate_series ({first}, {last}) AS n''')
        self.ask(MORE_EVENTS.format(first, last))
        self.ask(NO_MESSAGES)
        self.ask("VACUUM ANALYZE")

    def measure(self) -> float:
        return int(self.ask("SELECT pg_database_size (current_database ())")) / 2**20

    def count(self) -> collections.Counter:
        """What was asked of each so far, by what it is called."""
        self.ask("SELECT pg_sleep (1.5)")  # its statistics come late
        asked = collections.Counter(wish.action for gate in self.gates for wish in gate.asked)
        asked["transactions"] = int(self.ask("SELECT xact_commit FROM pg_stat_database WHERE datname = "
                                             "current_database ()"))
        asked["KiB of WAL"] = float(self.ask("SELECT (pg_current_wal_lsn () - '0/0') / 1024"))
        return asked
