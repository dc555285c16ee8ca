#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A server while SQS, S3 and PostgreSQL break: every fault at every call that it makes for a client. Whoever asks
again gets what he wanted, once."""

from service import Box, backends, end_all, program, tap  # first: sets the path
import proof
from asking import Asker
from engine_faults import HTTP_FAULTS, POSTGRES_FAULTS, PostgresProxy, S3Proxy, SqsProxy
from tap import check, equal, test

SECONDS = 60  # until something is done at last
PAUSE = 0.1
SLOW = ('stalled',)  # the server waits long for an answer


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
        self.port = self.way.start_server()
        name, = inputs = proof.make_inputs(box, 20)
        self.data, self.result = box.read(name), inputs[name]
        self.wanted = {}
        self.n_repeats = 0

    def until_answered(self, ask, *arguments, **options):
        """The first answer that tells of no fault."""
        answers = []

        def is_answered():
            answers.append(ask(*arguments, **options))
            return answers[-1].status < 500
        program.wait_for(is_answered, f'an answer to {arguments}', SECONDS, PAUSE)
        self.n_repeats += len(answers) - 1
        equal(answers[-1].status, 200, f'status of {arguments[:1]} ({answers[-1].body})')
        return answers[-1].json()

    def act(self):
        """A file is sent, cancelled, wanted again, and looked at, by a user of whom nothing waits yet."""
        ana = Asker(self.port, self.server.add_token(f'ana-{len(self.wanted)}'))
        sent = self.until_answered(ana.send, 'a.csv', self.data, Idempotency_Key=f'key-{len(self.wanted)}')
        job = sent['prediction_id']
        check(job not in self.wanted, 'two files are one job')
        self.wanted[job] = self.result
        path = f'/api/predictions/{job}'
        for move, state in (('cancel', 'CANCELLED'), ('retry', 'QUEUED')):
            said = self.until_answered(ana.post, f'{path}/{move}')
            equal(said['prediction']['status'], state, f'state after {move}')
        equal(self.until_answered(ana.get, path)['prediction']['status'], 'QUEUED', 'state')
        self.until_answered(ana.get, f'{path}/events')
        self.until_answered(ana.get, '/api/predictions/')

    def disturb(self, part, kind):
        """Faults at what is asked for seldom are left to whom they hit."""
        proxy = self.proxies[part]
        before = self.n_repeats
        faults = POSTGRES_FAULTS if part == 'jobs' else HTTP_FAULTS
        for name, fault in faults.items():
            if name not in SLOW:
                proxy.plan(kind, fault)
                self.act()
        print(f'# {part:<6}{proxy.left():>4} left{self.n_repeats - before:>4} asked again  {kind[:80]}')

    def run(self):
        self.act()
        for part, proxy in self.proxies.items():
            for kind in dict.fromkeys(proxy.seen):
                self.disturb(part, kind)

    def close(self):
        for proxy in self.proxies.values():
            proxy.close()


@test
def server(box):
    """Files that are sent, cancelled and wanted again through every fault are jobs once, and done"""
    rig = Rig(box)
    try:
        rig.run()
        worker = rig.server.start_worker()
        rig.server.wait_for(rig.server.all_over, 'all jobs', SECONDS)
        end_all(worker, rig.way.process)
    finally:
        rig.close()
    proof.check_jobs(rig.server, rig.wanted)
    print(proof.HEAD)
    proof.show(rig.server, 'every fault at every call of a server')


if __name__ == '__main__':
    tap.main(Box)
