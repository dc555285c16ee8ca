#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Numbers and dates are read as each column writes them, and scores do not depend on it."""

import csv
import json

import program
import tables
import tap
from program import Box
from tap import check, contains, equal, test

MONEY = ('MonthlyCharges', 'TotalCharges')
NBSP, NARROW = '\u00a0', '\u202f'


def inspect(box, data, *options):
    box.write('in.csv', data)
    found = json.loads(box.succeeds('inspect', '--json', *options, 'in.csv').out)
    return {column['name']: column for column in found['columns']}


def column_of(box, values, *options):
    """What is made of a column of these values."""
    return inspect(box, tables.compose([['x'], *([value] for value in values)], delimiter='\t',
                                       quoting=csv.QUOTE_ALL), *options)['x']


def group(digits, mark):
    """Digits in groups of three."""
    head = len(digits) % 3
    parts = [digits[:head]] * (head > 0) + [digits[i:i + 3] for i in range(head, len(digits), 3)]
    return mark.join(parts)


def written(cell, decimal, grouping='', form='{}'):
    """A number of the sample set written in another way; blank ones stay."""
    if not cell.strip():
        return cell
    whole, point, fraction = cell.partition('.')
    return form.format(group(whole, grouping) + point.replace('.', decimal) + fraction)


def telco_written(*how):
    header, *rows = tables.telco_rows()
    places = [header.index(name) for name in MONEY]
    return [header, *([written(cell, *how) if i in places else cell for i, cell in enumerate(row)]
                      for row in rows)]


def scores(box, data, *options, delimiter=','):
    box.write('in.csv', data)
    return tables.scores(box.succeeds('score', '-o', '-', *options, 'in.csv').out, delimiter)


@test
def german_file(box):
    """The Telco file with semicolons, decimal commas and CRLF has the scores of the original"""
    wanted = scores(box, tables.telco().read_bytes())
    data = tables.compose(telco_written(','), delimiter=';', end='\r\n')
    contains(data.decode(), ';29,85;')
    equal(scores(box, data, delimiter=';'), wanted, 'scores')


@test
def money(box):
    """And with currency signs, thousands separators and blanks of every kind"""
    wanted = scores(box, tables.telco().read_bytes())
    for how in (('.', ',', '${}'), (',', '.', '{} €'), ('.', "'", 'CHF {}'), (',', NBSP, '{}'),
                (',', NARROW, '{}' + NBSP + '€'), ('.', ' ', 'USD{}'), ('.', '', '{} %')):
        data = tables.compose(telco_written(*how))
        equal(scores(box, data), wanted, f'scores with {how}')


@test
def many_chunks(box):
    """Numbers of a file of many chunks are read in one format, whatever each chunk looks like"""
    rows = [line.split(b',') for line in program.generated(60000).split(b'\n') if line]
    wanted = scores(box, b'\n'.join(b','.join(row) for row in rows))
    places = [rows[0].index(name.encode()) for name in MONEY]
    for how in ((',', '.', '{}'), ('.', ',', '${}')):
        other = [[written(cell.decode(), *how).encode() if i in places and at > 0 else cell
                  for i, cell in enumerate(row)] for at, row in enumerate(rows)]
        equal(scores(box, b'\n'.join(b';'.join(row) for row in other), delimiter=';'), wanted,
              f'scores with {how}')


@test
def formats(box):
    """The format of each column is told, with its first values raw and as they were read"""
    data = ('id;m;t;d;p;z\n1;70,35;1.889,50 €;31.12.2024;12 %;01067\n'
            '2;1,5;29,85 €;01.02.2024;5%;80331\n3;(7,00);999,00 €;05.06.2023;7 %;10115\n')
    found = inspect(box, data)
    equal({name: column.get('format') for name, column in found.items()},
          {'id': {'decimal': '.', 'thousands': None, 'unit': None},
           'm': {'decimal': ',', 'thousands': None, 'unit': None},
           't': {'decimal': ',', 'thousands': '.', 'unit': '€'},
           'd': {'dates': 'dmy'},
           'p': {'decimal': '.', 'thousands': None, 'unit': '%'},
           'z': None}, 'formats')
    equal(found['z']['type'], 'category', 'type of codes with leading zeros')
    equal({name: [(one['raw'], one['parsed']) for one in column['examples']]
           for name, column in found.items()},
          {'id': [('1', '1'), ('2', '2'), ('3', '3')],
           'm': [('70,35', '70.35'), ('1,5', '1.5'), ('(7,00)', '-7')],
           't': [('1.889,50 €', '1889.5'), ('29,85 €', '29.85'), ('999,00 €', '999')],
           'd': [('31.12.2024', '2024-12-31'), ('01.02.2024', '2024-02-01'),
                 ('05.06.2023', '2023-06-05')],
           'p': [('12 %', '12'), ('5%', '5'), ('7 %', '7')],
           'z': [('01067', '01067'), ('80331', '80331'), ('10115', '10115')]}, 'examples')
    text = box.succeeds('inspect', 'in.csv').out.decode()
    contains(text, 'decimal comma, thousands by point, €', '“1.889,50 €” → “1889.5”',
             'day/month/year', '“(7,00)” → “-7”', 'z                               “01067”')


