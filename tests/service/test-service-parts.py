#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Files above 8 MiB, which go to S3 in parts: every fault at every call of such an upload, by worker and server. Each
file is one job with the right result, and nothing stays in the store but what nobody was told of, for a day."""

import collections
import concurrent.futures
import contextlib
import itertools
import sys
import time
from pathlib import Path

from service import FINAL, STOPPING_WORKER, Box, backends, end_all, ends_well, program, tap  # first: sets the path
import fake_clock
import proof
from asking import Asker
from engine_faults import HTTP_FAULTS, S3Proxy
from fault_proxy import pass_on, send_up
from s3_faults import say
from tap import check, equal, same_bytes, test

TIDY_ONCE, IMPATIENT_SERVER = (Path(path).resolve() for path in sys.argv[9:11])
MIB = 1 << 20
N_ROWS = 20  # quick to score, with long notes that make them two parts
N_NOTES = 21_500  # a row
LEASE = 3000  # ms
PATIENCE = 1000  # ms that worker and server wait for an answer
SECONDS = 120
LATER = 25  # hours; what was not finished by then, or is nobody's, is thrown away
N_USERS = 4  # who send at once

BEGIN, PART, END = 'POST object uploads', 'PUT object partNumber', 'POST object uploadId'
CALLS = {BEGIN: 1, PART: 2, END: 1}
ABORT, LOOK, REMOVE, GET = 'DELETE object uploadId', 'HEAD object', 'DELETE object', 'GET object'

# What a request meets, one after another, until it is answered: it is tried three times.
GROUPS = (('refused', 'reset in request', 'drip'), ('stalled', 'answer lost', 'twice'), ('500', 'answer cut'),
          ('503', '429', 'none'))
ANSWERED = ('drip', 'twice', 'none')
# The store may have begun an upload, and nobody knows of it.
UNHEARD = ('reset in request', 'answer lost', 'answer cut', 'twice')
LASTING = {PART: ('answer lost', '500', 'refused'), END: ('answer lost', '500', '503', 'refused')}
SLOW = ('stalled',)  # curl sees after 7 s only that nothing comes after a part


async def forget(request, port):
    """The upload is ended, and is said to be none."""
    reader, writer = await send_up(request, port)
    await reader.read()
    writer.close()
    request.length = 0
    await say('NoSuchUpload', 404)(request, port)


FAULTS = HTTP_FAULTS | {'none': pass_on}
refuse_access = say('AccessDenied', 403)


def faults_of(names):
    return [FAULTS[name] for name in names]


def without(names, more):
    return [name for name in names if name not in more]


def make_large(box):
    """A file, and what must come of it."""
    head, *rows = program.generated(N_ROWS).splitlines()
    notes = (b',' + b'%019d ' % number * N_NOTES for number in range(N_ROWS))
    box.write('large.csv', b'\n'.join([head + b',notes', *map(bytes.__add__, rows, notes)]) + b'\n')
    box.succeeds('score', '-o', 'scored.csv', 'large.csv')
    return box.read('large.csv'), box.read('scored.csv')


class Rig:
    """A server, and a way to the same engines on which S3 is broken."""

    def __init__(self, box):
        self.box = box
        self.proxy = S3Proxy()
        self.proxy.upstream = int(backends.elsewhere.store.endpoint.rpartition(':')[2])
        self.server = box.server(**backends.elsewhere.engines())
        self.way = self.server.through(files=self.proxy.port)
        self.data, self.result = make_large(box)
        check(8 * MIB < len(self.data) < 16 * MIB, f'{len(self.data)} bytes are not two parts')
        self.wanted = {}
        self.n_begins = 0  # uploads that the program has to begin, as far as it was planned …
        self.n_lost = 0  # … and those that may be left
        self.sent = []  # the answers to each file that goes through a server to a broken S3
        self.port = None

    def plan(self, kind, names):
        self.proxy.plan(kind, *faults_of(names))
        if kind == BEGIN:
            self.n_begins += len(without(names, ANSWERED))
            self.n_lost += sum(name in UNHEARD for name in names)

    def make_user(self, name):
        return Asker(self.port, self.server.add_token(name))

    def send(self, user, key='key'):
        """Until the file is accepted. Returns the job and all answers' statuses."""
        answers = []

        def is_answered():
            answers.append(user.send('large.csv', self.data, Idempotency_Key=key))
            return answers[-1].status < 500
        program.wait_for(is_answered, 'a file to be accepted', SECONDS)
        equal(answers[-1].status, 200, f'status ({answers[-1].body})')
        job = answers[-1].json()['prediction_id']
        check(job not in self.wanted, 'two files are one job')
        self.wanted[job] = self.result
        return job, [answer.status for answer in answers]

    def check_calls(self):
        """An upload without a fault is what the faults are for."""
        seen = collections.Counter(self.proxy.seen)
        equal({kind: seen[kind] for kind in (*CALLS, ABORT, LOOK, REMOVE)}, CALLS | {ABORT: 0, LOOK: 0, REMOVE: 0},
              'calls of an upload')

    def uploads(self):
        files = self.server.backend.files
        pages = files.client.get_paginator('list_multipart_uploads').paginate(Bucket=files.bucket)
        return [upload['Key'] for page in pages for upload in page.get('Uploads', [])]

    def count_lost(self):
        """Also those that were begun once more for want of patience."""
        n_begins = self.n_begins + sum(map(len, self.sent))
        return self.n_lost + self.count_refused() + self.proxy.seen.count(BEGIN) - n_begins

    def count_refused(self):
        return sum(len(statuses) - 1 for statuses in self.sent)

    def count_orphans(self):
        """Files may be those of attempts that seemed to fail."""
        n_more, = self.server.query('SELECT sum (attempt - 1) FROM jobs')[0]
        n_orphans = len(self.server.files('.'))
        check(n_orphans <= n_more + self.count_refused(), f'{n_orphans} files that no job owns')
        return n_orphans

    def check(self, what):
        """After the last program ended."""
        equal(self.proxy.faults_left(), {}, 'faults that nobody met')
        equal(self.server.dead_letters(), [], 'dead letters')
        equal([*(self.server.folder / 'spool').iterdir()], [], 'what is left in the spool')
        n_orphans, n_left = self.count_orphans(), len(self.uploads())
        check(n_left <= self.count_lost(), f'{n_left} uploads are left, {self.count_lost()} may be')
        self.clean_up()
        proof.check_jobs(self.server, self.wanted)
        for key, in self.server.query('SELECT input_key FROM jobs'):
            same_bytes(self.server.backend.files.read(key), self.data, 'what was sent')
        print(proof.HEAD)
        proof.show(self.server, what)
        print(f'# left, and thrown away a day later: uploads {n_left}, files {n_orphans}')

    def clean_up(self):
        """A day later."""
        variables = self.server.backend.variables | fake_clock.ahead(LATER)
        place = self.server.place()
        ends_well(self.box.start(STOPPING_WORKER, *place, '--lease', LEASE, **variables),
                  self.box.start(TIDY_ONCE, *place[1::2], **variables))
        equal((self.uploads(), self.server.files('.')), ([], []), 'what is left a day later')

    def close(self):
        self.proxy.close()


