#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The two policies for Amazon, each for a program with a key of its own: a whole life of files, results, dead letters,
upkeep and models goes through doors that refuse all that is not allowed, and everything that is allowed is needed.
"""

import collections
import contextlib
import fnmatch
import hashlib
import json
import re
import subprocess
import sys
import uuid
from pathlib import Path

from service import SERVER, WORKER, Box, program, tap  # first: sets the path
from asking import Asker
from backends import Backend
from fault_proxy import FaultProxy, lose_answer
from tap import check, equal, test

sys.path.insert(0, str(Path(sys.argv[3]) / 'tests' / 'engines'))  # before a module of Debian's that is called swift

import swift  # noqa: E402
from fauxqs import Fauxqs, start_proxy  # noqa: E402

POLICIES = Path(sys.argv[3]) / 'data' / 'service' / 'amazon'
MODEL = Path(sys.argv[3]) / 'models' / 'telco.json'
BUCKET, PREFIX = 'example', 'retainwise/'
KEYS = {'server': 'AKIASERVER', 'worker': 'AKIAWORKER'}
SMALL, LARGE = 40, 70_000  # customers; the second is a file of more than 8 MiB, and so is its result
MANY = 8
MIB = 1 << 20
FAKETIME = '/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1'
LATER = '+25h'  # what nobody owns by then is removed
ENDS = ('complete', re.compile(rb'POST /\S*\?uploadId='))


def secret(name):
    return f'the secret of {name}'


def read_policy(name):
    text = (POLICIES / f'{name}-policy.json').read_text()
    for placeholder, value in (('queue_arn', 'arn:aws:sqs:::jobs'), ('dead_letter_queue_arn', 'arn:aws:sqs:::dead'),
                               ('bucket_arn', f'arn:aws:s3:::{BUCKET}'), ('prefix', PREFIX)):
        text = text.replace(f'${{{placeholder}}}', value)
    return json.loads(text)


def listed(value):
    return value if isinstance(value, list) else [value]


def grants(name):
    """All that a policy allows, as (action, resource)."""
    return {(action, resource) for statement in read_policy(name)['Statement']
            for action in listed(statement['Action']) for resource in listed(statement['Resource'])}


class Doors:
    """The queue and the store, and before each a door that knows two keys and what each may do."""

    def __init__(self, stack, box):
        self.log = box.home / 'asked'
        self.log.touch()
        keys = {KEYS[name]: {'secret': secret(name), 'policy': read_policy(name)} for name in KEYS}
        self.queue = stack.enter_context(Fauxqs(keys, self.log))
        self.store = stack.enter_context(swift.Swift())
        self.client = self.store.client()
        self.client.create_bucket(Bucket=BUCKET)
        known = {'id': swift.KEY_ID, 'secret': swift.SECRET, 'region': swift.REGION}
        door = start_proxy(self.store.port, keys, 0, self.log, known)
        stack.callback(door.stop)
        self.faults = FaultProxy((ENDS,))
        stack.callback(self.faults.close)
        self.faults.upstream = door.port

    def config(self):
        return (f'[aws]\nregion={swift.REGION}\n\n[storage]\nbucket={BUCKET}\nprefix={PREFIX}\n'
                f'endpoint=http://127.0.0.1:{self.faults.port}\n\n[queue]\nurl={self.queue.url}\n'
                f'dead-letter-url={self.queue.dead_letter_url}\nendpoint={self.queue.endpoint}\n')

    def asked(self, name):
        """What a program asked for, as (action, resource, whether it was allowed)."""
        entries = [json.loads(line) for line in self.log.read_text().splitlines()]
        return [(entry['action'], entry['resource'], entry['allowed']) for entry in entries
                if entry['key'] == KEYS[name]]

    def has_asked(self, name, action, end=''):
        return any(asked == action and resource.endswith(end) for asked, resource, _ in self.asked(name))

    def put(self, key):
        self.client.put_object(Bucket=BUCKET, Key=PREFIX + key, Body=b'x')

    def keys(self, folder):
        found = self.client.list_objects_v2(Bucket=BUCKET, Prefix=PREFIX + folder)
        return [entry['Key'].removeprefix(PREFIX) for entry in found.get('Contents', [])]

    def uploads(self):
        return self.client.list_multipart_uploads(Bucket=BUCKET).get('Uploads', [])


class Life:
    """Server and worker, each with its own key and folder of what is in work; jobs are in the server's."""

    def __init__(self, box, doors):
        self.box, self.doors = box, doors
        self.backend = Backend(box.path('server'))
        self.config = box.write('engines.conf', doors.config())
        self.config.chmod(0o600)
        self.server = self.worker = None

    def variables(self, name, later=False):
        found = {'AWS_ACCESS_KEY_ID': KEYS[name], 'AWS_SECRET_ACCESS_KEY': secret(name)}
        return found | ({'LD_PRELOAD': FAKETIME, 'FAKETIME': LATER, 'FAKETIME_DONT_FAKE_MONOTONIC': '1'}
                        if later else {})

    def place(self):
        return ['--data', self.box.path('server'), '--config', self.config]

    def start_server(self, later=False):
        self.server = self.box.start(SERVER, 'serve', *self.place(), '--listen', '127.0.0.1:0',
                                     **self.variables('server', later))
        found = re.compile(rb'Listening on \S+:(\d+)\n')
        program.wait_for(lambda: found.search(self.server.log.read_bytes()) or self.server.poll() is not None,
                         'the server to listen')
        check(self.server.poll() is None, f'the server ended: {self.server.log.read_text()}')
        return int(found.search(self.server.log.read_bytes())[1])

    def start_worker(self, later=False):
        self.worker = self.box.start(WORKER, *self.place(), **self.variables('worker', later))

    def end(self, name):
        child = getattr(self, name)
        child.terminate()
        equal(program.end_of(child), 0, f'end of the {name} ({child.log.read_text()})')

    def run(self, *command):
        done = subprocess.run([SERVER, *map(str, command[:2]), *self.place(), *map(str, command[2:])],
                              cwd=self.box.folder, env=self.box.environment(**self.variables('server')),
                              capture_output=True, text=True, timeout=program.TIMEOUT)
        equal((done.returncode, done.stderr), (0, ''), f'end of {command}')
        return done.stdout


