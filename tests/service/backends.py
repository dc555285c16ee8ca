# SPDX-License-Identifier: GPL-3.0-or-later
"""What jobs, queue and files of a test are kept on: SQLite and a folder, or engines that run beside the test. A
backend writes the file that tells our programs, and answers what became of jobs and files."""

import atexit
import contextlib
import copy
import functools
import json
import sqlite3
import subprocess
import sys
import tempfile
import uuid
from pathlib import Path

sys.path.append(str(Path(sys.argv[3]) / 'tests' / 'engines'))

SERVER = sys.argv[7]
REGION = 'us-east-1'


def address(port):
    return f'http://127.0.0.1:{port}'


class SqliteJobs:
    """In the folder that server and workers share."""

    pause = 0.001  # s between two questions

    def __init__(self, folder):
        self.path = folder / 'queue.db'

    def section(self, _port):
        return ''

    def query(self, sql, *values):
        with contextlib.closing(sqlite3.connect(f'file:{self.path}?mode=ro', uri=True, timeout=20)) as database:
            return database.execute(sql, values).fetchall()


class PostgresJobs:
    """A database of a cluster of the tests' own."""

    pause = 0.1

    def __init__(self, cluster, template=None):
        self.cluster = cluster
        self.name = f'jobs_{uuid.uuid4().hex}'
        cluster.ask(f'CREATE DATABASE {self.name}' + (f' TEMPLATE {template}' if template else ''))

    def uri(self, port=None):
        server = self.cluster.uri.rpartition('/')[0]
        return f'{server.rpartition(":")[0]}:{port or self.cluster.port}/{self.name}'

    def section(self, port):
        return f'[database]\nuri={self.uri(port)}\n'

    def query(self, sql, *values):
        parts = sql.split('?')
        whole = parts[0] + ''.join(quote(value) + part for value, part in zip(values, parts[1:]))
        rows = self.cluster.ask(f"SELECT coalesce (json_agg (row_to_json (t)), '[]') FROM ({whole}) t", self.uri())
        return [tuple(row.values()) for row in json.loads(rows)]


def quote(value):
    return str(value) if isinstance(value, int) else "'" + value.replace("'", "''") + "'"


class FolderFiles:
    """Files of the folder that server and workers share."""

    def __init__(self, folder):
        self.root = folder / 'files'

    def section(self, _port):
        return ''

    def read(self, key):
        return (self.root / key).read_bytes()

    def write(self, key, content):
        (self.root / key).write_bytes(content)

    def keys(self, folder='.'):
        """Also what is in the spool."""
        return [path.relative_to(self.root).as_posix() for path in (self.root / folder).rglob('*') if path.is_file()]


class S3Files:
    """A bucket of a store of the tests' own."""

    def __init__(self, store):
        self.store = store
        self.client = store.client()
        self.bucket = f'jobs-{uuid.uuid4().hex}'
        self.client.create_bucket(Bucket=self.bucket)

    def section(self, port):
        endpoint = address(port) if port else self.store.endpoint
        return f'[storage]\nbucket={self.bucket}\nendpoint={endpoint}\nregion={REGION}\n'

    def read(self, key):
        return self.client.get_object(Bucket=self.bucket, Key=key)['Body'].read()

    def write(self, key, content):
        self.client.put_object(Bucket=self.bucket, Key=key, Body=content)

    def keys(self, folder='.'):
        prefix = '' if folder == '.' else f'{folder}/'
        pages = self.client.get_paginator('list_objects_v2').paginate(Bucket=self.bucket, Prefix=prefix)
        return [entry['Key'] for page in pages for entry in page.get('Contents', [])]


class SqliteQueue:
    """In the folder that server and workers share."""

    def __init__(self, folder):
        self.path = folder / 'queue.db'

    def section(self, _port):
        return ''


class SqsQueue:
    """Two queues of a service of the tests' own."""

    def __init__(self, service):
        name = uuid.uuid4().hex
        self.service = service
        self.dead_letter_url = service.create_queue(f'dead-{name}')
        self.url = service.create_queue(f'jobs-{name}', self.dead_letter_url)

    def section(self, port):
        return (f'[queue]\nurl={self.url}\ndead-letter-url={self.dead_letter_url}\n'
                f'endpoint={address(port or self.service.port)}\nregion={REGION}\n')

    def send(self, body):
        self.service.call('SendMessage', QueueUrl=self.url, MessageBody=body)


class Backend:
    """One of each; what server and workers are told of it is in @config, None for nothing."""

    def __init__(self, folder, jobs=None, files=None, queue=None, variables=None):
        self.folder = folder
        self.jobs = jobs or SqliteJobs(folder)
        self.files = files or FolderFiles(folder)
        self.queue = queue or SqliteQueue(folder)
        self.variables = variables or {}
        self.config = self.write(folder.name)

    def write(self, name, jobs=None, files=None, queue=None):
        sections = self.jobs.section(jobs) + self.files.section(files) + self.queue.section(queue)
        if not sections:
            return None
        path = self.folder.parent / f'{name}.conf'
        path.write_text(sections)
        path.chmod(0o600)
        return path

    def through(self, **ports):
        """The same behind other ports, of jobs, files or queue."""
        backend = copy.copy(self)
        backend.config = self.write('-'.join([self.folder.name, *ports]), **ports)
        return backend


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
    def template(self):
        """A database that has its tables."""
        jobs = PostgresJobs(self.database)
        with tempfile.NamedTemporaryFile('w') as config:
            config.write(jobs.section(None))
            config.flush()
            subprocess.run([SERVER, 'database', 'migrate', '--config', config.name], check=True,
                           stdout=subprocess.DEVNULL)
        return jobs.name

    @functools.cached_property
    def store(self):
        import swift_store
        return self.started.enter_context(swift_store.Swift())

    @functools.cached_property
    def queues(self):
        import fauxqs
        import swift_store
        return self.started.enter_context(fauxqs.Fauxqs({swift_store.KEY_ID: {'secret': swift_store.SECRET}}))

    def engines(self):
        """A database, a bucket and two queues, all new."""
        import swift_store
        return {'jobs': PostgresJobs(self.database, self.template), 'files': S3Files(self.store),
                'queue': SqsQueue(self.queues),
                'variables': {'AWS_ACCESS_KEY_ID': swift_store.KEY_ID, 'AWS_SECRET_ACCESS_KEY': swift_store.SECRET}}


elsewhere = Elsewhere()
