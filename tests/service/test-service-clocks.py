#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Workers whose clock is set forward and back while they work: no job is lost, none waits for hours."""

from service import Box, end_all, program, tap  # first: sets the path
import proof
from fake_clock import FakeClock
from tap import test

LEASE = 2000  # ms
PAUSE = 300  # ms for each file, that the clock jumps into the middle of one
N_WORKERS = 2
N_JOBS = 4
JUMPS = (20, -20, -120, 120)  # minutes, one after another


def start(server, clock):
    return server.start_stopping_worker('--go-on', '--lease', LEASE, '--pause', PAUSE, **clock.variables)


@test
def jumps(box):
    """20 minutes and 2 hours to and fro, with files waiting and being worked on"""
    inputs = proof.make_inputs(box, 20, 300)
    server = box.server()
    clock = FakeClock(box.path('clock'))
    wanted = {}
    workers = [start(server, clock) for _ in range(N_WORKERS)]
    print(proof.HEAD)
    for jump in JUMPS:
        for name, result in inputs.items():
            wanted |= dict.fromkeys(server.submit(name, *(f'{i}-{name}' for i in range(N_JOBS))), result)
        server.wait_for(lambda: 'PROCESSING' in server.states().values(), 'a job to be taken')
        clock.jump(jump)
        server.wait_for(server.all_over, f'all jobs after a jump of {jump} minutes')
        proof.show(server, f'clock set by {jump} minutes')
    proof.check_jobs(server, wanted)
    end_all(*workers)


@test
def dies_before(box):
    """What a worker held that died just before the clock was set back is free at once"""
    inputs = proof.make_inputs(box, 20)
    server = box.server()
    clock = FakeClock(box.path('clock'))
    job, = server.submit('20.csv', 'a.csv')
    lost = server.start_stopping_worker('--lease', LEASE, '--at', 'leased', **clock.variables)
    program.end_of(lost)
    clock.jump(-120)
    worker = start(server, clock)
    server.wait_for(server.all_over, 'the job of the worker that died')
    proof.check_jobs(server, {job: inputs['20.csv']})
    end_all(worker)


if __name__ == '__main__':
    tap.main(Box)