async def forget_upload(request, _port):
    """As a service says that ended the upload, and whose answer was lost."""
    await request.go_on()
    await request.reader.readexactly(request.length)
    body = b'<Error><Code>NoSuchUpload</Code><Message>It is over.</Message></Error>'
    request.writer.write(b'HTTP/1.1 404 Not Found\r\nContent-Type: application/xml\r\nConnection: close\r\n'
                         b'Content-Length: %d\r\n\r\n' % len(body) + body)


def lose_end(life):
    """Of the next upload in parts."""
    life.doors.faults.plan('complete', lose_answer, forget_upload)


def publish(life):
    """A model of more than 8 MiB."""
    data = MODEL.read_bytes().rstrip() + b' ' * (9 * MIB) + b'\n'
    lose_end(life)
    life.run('model', 'publish', life.box.write('large.json', data))
    sha256 = hashlib.sha256(data).hexdigest()
    check(sha256 in life.run('model', 'list'), 'the model is not listed')
    return sha256


def submit(life, asker):
    """A file that is gone before anybody works on it, a large one, and more than may wait on the queue at once, so
    that the worker must send for the others."""
    small, large = program.generated(SMALL), program.generated(LARGE)
    check(len(large) > 8 * MIB, 'the large file is none')
    gone = asker.submit('gone.csv', small)
    key, = [key for key in life.doors.keys('inputs') if gone in key]
    life.doors.client.delete_object(Bucket=BUCKET, Key=PREFIX + key)
    lose_end(life)
    return [gone, asker.submit('large.csv', large), *(asker.submit(f'small-{n}.csv', small) for n in range(MANY))]


def replay(life, job):
    """A dead letter is settled by the server's upkeep, listed, and replayed."""
    body = json.dumps({'version': 1, 'prediction_id': job})
    life.doors.queue.call('SendMessage', QueueUrl=life.doors.queue.dead_letter_url, MessageBody=body)
    program.wait_for(lambda: life.doors.has_asked('server', 'sqs:ChangeMessageVisibility', 'dead'),
                     'the server to settle', pause=0.1)
    check(job in life.run('dlq', 'list'), 'the letter is not listed')
    check(job in life.run('dlq', 'replay', job), 'the letter is not replayed')
    check(job not in life.run('dlq', 'list'), 'the letter is still there')


