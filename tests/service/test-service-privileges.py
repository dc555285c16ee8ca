#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The two policies for Amazon, each for a program with a key of its own: a whole life of files, results, dead letters,
upkeep and models goes through doors that refuse all that is not allowed, and everything that is allowed is needed.
Signatures are checked behind the doors, by Swift and by AWS's own library.
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

import botocore.session
from botocore.config import Config
from botocore.exceptions import ClientError

from service import SERVER, STOPPING_WORKER, WORKER, Box, ends_well, program, tap  # first: sets the path
import fake_clock
from asking import Asker
from fault_proxy import FaultProxy, lose_answer
from fauxqs import Fauxqs
from gate import Gate, Policy, object_wishes, queue_wishes
from swift_store import REGION, Swift
from tap import check, equal, test

TIDY_ONCE = Path(sys.argv[9]).resolve()
POLICIES = Path(sys.argv[3]) / 'data' / 'service' / 'amazon'
MODEL = Path(sys.argv[3]) / 'models' / 'telco.json'
BUCKET, PREFIX = 'example', 'retainwise/'
KEYS = {'server': 'test:server', 'worker': 'test:worker'}
SMALL, LARGE = 40, 70_000  # customers; the second is a file of more than 8 MiB, and so is its result
MANY = 8
MIB = 1 << 20
LATER = 25  # hours; what nobody owns by then is removed
ENDS = ('complete', re.compile(rb'POST /\S*\?uploadId='))


def secret(name):
    return f'secret-of-{name}'


async def forget_upload(request, _port):
    """As a service says that ended the upload, and whose answer was lost."""
    await request.go_on()
    await request.reader.readexactly(request.length)
    body = b'<Error><Code>NoSuchUpload</Code><Message>It is over.</Message></Error>'
    request.writer.write(b'HTTP/1.1 404 Not Found\r\nContent-Type: application/xml\r\nConnection: close\r\n'
                         b'Content-Length: %d\r\n\r\n' % len(body) + body)


class Doors:
    """The queue and the store, and before them a door for each program and engine."""

    def __init__(self, stack):
        secrets = {KEYS[name]: secret(name) for name in KEYS}
        self.queue = stack.enter_context(Fauxqs({key: {'secret': text} for key, text in secrets.items()}))
        self.store = stack.enter_context(Swift(secrets))
        self.client = self.store.client()
        self.client.create_bucket(Bucket=BUCKET)
        self.gates, self.faults = {}, {}
        for name in KEYS:
            policy = Policy((POLICIES / f'{name}-policy.json').read_text(), queue_arn='arn:aws:sqs:::jobs',
                            dead_letter_queue_arn='arn:aws:sqs:::dead', bucket_arn=f'arn:aws:s3:::{BUCKET}',
                            prefix=PREFIX)
            self.gates[name] = [stack.enter_context(Gate(port, KEYS[name], policy, read)) for port, read in
                                ((self.queue.port, queue_wishes), (self.store.port, object_wishes))]
            self.faults[name] = FaultProxy((ENDS,))
            stack.callback(self.faults[name].close)
            self.faults[name].upstream = self.gates[name][1].port

    def config(self, name):
        return (f'[aws]\nregion={REGION}\n\n[storage]\nbucket={BUCKET}\nprefix={PREFIX}\n'
                f'endpoint=http://127.0.0.1:{self.faults[name].port}\n\n[queue]\nurl={self.queue.url}\n'
                f'dead-letter-url={self.queue.dead_letter_url}\nendpoint={self.gates[name][0].endpoint}\n')

    def asked(self, name):
        return [wish for gate in self.gates[name] for wish in gate.asked]

    def has_asked(self, name, action, end):
        return any(wish.action == action and wish.resource.endswith(end) for wish in self.asked(name))

    def lose_end(self, name):
        """Of the program's next upload in parts."""
        self.faults[name].plan('complete', lose_answer, forget_upload)

    def put(self, key):
        self.client.put_object(Bucket=BUCKET, Key=PREFIX + key, Body=b'x')

    def keys(self, folder):
        pages = self.client.get_paginator('list_objects_v2').paginate(Bucket=BUCKET, Prefix=PREFIX + folder)
        return [entry['Key'].removeprefix(PREFIX) for page in pages for entry in page.get('Contents', [])]

    def uploads(self):
        return self.client.list_multipart_uploads(Bucket=BUCKET).get('Uploads', [])


