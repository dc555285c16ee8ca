#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""retainwise-cli compare: two models on the same customers."""

import json

import program
import reference
import tables
import tap
from program import Box
from tap import check, close, contains, equal, test

MODEL = program.source('models/telco.json')
BANDS = ('Low', 'Medium', 'High')


def train(box, name='other.json', rows=None):
    """A model of the sample set's first customers."""
    box.write('train.csv', tables.compose(rows or tables.telco_rows()[:900]))
    box.succeeds('train', '--label', 'Churn', '--budget', 'quick', '--title', 'Other', '-o', name, 'train.csv')
    return name


def compare(box, data, a, b, *options, **settings):
    box.write('in.csv', data)
    return json.loads(box.succeeds('compare', '--json', '--label', 'Churn', '-m', a, '-m', b,
                                   *options, 'in.csv', **settings).out)


def evaluate(box, model):
    arguments = ['evaluate', '--json', '--label', 'Churn', '-m', model, 'in.csv']
    return json.loads(box.succeeds(*arguments).out)


@test
def sides(box):
    """Either side has what evaluate says of the model, and differences are B's − A's"""
    other = train(box)
    got = compare(box, tables.telco().read_bytes(), MODEL, other)
    equal(got['a'], evaluate(box, MODEL), 'A')
    equal(got['b'], evaluate(box, other), 'B')
    for name, one in got['differences'].items():
        close(one['difference'], got['b'][name] - got['a'][name], 1e-12, name)
        low, high = one['interval']
        check(low <= one['difference'] <= high, f'{name}: {one}')
    equal(got['differences']['auc']['better'], 'a', 'who is better')


@test
def paired(box):
    """Intervals of differences are those of resamples that both models are measured on"""
    numpy = tap.need('numpy')
    other = train(box)
    data = tables.compose(tables.telco_rows()[:2501])
    got = compare(box, data, MODEL, other)
    p = [reference.predict(reference.load(path), data).astype('float64')
         for path in (MODEL, box.path(other))]
    y = (reference.read_frame(data)['Churn'] == 'Yes').to_numpy().astype('float64')
    both = numpy.stack(p, axis=1)
    figures = {'auc': reference.auc, 'brier': lambda p, y: ((p - y) ** 2).mean(),
               'accuracy': lambda p, y: ((p >= 0.5) == y).mean()}
    for name, figure in figures.items():
        wanted = reference.bootstrap(lambda p, y: figure(p[:, 1], y) - figure(p[:, 0], y), both, y)
        for end, value in zip(got['differences'][name]['interval'], wanted):
            close(end, value, 0.12 * (wanted[1] - wanted[0]), f'interval of {name}')


@test
def bands(box):
    """Who changes band is what the files of scores say"""
    other = train(box)
    rows = [list(row) for row in tables.telco_rows()[:1500]]
    for row in rows[1::4]:
        row[20] = ''
    got = compare(box, tables.compose(rows), MODEL, other)
    risks = [[row[2] for row in
              tables.scores(box.succeeds('score', '-m', model, '-o', '-', 'in.csv').out)]
             for model in (MODEL, other)]
    pairs = list(zip(*risks))
    equal(len(pairs), 1499, 'customers, labelled or not')
    check(got['a']['rows'] < 1200, 'rows without a label were evaluated')
    for one in got['bands']:
        equal(one['rows'], pairs.count((one['from'], one['to'])), f'{one["from"]} → {one["to"]}')
    changed = [at for at, (a, b) in enumerate(pairs, 1) if a != b]
    equal(got['changed']['records'], changed, 'records')
    higher = sum(BANDS.index(b) > BANDS.index(a) for a, b in pairs)
    told = {name: got['changed'][name] for name in ('rows', 'higher', 'lower')}
    equal(told, {'rows': len(changed), 'higher': higher, 'lower': len(changed) - higher}, 'changed')
    check(higher > 0 and len(changed) > higher, 'too few changes to tell')


@test
def turned_around(box):
    """The other way round the signs and the better one change, and with itself nothing does"""
    other = train(box)
    data = tables.compose(tables.telco_rows()[:1500])
    there, back = compare(box, data, MODEL, other), compare(box, data, other, MODEL)
    for name, one in there['differences'].items():
        close(one['difference'], -back['differences'][name]['difference'], 1e-12, name)
        close(one['interval'][0], -back['differences'][name]['interval'][1], 1e-12, name)
        swapped = {'a': 'b', 'b': 'a', None: None}[one['better']]
        equal(back['differences'][name]['better'], swapped, f'better at {name}')
    same = compare(box, data, MODEL, MODEL)
    check(all(one == {'difference': 0, 'interval': [0, 0], 'better': None}
              for one in same['differences'].values()), 'a model differs from itself')
    equal(same['changed'], {'rows': 0, 'higher': 0, 'lower': 0, 'records': []}, 'changed')


