# SPDX-License-Identifier: GPL-3.0-or-later
"""Servers and workers in a box: their folder, jobs in it, and what became of them."""

import atexit
import json
import re
import resource
import subprocess
import sys
import time
from pathlib import Path

sys.path.append(str(Path(sys.argv[3]) / 'tests' / 'cli'))

import backends  # noqa: E402
import program  # noqa: E402
import tap  # noqa: E402
from tap import check, equal  # noqa: E402

WORKER, STOPPING_WORKER, MAKE_JOB, SERVER, DRIVE_HOSTED = (
    Path(path).resolve() for path in sys.argv[4:9])
USER = 'user_mill'
ELSEWHERE = 'elsewhere' in sys.argv[9:]  # the engines are SQS, S3 and PostgreSQL
LISTENING = re.compile(rb'^Listening on https?://\S+:(\d+)$', re.MULTILINE)
FINAL = ('COMPLETED', 'FAILED', 'CANCELLED')
MOVES = {(None, 'QUEUED'), ('QUEUED', 'PROCESSING'), ('QUEUED', 'FAILED'), ('QUEUED', 'CANCELLED'),
         ('PROCESSING', 'QUEUED'), ('PROCESSING', 'COMPLETED'), ('PROCESSING', 'FAILED'),
         ('PROCESSING', 'CANCELLED'), ('FAILED', 'QUEUED'), ('CANCELLED', 'QUEUED')}


class Box(program.Box):
    """A box whose programs are ended with it, and whose logs are looked at."""

    def __init__(self, folder):
        super().__init__(folder)
        self.children = []

    def server(self, name='server', **engines):
        """With the engines (backends.py) that are named, or those that this program of tests is for."""
        engines = engines or (backends.elsewhere.engines() if ELSEWHERE else {})
        return Server(self, self.path(name), backends.Backend(self.path(name), **engines))

    def start(self, *command, **variables):
        """A program; what it says goes to a file, so that it never waits for a reader."""
        log = self.home / f'log-{len(self.children)}'
        with log.open('wb') as file:
            child = subprocess.Popen([*map(str, command)], cwd=self.folder, env=self.environment(**variables),
                                     stdin=subprocess.DEVNULL, stdout=file, stderr=file,
                                     preexec_fn=without_core)
        atexit.register(program.stop, child)  # should the test fail
        child.log = log
        self.children.append(child)
        return child

    def leftovers(self):
        """Is asked when a test is over."""
        for child in self.children:
            program.stop(child)
        return super().leftovers()


def without_core():
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