def show_time(start, what):
    print(f'# {time.monotonic() - start:>6.1f} s  {what}')


def await_result(rig, user, job):
    equal(user.wait_for_job(job, *FINAL)['status'], 'COMPLETED', 'state')


def make_result(rig, user):
    rig.n_begins += 1
    job, _ = rig.send(user, f'key-{len(rig.wanted)}')
    await_result(rig, user, job)


def disturb_result(rig, user, names):
    """At each call for a file and its result."""
    start = time.monotonic()
    rig.plan(GET, without(names, ['drip']))
    for kind in BEGIN, PART, END:
        rig.plan(kind, names)
    rig.plan(PART, without(names, SLOW))
    make_result(rig, user)
    show_time(start, f'result: {", ".join(names)}')


def break_off(rig, user, names):
    """A job is cancelled while its result is sent, and wanted again; then the upload's end is not known any more."""
    start = time.monotonic()
    n_parts = rig.proxy.seen.count(PART)
    rig.plan(PART, ['none', 'stalled'])
    rig.plan(ABORT, names)
    rig.plan(LOOK, names)
    rig.proxy.plan(END, forget)
    rig.n_begins += 2
    job, _ = rig.send(user, f'key-{len(rig.wanted)}')
    program.wait_for(lambda: rig.proxy.seen.count(PART) == n_parts + CALLS[PART], 'the last part', SECONDS)
    for move in 'cancel', 'retry':
        equal(user.post(f'/api/predictions/{job}/{move}', b'').status, 200, f'status of {move}')
    await_result(rig, user, job)
    show_time(start, f'cancelled, and not known: {", ".join(names)}')


