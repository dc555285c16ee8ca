#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Interrupting retainwise-cli: it ends at once, and nothing is left half done."""

import os
import random
import signal
import subprocess
import time

import program
import tables
import tap
from program import Box
from tap import check, equal, same_bytes, test

N_ROWS = 200000
N_TRIES = 8
CANCELLED = b'Cancelled. Nothing was changed.\n'
SOON = 5  # seconds in which an interrupt must work


def start(box, *arguments, **options):
    streams = {'stdin': subprocess.DEVNULL, 'stdout': subprocess.PIPE, 'stderr': subprocess.PIPE}
    return box.popen(*arguments, **(streams | options))


def finish(child):
    """Exit code and both streams."""
    try:
        out, err = child.communicate(timeout=program.TIMEOUT)
    except subprocess.TimeoutExpired:
        raise tap.Failure('the program still runs') from None
    finally:
        program.stop(child)
    return child.returncode, out, err


def check_outcome(box, number, ended, target, wanted):
    """Either nothing happened or everything; an early signal ends it before it could say so."""
    code, out, err = ended
    check(code in (0, 130, -number), f'exit code {code}: {err!r}')
    same_bytes(box.read(target), wanted if code == 0 else b'old', f'output after exit code {code}')
    equal(err, CANCELLED if code == 130 else b'', f'messages after exit code {code}')
    equal(bool(out), code == 0, f'a summary after exit code {code}')
    equal(box.leftovers(), [], f'files left behind after exit code {code}')
    return code


def interrupt_at_random(box, seed, n_tries, target, *arguments):
    """Signals at random moments of a run; how many of them stopped it."""
    before = time.monotonic()
    box.succeeds(*arguments)
    seconds = time.monotonic() - before
    wanted = box.read(target)
    dice = random.Random(seed)
    codes = []
    for attempt in range(n_tries):
        box.write(target, 'old')
        number = (signal.SIGINT, signal.SIGTERM)[attempt % 2]
        child = start(box, *arguments)
        time.sleep(dice.uniform(0.02, 1) * seconds)
        child.send_signal(number)
        codes.append(check_outcome(box, number, finish(child), target, wanted))
    box.succeeds(*arguments)
    same_bytes(box.read(target), wanted, 'output of a run after all')
    return codes.count(130)


@test
def while_scoring(box):
    """SIGINT and SIGTERM at 12 random moments leave the old file or the whole new one"""
    box.write('in.csv', program.generated(N_ROWS))
    stopped = interrupt_at_random(box, 41, N_TRIES, 'out.csv', 'score', '-o', 'out.csv', 'in.csv')
    check(stopped >= N_TRIES // 3, f'only {stopped} of {N_TRIES} runs were stopped')


@test
def while_training(box):
    """So they do while a model is trained"""
    box.write('in.csv', program.generated(2000, '--label'))
    interrupt_at_random(box, 43, 6, 'model.json', 'train', '--budget', 'quick', '-o', 'model.json',
                        'in.csv')


@test
def while_writing(box):
    """An interrupt in the middle of writing takes the part away"""
    box.write('in.csv', program.generated(N_ROWS))
    box.write('out.csv', 'old')
    for number in (signal.SIGINT, signal.SIGTERM):
        child = start(box, 'score', '-o', 'out.csv', 'in.csv')
        program.starts_writing(box, child)
        child.send_signal(number)
        code = check_outcome(box, number, finish(child), 'out.csv', None)
        equal(code, 130, 'exit code')


@test
def after_writing(box):
    """An interrupt when the new file is in its place does not say that nothing was changed"""
    box.write('in.csv', program.generated(N_ROWS))
    for _ in range(3):
        old = box.write('out.csv', 'old').stat().st_ino
        child = start(box, 'score', '-o', 'out.csv', 'in.csv')
        program.wait_for(lambda: box.path('out.csv').stat().st_ino != old, 'the new file')
        child.send_signal(signal.SIGINT)
        _, _, err = finish(child)
        check(CANCELLED not in err or box.read('out.csv') == b'old',
              f'the file was replaced, but it says: {err!r}')
        box.path('out.csv').unlink()


@test
def hang_up(box):
    """A terminal that is closed leaves the old file and no part of the new one"""
    box.write('in.csv', program.generated(N_ROWS))
    box.write('out.csv', 'old')
    child = start(box, 'score', '-o', 'out.csv', 'in.csv')
    program.starts_writing(box, child)
    child.send_signal(signal.SIGHUP)
    code, _, _ = finish(child)
    check(code != 0, 'it was done already')
    equal(box.read('out.csv'), b'old', 'old file')
    equal(box.leftovers(), [], 'files left behind')


@test
def twice(box):
    """A second interrupt changes nothing"""
    box.write('in.csv', program.generated(N_ROWS))
    box.write('out.csv', 'old')
    child = start(box, 'score', '-o', 'out.csv', 'in.csv')
    program.starts_writing(box, child)
    for number in (signal.SIGINT, signal.SIGINT, signal.SIGTERM):
        child.send_signal(number)
    check_outcome(box, signal.SIGINT, finish(child), 'out.csv', None)


@test
def other_commands(box):
    """The commands that only read are stopped too"""
    box.write('in.csv', program.generated(N_ROWS, '--label'))
    for command in (('inspect',), ('cat',), ('evaluate', '--label', 'Churn'), ('score',),
                    program.comparing()):
        child = start(box, *command, 'in.csv', stdout=subprocess.DEVNULL)
        program.catches_signals(child)
        child.send_signal(signal.SIGINT)
        code, _, err = finish(child)
        equal((code, err), (130, CANCELLED), f'end of {command}')


def stops_soon(child, number, what):
    """@child waits for somebody else; a signal ends it all the same."""
    try:
        program.catches_signals(child)
        time.sleep(0.5)  # until it waits
        equal(child.poll(), None, f'exit code before the signal, {what}')
        child.send_signal(number)
        equal(program.end_of(child, SOON), 130, f'exit code {what}')
    finally:
        program.stop(child)


@test
def waiting_for_input(box):
    """Signals work while standard input gives nothing"""
    for number in (signal.SIGINT, signal.SIGTERM):
        reader, writer = os.pipe()
        try:
            stops_soon(start(box, 'score', '-', stdin=reader), number, 'at standard input')
        finally:
            os.close(reader)
            os.close(writer)


@test
def waiting_for_a_pipe(box):
    """Signals work while nobody opens the other end of a named pipe"""
    os.mkfifo(box.path('pipe'))
    stops_soon(start(box, 'score', 'pipe'), signal.SIGINT, 'at a named pipe')


@test
def waiting_for_a_reader(box):
    """Signals work while nobody reads what is printed"""
    box.write('in.csv', tables.compose(tables.telco_rows()))
    for command in (('score', '-o', '-'), ('cat',)):
        stops_soon(start(box, *command, 'in.csv'), signal.SIGINT, f'of {command}')


if __name__ == '__main__':
    tap.main(Box)
