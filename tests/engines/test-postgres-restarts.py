#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Jobs in PostgreSQL while its server is restarted, killed, away or stopped: none is lost, none is done twice.

usage: test-postgres-restarts.py PROJECT RETAINWISE-SERVER DRIVE-POSTGRES
"""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

PROJECT, SERVER, DRIVER = (Path(path).resolve() for path in sys.argv[1:4])
sys.path += [str(PROJECT / 'tests' / folder) for folder in ('cli', 'engines')]

import tap  # noqa: E402
from postgres import Postgres  # noqa: E402
from tap import check, equal, test  # noqa: E402

N_JOBS = 150
N_THREADS = 3
N_PROCESSES = 2
SECONDS = 120  # for all to end
# What became of each job, by its events.
HISTORIES = """SELECT string_agg (substr (state, 1, 1), '' ORDER BY events.number)
  FROM events GROUP BY job ORDER BY job"""


def start(folder, server):
    """Two programs that work on the same jobs."""
    config = folder / 'engines.conf'
    config.write_text(f'[database]\nuri={server.uri}\n')
    config.chmod(0o600)
    subprocess.run([SERVER, 'database', 'migrate', '--config', config], check=True, stdout=subprocess.DEVNULL,
                   timeout=SECONDS)
    command = [DRIVER, server.uri, str(N_JOBS), str(N_THREADS)]
    drivers = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(N_PROCESSES)]
    for driver in drivers:
        equal(driver.stdout.readline(), 'begun\n')
    return drivers


def end(server, drivers):
    """Returns how many errors they had."""
    said = []
    for driver in drivers:
        said.append([int(number) for number in driver.communicate(timeout=SECONDS)[0].split()])
        equal(driver.returncode, 0, 'end')
    n_errors, n_told = (sum(numbers) for numbers in zip(*said))
    histories = server.ask(HISTORIES).split('\n')
    equal(len(histories), N_JOBS, 'jobs')
    for history in histories:
        check(history in ('QPC', 'QPQPC', 'QPQPQPC'), f'history {history}')
    check(n_told <= N_JOBS, f'{n_told} jobs were completed')
    check(n_told >= N_JOBS - n_errors, f'{n_told} jobs were completed, with {n_errors} errors')
    equal(server.ask('SELECT count (*) FROM outbox'), '0', 'outbox')
    print(f'# {n_errors} errors, {n_told} of {N_JOBS} jobs told to be complete, '
          f'{sum(len(history) > 3 for history in histories)} worked on again')
    return n_errors


def run(box, disturb, n_times):
    with Postgres() as server:
        drivers = start(box.folder, server)
        try:
            for _ in range(n_times):
                time.sleep(0.3)
                disturb(server)
            return end(server, drivers)
        finally:
            for driver in drivers:
                driver.kill()


@test
def nothing_happens(box):
    """Undisturbed there is no error"""
    equal(run(box, lambda _: None, 1), 0, 'errors')


@test
def restarted(box):
    """The server is restarted in order, again and again"""
    run(box, lambda server: server.restart(), 6)


@test
def killed(box):
    """The server is killed and recovers, again and again"""
    run(box, lambda server: server.restart(kill=True), 6)


def leave(server):
    server.halt()
    time.sleep(4)
    server.resume()


@test
def away(box):
    """The server is away for longer than anybody waits: errors, and nothing else"""
    check(run(box, leave, 1) > 0, 'nobody noticed')


def backends(server):
    return [int(pid) for pid in server.ask("SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' "
                                           'AND pid <> pg_backend_pid ()').split()]


def pause(server):
    """Its processes, not the one that starts new ones."""
    pids = backends(server)
    for pid in pids:
        os.kill(pid, signal.SIGSTOP)
    time.sleep(2.5)
    for pid in pids:
        os.kill(pid, signal.SIGCONT)


@test
def stopped(box):
    """The server's processes stop past the leases, and go on"""
    run(box, pause, 2)


if __name__ == '__main__':
    tap.main(tap.Folder)
