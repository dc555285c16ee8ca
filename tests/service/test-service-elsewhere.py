#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The analyst's side of SQS, S3 and PostgreSQL: it is that of any other server."""

import subprocess

from service import DRIVE_HOSTED, Box, backends, check_log, ends_well, program, tap  # first: sets the path
import proof
from tap import equal, same_bytes, test


@test
def journey(box):
    """What the window does: a file is sent, followed and fetched, from where the server says that it lies"""
    inputs = proof.make_inputs(box, 300)
    server = box.server(**backends.elsewhere.engines())
    port = server.start_server()
    token = server.add_token('ana')
    worker = server.start_worker()
    done = subprocess.run([DRIVE_HOSTED, box.path('jobs.db'), f'http://127.0.0.1:{port}', token,
                           box.path('result.csv'), box.path('300.csv')],
                          env=box.environment(), capture_output=True, text=True, timeout=program.TIMEOUT)
    equal((done.returncode, done.stderr), (0, ''), 'end of the client')
    same_bytes(box.path('result.csv').read_bytes(), inputs['300.csv'], 'the result')
    for child in (worker, server.process):
        child.terminate()
        ends_well(child)
        check_log(child, '300.csv', token)


if __name__ == '__main__':
    tap.main(Box)
