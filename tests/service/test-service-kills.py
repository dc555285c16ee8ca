#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Workers that are killed or stopped at every step: no job is lost, none is done wrong or twice."""

import signal
import time

from service import ELSEWHERE, Box, check_log, end_all, ends_well, program, tap  # first: sets the path
import proof
from tap import check, contains, equal, test

POINTS = ('received', 'leased', 'fetching', 'scoring', 'written', 'stored', 'removing')
N_EACH = 3
LEASE = 1000  # ms
SWEEP = 1000  # ms between two passes of upkeep
SLACK = 5000  # ms that a busy machine may add
SIZES = (20, 300, 2000)  # rows of the files


class Case:
    """A server whose workers all came to grief at one point."""

    def __init__(self, box, inputs, point, action):
        self.point = point
        self.action = action
        self.server = box.server(f'{point}-{action}')
        self.inputs = {self.server.submit(name, name)[0]: wanted
                       for name, wanted in inputs.items()}
        options = ['--lease', LEASE, '--at', point, *(['--stop'] if action == 'stop' else [])]
        self.lost = [self.server.start_stopping_worker(*options) for _ in range(N_EACH)]
        self.worker = None
        self.start = None

    def wait_until_lost(self):
        for child in self.lost:
            if self.action == 'kill':
                equal(program.end_of(child), -signal.SIGKILL, f'end at {self.point}')
            else:
                program.wait_for(lambda pid=child.pid: is_stopped(pid), f'a stop at {self.point}')

    def wait_until_expired(self):
        self.server.wait_for(self.server.overdue, 'the leases to run out')

    def resume(self, children):
        for child in children:
            child.send_signal(signal.SIGCONT)

    def __str__(self):
        return f'{"killed" if self.action == "kill" else "stopped past the lease"}: {self.point}'


def is_stopped(pid):
    with open(f'/proc/{pid}/stat') as file:
        return file.read().rpartition(')')[2].split()[0] == 'T'


def look(case):
    """For how many ms a lease is overdue, since the worker can know of it."""
    if case.start is None and case.worker.log.read_text():
        case.start = time.time()
    return case.server.overdue(case.start) if case.start else 0


def finish(cases):
    """Workers that nobody kills, until all is done; how long a lease was overdue at most."""
    latest = 0
    for case in cases:
        case.worker = case.server.start_worker()
    while not all(case.server.all_over() for case in cases):
        latest = max(latest, *map(look, cases))
        check(all(case.worker.poll() is None for case in cases), 'a worker ended by itself')
        check(latest < SWEEP + SLACK, f'a lease is overdue for {latest} ms')
    return latest


def check_case(case):
    proof.check_jobs(case.server, case.inputs)
    equal(case.server.dead_letters(), [], f'dead letters after {case.point}')


def check_files(case):
    """No file is left that no job owns. A result that was on its way to S3 when the lease was found to be lost may be
    there for a day."""
    left = [key for key in case.server.files('.') if key != 'signing-key']
    if ELSEWHERE:
        left = [key for key in left if not key.startswith('results/')]
    equal(left, [], f'files nobody owns after {case}')


@test
def matrix(box):
    """Killed, and stopped for longer than the lease, at every step: all jobs come out right"""
    inputs = proof.make_inputs(box, *SIZES)
    cases = []
    for action in ('kill', 'stop'):
        for point in POINTS:
            cases.append(Case(box, inputs, point, action))
            cases[-1].wait_until_lost()
    stopped = [case for case in cases if case.action == 'stop']
    for case in cases:
        if case.point not in ('received', 'removing'):
            case.wait_until_expired()
    for case in stopped:
        case.resume(case.lost[:1])  # while its successor is at work
    latest = finish(cases)
    for case in cases:
        check_case(case)
    for case in stopped:
        case.resume(case.lost[1:])  # when all is over
        for child in case.lost:
            ends_well(child)
            check_log(child, '.csv')
        check_files(case)
    end_all(*(case.worker for case in cases))
    print(proof.HEAD)
    for case in cases:
        check_case(case)
        check_log(case.worker, '.csv')
        proof.show(case.server, str(case))
    print(f'# a lease was overdue for {latest:.0f} ms at most')


def list_letters(server):
    """Jobs of dead letters, as whoever runs the server sees them."""
    done = server.run_server('dlq', 'list', *server.place())
    equal((done.returncode, done.stderr), (0, ''), 'end of dlq list')
    return [line.split('\t')[1] for line in done.stdout.splitlines()]


def replay(server, job):
    done = server.run_server('dlq', 'replay', *server.place(), job)
    equal((done.returncode, done.stderr), (0, ''), 'end of dlq replay')
    contains(done.stdout, job)


@test
def poison(box):
    """A file that ends every worker is given up after three attempts, and done when it is replayed to a worker that
    it does not end; the others are done meanwhile"""
    inputs = proof.make_inputs(box, *SIZES)
    server = box.server()
    bad, = server.submit('20.csv', 'poison.csv')
    wanted = {bad: inputs['20.csv']} | {server.submit(name, name)[0]: result for name, result in inputs.items()}
    ends = []
    while not server.all_over():
        child = server.start_stopping_worker('--lease', LEASE, '--poison', 'poison.csv')
        ends.append(program.end_of(child))
    equal(ends.count(-signal.SIGABRT), 3, 'crashes')
    equal({*ends} - {0, -signal.SIGABRT}, set(), 'other ends')
    proof.check_jobs(server, wanted, failed=[bad])
    contains(server.error(bad), 'in 3 attempts')
    equal({job: server.attempts(job) for job in wanted}, {job: 3 if job == bad else 1 for job in wanted}, 'attempts')
    equal(list_letters(server), [bad], 'dead letters')
    print(proof.HEAD)
    proof.show(server, 'a file that ends every worker')
    replay(server, bad)
    equal(list_letters(server), [], 'dead letters')
    worker = server.start_worker()
    server.wait_for(server.all_over, 'the replayed job')
    end_all(worker)
    proof.check_jobs(server, wanted)


if __name__ == '__main__':
    tap.main(Box)
