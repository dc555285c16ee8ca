#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Engines that are away for a while: what was accepted is done when they are back, and nobody has to help."""

import threading

from service import Box, backends, end_all, program, tap  # first: sets the path
import fake_clock
import proof
from asking import Asker
from tap import check, equal, test

LEASE = 2000  # ms
LONG_LEASE = 10_000  # ms; SQS is slow when it is back, and whoever waits for it must not lose a lease by that
PATIENCE = 1000  # ms that a worker waits for an answer
PAUSE = 200  # ms for each file
N_WORKERS = 2
N_JOBS = 6
HOUR = 60 * 60 * 1000  # ms
SECONDS = 90  # for whoever is back, on a busy machine


def start_workers(server, lease):
    return [server.start_stopping_worker('--go-on', '--lease', lease, '--patience', PATIENCE, '--pause', PAUSE)
            for _ in range(N_WORKERS)]


class Analyst:
    """Sends files to the server again and again, with a key for each, until they are accepted."""

    def __init__(self, box, server, data):
        self.port = server.start_server()
        self.token = server.add_token('ana')
        self.data = data
        self.accepted = []

    def send(self, n_files):
        ana = Asker(self.port, self.token)
        for _ in range(n_files):
            key = f'key-{len(self.accepted)}'
            program.wait_for(lambda key=key: self.is_accepted(ana, key), 'a file to be accepted', SECONDS, 0.2)

    def is_accepted(self, ana, key):
        answer = ana.send('a.csv', self.data, Idempotency_Key=key)
        check(answer.status in (200, 429, 503), f'the server says {answer.status} {answer.body}')
        if answer.status == 200:
            self.accepted.append(answer.json()['prediction_id'])
        return answer.status == 200


@test
def database(box):
    """PostgreSQL is restarted in order, and killed, while files come and are scored"""
    inputs = proof.make_inputs(box, 20)
    server = box.server(**backends.elsewhere.engines())
    analyst = Analyst(box, server, box.read('20.csv'))
    workers = start_workers(server, LEASE)
    print(proof.HEAD)
    for kill in (False, True):
        analyst.send(2)
        sender = threading.Thread(target=analyst.send, args=[N_JOBS])
        sender.start()
        backends.elsewhere.database.restart(kill=kill)
        sender.join()
        server.wait_for(server.all_over, 'all jobs', SECONDS)
        proof.show(server, f'database {"killed" if kill else "restarted"}')
    end_all(*workers, server.process)
    proof.check_jobs(server, dict.fromkeys(analyst.accepted, inputs['20.csv']))


@test
def queue(box):
    """SQS is away for an hour by the clock of server and workers; files are accepted meanwhile, and done afterwards"""
    inputs = proof.make_inputs(box, 20)
    engines = backends.elsewhere.engines()
    clock = fake_clock.FakeClock(box.path('clock'))
    server = box.server(queue=engines['queue'], variables=engines['variables'] | clock.variables)
    analyst = Analyst(box, server, box.read('20.csv'))
    workers = start_workers(server, LONG_LEASE)
    analyst.send(2)
    server.wait_for(server.all_over, 'the first jobs', SECONDS)
    backends.elsewhere.queues.pause()
    try:
        for minutes in [0] + 6 * [10]:
            clock.jump(minutes)
            analyst.send(1)
        equal([*server.states().values()].count('QUEUED'), 7, 'jobs that wait')
    finally:
        backends.elsewhere.queues.go_on()
    server.wait_for(server.all_over, 'all jobs', SECONDS)
    (first, last), = server.query('SELECT min (created_at), max (created_at) FROM jobs')
    check(last - first >= HOUR, f'between the first file and the last were {last - first} ms')
    print(proof.HEAD)
    proof.show(server, 'queue away for an hour')
    end_all(*workers, server.process)
    proof.check_jobs(server, dict.fromkeys(analyst.accepted, inputs['20.csv']))


if __name__ == '__main__':
    tap.main(Box)
