#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Scores do not depend on threads, columns, other rows or the language, and are Python's own."""

import random
import sys
from pathlib import Path

import program
import reference
import tables
import tap
from program import Box
from tap import check, close, contains, equal, same_bytes, test

TOLERANCE = 1e-6
MODEL = 'models/telco.json'


def score(box, data, *options, **settings):
    box.write('in.csv', data)
    return box.succeeds('score', '-o', '-', *options, 'in.csv', **settings).out


def score_telco(box, **settings):
    return box.succeeds('score', '-o', '-', tables.telco(), **settings)


def check_python(output, booster, data):
    """Every probability is the one that Python's xgboost gives for @data."""
    wanted = reference.predict(booster, data)
    got = tables.probabilities(output)
    equal(len(got), len(wanted), 'rows')
    for row, (p, q) in enumerate(zip(got, wanted)):
        close(p, float(q), TOLERANCE, f'row {row}')
    return wanted


@test
def threads(box):
    """The same bytes with 1, 2, 8 and as many threads as there are cores"""
    data = program.generated(20000)
    wanted = score(box, data)
    for n in ('0', '1', '2', '8'):
        same_bytes(score(box, data, '--threads', n), wanted, f'--threads {n}')


@test
def shuffled_columns(box):
    """The same probabilities whatever the order of the columns"""
    wanted = tables.scores(score_telco(box).out)
    rows = tables.telco_rows()
    random_order = random.Random(7)
    for _ in range(4):
        order = random_order.sample(range(21), 21)
        data = tables.compose([[row[i] for i in order] for row in rows])
        equal(tables.scores(score(box, data)), wanted, f'order {order}')


@test
def more_columns(box):
    """Columns that the model does not read change nothing"""
    wanted = tables.scores(score_telco(box).out)
    rows = [[str(n % 7), *row, 'x' * (n % 5)] for n, row in enumerate(tables.telco_rows())]
    rows[0][0], rows[0][-1] = 'week', 'remark'
    equal(tables.scores(score(box, tables.compose(rows))), wanted, 'scores')
    without = [row[1:20] for row in tables.telco_rows()]
    equal(tables.scores(score(box, tables.compose(without))), wanted, 'scores without id and label')


@test
def rows_alone(box):
    """Each of 60 rows has the same probability in a file of its own"""
    header, *rows = tables.telco_rows()
    wanted = tables.scores(score_telco(box).out)
    blank = [at for at, row in enumerate(rows) if not row[19].strip()]
    for at in random.Random(11).sample(range(len(rows)), 49) + blank:
        alone, = tables.scores(score(box, tables.compose([header, rows[at]])))
        equal(alone[:3], wanted[at][:3], f'row {at}')


@test
def shuffled_rows(box):
    """The same scores for the rows in another order"""
    header, *rows = tables.telco_rows()
    wanted = tables.scores(score_telco(box).out)
    order = random.Random(13).sample(range(len(rows)), len(rows))
    got = tables.scores(score(box, tables.compose([header, *(rows[at] for at in order)])))
    equal(got, [wanted[at] for at in order], 'scores')


def in_environment(box, env):
    wanted = score_telco(box)
    result = score_telco(box, env=env)
    same_bytes(result.out, wanted.out)
    check('“TotalCharges”'.encode() in result.err, 'the summary is not in UTF-8')
    return result


@test
def german(box):
    """The same bytes in German, with decimal commas in the summary only"""
    result = in_environment(box, box.german())
    contains(result.err, '7.043', '26,5 %')


@test
def german_words(box):
    """German words on screen, the same bytes in files and in JSON"""
    folder = Path(sys.argv[1]).resolve().parents[2] / 'po'
    german = box.german() | {'RETAINWISE_LOCALE_DIR': str(folder)}
    result = score_telco(box, env=german)
    same_bytes(result.out, score_telco(box).out)
    contains(result.err, '7.043 Kunden', 'Mittelwert 26,5\u00a0%', '„TotalCharges“ fehlt in 11 Zeilen')
    # A column without a name, too: the model remembers what it is called.
    box.write('in.csv', tables.compose([row + [name] for row, name in
                                        zip(tables.telco_rows()[:400], ['', *'ab' * 200])]))
    for command in (('inspect',), ('evaluate', '--label', 'Churn'), program.comparing(),
                    ('train', '--label', 'Churn', '-o', 'model.json')):
        written = []
        for env in (box.environment(), german):
            written.append(box.succeeds(*command, '--json', 'in.csv', env=env).out)
            if command[0] == 'train':
                written[-1] += box.read('model.json')
        same_bytes(written[1], written[0], command[0])
    contains(box.fails(1, [], 'score', 'no.csv', env=german).err, 'Es gibt keine Datei „no.csv“.')
    contains(box.succeeds('--help', env=german).out, 'Aufruf:', 'Nichts verlässt diesen Rechner')


