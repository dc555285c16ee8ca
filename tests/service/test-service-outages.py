#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Faults between a worker and SQS (argument “queue”), S3 (“files”) or PostgreSQL (“jobs”): every fault at every call.
No job is lost, and none is done wrong."""

import sys
import time

from service import Box, backends, end_all, program, tap  # first: sets the path
import engine_faults
import proof
from engine_faults import HTTP_FAULTS, POSTGRES_FAULTS, PostgresProxy, S3Proxy, SqsProxy
from tap import check, equal, test

LEASE = 1500  # ms
PATIENCE = 1000  # ms that a worker waits for an answer
BEAT = 900  # ms that a file takes at least, for which the lease is renewed
STARTS = 5  # of a worker until it must live
SECONDS = 120
NONSENSE = 'This is none of a job.'


class Rig:
    """A worker that reaches one of its engines through a proxy only."""

    def __init__(self, box, part, proxy, upstream, faults):
        self.server = box.server(part, **backends.elsewhere.engines())
        self.proxy = proxy
        self.proxy.upstream = upstream
        self.faults = faults
        self.part = part
        self.way = self.server.through(**{part: proxy.port})
        self.wanted = {}
        self.lines = []
        self.done = set()
        name, = inputs = proof.make_inputs(box, 20)
        self.file, self.result = name, inputs[name]

    def submit(self, sent=True):
        job, = self.server.submit(self.file, f'{len(self.wanted)}.csv', sent=sent)
        self.wanted[job] = self.result
        self.server.wait_for(self.server.all_over, f'a job through {self.part}', SECONDS)

    def submit_unsent(self):
        """The worker has to put the message on the queue."""
        self.submit(sent=False)

    def send_nonsense(self):
        before = self.server.query('SELECT count (*) AS n FROM letters')
        self.server.backend.queue.send(NONSENSE)
        self.server.wait_for(lambda: self.server.query('SELECT count (*) AS n FROM letters') != before,
                             'a dead letter', SECONDS)

    def run(self):
        for pause, act in ((0, self.submit), (0, self.submit_unsent), (BEAT, self.submit), (0, self.send_nonsense)):
            self.pause = pause
            self.proxy.seen.clear()
            self.start()
            act()
            kinds = [kind for kind in dict.fromkeys(self.proxy.seen) if kind not in self.done]
            for kind in kinds:
                self.disturb(kind, act)
            self.done.update(kinds)
            self.end()

    def start(self):
        """A worker, again if it ends because it cannot begin."""
        for _ in range(STARTS):
            self.worker = self.way.start_stopping_worker('--go-on', '--lease', LEASE, '--patience', PATIENCE,
                                                         '--pause', self.pause)
            program.wait_for(lambda: self.worker.log.read_text() or self.worker.poll() is not None, 'a worker to start')
            if 'worker-started' in self.worker.log.read_text():
                return
        check(False, f'no worker starts: {self.worker.log.read_text()}')

    def end(self):
        end_all(self.worker)

    def disturb(self, kind, act):
        """Each fault by itself. What is asked for once in a worker's life has several one after another, and more
        lives."""
        left = [*self.faults]
        while left:
            start = time.monotonic()
            self.proxy.plan(kind, self.faults[left[0]])
            act()
            if self.proxy.left():
                self.disturb_starts(kind, left[1:], act)
                return
            self.tell(left.pop(0), start, kind)

    def disturb_starts(self, kind, more, act):
        start = time.monotonic()
        self.proxy.plan(kind, *(self.faults[name] for name in more))
        for _ in self.faults:
            if self.proxy.left():
                self.end()
                self.start()
                act()
        equal(self.proxy.left(), 0, f'faults left at {kind}')
        self.tell(f'{1 + len(more)} at starts', start, kind)

    def tell(self, name, start, kind):
        self.lines.append(f'{self.part:<6} {name:<17}{time.monotonic() - start:>7.1f} s  {kind[:70]}')

    def close(self):
        self.proxy.close()
        print('\n'.join(f'# {line}' for line in self.lines))


def port_of(address):
    return int(address.rpartition(':')[2])


def make_rig(box, part):
    engines = backends.elsewhere
    if part == 'queue':
        return Rig(box, part, SqsProxy(), engines.queues.port, HTTP_FAULTS)
    if part == 'files':
        return Rig(box, part, S3Proxy(), port_of(engines.store.endpoint), HTTP_FAULTS)
    return Rig(box, part, PostgresProxy(), engines.database.port, POSTGRES_FAULTS)


@test
def every_fault(box):
    """Every fault at every call of a worker"""
    part, = sys.argv[9:]
    rig = make_rig(box, part)
    try:
        rig.run()
    finally:
        rig.close()
    proof.check_jobs(rig.server, rig.wanted)
    print(proof.HEAD)
    proof.show(rig.server, f'every fault at every call of {part}')


if __name__ == '__main__':
    tap.main(Box)
