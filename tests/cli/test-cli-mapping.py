#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Columns are matched to the model: --mapping, --save-mapping, and what inspect says of it."""

import json

import program
import tables
import tap
from program import Box
from tap import check, contains, equal, test

# Names of the sample that are written in another way, all of them the same folded.
WRITTEN = {'MonthlyCharges': 'Monthly_Charges', 'TotalCharges': ' total charges ',
           'Contract': 'CONTRACT', 'tenure': 'Tenure'}
LEVELS = {'One year': 'One Year', 'Two year': 'TWO-YEAR', 'Month-to-month': 'month to month'}


def sample(n_rows=200, names=None, drop=()):
    """Records of IBM's sample set with some columns called differently, and without others."""
    header, *rows = tables.telco_rows()[:n_rows + 1]
    kept = [at for at, name in enumerate(header) if name not in drop]
    header = [(names or {}).get(name, name) for name in header]
    return [[row[at] for at in kept] for row in [header, *rows]]


def write(box, rows, name='in.csv'):
    box.write(name, tables.compose(rows))


def probabilities(box, *options, name='in.csv'):
    out = box.succeeds('score', *options, '-o', '-', name).out
    rows = tables.parse(out)
    return [row[rows[0].index('churn_probability')] for row in rows[1:]]


def inspect(box, *options, name='in.csv'):
    return json.loads(box.succeeds('inspect', '--json', *options, name).out)


def entry(found, name):
    return next(one for one in found['mapping']['inputs'] if one['input'] == name)


def give(box, inputs, name='mapping.json', **more):
    box.write(name, json.dumps({'version': 1, 'inputs': inputs} | more))


@test
def exact(box):
    """With the model's own names everything is found exactly, and nothing is asked"""
    write(box, sample())
    found = inspect(box)
    equal({one['match'] for one in found['mapping']['inputs']}, {'exact'}, 'matches')
    coverage = found['coverage']
    equal((coverage['inputs'], coverage['found'], coverage['missing'], coverage['settled']),
          (19, 19, [], True), 'coverage')
    check(abs(coverage['importance'] - 1) < 1e-6, str(coverage['importance']))
    contains(box.succeeds('score', 'in.csv').out, 'Its columns: 19 of 19\n')


@test
def written_differently(box):
    """Names and levels in other letters and signs give the same scores, and are shown"""
    write(box, sample(), 'exact.csv')
    rows = sample(names=WRITTEN)
    place = rows[0].index('CONTRACT')
    for row in rows[1:]:
        row[place] = LEVELS[row[place]]
    write(box, rows)
    equal(probabilities(box), probabilities(box, name='exact.csv'), 'scores')
    found = inspect(box)
    equal(entry(found, 'tenure')['match'], 'similar', 'tenure')
    equal(sorted((one['text'], one['level'], one['match'])
                 for one in entry(found, 'Contract')['texts']),
          sorted((text, level, 'similar') for level, text in LEVELS.items()), 'levels')
    text = box.succeeds('inspect', 'in.csv').out.decode()
    contains(text, 'Similar', '  Contract: “TWO-YEAR” → “Two year” (Similar, ')


@test
def guess(box):
    """A similar name is asked for, and read once somebody says so"""
    write(box, sample(), 'exact.csv')
    write(box, sample(names={'Contract': 'Contrct'}))
    box.fails(1, ('must be confirmed: “Contract” may be “Contrct”.', '--mapping'),
              'score', 'in.csv')
    equal((entry(inspect(box), 'Contract')['match'], inspect(box)['coverage']['settled']),
          ('guess', False), 'guess')
    give(box, {'Contract': {'column': 'Contrct'}})
    equal(probabilities(box, '--mapping', 'mapping.json'), probabilities(box, name='exact.csv'),
          'scores')


@test
def saved(box):
    """What --save-mapping writes is what --mapping reads, guesses too"""
    write(box, sample(), 'exact.csv')
    write(box, sample(names={'Contract': 'Contrct', 'tenure': 'TENURE'}))
    box.succeeds('inspect', '--save-mapping', 'mapping.json', 'in.csv')
    written = json.loads(box.read('mapping.json'))
    equal(written['inputs']['Contract'], {'column': 'Contrct'}, 'guess')
    equal(written['inputs']['tenure'], {'column': 'TENURE'}, 'similar')
    equal(probabilities(box, '--mapping', 'mapping.json'), probabilities(box, name='exact.csv'),
          'scores')
    box.succeeds('evaluate', '--label', 'Churn', '--mapping', 'mapping.json', 'in.csv')
    found = inspect(box, '--mapping', 'mapping.json')
    equal({one['match'] for one in found['mapping']['inputs']}, {'given'}, 'given')


