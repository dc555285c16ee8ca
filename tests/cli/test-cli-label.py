#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""retainwise-cli train without --label: which column it finds, and what it asks."""

import json

import tables
import tap
from program import Box
from tap import contains, equal, same_bytes, test

N_ROWS = 300


def customers(label, left='Yes', stayed='No', more=None):
    """Customers whose last column is called @label; @more: columns behind it, by name."""
    rows = [list(row) for row in tables.telco_rows()[:N_ROWS + 1]]
    for row in rows[1:]:
        row[20] = left if row[20] == 'Yes' else stayed
    rows[0][20] = label
    for name, values in (more or {}).items():
        for row, value in zip(rows, [name, *values(rows[1:])]):
            row.append(value)
    return tables.compose(rows)


def finds(box, data, column, positive, *options):
    box.write('in.csv', data)
    said = json.loads(box.succeeds('train', '--json', '--budget', 'quick', '-o', 'found.json',
                                   *options, 'in.csv').out)
    equal(said['label'], {'column': column, 'positive': positive}, 'label')
    return said


def asks(box, data, *words):
    box.write('in.csv', data)
    box.fails(1, words, 'train', '-o', 'model.json', 'in.csv')
    equal(box.path('model.json').exists(), False, 'a model was written')


@test
def by_name(box):
    """A column called as a label usually is: the same model as with --label, byte for byte"""
    for name, left, stayed in (('Churn', 'Yes', 'No'), ('Exited', '1', '0')):
        finds(box, customers(name, left, stayed), name, left)
        box.succeeds('train', '--budget', 'quick', '--label', name, '-o', 'said.json', 'in.csv')
        same_bytes(box.read('found.json'), box.read('said.json'), f'model of {name}')


@test
def by_value(box):
    """The last column, if its values say who left; numbers that come out as texts again"""
    finds(box, customers('result', '1', '0'), 'result', '1')
    box.succeeds('train', '--budget', 'quick', '--label', 'result', '-o', 'said.json', 'in.csv')
    same_bytes(box.read('found.json'), box.read('said.json'))
    finds(box, customers('result', 'gone away', 'here'), 'result', 'gone away',
          '--positive', 'gone away')


@test
def misleading_name(box):
    """A number that is called as a label usually is stays a number to learn from"""
    data = customers('Churn', more={'left': lambda rows: [str(n % 37) for n in range(len(rows))]})
    said = finds(box, data, 'Churn', 'Yes')
    roles = {one['column']: one['role'] for one in said['columns']}
    equal(roles['left'], 'number', 'role of the number')


@test
def who_stayed(box):
    """It is enough that the word for those who stayed is known"""
    data = customers('Attrition_Flag', 'Quit', 'Existing Customer')
    finds(box, data, 'Attrition_Flag', 'Quit')
    finds(box, customers('Churn', 'Lost', 'active'), 'Churn', 'Lost')


@test
def said_to_people(box):
    """People are told what the label is, whether they said so or not"""
    box.write('in.csv', customers('Churn'))
    for options in ((), ('--label', 'Churn')):
        result = box.succeeds('train', '--budget', 'quick', '-o', 'model.json', *options, 'in.csv')
        contains(result.out, 'Label: “Churn”, “Yes” means that a customer left\n')


@test
def twice(box):
    """Two columns that say the same are as good as one; that they differ is a question"""
    same = customers('Churn Label', more={
        'Churn Value': lambda rows: ['1' if row[20] == 'Yes' else '0' for row in rows]})
    said = finds(box, same, 'Churn Label', 'Yes')
    roles = {one['column']: one['role'] for one in said['columns']}
    equal(roles['Churn Value'], 'leak', 'role of the other one')
    other = customers('Churn Label', more={
        'Churn Value': lambda rows: [str(n % 2) for n in range(len(rows))]})
    asks(box, other, 'in.csv', '“Churn Label” (“No”, “Yes”)', '“Churn Value” (“0”, “1”)', '--label')


@test
def none(box):
    """Nothing that says who left: the columns that might are named, if there are any"""
    asks(box, customers('result', 'red', 'blue'), '“gender” (“Female”, “Male”)', '--label')
    rows = [['a', 'b']] + [[str(n), str(n * n)] for n in range(200)]
    asks(box, tables.compose(rows), 'in.csv', 'exactly two different values')


@test
def value_in_question(box):
    """A name that is clear with values that are not asks for --positive"""
    asks(box, customers('Churn', 'red', 'blue'), '“Churn”', '“red”', '“blue”', '--positive')


@test
def empty_name(box):
    """An option --label without a name is an oversight, not a wish to find it"""
    box.write('in.csv', customers('Churn'))
    box.fails(2, ['--label'], 'train', '--label=', '-o', 'model.json', 'in.csv')


@test
def standard_input(box):
    """Standard input is read once, and may be loaded twice"""
    data = customers('result', '1', '0')
    finds(box, data, 'result', '1')
    box.succeeds('train', '--budget', 'quick', '--title', 'in.csv', '-o', 'piped.json', '-',
                 stdin=data)
    equal(trees(box, 'piped.json'), trees(box, 'found.json'), 'trees')


def trees(box, name):
    return json.loads(box.read(name))['learner']['gradient_booster']


if __name__ == '__main__':
    tap.main(Box)