def start_worker(way):
    return way.start_stopping_worker('--go-on', '--lease', LEASE, '--patience', PATIENCE)


@test
def worker(box):
    """The large results of a worker are stored through every fault"""
    equal({*itertools.chain(*GROUPS)}, {*FAULTS}, 'all faults')
    with contextlib.closing(Rig(box)) as rig:
        rig.port = rig.server.start_server()
        child = start_worker(rig.way)
        user = rig.make_user('ana')
        make_result(rig, user)
        rig.check_calls()
        for names in GROUPS:
            disturb_result(rig, user, names)
        for names in GROUPS:
            break_off(rig, user, names)
        while rig.proxy.left():
            break_off(rig, user, ['none'])
        end_all(child, rig.server.process)
        rig.check('every fault, a large result')


def send_file(rig, name):
    """Whatever the server gave up may be left."""
    _, statuses = rig.send(rig.make_user(name))
    rig.sent.append(statuses)
    return statuses


def send_together(rig, what):
    """Whom a fault hits is left to chance."""
    start = time.monotonic()
    with concurrent.futures.ThreadPoolExecutor(N_USERS) as pool:
        done = [*pool.map(lambda n: send_file(rig, f'{what.replace(" ", "-")}-{n}'), range(N_USERS))]
    show_time(start, f'{what}: {done}')


def disturb_uploads(rig):
    for kind, n_calls in CALLS.items():
        rig.plan(kind, [*HTTP_FAULTS])
        for _ in range(1, n_calls):
            rig.plan(kind, without(HTTP_FAULTS, SLOW))
    send_together(rig, 'every call')


def plan_break(rig, n):
    """So many uploads are given up in the middle, others are not known any more at their end."""
    rig.proxy.plan(PART, *[refuse_access] * n)
    rig.proxy.plan(END, *[forget] * n)


def break_uploads(rig):
    plan_break(rig, N_USERS)
    for kind in ABORT, REMOVE, LOOK:
        rig.plan(kind, [*HTTP_FAULTS])
    send_together(rig, 'given up')
    for n in itertools.takewhile(lambda _: rig.proxy.left(), itertools.count()):
        plan_break(rig, 1)
        send_file(rig, f'more-{n}')


def give_up(rig):
    """One call, then another, until the server gives up, and the user asks again."""
    start = time.monotonic()
    for kind, names in LASTING.items():
        rig.plan(kind, names)
    equal(send_file(rig, 'lasting'), [503, 503, 200], 'answers')
    show_time(start, 'until the server gives up')


@test
def server(box):
    """Large files that are sent through every fault, again until they are accepted, are jobs once"""
    with contextlib.closing(Rig(box)) as rig:
        rig.port = rig.way.start_server(program=IMPATIENT_SERVER)
        child = start_worker(rig.server)
        send_file(rig, 'calm')
        rig.check_calls()
        disturb_uploads(rig)
        break_uploads(rig)
        give_up(rig)
        rig.server.wait_for(rig.server.all_over, 'all jobs', SECONDS)
        end_all(child, rig.way.process)
        rig.check('every fault, a large file')


if __name__ == '__main__':
    tap.main(Box)
