#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What retainwise-cli does when its files change under its hands."""

import os
import select
import signal
import subprocess
import time

import program
import tables
import tap
from program import Box
from tap import check, contains, equal, same_bytes, test

N_ROWS = 100000


class Writing:
    """A run that has begun to write its output to a pipe, and waits for the reader."""

    def __init__(self, box):
        os.mkfifo(box.path('pipe'))
        self.reader = os.open(box.path('pipe'), os.O_RDONLY | os.O_NONBLOCK)
        self.child = box.popen('score', '-o', 'pipe', 'in.csv', stdin=subprocess.DEVNULL,
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.output = b''

    def __enter__(self):
        ready, _, _ = select.select([self.reader], [], [], program.TIMEOUT)
        check(ready, 'nothing is written')
        return self

    def finish(self):
        """Reads the rest; exit code, output, and both streams of messages."""
        os.set_blocking(self.reader, True)
        with open(self.reader, 'rb', closefd=False) as pipe:
            output = pipe.read()
        out, err = self.child.communicate(timeout=program.TIMEOUT)
        program.check_decent(self.child.returncode, err)
        return self.child.returncode, output, out, err

    def __exit__(self, *_):
        program.stop(self.child)
        os.close(self.reader)


def goes_on(box, change):
    """The scores are of what the file held when it was opened, and the summary says so."""
    data = program.generated(N_ROWS)
    box.write('in.csv', data)
    wanted = box.succeeds('score', '-o', '-', 'in.csv').out
    with Writing(box) as run:
        change(box.path('in.csv'))
        code, output, out, err = run.finish()
    equal((code, err), (0, b''), 'exit code and messages')
    same_bytes(output, wanted)
    contains(out, 'was replaced or deleted meanwhile')


@test
def deleted(box):
    """A file that is deleted meanwhile is scored to its end, and the summary says so"""
    goes_on(box, lambda path: path.unlink())


@test
def replaced(box):
    """So is one that another file takes the place of"""
    box.write('other.csv', 'a,b\n1,2\n')
    goes_on(box, lambda path: box.path('other.csv').rename(path))


def gives_up(box, words, change):
    """A file that is not what it was any more is an error."""
    box.write('in.csv', program.generated(N_ROWS))
    with Writing(box) as run:
        change(box.path('in.csv'))
        code, _, out, err = run.finish()
    equal((code, out), (1, b''), 'exit code and standard output')
    contains(err, 'in.csv', 'Open it again', *words)
    equal(err.count(b'\n'), 1, 'lines of messages')


def append(path):
    with path.open('ab') as file:
        file.write(b'more\n')


def overwrite(path):
    time.sleep(0.02)  # for another time of modification
    with path.open('r+b') as file:
        file.seek(500)
        file.write(b'ZZZZ')


@test
def appended_to(box):
    """A file that grows meanwhile is an error"""
    gives_up(box, ['changed by another program'], append)


@test
def overwritten(box):
    """A file that is changed in its place meanwhile is an error"""
    gives_up(box, ['changed by another program'], overwrite)


@test
def cut_short(box):
    """A file that becomes shorter meanwhile is an error"""
    gives_up(box, [], lambda path: os.truncate(path, 50000))
    os.unlink(box.path('pipe'))
    gives_up(box, [], lambda path: os.truncate(path, 0))


@test
def old_output_stays(box):
    """The old output stays when the input changes while the new one is written"""
    box.write('in.csv', program.generated(300000))
    box.write('old.csv', 'old')
    child = box.popen('score', '-o', 'old.csv', 'in.csv', stdout=subprocess.PIPE,
                      stderr=subprocess.PIPE)
    try:
        program.starts_writing(box, child)
        child.send_signal(signal.SIGSTOP)
        append(box.path('in.csv'))
        child.send_signal(signal.SIGCONT)
        equal(program.end_of(child), 1, 'exit code')
        contains(child.stderr.read(), 'changed by another program')
    finally:
        program.stop(child)
    equal(box.read('old.csv'), b'old', 'old output')


@test
def slow_input(box):
    """Standard input may come in pieces of any size, with pauses"""
    data = tables.compose(tables.telco_rows()[:200])
    child = box.popen('score', '-o', '-', '-', stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                      stderr=subprocess.PIPE)
    try:
        for at in range(0, len(data), 997):
            child.stdin.write(data[at:at + 997])
            child.stdin.flush()
            time.sleep(0.002)
        out, err = child.communicate(timeout=program.TIMEOUT)
    finally:
        program.stop(child)
    program.check_decent(child.returncode, err)
    same_bytes(out, box.succeeds('score', '-o', '-', '-', stdin=data).out)


@test
def slow_reader(box):
    """A reader that takes its time gets every byte"""
    box.write('in.csv', program.generated(N_ROWS))
    wanted = box.succeeds('score', '-o', '-', 'in.csv').out
    with Writing(box) as run:
        time.sleep(0.5)
        code, output, _, _ = run.finish()
    equal(code, 0, 'exit code')
    same_bytes(output, wanted)


if __name__ == '__main__':
    tap.main(Box)
