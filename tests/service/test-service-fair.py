#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Users share the workers: one's many files do not delay another's one."""

from service import Box, end_all, tap  # first: sets the path
import proof
from tap import check, equal, test

MANY = 120  # files of one user
N_WORKERS = 2
WAITING = 4  # RW_JOBS_WAITING
LONG = 120  # seconds for all of them, on a busy machine
BEFORE = ('SELECT count (*) AS n FROM events WHERE state = ? AND number < (SELECT min (number) FROM events WHERE '
          'state = ? AND job = (SELECT number FROM jobs WHERE id = ?))')


def files_before(server, job):
    """How many were begun before this one."""
    return server.query(BEFORE, 'PROCESSING', 'PROCESSING', job)[0][0]


@test
def fair(box):
    """Two workers begin the one file of a user when a few of another's many are done, and do all without a server"""
    inputs = proof.make_inputs(box, 20)
    name, result = *inputs, *inputs.values()
    server = box.server()
    many = server.submit(name, *(f'{i}.csv' for i in range(MANY)))
    one, = server.submit(name, 'one.csv', user='user_lane')
    workers = [server.start_worker() for _ in range(N_WORKERS)]
    server.wait_for(server.all_over, 'all files to be scored', LONG)
    end_all(*workers)
    proof.check_jobs(server, dict.fromkeys([*many, one], result))
    before = files_before(server, one)
    check(before <= WAITING + N_WORKERS, f'{before} files of another user were before the only one')
    equal({server.attempts(job) for job in (one, many[0], many[-1])}, {1}, 'attempts')
    print(proof.HEAD)
    proof.show(server, f'{before} of {MANY} files before another one')


if __name__ == '__main__':
    tap.main(Box)