@test
def decided(box):
    """One value that fits one reading only decides for the column"""
    for values, parsed in ((['1.234', '1.5'], '1.234'), (['1.234', '1,5'], '1234'),
                           (['1,234', '1,234.5'], '1234'), (['1,234', '0,5'], '1.234'),
                           (['0,435'], '0.435'), (['1.234', '1234.5'], '1.234'),
                           (['01/02/2024', '13/02/2024'], '2024-02-01'),
                           (['01/02/2024', '02/13/2024'], '2024-01-02')):
        column = column_of(box, values)
        equal((column['type'], column['examples'][0]['parsed']), ('number', parsed), str(values))


@test
def ambiguous(box):
    """A column that can be read in two ways stops the import, and an option settles it"""
    for values, words, settled in (
            (['1.234', '12.345'], ('1.234 (decimal point)', '1234 (decimal comma)', '--decimal'),
             {('--decimal', '.'): '1.234', ('--decimal', ','): '1234',
              ('--thousands', '.'): '1234', ('--thousands', 'none'): '1.234'}),
            (['$1,234'], ('1.234 (decimal comma)', '1234 (decimal point)', '--decimal'),
             {('--decimal', '.'): '1234', ('--decimal', ','): '1.234',
              ('--thousands', ','): '1234'}),
            (['03/04/2024'], ('2024-04-03 (day/month/year)', '2024-03-04 (month/day/year)', '--dates'),
             {('--dates', 'dmy'): '2024-04-03', ('--dates', 'mdy'): '2024-03-04'})):
        box.write('in.csv', tables.compose([['a\x1b', 'b'], *([one, '1'] for one in values)],
                                           delimiter='\t'))
        for command in ('inspect', 'cat'):
            error = box.fails(1, words, command, 'in.csv').err.decode()
            contains(error, f'“{values[0]}”')
            check('\x1b' not in error, 'a name sends commands to the terminal')
        for options, parsed in settled.items():
            equal(column_of(box, values, *options)['examples'][0]['parsed'], parsed, str(options))


@test
def unread_columns(box):
    """Texts and categories of a model are never ambiguous; its numbers are"""
    header, *rows = tables.telco_rows()[:40]
    place = header.index('Contract')
    data = tables.compose([header, *([*row[:place], '1.234', *row[place + 1:]] for row in rows)])
    scores(box, data)
    place = header.index('TotalCharges')
    data = tables.compose([header, *([*row[:place], '1.234', *row[place + 1:]] for row in rows)])
    box.write('in.csv', data)
    box.fails(1, ('TotalCharges', '--decimal'), 'score', 'in.csv')
    check(scores(box, data, '--decimal', '.') != scores(box, data, '--decimal', ','),
          'the decimal mark changes nothing')


@test
def training(box):
    """A model trained on a German file is the one trained on the original, and dates are numbers"""
    options = ('--label', 'Churn', '--title', 't', '-o', 'model.json')
    header, *rows = tables.telco_rows()[:1500]
    models = []
    for decimal in '.,':
        place = header.index('MonthlyCharges')
        other = [[*row[:place], written(row[place], decimal), *row[place + 1:-1], '31.12.20%02d'
                  % (i % 25), row[-1]] for i, row in enumerate(rows)]
        box.write('in.csv', tables.compose([[*header[:-1], 'since', header[-1]], *other]))
        box.succeeds('train', *options, 'in.csv')
        models.append(json.loads(box.read('model.json'))['learner'])
    check(models[0]['gradient_booster'] == models[1]['gradient_booster'], 'the trees differ')
    contains(models[0]['attributes']['retainwise'], 'since')
    box.succeeds('evaluate', '-m', 'model.json', '--label', 'Churn', '--decimal', ',', 'in.csv')


@test
def wrong_options(box):
    """Marks and orders that there are not are refused before the file is read"""
    for options, words in ((('--decimal', ';'), '--decimal takes'), (('--decimal', ''), '--decimal'),
                           (('--thousands', 'x'), '--thousands takes'),
                           (('--thousands', '.,'), '--thousands takes'),
                           (('--thousands', ''), '--thousands takes'),
                           (('--decimal', ',', '--thousands', ','), 'cannot be the same'),
                           (('--dates', 'ydm'), '--dates takes')):
        for command in ('score', 'inspect', 'cat'):
            box.fails(2, (words,), command, *options, 'nothing.csv')


if __name__ == '__main__':
    tap.main(Box)