class Life:
    """Server and worker, each with its own key; jobs are in the folder that they share."""

    def __init__(self, box, doors):
        self.box, self.doors = box, doors
        self.server = self.worker = None

    def variables(self, name, later=False):
        found = {'AWS_ACCESS_KEY_ID': KEYS[name], 'AWS_SECRET_ACCESS_KEY': secret(name)}
        return found | (fake_clock.ahead(LATER) if later else {})

    def place(self, name):
        config = self.box.write(f'{name}.conf', self.doors.config(name))
        config.chmod(0o600)
        return ['--data', self.box.path('data'), '--config', config]

    def start_server(self, later=False):
        self.server = self.box.start(SERVER, 'serve', *self.place('server'), '--listen', '127.0.0.1:0',
                                     **self.variables('server', later))
        found = re.compile(rb'Listening on \S+:(\d+)\n')
        program.wait_for(lambda: found.search(self.server.log.read_bytes()) or self.server.poll() is not None,
                         'the server to listen')
        check(self.server.poll() is None, f'the server ended: {self.server.log.read_text()}')
        return int(found.search(self.server.log.read_bytes())[1])

    def start_worker(self, later=False):
        self.worker = self.box.start(WORKER, *self.place('worker'), **self.variables('worker', later))

    def end_worker(self):
        """What it waits for comes, because it does not give up waiting for SQS."""
        self.worker.terminate()
        self.doors.queue.call('SendMessage', QueueUrl=self.doors.queue.url, MessageBody='wake up')
        ends_well(self.worker)

    def run(self, *command):
        done = subprocess.run([SERVER, *command[:2], *self.place('server'), *map(str, command[2:])],
                              cwd=self.box.folder, env=self.box.environment(**self.variables('server')),
                              capture_output=True, text=True, timeout=program.TIMEOUT)
        equal((done.returncode, done.stderr), (0, ''), f'end of {command}')
        return done.stdout


def publish(life):
    """A model of more than 8 MiB."""
    data = MODEL.read_bytes().rstrip() + b' ' * (9 * MIB) + b'\n'
    life.doors.lose_end('server')
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
    life.doors.lose_end('server')
    return [gone, asker.submit('large.csv', large), *(asker.submit(f'small-{n}.csv', small) for n in range(MANY))]


def replay(life):
    """A dead letter, of a job that nobody knows, is settled by the server's upkeep, listed, and replayed."""
    job = str(uuid.uuid4())
    body = json.dumps({'version': 1, 'prediction_id': job})
    life.doors.queue.call('SendMessage', QueueUrl=life.doors.queue.dead_letter_url, MessageBody=body)
    program.wait_for(lambda: life.doors.has_asked('server', 'sqs:ChangeMessageVisibility', 'dead'),
                     'the server to settle', pause=0.1)
    check(job in life.run('dlq', 'list'), 'the letter is not listed')
    check(job in life.run('dlq', 'replay', job), 'the letter is not replayed')
    check(job not in life.run('dlq', 'list'), 'the letter is still there')


def come_too_late(life, asker):
    """A job that is cancelled while a slow worker has it: the result is thrown away."""
    slow = life.box.start(STOPPING_WORKER, *life.place('worker'), '--go-on', '--lease', '30000', '--pause', '1500',
                          **life.variables('worker'))
    job = asker.submit('cancelled.csv', program.generated(SMALL))
    asker.wait_for_job(job, 'PROCESSING')
    equal(asker.post(f'/api/predictions/{job}/cancel', b'').status, 200, 'cancelling')
    program.wait_for(lambda: life.doors.has_asked('worker', 's3:DeleteObject', '.csv'),
                     'the result to be thrown away', pause=0.1)
    slow.terminate()
    ends_well(slow)


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


