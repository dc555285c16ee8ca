#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a damaged file needs to be read does not grow with what is wrong with it."""

import os
import subprocess

import tap
from program import Box, check_decent, stop
from tap import check, test

GROWTH = 1.25  # of the peak, for twice the damage; sanitizers keep what was freed

N_ROWS = 20000  # more than are looked at to find out how the file is written

# What a row begins with, what is repeated in it, how often, and what it ends with.
SHAPES = {
    'a quoted cell': (b'1,"', b'x' * 1000, 50000, b'"'),
    'a cell': (b'1,', b'x' * 1000, 50000, b''),
    'a cell of many lines': (b'1,"', b'xyz\n' * 250, 50000, b'"'),
    'a cell without an end': (b'1,"', b'x,y,z' * 200, 50000, b''),
    'columns': (b'', b',' * 1000, 200, b''),
    'quotes': (b'', b'"' * 1000, 1000, b''),
}


def peak(box, shape, times):
    """KiB at most, for a file with such a row among good ones."""
    start, repeated, n, end = shape
    with box.path('in.csv').open('wb') as file:  # a child counts what its parent had in memory
        file.write(b'a,b\n' + b'1,2\n' * N_ROWS + start)
        for _ in range(n * times):
            file.write(repeated)
        file.write(end + b'\n1,2\n')
    child = box.popen('inspect', '--delimiter', ',', 'in.csv', stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    try:
        said = child.stderr.read()
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    finally:
        stop(child)
    check_decent(child.returncode, said)
    return usage.ru_maxrss


@test
def damage(box):
    """A row of 50 MB, 200,000 columns or a million quotes needs no more memory than twice as much"""
    for what, shape in SHAPES.items():
        small, large = peak(box, shape, 1), peak(box, shape, 2)
        check(large < GROWTH * small, f'{what}: {small} KiB, then {large} KiB')


if __name__ == '__main__':
    tap.main(Box)