@test
def plain_locale(box):
    """The same bytes in the locale C"""
    in_environment(box, box.environment(LC_ALL='C'))


@test
def unknown_locale(box):
    """The same bytes in a locale that does not exist"""
    in_environment(box, box.environment(LC_ALL='xx_XX.UTF-8', LANG='yy'))


@test
def empty_environment(box):
    """The same bytes without any environment"""
    in_environment(box, {})


@test
def german_files(box):
    """A German's semicolons do not make decimal commas numbers"""
    rows = [list(row) for row in tables.telco_rows()[:30]]
    rows[3][18] = '53,85'
    box.write('in.csv', tables.compose(rows, delimiter=';'))
    result = box.succeeds('score', '-o', '-', 'in.csv', env=box.german())
    contains(result.err, '“MonthlyCharges”')


@test
def python_on_telco(box):
    """Probabilities and ranks are those of Python's xgboost on IBM's sample set"""
    data = tables.telco().read_bytes()
    output = score_telco(box).out
    wanted = check_python(output, reference.load(program.source(MODEL)), data)
    order = sorted(wanted, reverse=True)
    first = {p: at for at, p in reversed(list(enumerate(order, 1)))}
    equal([int(row[3]) for row in tables.scores(output)], [first[p] for p in wanted], 'ranks')


@test
def python_on_generated(box):
    """Probabilities are those of Python's xgboost on 20,000 generated rows"""
    data = program.generated(20000, '--seed', '3')
    check_python(score(box, data), reference.load(program.source(MODEL)), data)


@test
def python_on_odd_cells(box):
    """Unknown levels and missing cells are no level and no number to Python either"""
    header, *rows = [list(row) for row in tables.telco_rows()[:1001]]
    dice = random.Random(17)
    for row in rows:
        for at in dice.sample(range(1, 20), 4):
            number = header[at] in ('SeniorCitizen', 'tenure', 'MonthlyCharges', 'TotalCharges')
            row[at] = '' if number else dice.choice(['', 'Unheard of', 'sort of', 'MAYBE', ' \t'])
    data = tables.compose([header, *rows])
    check_python(score(box, data), reference.load(program.source(MODEL)), data)


@test
def python_on_odd_numbers(box):
    """Numbers in any notation, of any size and at the splits are the same to Python"""
    header, *rows = [list(row) for row in tables.telco_rows()[:201]]
    odd = ['1e1', '+5', '-3', '.5', '7.', '1E-3', '1e30', '-1e30', '0.1', '16777217', '1e-45',
           '123456789.123456789', '00012', '2.5000000000000001', '3.4028234e38']
    thresholds = split_numbers(program.source(MODEL).read_text())
    for at, row in enumerate(rows):
        row[5], row[18], row[19] = (odd[at % len(odd)], thresholds[at % len(thresholds)],
                                    odd[(at * 7 + 3) % len(odd)])
    data = tables.compose([header, *rows])
    check_python(score(box, data), reference.load(program.source(MODEL)), data)


def split_numbers(model):
    """The numbers trees compare with, and their neighbours."""
    json, numpy = tap.need('json'), tap.need('numpy')
    trees = json.loads(model)['learner']['gradient_booster']['model']['trees']
    splits = sorted({tree['split_conditions'][0] for tree in trees if tree['split_conditions']})
    near = [numpy.nextafter(numpy.float32(one), numpy.float32(way))
            for one in splits for way in (-1e9, one, 1e9)]
    return [repr(float(one)) for one in near]


@test
def saved_by_python(box):
    """A model that Python saved again, as .ubj or .json, scores the same"""
    booster = reference.load(program.source(MODEL))
    wanted = score_telco(box).out
    for name in ('model.ubj', 'model.json'):
        booster.save_model(str(box.path(name)))
        result = box.succeeds('score', '-o', '-', '-m', name, tables.telco())
        same_bytes(result.out, wanted, name)
        contains(result.err, 'IBM Telco (sample)')


if __name__ == '__main__':
    tap.main(Box)
