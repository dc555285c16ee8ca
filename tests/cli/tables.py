# SPDX-License-Identifier: GPL-3.0-or-later
"""CSV files for tests, and what retainwise-cli adds to them."""

import csv
import functools
import io

import program
import tap

OURS = ['churn_probability', 'retention_probability', 'risk_level', 'churn_rank']
TELCO = '../shared/data/telco-customer-churn.csv'
BOM = b'\xef\xbb\xbf'

csv.field_size_limit(1 << 24)


def telco():
    """The path of IBM's sample set."""
    path = program.source(TELCO)
    if not path.is_file():
        raise tap.Skip(f'{TELCO} is not there: it is no part of the project')
    return path.resolve()


@functools.cache
def telco_rows():
    """The records of IBM's sample set, the header first."""
    return parse(telco().read_bytes())


def parse(data, delimiter=','):
    """The records of a CSV file as Python's csv module reads them."""
    text = data.decode('utf-8-sig')
    return [row for row in csv.reader(io.StringIO(text, newline=''), delimiter=delimiter) if row]


def compose(rows, delimiter=',', end='\n', bom=False, quoting=csv.QUOTE_MINIMAL):
    text = io.StringIO(newline='')
    csv.writer(text, delimiter=delimiter, lineterminator=end, quoting=quoting).writerows(rows)
    return (BOM if bom else b'') + text.getvalue().encode()


def scores(output, delimiter=','):
    """Our four cells of every row, as texts."""
    header, *rows = parse(output, delimiter)
    names = header[-len(OURS):]
    tap.check([name.split('_2')[0] for name in names] == OURS, f'the new columns are {names}')
    return [tuple(row[-len(OURS):]) for row in rows]


def probabilities(output):
    return [float(row[0]) for row in scores(output)]


def with_cells(row, **cells):
    """A customer of the sample set with other cells."""
    header = telco_rows()[0]
    return [cells.get(name, cell) for name, cell in zip(header, row)]
