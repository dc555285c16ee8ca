# SPDX-License-Identifier: GPL-3.0-or-later
"""What jobs, queue and files of a test are kept on: SQLite and a folder, or engines that run beside the test. A
backend writes the file that tells our programs, and answers what became of jobs and files."""

import atexit
import contextlib
import functools
import json
import sqlite3
import sys
import uuid
from pathlib import Path

sys.path.append(str(Path(sys.argv[3]) / 'tests' / 'engines'))


class SqliteJobs:
    """In the folder that server and workers share."""

    section = ''
    pause = 0.001

    def __init__(self, folder):
        self.path = folder / 'queue.db'

    def query(self, sql, *values):
        with contextlib.closing(sqlite3.connect(f'file:{self.path}?mode=ro', uri=True, timeout=20)) as database:
            return database.execute(sql, values).fetchall()


class PostgresJobs:
    """A database of a cluster of the tests' own."""

    pause = 0.1

    def __init__(self, server, port=None):
        self.server = server
        name = f'jobs_{uuid.uuid4().hex}'
        server.ask(f'CREATE DATABASE {name}')
        self.uri = server.uri.rpartition('/')[0] + f'/{name}'
        seen = self.uri if port is None else self.uri.replace(f':{server.port}/', f':{port}/')
        self.section = f'[database]\nuri={seen}\n'

    def query(self, sql, *values):
        parts = sql.split('?')
        whole = parts[0] + ''.join(quote(value) + part for value, part in zip(values, parts[1:]))
        rows = self.server.ask(f"SELECT coalesce (json_agg (json_build_array (row_to_json (t))), '[]') FROM ({whole}) t",
                               self.uri)
        return [tuple(row.values()) for row, in json.loads(rows)]


def quote(value):
    return str(value) if isinstance(value, int) else "'" + value.replace("'", "''") + "'"


class FolderFiles:
    """Files of the folder that server and workers share."""

    section = ''

    def __init__(self, folder):
        self.root = folder / 'files'

    def read(self, key):
        return (self.root / key).read_bytes()

    def write(self, key, content):
        (self.root / key).write_bytes(content)

    def keys(self, folder='.'):
        """Also what is in the spool."""
        return [path.relative_to(self.root).as_posix() for path in (self.root / folder).rglob('*') if path.is_file()]


class S3Files:
    """A bucket of a store of the tests' own."""

    def __init__(self, store, endpoint=None):
        self.client = store.client()
        self.bucket = f'jobs-{uuid.uuid4().hex}'
        self.client.create_bucket(Bucket=self.bucket)
        self.section = f'[storage]\nbucket={self.bucket}\nendpoint={endpoint or store.endpoint}\nregion=us-east-1\n'

    def read(self, key):
        return self.client.get_object(Bucket=self.bucket, Key=key)['Body'].read()

    def write(self, key, content):
        self.client.put_object(Bucket=self.bucket, Key=key, Body=content)

    def keys(self, folder='.'):
        prefix = '' if folder == '.' else f'{folder}/'
        pages = self.client.get_paginator('list_objects_v2').paginate(Bucket=self.bucket, Prefix=prefix)
        return [entry['Key'] for page in pages for entry in page.get('Contents', [])]


class Backend:
    """One of each; what server and workers are told of it is in @config, None for nothing."""

    def __init__(self, folder, jobs=None, files=None, queue=None, variables=None):
        self.jobs = jobs or SqliteJobs(folder)
        self.files = files or FolderFiles(folder)
        self.variables = variables or {}
        self.config = None
        sections = self.jobs.section + self.files.section + (queue.section if queue else '')
        if sections:
            self.config = folder.parent / f'{folder.name}.conf'
            self.config.write_text(sections)
            self.config.chmod(0o600)


class SqsQueue:
    """Two queues of a service of the tests' own."""

    def __init__(self, service, endpoint=None):
        name = uuid.uuid4().hex
        self.dead_letter_url = service.create_queue(f'dead-{name}')
        self.url = service.create_queue(f'jobs-{name}', self.dead_letter_url)
        self.section = (f'[queue]\nurl={self.url}\ndead-letter-url={self.dead_letter_url}\n'
                        f'endpoint={endpoint or service.endpoint}\nregion=us-east-1\n')


class Elsewhere:
    """SQS, S3 and PostgreSQL on loopback, started when they are first used, for all tests of a program."""

    def __init__(self):
        self.started = contextlib.ExitStack()
        atexit.register(self.started.close)

    @functools.cached_property
    def database(self):
        import postgres
        return self.started.enter_context(postgres.Postgres())

    @functools.cached_property
    def store(self):
        import swift
        return self.started.enter_context(swift.Swift())

    @functools.cached_property
    def queues(self):
        import fauxqs
        import swift
        return self.started.enter_context(fauxqs.Fauxqs({swift.KEY_ID: {'secret': swift.SECRET}}))

    def engines(self, queue=None, storage=None, database=None):
        """A database, a bucket and two queues, all new; each behind the port that is named."""
        import swift
        return {'jobs': PostgresJobs(self.database, database),
                'files': S3Files(self.store, storage and f'http://127.0.0.1:{storage}'),
                'queue': SqsQueue(self.queues, queue and f'http://127.0.0.1:{queue}'),
                'variables': {'AWS_ACCESS_KEY_ID': swift.KEY_ID, 'AWS_SECRET_ACCESS_KEY': swift.SECRET}}


elsewhere = Elsewhere()
