#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Two judges of cells: Python's csv module, told the dialect that we found, and what was written."""

import csv
import io
import random
import re

import batch
import tap
import written
from program import Box
from tap import check, equal, test

N_FILES = 400
PARTS = 100  # files of one process
NOTES = ('Called again, and was told "no"', 'so, we sent', 'the bill', '')
csv.field_size_limit(1 << 24)
ENCODINGS = {'Windows-1252': 'cp1252'}


def text_of(data, dialect):
    """What Python decodes, without a byte-order mark and the lines above the header."""
    encoding = ENCODINGS.get(dialect['encoding'], dialect['encoding'])
    text = data.decode(encoding).removeprefix('\ufeff')
    for _ in range(dialect['skipped_lines']):
        text = re.sub('^[^\r\n]*(\r\n|\r|\n)', '', text)
    if dialect['comment']:
        mark = re.escape(dialect['comment'])
        text = re.sub(f'(?:^|(?<=[\r\n])){mark}[^\r\n]*', '', text)
    return text


def judge(data, dialect):
    """The records as Python's csv module reads them when it is told @dialect."""
    options = {'quotechar': dialect['quote']} if dialect['quote'] else {'quoting': csv.QUOTE_NONE}
    rows = csv.reader(io.StringIO(text_of(data, dialect), newline=''), strict=True,
                      delimiter=dialect['delimiter'], escapechar=dialect['escape'],
                      skipinitialspace=dialect['blanks'], **options)
    rows = [row for row in rows if row]
    if dialect['trailing_delimiter']:
        rows = [row[:-1] if row[-1] == '' and len(row) > 1 else row for row in rows]
    return rows


def compare(name, data, reading):
    """Header and rows are those of the judge, each record on the line where it starts."""
    check(not reading.error, f'{name}: {reading.error}; {data[:300]!r}')
    wanted = judge(data, reading.dialect)
    n = reading.dialect['header_rows']
    what = f'{name} {data[:300]!r} read as {reading.dialect}'
    equal(reading.cells[1:], wanted[n:], f'rows of {what}')
    if n > 0:
        equal(reading.cells[0], [''] * reading.dialect['unnamed_index'] + wanted[n - 1],
              f'header of {what}')
    equal(reading.found['set_aside']['rows'], 0, f'set aside of {what}')


@test
def python(box):
    """Python, told the dialect found, reads the same cells in every legal file; they were written"""
    dice = random.Random(6)
    for first in range(0, N_FILES, PARTS):
        tables = [written.table(dice) for _ in range(PARTS)]
        files = {f'{first + at}.csv': table.data for at, table in enumerate(tables)}
        readings = batch.readings(box, files)
        for table, (name, data) in zip(tables, files.items()):
            compare(name, data, readings[name])
            equal(readings[name].cells, table.cells, f'cells of {name} {data[:300]!r}')
            for member, value in table.dialect.items():
                equal(readings[name].dialect[member], value, f'{member} of {name} {data[:300]!r}')


@test
def long_cells(box):
    """Cells of many lines, more than are looked at to find the dialect, are read as they are"""
    dice = random.Random(60)
    files = {}
    for lines in (20, 200, 20000):
        text = io.StringIO(newline='')
        rows = [[str(at), '\n'.join(dice.choice(NOTES) for _ in range(lines)), '2.5']
                for at in range(100000 // lines)]
        csv.writer(text).writerows([['id', 'note', 'amount'], *rows])
        files[f'{lines}.csv'] = text.getvalue().encode()
    for name, reading in batch.readings(box, files).items():
        compare(name, files[name], reading)
        equal(reading.dialect['blanks'], False, f'blanks of {name}')


if __name__ == '__main__':
    tap.main(Box)
