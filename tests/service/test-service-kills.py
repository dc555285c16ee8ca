#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Workers that are killed or stopped at every step: no job is lost, none is done wrong or twice."""

import signal
import time

from service import Box, check_log, ends_well, program, tap  # sets the path
from tap import check, contains, equal, same_bytes, test

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
        program.wait_for(self.server.overdue, 'the leases to run out')

    def resume(self, children):
        for child in children:
            child.send_signal(signal.SIGCONT)

    def show(self):
        attempts = [self.server.attempts(job) for job in self.inputs]
        states = [*self.server.states().values()]
        return (f'{self.point:9} {self.action:5} {len(states):5} {states.count("COMPLETED"):10}'
                f' {states.count("FAILED"):7}  {attempts}')


def is_stopped(pid):
    with open(f'/proc/{pid}/stat') as file:
        return file.read().rpartition(')')[2].split()[0] == 'T'


def make_inputs(box):
    """What must come of each file, by its name."""
    inputs = {}
    for n_rows in SIZES:
        name = f'{n_rows}.csv'
        box.write(name, program.generated(n_rows))
        box.succeeds('score', '-o', 'scored.csv', name)
        inputs[name] = box.read('scored.csv')
    return inputs


def finish(cases):
    """Workers that nobody kills, until all is done; how long a lease was overdue at most."""
    latest = 0
    for case in cases:
        case.worker = case.server.start_worker()
        program.wait_for(lambda case=case: case.worker.log.read_text(), 'a worker to start')
        case.start = time.time()
    while not all(case.server.all_over() for case in cases):
        latest = max(latest, *(case.server.overdue(case.start) for case in cases))
        check(all(case.worker.poll() is None for case in cases), 'a worker ended by itself')
        check(latest < SWEEP + SLACK, f'a lease is overdue for {latest} ms')
    return latest


def check_case(case):
    for job, wanted in case.inputs.items():
        equal(case.server.states()[job], 'COMPLETED', f'state after {case.point}')
        case.server.check_moves(job)
        same_bytes(case.server.result(job), wanted, f'result after {case.point}')
    equal(case.server.n_completions(), len(case.inputs), 'moves to COMPLETED')
    equal(case.server.dead_letters(), [], 'dead letters')


@test
def matrix(box):
    """Killed, and stopped for longer than the lease, at every step: all jobs come out right"""
    inputs = make_inputs(box)
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
        equal(case.server.files('.'), ['signing-key'], f'files nobody owns after {case.point}')
    for case in cases:
        check_case(case)
        case.worker.send_signal(signal.SIGTERM)
        ends_well(case.worker)
        check_log(case.worker, '.csv')
    print('# point     action  jobs  completed  failed  attempts of each')
    for case in cases:
        print('#', case.show())
    print(f'# a lease was overdue for {latest:.0f} ms at most')


@test
def poison(box):
    """A file that ends every worker is given up after three attempts; the others are done"""
    inputs = make_inputs(box)
    server = box.server()
    bad, = server.submit('20.csv', 'poison.csv')
    good = {server.submit(name, name)[0]: wanted for name, wanted in inputs.items()}
    ends = []
    while not server.all_over():
        child = server.start_stopping_worker('--lease', LEASE, '--poison', 'poison.csv')
        ends.append(program.end_of(child))
    equal(ends.count(-signal.SIGABRT), 3, 'crashes')
    equal({*ends} - {0, -signal.SIGABRT}, set(), 'other ends')
    equal((server.states()[bad], server.attempts(bad)), ('FAILED', 3), 'the poison')
    contains(server.error(bad), 'in 3 attempts')
    equal([letter['prediction_id'] for letter in server.dead_letters()], [bad], 'dead letters')
    for job, wanted in good.items():
        equal((server.states()[job], server.attempts(job)), ('COMPLETED', 1), 'another job')
        same_bytes(server.result(job), wanted, 'its result')
    for job in server.states():
        server.check_moves(job)


if __name__ == '__main__':
    tap.main(Box)