@test
def two_for_one(box):
    """Two columns for one input, and one for two, are asked for"""
    rows = sample()
    place = rows[0].index('tenure')
    write(box, [[*row, row[place] if at else 'tenure'] for at, row in enumerate(rows)])
    box.fails(1, ('“tenure” may be “tenure” or “tenure (2)”',), 'score', 'in.csv')
    give(box, {'tenure': {'column': 'tenure (2)'}})
    box.succeeds('score', '--mapping', 'mapping.json', 'in.csv')
    give(box, {'tenure': {'column': 'MonthlyCharges'}})
    write(box, rows)
    box.fails(1, ('“MonthlyCharges” may be “MonthlyCharges”, which is read for another one',),
              'score', '--mapping', 'mapping.json', 'in.csv')


@test
def factor_and_levels(box):
    """A factor and the levels of texts are applied only as they are given"""
    rows = sample()
    write(box, rows, 'exact.csv')
    months, contract = rows[0].index('tenure'), rows[0].index('Contract')
    words = {'One year': 'Jahr', 'Two year': 'zwei', 'Month-to-month': 'laufend'}
    other = [rows[0]] + [[f'{int(cell) * 4}' if at == months else
                          words[cell] if at == contract else cell
                          for at, cell in enumerate(row)] for row in rows[1:]]
    write(box, other)
    check(probabilities(box) != probabilities(box, name='exact.csv'), 'they are the same')
    unknown = [one for one in entry(inspect(box), 'Contract')['texts'] if one['match'] == 'none']
    equal(len(unknown), 3, 'unknown texts')
    contains(box.succeeds('inspect', 'in.csv').out.decode(),
             '  Contract: “zwei” is not known to the model: missing (')
    give(box, {'tenure': {'factor': 0.25},
               'Contract': {'levels': {word: level for level, word in words.items()}}})
    equal(probabilities(box, '--mapping', 'mapping.json'), probabilities(box, name='exact.csv'),
          'scores')


@test
def left_out(box):
    """A column that somebody says is not there is missing in every row, as if it were blank"""
    rows = sample()
    place = rows[0].index('PhoneService')
    write(box, [row[:place] + ['' if at else row[place]] + row[place + 1:]
                for at, row in enumerate(rows)], 'blank.csv')
    write(box, sample(drop=['PhoneService']))
    give(box, {'PhoneService': {'column': None}})
    equal(probabilities(box, '--mapping', 'mapping.json'), probabilities(box, name='blank.csv'),
          'scores')
    contains(box.succeeds('score', '--mapping', 'mapping.json', 'in.csv').out.decode(),
             'Its columns: 18 of 19, with ', " of the model's importance\n",
             'Note: the file has no column for “PhoneService”\n')
    found = inspect(box, '--mapping', 'mapping.json')
    equal((found['coverage']['found'], found['coverage']['missing']), (18, ['PhoneService']),
          'coverage')


@test
def wrong_mappings(box):
    """A mapping that is damaged or does not fit is refused with the reason"""
    write(box, sample(5))
    for content, words in (('{"version":1,', ('mapping.json: ', 'line 1, column 13')),
                           ('{"version":1,"inputs":{"x":{}}}', ('the model reads no “x”',)),
                           ('{"version":1,"inputs":{"tenure":{"column":"y"}}}',
                            ('the file has no column “y”',)),
                           ('{"version":1,"inputs":{"tenure":{"colum":"y"}}}',
                            ('“tenure” has a member “colum”',))):
        box.write('mapping.json', content)
        for command in ('score', 'inspect'):
            box.fails(1, words, command, '--mapping', 'mapping.json', 'in.csv')
    box.fails(1, ('none.json',), 'score', '--mapping', 'none.json', 'in.csv')
    box.fails(1, ('in.csv',), 'inspect', '--save-mapping', 'in.csv', 'in.csv')
    box.write('model.json', program.source('models/telco.json').read_bytes())
    box.fails(1, ('“model.json” is the model.',), 'inspect', '-m', 'model.json', '--save-mapping',
              'model.json', 'in.csv')
    box.fails(2, ('A mapping cannot be written to standard output.',), 'inspect',
              '--save-mapping', '-', 'in.csv')


if __name__ == '__main__':
    tap.main(Box)
