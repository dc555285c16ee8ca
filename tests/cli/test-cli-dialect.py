#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How files are written: found by itself, said by options, and what is set aside."""

import csv
import io
import itertools
import json

import tap
from program import Box, generated
from tap import contains, equal, test

ROWS = [['id', 'name', 'amount'], ['1', 'Anna', '5.5'], ['2', 'Bert, "the" one', '7'],
        ['3', "it's; a|b", ''], ['4', 'two\nlines', '-1'], ['5', 'x', '2.25']]


def cells(box, *options):
    """The records as the program reads them, the header first."""
    lines = box.succeeds('cat', '--json', *options, 'in.csv').out.decode().splitlines()
    return [json.loads(line)['cells'] for line in lines]


def dialects():
    """Ways to write a legal file."""
    for delimiter, quote, end in itertools.product(',;\t|', '"\'', ('\n', '\r\n', '\r')):
        for quoting in (csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC):
            yield {'delimiter': delimiter, 'quotechar': quote, 'lineterminator': end,
                   'quoting': quoting}


@test
def python(box):
    """Python's csv, told the dialect, reads the same cells as the program that found it"""
    for dialect in dialects():
        text = io.StringIO()
        csv.writer(text, **dialect).writerows(ROWS[:1] + ROWS[1:] * 4)
        data = text.getvalue()
        if dialect['quotechar'] == "'" and dialect['quoting'] == csv.QUOTE_MINIMAL:
            continue  # few cells are quoted then, and "it''s" in one of them proves nothing
        box.write('in.csv', data)
        wanted = list(csv.reader(io.StringIO(data, newline=''), **dialect))
        equal(cells(box), wanted, f'cells of {dialect}')


FILES = {
    'sep=;\na;b\n1;2,5\n3;4\n': [['a', 'b'], ['1', '2,5'], ['3', '4']],
    'a, b, c\n1, "x, y", 2\n3, z, 4\n': [['a', 'b', 'c'], ['1', 'x, y', '2'], ['3', 'z', '4']],
    'a,b\n"x \\"y\\", z",1\n"w",2\n': [['a', 'b'], ['x "y", z', '1'], ['w', '2']],
    'a,b\r\n1,2\n3,4\r5,6': [['a', 'b'], ['1', '2'], ['3', '4'], ['5', '6']],
    '# by me, you, us\na,b\n1,2\n# and, a, b\n3,4\n': [['a', 'b'], ['1', '2'], ['3', '4']],
    'Report\nof 2024\n\na,b,c\n1,2,x\n3,4,y\n': [['a', 'b', 'c'], ['1', '2', 'x'],
                                                ['3', '4', 'y']],
    'x,,\na,b,c\n1,2,x\n3,4,y\n5,6,z\n': [['a', 'b', 'c'], ['1', '2', 'x'], ['3', '4', 'y'],
                                         ['5', '6', 'z']],
    '1,2,x\n3,4,y\n': [['', '', ''], ['1', '2', 'x'], ['3', '4', 'y']],
    'a,b,\n1,2,\n3,4,\n': [['a', 'b'], ['1', '2'], ['3', '4']],
    'a,b\n1,2\n3,4\n\x1a': [['a', 'b'], ['1', '2'], ['3', '4']],
    'b,c\nx,1,2\ny,3,4\n': [['', 'b', 'c'], ['x', '1', '2'], ['y', '3', '4']],
}


@test
def found(box):
    """Each thing that a dialect is made of is found by itself"""
    for data, wanted in FILES.items():
        box.write('in.csv', data)
        equal(cells(box), wanted, f'cells of {data!r}')


@test
def given(box):
    """Options say what is not to be found out"""
    box.write('in.csv', "x\na|b,c\n'1|2'|5,%\n%3|4\n")
    equal(cells(box, '--delimiter', '|', '--quote', "'", '--skip-rows', '1', '--comment', '%'),
          [['a', 'b,c'], ['1|2', '5,%']], 'quoted')
    equal(cells(box, '--delimiter', '|', '--quote', 'none', '--header-row', '2'),
          [['a', 'b,c'], ["'1", "2'", '5,%'], ['%3', '4']], 'unquoted')
    equal(cells(box, '--no-header')[1], ['x'], 'first row')
    for option, value in (('--delimiter', 'xy'), ('--quote', ''), ('--header-row', '-1')):
        box.fails(2, [option[2:]], 'cat', option, value, 'in.csv')
    box.fails(2, ['stands alone'], 'cat', '--header-row', '2', '--no-header', 'in.csv')


@test
def set_aside(box):
    """A row whose quotes are out of place and whose width is wrong is set aside and told"""
    box.write('in.csv', 'a,b\n1,2\n"3,4\n' + '5,6\n' * 9)
    told = json.loads(box.succeeds('inspect', '--json', 'in.csv').out)
    equal(told['rows'], 10, 'rows')
    equal(told['set_aside'], {'rows': 1}, 'set aside')
    equal(told['problems']['first'], [{'cause': 'open-quote', 'line': 3, 'record': None,
                                       'set_aside': True, 'text': '"3,4'}], 'problems')
    contains(box.succeeds('inspect', 'in.csv').out, 'Set aside, not among the rows: 1 row',
             'line 3: a quotation mark that is never closed')
    box.write('in.csv', 'a,b\n1,2\n"3,4\n5,6\n')
    box.fails(1, ['1 of 3 rows are damaged', 'line 3', '--quote'], 'inspect', 'in.csv')
    box.write('in.csv', 'a,b\n' + '1,2\n' * 20 + '1,"b\n' * 1000)
    box.fails(1, ['1000 of 1020 rows are damaged', 'line 22'], 'inspect', 'in.csv')


@test
def rejects(box):
    """Rows scored and rows rejected are all rows; --strict accepts no problem at all"""
    good = generated(50).decode()
    lines = good.splitlines(keepends=True)
    box.write('in.csv', ''.join(lines[:10]) + '"damaged,"row"\n' + ''.join(lines[10:]))
    box.write('good.csv', good)
    box.succeeds('score', '-o', 'out.csv', '--rejects', 'rejects.csv', 'in.csv')
    box.succeeds('score', '-o', 'wanted.csv', 'good.csv')
    equal(box.read('out.csv'), box.read('wanted.csv'), 'scores of the other rows')
    told = list(csv.reader(io.StringIO(box.read('rejects.csv').decode())))
    equal(told, [['line', 'reason', 'row'], ['11', 'stray-quote', '"damaged,"row"']], 'rejects')
    box.fails(1, ['line 11', '--strict'], 'score', '--strict', '-o', 'no.csv', 'in.csv')
    box.succeeds('score', '--strict', 'good.csv')


if __name__ == '__main__':
    tap.main(Box)