def bury(life, done):
    """A message that is none of a job is buried by the worker and settled by its upkeep; a dead letter of a job that is
    done goes."""
    life.doors.queue.call('SendMessage', QueueUrl=life.doors.queue.url, MessageBody='not a job')
    program.wait_for(lambda: life.doors.has_asked('worker', 'sqs:SendMessage', 'dead')
                     and life.doors.has_asked('worker', 'sqs:ChangeMessageVisibility', 'dead'),
                     'the worker to bury and to settle', pause=0.1)
    body = json.dumps({'version': 1, 'prediction_id': done})
    life.doors.queue.call('SendMessage', QueueUrl=life.doors.queue.dead_letter_url, MessageBody=body)
    program.wait_for(lambda: life.doors.has_asked('worker', 'sqs:DeleteMessage', 'dead'),
                     'the worker to remove the letter', pause=0.1)


def begin_uploads(life, *keys):
    for key in keys:
        life.doors.client.create_multipart_upload(Bucket=BUCKET, Key=PREFIX + key)


def forget(life):
    """A day later nobody owns or finishes some files: the server removes both, a worker what was not finished."""
    folder = hashlib.sha256(b'nobody').hexdigest()
    orphans = [f'inputs/{folder}/{uuid.uuid4()}.csv', f'results/{folder}/{uuid.uuid4()}-1.csv']
    unfinished = [*orphans, f'models/{folder}']
    for key in orphans:
        life.doors.put(key)
    begin_uploads(life, *unfinished)
    life.start_server(later=True)
    program.wait_for(lambda: not life.doors.uploads(), 'the server to clean up', pause=0.2)
    life.server.terminate()
    ends_well(life.server)
    done = subprocess.run([TIDY_ONCE, *life.place('server')[1::2]], capture_output=True, text=True,
                          env=life.box.environment(**life.variables('server', later=True)), timeout=program.TIMEOUT)
    equal((done.returncode, done.stderr, {*orphans} & {*life.doors.keys('')}), (0, '', set()), 'end of tidy-once')
    begin_uploads(life, *unfinished)
    life.start_worker(later=True)
    program.wait_for(lambda: not life.doors.uploads(), 'the worker to clean up', pause=0.2)
    life.end_worker()


def check_needed(doors, name):
    """Nothing was refused, and nothing that is allowed was not asked for."""
    for gate in doors.gates[name]:
        equal(gate.refused, [], f'what the {name} was refused')
    grants = doors.gates[name][0].policy.grants()
    used = {grant for grant in grants for wish in doors.asked(name)
            if grant[0] == wish.action and fnmatch.fnmatchcase(wish.resource, grant[1])}
    equal(sorted(grants - used), [], f'what the {name} is allowed and does not need')
    for action, n in sorted(collections.Counter(wish.action for wish in doors.asked(name)).items()):
        print(f'# {name}: {action} {n}')


def refuse_others(doors):
    """The doors keep shut: what is not allowed, and who is somebody else."""
    gate = doors.gates['worker'][1]
    for key, action in ((KEYS['worker'], 'inputs/x'), (KEYS['server'], 'results/x')):
        other = botocore.session.get_session().create_client(
            's3', endpoint_url=gate.endpoint, region_name=REGION, aws_access_key_id=key,
            aws_secret_access_key=doors.store.keys[key], config=Config(s3={'addressing_style': 'path'}))
        try:
            other.put_object(Bucket=BUCKET, Key=PREFIX + action, Body=b'x')
        except ClientError as error:
            equal(error.response['Error']['Code'], 'AccessDenied', 'code')
        else:
            check(False, f'{key} may write {action}')


@test
def least_privilege(box):
    """Server and worker need all that their policies allow, and no more"""
    with contextlib.ExitStack() as stack:
        doors = Doors(stack)
        life = Life(box, doors)
        asker = Asker(life.start_server())
        asker.token = life.run('token', 'add', 'ana').strip()
        model = publish(life)
        come_too_late(life, asker)
        gone, *jobs = submit(life, asker)
        replay(life)
        doors.lose_end('worker')
        life.start_worker()
        for job in jobs:
            fetch(life, asker, job, model)
        put_off(life, asker, gone)
        watch(asker)
        life.server.terminate()
        ends_well(life.server)
        bury(life, jobs[0])
        life.end_worker()
        equal([faults.left() for faults in doors.faults.values()], [0, 0], 'answers that nobody lost')
        forget(life)
        for name in KEYS:
            check_needed(doors, name)
        refuse_others(doors)


tap.main(Box)
