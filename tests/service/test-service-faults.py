#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a client makes of a network that breaks: one file, one job, the right bytes, whatever is lost on
the way. The client is the window's, without a window."""

import subprocess

from service import DRIVE_HOSTED, Box, program, tap  # first: sets the path
import fault_proxy
from fault_proxy import answer, cut_answer, drip, lose_answer, refuse, reset_in_request
from tap import check, contains, equal, same_bytes, test

SECONDS = 150  # for one file, its pauses included
ROWS = 300

# Kind of request: faults, one run each.
FAULTS = {
    'submit': {
        'refused': [refuse],
        'reset before the body': [reset_in_request(0)],
        'reset in the body': [reset_in_request(5000)],
        'answer lost': [lose_answer],
        'answer lost twice': [lose_answer, lose_answer],
        'answer cut': [cut_answer(20)],
        '502': [answer(502)],
        '503': [answer(503, retry_after=1)],
        '429': [answer(429, retry_after=1)],
        'drip': [drip],
    },
    'job': {
        'refused': [refuse],
        'answer lost': [lose_answer],
        'answer cut': [cut_answer(20)],
        '500, 502, 503': [answer(500), answer(502), answer(503)],
        '429': [answer(429, retry_after=1)],
        'drip': [drip],
    },
    'url': {
        'refused': [refuse],
        'answer cut': [cut_answer(20)],
        '503': [answer(503, retry_after=1)],
    },
    'file': {
        'refused': [refuse],
        'cut': [cut_answer(3000)],
        '503': [answer(503, retry_after=1)],
        'drip': [drip],
    },
}


class Rig:
    """A server with a worker, and a proxy before it."""

    def __init__(self, box):
        self.box = box
        self.proxy = fault_proxy.FaultProxy()
        self.server = box.server()
        self.proxy.upstream = self.server.start_server(
            '--public-url', f'http://127.0.0.1:{self.proxy.port}')
        self.server.start_worker()
        self.token = self.server.add_token('ana')
        self.file = box.write('customers.csv', program.generated(ROWS))
        self.wanted = box.succeeds('score', self.file, '-o', '-').out

    def start(self, name, *options):
        """The client with a database of that name."""
        result = self.box.path(f'{name}-result.csv')
        database = self.box.home / f'{name}.db'
        return result, subprocess.Popen(
            [DRIVE_HOSTED, database, f'http://127.0.0.1:{self.proxy.port}', self.token, result, *options],
            env=self.box.environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def listen(self, client, what):
        """State and error of its only job, when it has ended."""
        try:
            said, errors = client.communicate(timeout=SECONDS)
        except subprocess.TimeoutExpired:
            client.kill()
            raise
        equal((client.returncode, errors), (0, ''), f'{what}: end of the client')
        (_, state, error), = (line.split('\t') for line in said.splitlines())
        return state, error

    def finish(self, result, client, what):
        equal(self.listen(client, what), ('COMPLETED', ''), what)
        same_bytes(result.read_bytes(), self.wanted, what)
        result.unlink()

    def close(self):
        self.proxy.close()


def run(rig, kind, name, faults):
    """One file through one fault; returns a line of the table."""
    before = len(rig.server.states())
    rig.proxy.seen.clear()
    rig.proxy.plan(kind, *faults)
    what = f'{kind}, {name}'
    rig.finish(*rig.start(f'{kind}-{len(rig.server.states())}', rig.file), what)
    equal(len(rig.server.states()) - before, 1, f'{what}: jobs')
    equal(rig.proxy.left(), 0, f'{what}: faults left')
    print(f'# {kind:<8}{name:<24}{rig.proxy.seen.count("submit"):>8}{rig.proxy.seen.count(kind):>8}')


@test
def faults(box):
    """Every fault at every request: one job, and its result whole"""
    rig = Rig(box)
    try:
        print(f'# {"at":<8}{"fault":<24}{"sent":>8}{"asked":>8}')
        for kind, cases in FAULTS.items():
            for name, planned in cases.items():
                run(rig, kind, name, planned)
        equal(rig.server.n_completions(), sum(map(len, FAULTS.values())), 'completions')
        equal(rig.server.files('inputs'), [], 'uploads without a job')
    finally:
        rig.close()


@test
def stalls(box):
    """Whoever is told nothing any more gives up and asks again, wherever that happens"""
    rig = Rig(box)
    kinds = ('submit', 'job', 'file')
    try:
        for kind in kinds:
            rig.proxy.plan(kind, fault_proxy.stall)
        clients = [rig.start(f'stalled-{kind}', rig.file) for kind in kinds]
        for result, client in clients:
            rig.finish(result, client, 'a client that may have been stalled')
        equal(rig.proxy.left(), 0, 'faults left')
        equal(len(rig.server.states()), len(kinds), 'jobs')
    finally:
        rig.close()


@test
def told(box):
    """What may not pass by itself is told to the user, and nothing is sent again"""
    rig = Rig(box)
    try:
        rig.proxy.plan('submit', answer(500))
        _, client = rig.start('told', rig.file)
        state, error = rig.listen(client, 'the server fails')
        equal(state, '-', 'state')
        contains(error, 'Planned by the test.')
        equal((rig.server.states(), rig.proxy.seen.count('submit')), ({}, 1), 'jobs and requests')
    finally:
        rig.close()


@test
def killed_client(box):
    """A client that is killed after its file was sent goes on with the same job when it comes back"""
    rig = Rig(box)
    try:
        rig.proxy.plan('submit', fault_proxy.stall)
        _, first = rig.start('killed', rig.file)
        program.wait_for(lambda: 'submit' in rig.proxy.seen, 'the file to be sent')
        first.kill()
        first.communicate()
        rig.proxy.plan('submit', lose_answer)
        _, second = rig.start('killed')
        program.wait_for(lambda: rig.server.states(), 'the job')
        second.kill()
        second.communicate()
        rig.finish(*rig.start('killed'), 'the third start')
        equal(len(rig.server.states()), 1, 'jobs')
        check(rig.proxy.seen.count('submit') >= 3, 'the file was not sent again')
    finally:
        rig.close()


if __name__ == '__main__':
    tap.main(Box)