def fetch(life, asker, job, model):
    figures = asker.wait_for_job(job, 'COMPLETED')['metrics_json']
    url = asker.get(f'/api/predictions/download_predictions/{job}').json()['download_url']
    got = subprocess.run(['curl', '-sf', url], capture_output=True, check=True, timeout=program.TIMEOUT).stdout
    equal((hashlib.sha256(got).hexdigest(), model), (figures['result_sha256'], figures['model_sha256']), 'result')


def put_off(life, asker, job):
    """The worker puts the job off whose file is gone, and its owner cancels it."""
    program.wait_for(lambda: life.doors.has_asked('worker', 'sqs:ChangeMessageVisibility', 'jobs'),
                     'the job to be put off', pause=0.1)
    check('is not there' in life.worker.log.read_text(), f'another fault: {life.worker.log.read_text()}')
    equal(asker.post(f'/api/predictions/{job}/cancel', b'').status, 200, 'cancelling')


def watch(asker):
    equal(asker.get('/health').status, 200, 'health')
    check('retainwise_queue_messages ' in asker.get('/metrics').body.decode(), 'the queue is not counted')


def bury(life):
    """A message that is none of a job is buried by the worker and settled by its upkeep."""
    life.doors.queue.call('SendMessage', QueueUrl=life.doors.queue.url, MessageBody='not a job')
    program.wait_for(lambda: life.doors.has_asked('worker', 'sqs:SendMessage', 'dead')
                     and life.doors.has_asked('worker', 'sqs:ChangeMessageVisibility', 'dead'),
                     'the worker to bury and to settle', pause=0.1)


def forget(life, name):
    """What nobody owns or finished is removed a day later, by the program that runs alone."""
    tenant = hashlib.sha256(b'nobody').hexdigest()
    orphans = [f'inputs/{tenant}/{uuid.uuid4()}.csv', f'results/{tenant}/{uuid.uuid4()}-1.csv']
    for key in orphans:
        life.doors.put(key)
    for key in (*orphans, f'models/{hashlib.sha256(name.encode()).hexdigest()}'):
        life.doors.client.create_multipart_upload(Bucket=BUCKET, Key=PREFIX + key)
    life.start_server(later=True) if name == 'server' else life.start_worker(later=True)
    program.wait_for(lambda: not {*orphans} & {*life.doors.keys('')} and not life.doors.uploads(),
                     f'the {name} to tidy up', pause=0.2)
    life.end(name)


def check_needed(doors, name):
    """Nothing was refused, and nothing that is allowed was not asked for."""
    refused = [asked for asked in doors.asked(name) if not asked[2]]
    equal(refused, [], f'what the {name} was refused')
    used = {(action, pattern) for action, pattern in grants(name) for asked, resource, _ in doors.asked(name)
            if asked == action and fnmatch.fnmatchcase(resource, pattern)}
    equal(sorted(grants(name) - used), [], f'what the {name} is allowed and does not need')


@test
def least_privilege(box):
    """Server and worker need all that their policies allow, and no more"""
    with contextlib.ExitStack() as stack:
        doors = Doors(stack, box)
        life = Life(box, doors)
        asker = Asker(life.start_server())
        asker.token = life.run('token', 'add', 'ana').strip()
        model = publish(life)
        gone, *jobs = submit(life, asker)
        replay(life, gone)
        lose_end(life)
        life.start_worker()
        for job in jobs:
            fetch(life, asker, job, model)
        put_off(life, asker, gone)
        watch(asker)
        life.end('server')
        bury(life)
        life.end('worker')
        equal(doors.faults.left(), 0, 'answers that nobody lost')
        for name in ('server', 'worker'):
            forget(life, name)
        for name in ('server', 'worker'):
            check_needed(doors, name)
            for action, n in sorted(collections.Counter(action for action, *_ in doors.asked(name)).items()):
                print(f'# {name}: {action} {n}')


tap.main(Box)
