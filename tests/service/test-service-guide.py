#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The operator's guide, followed word by word from one machine to S3, PostgreSQL and SQS and back, with engines on
loopback: each command is run and prints what the guide says, and no job is lost on the way.

Systemd and the host's folders are played: units are processes of the box, /etc and /var lie in it.
"""

import configparser
import contextlib
import json
import signal
import socket
import subprocess
import sys
from pathlib import Path

from service import SERVER, WORKER, Box, ends_well, program, tap  # first: sets the path
from asking import Asker
from fauxqs import Fauxqs
from guide import Addition, Command, Guide, Removal, fits
from postgres import Postgres
from swift_store import KEY_ID, SECRET, Swift
from tap import check, equal, same_bytes, test

SERVICE = Path(sys.argv[3]).resolve() / 'data' / 'service'
MODEL = Path(sys.argv[3]) / 'models' / 'telco.json'
SAMPLES = Path(sys.argv[3]).resolve() / 'data' / 'samples'
BUCKET = 'example-retainwise'
UNITS = ('retainwise-server', 'retainwise-worker@1', 'retainwise-worker@2')
ROLE, PASSWORD = 'operated', 'not-easy'
BAD = 'bad.csv'
ROWS = 40


class Host:
    """The machine of the guide."""

    def __init__(self, box, engines):
        self.box, self.engines = box, engines
        self.guide = Guide(SERVICE / 'GUIDE.md')
        self.data = box.path('lib/retainwise')
        self.config = box.path('etc/engines.conf')
        self.programs = box.home / 'bin'
        for folder in (*map(box.path, ('lib', 'etc', 'backups', 'models')), self.programs):
            folder.mkdir()
        self.port = free_port()
        self.units, self.sections, self.variables = {}, [], {}
        self.waiting = self.n_sent = 0
        self.write_programs()

    def write_programs(self):
        """Those that are installed, or that do nothing here."""
        programs = {'retainwise-server': f'exec {SERVER} "$@"', 'as-retainwise': 'exec "$@"', 'chown': 'exit 0',
                    'aws': 'exec /usr/bin/aws --endpoint-url "$AWS_ENDPOINT" "$@"'}
        for name, text in programs.items():
            path = self.programs / name
            path.write_text(f'#!/bin/sh\n{text}\n')
            path.chmod(0o755)

    def environment(self):
        return self.box.environment(**self.engines.variables, **self.variables) | {
            'PATH': f'{self.programs}:/usr/bin:/bin'}

    def translate(self, text):
        for old, new in (('/var/lib/retainwise', self.data), ('/var/lib', self.box.path('lib')),
                         ('/var/backups', self.box.path('backups')), ('/etc/retainwise', self.box.path('etc')),
                         ('/srv/models', self.box.path('models')), ('/usr/share/retainwise/service', SERVICE),
                         ('/usr/share/retainwise/samples', SAMPLES),
                         ('127.0.0.1:8790', f'127.0.0.1:{self.port}')):
            text = text.replace(old, str(new))
        return text

    def follow(self, heading):
        """All that is to be done under a heading, in its order."""
        steps = self.guide.steps[heading]
        check(steps, f'nothing is to be done under “{heading}”')
        for step in steps:
            {Command: self.run, Addition: self.configure, Removal: self.forget}[type(step)](step)

    def run(self, command):
        """As it stands; that of systemd is played."""
        if command.text.startswith('systemctl '):
            verb, *names = command.text.split()[1:]
            return {'stop': self.stop, 'start': self.start}[verb](names)
        done = subprocess.run(['bash', '-c', self.translate(command.text)], cwd=self.box.folder,
                              env=self.environment(), capture_output=True, text=True, timeout=program.TIMEOUT)
        equal((done.returncode, done.stderr), (0, ''), f'GUIDE.md:{command.line}: {command.text}')
        check(fits(done.stdout, command.prints),
              f'GUIDE.md:{command.line}: “{command.text}” printed “{done.stdout}”, not “{command.prints}”')

    def configure(self, addition):
        """Adds what the guide shows, with values that are true here."""
        shown = configparser.ConfigParser()
        shown.read_string(addition.text)
        for name in shown.sections():
            ours = self.engines.sections[name]
            check({*shown[name]} <= {*ours}, f'GUIDE.md:{addition.line}: [{name}] has keys {[*shown[name]]}')
            self.sections.append(name)
        self.write_config()

    def forget(self, removal):
        self.sections.remove(removal.section)
        self.write_config()

    def write_config(self):
        self.config.write_text(''.join(
            f'[{name}]\n' + ''.join(f'{key}={value}\n' for key, value in self.engines.sections[name].items())
            for name in self.sections))

    def place(self):
        """As the units' options name it, once there is a file."""
        return ['--data', self.data, *(['--config', self.config] if self.config.exists() else [])]

    def start(self, names):
        for name in names:
            if name == UNITS[0]:
                command = [SERVER, 'serve', *self.place(), '--listen', f'127.0.0.1:{self.port}']
            else:
                command = [WORKER, *self.place()]
            self.units[name] = self.box.start(*command, **self.engines.variables)
        program.wait_for(self.listens, 'the server to listen')
        self.wait_for_all()

    def listens(self):
        child = self.units[UNITS[0]]
        check(child.poll() is None, f'the server ended: {child.log.read_text()}')
        return b'Listening' in child.log.read_bytes()

    def stop(self, names):
        """Before the server goes, files come that no worker takes any more."""
        for name in names:
            if name == UNITS[0] and 'TOKEN' in self.variables:
                self.send(2)
            child = self.units.pop(name)
            child.send_signal(signal.SIGTERM)
            equal(program.end_of(child), 0, f'end of {name} ({child.log.read_text()})')

    def asker(self):
        return Asker(self.port, self.variables['TOKEN'])

    def send(self, n):
        for _ in range(n):
            self.n_sent += 1
            self.asker().submit(f'waits-{self.n_sent}.csv', program.generated(ROWS))

    def list_jobs(self):
        return self.asker().get('/api/predictions/?limit=100').json()['predictions']

    def wait_for_all(self):
        """Whatever was sent is there, and COMPLETED."""
        if 'TOKEN' not in self.variables:
            return
        program.wait_for(lambda: all(job['status'] == 'COMPLETED' for job in self.list_jobs()
                                     if job['filename'] != BAD), 'all jobs to be completed', pause=0.2)
        names = sorted(job['filename'] for job in self.list_jobs())
        for number in range(1, self.n_sent + 1):
            check(f'waits-{number}.csv' in names, f'waits-{number}.csv is lost: {names}')

    def ask_another(self):
        """A second server, with a folder of its own: it knows the token and every job."""
        port = free_port()
        other = self.box.start(SERVER, 'serve', '--data', self.box.path('lib/other'), '--config', self.config,
                               '--listen', f'127.0.0.1:{port}', **self.engines.variables)
        program.wait_for(lambda: b'Listening' in other.log.read_bytes() or other.poll() is not None,
                         'the other server to listen')
        jobs = Asker(port, self.variables['TOKEN']).get('/api/predictions/?limit=100').json()['predictions']
        equal([job['id'] for job in jobs], [job['id'] for job in self.list_jobs()], 'jobs of the other server')
        other.terminate()
        ends_well(other)

    def publish_models(self):
        """Two models to publish; one differs in a byte."""
        for name, more in (('june', b''), ('july', b'\n')):
            self.box.write(f'models/{name}.json', MODEL.read_bytes() + more)

    def give_up(self):
        """A job that failed, and its dead letter."""
        self.variables['ID'] = self.asker().submit(BAD, b'nothing\nof use\n')
        self.asker().wait_for_job(self.variables['ID'], 'FAILED')
        self.engines.queue.call('SendMessage', QueueUrl=self.engines.queue.dead_letter_url,
                                MessageBody=json.dumps({'version': 1, 'prediction_id': self.variables['ID']}))
        program.wait_for(lambda: self.engines.database.ask('SELECT count (*) FROM letters', self.engines.uri) == '1',
                         'the dead letter to be noted', pause=0.2)

    def begin(self):
        """One machine that has been at work for a while."""
        self.start(UNITS)
        self.variables['TOKEN'] = subprocess.run([SERVER, 'token', 'add', '--data', self.data, 'ana'],
                                                 env=self.environment(), capture_output=True, text=True,
                                                 check=True).stdout.strip()
        self.variables['JOB'] = self.asker().submit('first.csv', program.generated(ROWS))
        self.wait_for_all()

    def result(self):
        """Of the first job, as a client fetches it."""
        answer = self.asker().get(f'/api/predictions/download_predictions/{self.variables["JOB"]}').json()
        done = subprocess.run(['curl', '-sf', answer['download_url']], capture_output=True, check=True,
                              timeout=program.TIMEOUT)
        return done.stdout


