#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A server while SQS, S3 and PostgreSQL break: every fault at every call that it makes, for a client or by itself.
Whoever asks again gets what he wanted, once."""

import concurrent.futures
import itertools
import sys
import time
from pathlib import Path

from service import Box, backends, end_all, is_listening, program, tap  # first: sets the path
import proof
from asking import Asker
from engine_faults import HTTP_FAULTS, POSTGRES_FAULTS, PostgresProxy, S3Proxy, SqsProxy, lose_answer_of
from tap import check, equal, test

IMPATIENT_SERVER = Path(sys.argv[10]).resolve()  # it waits for a stalled engine, but not for long
FAULTS = {'jobs': POSTGRES_FAULTS, 'queue': HTTP_FAULTS, 'files': HTTP_FAULTS}
SECONDS = 60  # until something is done at last
PAUSE = 0.1
N_WORKERS = 2
LEASE = 30000  # ms


def groups(faults):
    """One fault, then two in a row, then three: the server makes up for some, whoever asks again for the others."""
    left = [*faults]
    for n in itertools.count(1):
        if not left:
            return
        yield left[:n]
        del left[:n]


class Rig:
    """A server that reaches all its engines through proxies only, and users who ask until it answers."""

    def __init__(self, box):
        engines = backends.elsewhere
        self.proxies = {'jobs': PostgresProxy(), 'queue': SqsProxy(), 'files': S3Proxy()}
        self.proxies['jobs'].upstream = engines.database.port
        self.proxies['queue'].upstream = engines.queues.port
        self.proxies['files'].upstream = int(engines.store.endpoint.rpartition(':')[2])
        self.server = box.server(**engines.engines())
        self.way = self.server.through(**{part: proxy.port for part, proxy in self.proxies.items()})
        self.port = self.way.start_server(program=IMPATIENT_SERVER)
        name, = inputs = proof.make_inputs(box, 20)
        self.data, self.result = box.read(name), inputs[name]
        self.wanted = {}
        self.numbers = itertools.count()
        self.n_repeats = 0
        self.longest = 0
        self.lines = []

    def until_answered(self, ask, *arguments, **options):
        """The first answer that tells of no fault."""
        answers = []

        def is_answered():
            start = time.monotonic()
            answers.append(ask(*arguments, **options))
            self.longest = max(self.longest, time.monotonic() - start)
            return answers[-1].status < 500
        program.wait_for(is_answered, f'an answer to {arguments}', SECONDS, PAUSE)
        self.n_repeats += len(answers) - 1
        equal(answers[-1].status, 200, f'status of {arguments[:1]} ({answers[-1].body})')
        return answers[-1]

    def act(self):
        """A file is sent twice, cancelled, wanted again, and looked at, by a user of whom nothing waits yet; then the
        server is asked how it is."""
        number = next(self.numbers)
        ana = Asker(self.port, self.server.add_token(f'ana-{number}'))
        job = self.send(ana, f'key-{number}')['prediction_id']
        check(job not in self.wanted, 'two files are one job')
        self.wanted[job] = self.result
        equal(self.send(ana, f'key-{number}')['prediction_id'], job, 'job of the same file')
        path = f'/api/predictions/{job}'
        for move, state in (('cancel', 'CANCELLED'), ('retry', 'QUEUED')):
            said = self.until_answered(ana.post, f'{path}/{move}').json()
            equal(said['prediction']['status'], state, f'state after {move}')
        equal(self.until_answered(ana.get, path).json()['prediction']['status'], 'QUEUED', 'state')
        for looked_at in (f'{path}/events', '/api/predictions/', '/health', '/metrics'):
            self.until_answered(ana.get, looked_at)

    def send(self, ana, key):
        return self.until_answered(ana.send, 'a.csv', self.data, Idempotency_Key=key).json()

    def disturb(self, part):
        """Every fault at each kind of call. What is asked for seldom has its faults left to whom they hit."""
        proxy = self.proxies[part]
        done = set()
        self.act()
        while kinds := [kind for kind in dict.fromkeys(proxy.seen) if kind not in done]:
            for kind in kinds:
                start = time.monotonic()
                for faults in groups(FAULTS[part].values()):
                    proxy.plan(kind, *faults)
                    self.act()
                self.tell(part, start, kind)
            done.update(kinds)

    def tell(self, part, start, what):
        self.lines.append(f'{part:<6}{time.monotonic() - start:>6.1f} s  {what[:90]}')

    def disturb_rest(self):
        """What was asked for too seldom: by a server that begins, or after a commit whose answer was lost."""
        start = time.monotonic()
        n_left = self.left()
        while self.left():
            check(time.monotonic() < start + SECONDS, f'{self.left()} faults are left')
            self.proxies['jobs'].plan('COMMIT', lose_answer_of)
            self.begin()
            self.act()
        self.tell('all', start, f'{n_left} faults that were left')

    def left(self):
        return sum(proxy.left() for proxy in self.proxies.values())

    def begin(self):
        """One more server, which may not come to listen."""
        child = self.way.begin_server(program=IMPATIENT_SERVER)
        program.wait_for(lambda: is_listening(child) or child.poll() is not None, 'a server to begin')
        if is_listening(child):
            self.until_answered(Asker(int(is_listening(child)[1])).get, '/health')
            end_all(child)
        else:
            equal(child.poll(), 1, 'end of a server that cannot begin')

    def run(self):
        """The parts at the same time: most of it is waiting for what does not come."""
        with concurrent.futures.ThreadPoolExecutor() as threads:
            for done in [threads.submit(self.disturb, part) for part in self.proxies]:
                done.result()
        self.disturb_rest()
        self.lines.append(f'asked again: {self.n_repeats}; longest wait for an answer: {self.longest:.1f} s')

    def work(self):
        """All is well again."""
        start = time.monotonic()
        workers = [self.server.start_stopping_worker('--go-on', '--lease', LEASE) for _ in range(N_WORKERS)]
        self.server.wait_for(self.server.all_over, 'all jobs', SECONDS)
        end_all(*workers, self.way.process)
        self.tell('none', start, f'{N_WORKERS} workers, {len(self.wanted)} jobs')

    def close(self):
        print(*(f'# {line}' for line in self.lines), sep='\n')
        for proxy in self.proxies.values():
            proxy.close()


@test
def server(box):
    """Files that are sent, cancelled and wanted again through every fault are jobs once, and done"""
    rig = Rig(box)
    try:
        rig.run()
        rig.work()
    finally:
        rig.close()
    proof.check_jobs(rig.server, rig.wanted)
    print(proof.HEAD)
    proof.show(rig.server, 'every fault at every call of a server')


if __name__ == '__main__':
    tap.main(Box)