class Server:
    """What server and workers share: a folder, and engines that may be elsewhere."""

    def __init__(self, box, folder, backend):
        self.box = box
        self.folder = folder
        self.backend = backend

    def through(self, **ports):
        """The same, for programs that reach jobs, files or queue by other ports."""
        return Server(self.box, self.folder, self.backend.through(**ports))

    def place(self):
        """The options that tell a program where all this is."""
        return ['--data', self.folder, *(['--config', self.backend.config] if self.backend.config else [])]

    def run(self, *command):
        """A program, to its end."""
        return subprocess.run([*map(str, command)], cwd=self.box.folder, stdin=subprocess.DEVNULL,
                              env=self.box.environment(**self.backend.variables), capture_output=True, text=True,
                              timeout=program.TIMEOUT)

    def submit(self, file, *names, user=USER, sent=True):
        """Ids of new jobs for one file under these names."""
        done = self.run(MAKE_JOB, *([] if sent else ['--unsent']), self.folder, self.backend.config or '', user,
                        self.box.path(file), *names)
        equal((done.returncode, done.stderr), (0, ''), 'end of make-job')
        return done.stdout.split()

    def run_server(self, *command):
        """A command of the server's program, to its end."""
        return self.run(SERVER, *command)

    def begin_server(self, *options, program=SERVER):
        """One that may not come to listen."""
        return self.box.start(program, 'serve', *self.place(), '--listen', '127.0.0.1:0', *options,
                              **self.backend.variables)

    def start_server(self, *options, **choice):
        """Returns its port, once it listens there."""
        self.process = self.begin_server(*options, **choice)
        program.wait_for(lambda: self.listening() or self.process.poll() is not None,
                         'the server to listen')
        check(self.listening(), f'the server does not start: {self.process.log.read_text()}')
        return int(self.listening()[1])

    def listening(self):
        return is_listening(self.process)

    def add_token(self, user, *options):
        done = self.run_server('token', 'add', *self.place(), *options, user)
        equal((done.returncode, done.stderr), (0, ''), 'end of token add')
        return done.stdout.strip()

    def start_worker(self, *options):
        return self.box.start(WORKER, *self.place(), *options, **self.backend.variables)

    def start_stopping_worker(self, *options, **variables):
        return self.box.start(STOPPING_WORKER, *self.place(), *options, **self.backend.variables | variables)

    def wait_for(self, condition, what, seconds=program.TIMEOUT):
        """Asking is not for nothing where the database is a server."""
        program.wait_for(condition, what, seconds, self.backend.jobs.pause)

    def query(self, sql, *values):
        return self.backend.jobs.query(sql, *values)

    def states(self):
        return dict(self.query('SELECT id, state FROM jobs'))

    def all_over(self):
        return all(state in FINAL for state in self.states().values())

    def attempts(self, job):
        return self.query('SELECT attempt FROM jobs WHERE id = ?', job)[0][0]

    def error(self, job):
        return self.query('SELECT error FROM jobs WHERE id = ?', job)[0][0]

    def events(self, job):
        rows = self.query('SELECT state FROM events WHERE job = (SELECT number FROM jobs WHERE '
                          'id = ?) ORDER BY number', job)
        return [state for (state,) in rows]

    def n_completions(self):
        """How often a job became COMPLETED."""
        return self.query("SELECT count (*) FROM events WHERE state = 'COMPLETED'")[0][0]

    def dead_letters(self):
        """Those that were noted."""
        return [json.loads(body) for (body,) in self.query('SELECT body FROM letters')]

    def result(self, job):
        """The bytes of a job's result, once they are what the job says of them."""
        key, size = self.query('SELECT result_key, result_size FROM jobs WHERE id = ?', job)[0]
        data = self.backend.files.read(key)
        equal(len(data), size, 'size of the result')
        return data

    def overdue(self, since=0):
        """ms since the oldest lease ran out, or since that time (s); 0 when none did."""
        oldest, = self.query("SELECT min (lease_until) FROM jobs WHERE state = 'PROCESSING'")[0]
        return max(0, (time.time() - max(oldest / 1000, since)) * 1000) if oldest else 0

    def files(self, folder):
        """What is stored there or in the spool, without what jobs own."""
        owned = {key for pair in self.query('SELECT input_key, result_key FROM jobs')
                 for key in pair}
        return [key for key in self.backend.files.keys(folder) if key not in owned]


def is_listening(child):
    return LISTENING.search(child.log.read_bytes())


def log_of(child):
    """What a program logged, each line one JSON object."""
    lines = LISTENING.sub(b'', child.log.read_bytes()).splitlines()
    return [json.loads(line) for line in lines if line]


def check_log(child, *secrets):
    """Every line is JSON with time, level and event; nothing of a user is in it."""
    for entry in log_of(child):
        equal([*entry][:3], ['time', 'level', 'event'], 'first fields')
    text = child.log.read_text()
    for secret in (USER, *secrets):
        check(secret not in text, f'“{secret}” is in the log')


def ends_well(*children):
    for child in children:
        equal(program.end_of(child), 0, f'exit code, after {child.log.read_text()[-4000:]}')


def end_all(*children):
    """Programs that live; a worker ends when its wait for a message is over, so all are told first."""
    for child in children:
        check(child.poll() is None, f'a program ended by itself: {child.log.read_text()[-2000:]}')
        child.terminate()
    ends_well(*children)
