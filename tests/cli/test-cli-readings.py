#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The table of readings: one small file for each thing that files do."""

import batch
import tap
from program import Box
from readings import READINGS
from tap import contains, equal, test


def compare(reading, got):
    """What is told of @reading is what was found; there are no other problems."""
    what = f'“{reading.what}”'
    if reading.error:
        contains(got.error, *reading.error)
        return
    equal(got.error, '', f'error of {what}')
    if reading.cells is not None:
        equal(got.cells, reading.cells, f'cells of {what}')
    for name, value in reading.dialect.items():
        equal(got.dialect[name], value, f'{name} of {what}')
    columns = {column['name']: column for column in got.found['columns']}
    for name, kind, missing, values in reading.columns or ():
        equal((columns[name]['type'], columns[name]['missing']), (kind, missing), f'column of {what}')
        equal([one['parsed'] for one in columns[name]['examples']], values[:3], f'values in {what}')
    found = got.found['problems']['first']
    kept = [one for one in found if 'set_aside' not in one]
    aside = [one for one in found if one not in kept]
    equal([(one['cause'], one['line'], one.get('column')) for one in kept], reading.problems,
          f'problems of {what}')
    equal([(one['cause'], one['line'], one['text']) for one in aside], reading.aside,
          f'set aside of {what}')


def check_table(box, table):
    files = {f'{at}.csv': reading.data for at, reading in enumerate(table)}
    options = {f'{at}.csv': reading.options for at, reading in enumerate(table)}
    readings = batch.readings(box, files, options)
    for reading, got in zip(table, readings.values()):
        compare(reading, got)


def add_test(title, table):
    def run(box):
        check_table(box, table)

    run.__doc__ = f'Each of {len(table)} {title} is read as it was meant'
    test(run)


for heading, readings_of in READINGS.items():
    add_test(heading, readings_of)

if __name__ == '__main__':
    tap.main(Box)