@test
def other_inputs(box):
    """Models may read other columns, and one column in another way"""
    rows = [row[:5] + [f'm{row[5]}'] + row[6:] for row in tables.telco_rows()[:900]]
    rows[0] = tables.telco_rows()[0]
    fewer = train(box, 'fewer.json', [row[:5] + row[6:] for row in tables.telco_rows()[:900]])
    texts = train(box, 'texts.json', rows)
    for other in (fewer, texts):
        got = compare(box, tables.telco().read_bytes(), MODEL, other)
        equal(got['a'], evaluate(box, MODEL), f'A beside {other}')
        equal(got['b'], evaluate(box, other), other)


@test
def readable_text(box):
    """Without --json people are told the same in a table"""
    other = train(box)
    wanted = compare(box, tables.telco().read_bytes(), MODEL, other)
    text = box.succeeds('compare', '--label', 'Churn', '-m', MODEL, '-m', other, 'in.csv').out
    lines = [' '.join(line.split()) for line in text.decode().splitlines()]
    equal(lines[1:3], ['A: IBM Telco (sample) (telco.json)', 'B: Other (other.json)'], 'models')
    for name, one in wanted['differences'].items():
        told = (f'{program.TITLES[name]} {wanted["a"][name]:.4f} {wanted["b"][name]:.4f} '
                f'{one["difference"]:+.4f} {one["interval"][0]:+.4f} to {one["interval"][1]:+.4f}')
        better = {'a': ' A is better', 'b': ' B is better', None: ' may be chance'}[one['better']]
        check(told + (better if name != 'mean_probability' else '') in lines, f'{told}{better}')
    contains(text, f'In another band with B: {wanted["changed"]["rows"]} customers')
    for band in range(3):
        counts = [one['rows'] for one in wanted['bands'][3 * band:3 * band + 3]]
        check(f'{BANDS[band]} {counts[0]} {counts[1]} {counts[2]}' in lines, f'band {band}')
    check(all(line == line.rstrip() and len(line) <= 100 for line in text.decode().splitlines()),
          'a line is too long or ends with blanks')


@test
def anywhere(box):
    """Figures are the same in German, without environment and from standard input"""
    other = train(box)
    data = tables.compose(tables.telco_rows()[:600])
    wanted = compare(box, data, MODEL, other)
    equal(compare(box, data, MODEL, other, env=box.german()), wanted, 'in German')
    equal(compare(box, data, MODEL, other, env={}), wanted, 'without environment')
    result = box.succeeds('compare', '--json', '--label', 'Churn', '-m', MODEL, '-m', other, '-',
                          stdin=data)
    equal(json.loads(result.out), wanted, 'from standard input')


@test
def mapping(box):
    """With --mapping both models' columns are found under other names"""
    other = train(box)
    rows = tables.telco_rows()[:600]
    data = tables.compose([['months there' if name == 'tenure' else name for name in rows[0]],
                           *rows[1:]])
    box.write('mapping.json', json.dumps(
        {'version': 1, 'inputs': {'tenure': {'column': 'months there'}}}))
    got = compare(box, data, MODEL, other, '--mapping', 'mapping.json')
    equal(got, compare(box, tables.compose(rows), MODEL, other), 'figures')


@test
def refused(box):
    """What cannot be compared is told: files, models, labels, columns"""
    other = train(box)
    box.write('in.csv', tables.compose(tables.telco_rows()[:200]))
    both = ('compare', '-m', MODEL, '-m', other)
    box.fails(1, ['no column “Left”'], *both, '--label', 'Left', 'in.csv')
    box.fails(1, ['nothing.csv'], *both, '--label', 'Churn', 'nothing.csv')
    box.fails(1, ['none.json'], 'compare', '-m', MODEL, '-m', 'none.json', '--label', 'Churn',
              'in.csv')
    box.write('in.csv', tables.compose(
        [row[:5] + row[6:] for row in tables.telco_rows()[:200]]))
    box.fails(1, ['telco.json', '“tenure”', 'in.csv', '--mapping'], *both, '--label', 'Churn',
              'in.csv')
    box.write('in.csv', tables.compose([row[:20] for row in tables.telco_rows()[:200]]))
    box.fails(1, ['no column “Churn”'], *both, '--label', 'Churn', 'in.csv')


@test
def wrong_arguments(box):
    """Two models are asked for"""
    box.fails(2, ['two models', '-m'], 'compare', '--label', 'Churn', 'in.csv')
    box.fails(2, ['two models', '-m'], 'compare', '--label', 'Churn', '-m', 'a', 'in.csv')
    box.fails(2, ['two models', '-m'], 'compare', '--label', 'Churn', '-m', 'a', '-m', 'b',
              '-m', 'c', 'in.csv')


if __name__ == '__main__':
    tap.main(Box)