def free_port():
    with socket.create_server(('127.0.0.1', 0)) as listener:
        return listener.getsockname()[1]


class Engines:
    """What is elsewhere, on loopback."""

    def __init__(self, stack):
        self.store = stack.enter_context(Swift())
        self.store.client().create_bucket(Bucket=BUCKET)
        self.database = stack.enter_context(Postgres())
        self.queue = stack.enter_context(Fauxqs({KEY_ID: {'secret': SECRET}}))
        self.database.ask(f"CREATE ROLE {ROLE} LOGIN PASSWORD '{PASSWORD}'")
        self.database.ask(f'CREATE DATABASE retainwise OWNER {ROLE}')
        keys = self.store.environment(BUCKET)
        self.uri = f'postgresql://{ROLE}:{PASSWORD}@127.0.0.1:{self.database.port}/retainwise'
        self.variables = {'URI': self.uri, 'AWS_ENDPOINT': self.store.endpoint} | {
            name: keys[name] for name in ('AWS_REGION', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY')}
        self.sections = {
            'aws': {'region': 'us-east-1'},
            'storage': {'bucket': BUCKET, 'endpoint': self.store.endpoint},
            'database': {'uri': self.uri},
            'queue': {'url': self.queue.url, 'dead-letter-url': self.queue.dead_letter_url,
                      'endpoint': self.queue.endpoint},
        }


@test
def there_and_back(box):
    """One engine after the other moves, and all of them back, and no job is lost"""
    with contextlib.ExitStack() as stack:
        host = Host(box, Engines(stack))
        host.begin()
        first = host.result()
        host.follow('Before you begin')
        for heading in ('Step 1: files to S3', 'Step 2: jobs to PostgreSQL', 'Step 3: the queue to SQS'):
            host.follow(heading)
            same_bytes(host.result(), first, f'result after “{heading}”')
        equal(host.sections, ['aws', 'storage', 'database', 'queue'], 'what is elsewhere')
        host.ask_another()
        host.publish_models()
        host.follow('Models')
        host.give_up()
        host.follow('Dead letters')
        host.follow('Database migrations')
        host.follow('The way back')
        equal(host.sections, ['aws'], 'what is elsewhere')
        same_bytes(host.result(), first, 'result after the way back')
        host.stop(UNITS[::-1])


tap.main(Box)
