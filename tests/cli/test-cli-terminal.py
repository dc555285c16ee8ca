#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""retainwise-cli shows how far it is at a terminal, and only there."""

import time

import program
import tap
import terminal
from program import Box
from tap import check, contains, equal, same_bytes, test

N_ROWS = 300000
STAGES = (b'Finding rows', b'Reading columns', b'Scoring customers', b'Writing rows')


def write_input(box):
    """Enough rows for some tenths of a second."""
    return box.write('in.csv', program.generated(N_ROWS))


@test
def shows_progress(box):
    """Stages and percentages are shown on standard error when it is a terminal, then cleared"""
    write_input(box)
    code, shown = terminal.run(box, 'score', '--threads', '1', '-o', 'out.csv', 'in.csv')
    equal(code, 0, 'exit code')
    check(sum(stage in shown for stage in STAGES) >= 2, f'no progress: {shown[-300:]!r}')
    contains(shown, ' %')
    check(shown.endswith(b'\r' + terminal.CLEAR), f'not cleared: {shown[-100:]!r}')
    equal(terminal.render(shown), [''], 'what is left on the screen')
    check(b'\r' not in box.read('stdout'), 'progress on standard output')
    contains(box.read('stdout'), f'in.csv: {N_ROWS} customers')


@test
def no_progress_elsewhere(box):
    """Standard error stays empty when it is no terminal"""
    write_input(box)
    equal(box.succeeds('score', '-o', 'out.csv', 'in.csv').err, b'', 'standard error')
    equal(box.succeeds('score', 'in.csv').err, b'', 'standard error of the report')


@test
def same_output(box):
    """What is written is the same with a terminal and without"""
    write_input(box)
    box.succeeds('score', '-o', 'without.csv', 'in.csv')
    terminal.run(box, 'score', '-o', 'with.csv', 'in.csv')
    same_bytes(box.read('with.csv'), box.read('without.csv'))


def check_clean(box, wanted, *arguments):
    """The terminal shows what a pipe gets, without traces of the progress."""
    code, shown = terminal.run(box, *arguments, everything=True)
    equal(code, 0, 'exit code')
    lines = terminal.render(shown)
    for got, line in zip(lines, wanted.decode().split('\n')):
        equal(got, line.rstrip(), 'line on the screen')


@test
def clean_report(box):
    """A report on the same terminal as the progress is not mixed with it"""
    write_input(box)
    wanted = box.succeeds('score', 'in.csv').out
    check_clean(box, wanted, 'score', '--threads', '1', 'in.csv')


@test
def clean_summary(box):
    """Neither is a summary"""
    write_input(box)
    wanted = box.succeeds('score', '-o', 'out.csv', 'in.csv').out
    check_clean(box, wanted, 'score', '--threads', '1', '-o', 'out.csv', 'in.csv')


@test
def clean_inspection(box):
    """Nor what inspect says"""
    write_input(box)
    check_clean(box, box.succeeds('inspect', 'in.csv').out, 'inspect', 'in.csv')


@test
def clean_records(box):
    """Nor the records that cat prints"""
    write_input(box)
    screen = terminal.Terminal(box, 'cat', 'in.csv', everything=True)
    try:
        check(screen.wait(b'\r\n'), f'nothing printed: {screen.shown!r}')
    finally:
        screen.close()
    check(terminal.render(screen.shown)[0].startswith('"customerID",'),
          f'the first line on the screen is {terminal.render(screen.shown)[0]!r}')


@test
def clean_errors(box):
    """An error message has a line of its own"""
    box.write('in.csv', b'a,b\n' + b'1,2\n' * 3000000)
    code, shown = terminal.run(box, 'score', 'in.csv', everything=True)
    equal(code, 1, 'exit code')
    lines = terminal.render(shown)
    equal(len(lines), 2, f'lines on the screen ({lines})')
    check(lines[0].startswith('retainwise-cli: The model reads'), f'the message is {lines[0]!r}')


@test
def interrupt_key(box):
    """Ctrl+C stops it and says so on a line of its own"""
    write_input(box)
    box.write('old.csv', 'old')
    screen = terminal.Terminal(box, 'score', '--threads', '1', '-o', 'old.csv', 'in.csv',
                               everything=True)
    try:
        check(screen.wait(b'Reading columns'), f'no progress: {screen.shown!r}')
        screen.type(b'\x03')
        screen.wait()
        equal(program.end_of(screen.child), 130, 'exit code')
    finally:
        screen.close()
    lines = [line.replace('^C', '') for line in terminal.render(screen.shown)]
    check('Cancelled. Nothing was changed.' in lines, f'the screen shows {lines}')
    equal(box.read('old.csv'), b'old', 'old file')


@test
def interrupt_at_input(box):
    """Ctrl+C works while standard input is waited for"""
    screen = terminal.Terminal(box, 'inspect', '-', everything=True)
    try:
        screen.type(b'a,b\n')
        check(screen.wait(b'a,b'), 'no echo')
        program.catches_signals(screen.child)
        time.sleep(0.5)  # until it waits for the next line
        screen.type(b'\x03')
        equal(program.end_of(screen.child, 5), 130, 'exit code')
    finally:
        screen.close()


if __name__ == '__main__':
    tap.main(Box)
