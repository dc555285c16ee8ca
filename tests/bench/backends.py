# SPDX-License-Identifier: GPL-3.0-or-later
"""On what a measured server keeps jobs, queue and files, and many jobs that are kept there already."""

import contextlib
import sqlite3
from pathlib import Path

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

    name = 'embedded'

    def prepare(self, folder: Path) -> dict[str, str]:
        """For a new server in @folder: what is in its configuration, by section and key."""
        self.database = folder / 'queue.db'
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
        return sum(path.stat().st_size for path in self.database.parent.glob('queue.db*')) / 2**20

    def close(self) -> None:
        pass
