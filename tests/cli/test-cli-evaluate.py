#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""retainwise-cli evaluate: its figures are those that numpy computes."""

import json

import program
import reference
import tables
import tap
from program import Box
from tap import check, close, contains, equal, test

MODEL = 'models/telco.json'


def evaluate(box, data, *options, **settings):
    box.write('in.csv', data)
    arguments = ['evaluate', '--json', '--label', 'Churn', *options, 'in.csv']
    return json.loads(box.succeeds(*arguments, **settings).out)


def labelled(data, positive='Yes', model=None):
    """Probabilities and labels of the rows that have one."""
    numpy = tap.need('numpy')
    frame = reference.read_frame(data)
    p = reference.predict(reference.load(model or program.source(MODEL)), data)
    known = frame['Churn'].notna().to_numpy()
    return p[known], (frame['Churn'] == positive).to_numpy().astype(numpy.float64)[known]


def check_figures(box, data, *options, positive='Yes', model=None):
    """All figures for @data are those of our own computation."""
    wanted = reference.figures(*labelled(data, positive, model))
    got = evaluate(box, data, *options)
    equal(sorted(got), sorted([*wanted, 'ece_floor', 'intervals', 'calibration', 'gains']), 'names')
    equal(sorted(got['intervals']), sorted(set(program.TITLES) - {'ece'}), 'names of intervals')
    for name, value in wanted.items():
        close(got[name], float(value), 1e-6, name)
    return got


@test
def telco(box):
    """All figures on IBM's sample set are numpy's to a millionth"""
    got = check_figures(box, tables.telco().read_bytes())
    equal((got['rows'], got['positives']), (7043, 1869), 'rows and leavers')


@test
def own_file(box):
    """It is told when a model is evaluated on the file that it was trained on"""
    box.write('in.csv', tables.telco().read_bytes())
    result = box.succeeds('evaluate', '--label', 'Churn', 'in.csv')
    contains(result.err, '“IBM Telco (sample)” was trained on this file')
    box.write('in.csv', tables.compose(tables.telco_rows()[:500]))
    equal(box.succeeds('evaluate', '--label', 'Churn', 'in.csv').err, b'', 'of another file')


@test
def generated(box):
    """All figures on 20,000 generated rows are numpy's to a millionth"""
    check_figures(box, program.generated(20000, '--label', '--seed', '5'))


@test
def few_rows(box):
    """So they are on a handful of rows, with ties and with empty bins"""
    rows = tables.telco_rows()
    check_figures(box, tables.compose(rows[:6]))
    check_figures(box, tables.compose([rows[0]] + [row for row in rows[1:40] for _ in range(3)]))


@test
def other_positive(box):
    """With --positive No the customers who stayed are looked for"""
    data = tables.telco().read_bytes()
    got = check_figures(box, data, '--positive', 'No', positive='No')
    close(got['auc'], 1 - evaluate(box, data)['auc'], 1e-6, 'AUC')


@test
def missing_labels(box):
    """Rows without a label are left out, whatever stands for it"""
    rows = [list(row) for row in tables.telco_rows()[:500]]
    for row in rows[1::3]:
        row[20] = ''
    got = check_figures(box, tables.compose(rows))
    equal(got['rows'], sum(row[20] != '' for row in rows[1:]), 'rows')
    for row in rows[1::3]:
        row[20] = ' NA '
    equal(evaluate(box, tables.compose(rows)), got, 'figures')


@test
def other_model(box):
    """Option -m takes another model"""
    data = tables.compose(tables.telco_rows()[:600])
    box.write('train.csv', data)
    box.succeeds('train', '--label', 'Churn', '-o', 'model.json', 'train.csv')
    model = box.path('model.json')
    check_figures(box, tables.telco().read_bytes(), '-m', 'model.json', model=model)


@test
def intervals(box):
    """Intervals are those of resampled rows, and hold their figures"""
    numpy = tap.need('numpy')
    data = tables.compose(tables.telco_rows()[:2001])
    p, y = labelled(data)
    got = evaluate(box, data)
    for name, (low, high) in got['intervals'].items():
        check(low < got[name] < high, f'{name} {got[name]} is not in {low} … {high}')
    for name, figure in (('auc', reference.auc), ('brier', lambda p, y: ((p - y) ** 2).mean()),
                         ('recall', lambda p, y: ((p >= 0.5) & (y == 1)).sum() / y.sum())):
        wanted = reference.bootstrap(figure, p.astype(numpy.float64), y)
        for end, value in zip(got['intervals'][name], wanted):
            close(end, value, 0.1 * (wanted[1] - wanted[0]), f'interval of {name}')


@test
def calibration(box):
    """The calibration table is numpy's, and the floor is the error of probabilities that are right"""
    data = tables.telco().read_bytes()
    p, y = labelled(data)
    got = evaluate(box, data)
    for one, (rows, positives, mean, rate) in zip(got['calibration'], reference.calibration(p, y),
                                                  strict=True):
        equal((one['rows'], one['positives']), (rows, positives), f'rows from {one["from"]}')
        close(one['mean_probability'], mean, 1e-7, f'mean from {one["from"]}')
        close(one['rate'], rate, 1e-12, f'rate from {one["from"]}')
        error = (mean * (1 - mean) / rows) ** 0.5
        for end, value in zip(one['expected'], (mean - 1.96 * error, mean + 1.96 * error)):
            close(end, value, 0.3 * error + 1 / rows, f'chance from {one["from"]}')
    close(got['ece_floor'], reference.simulated_floor(p), 0.0006, 'floor')


@test
def gains(box):
    """Tenths are the riskiest first, hold all customers and reach all leavers"""
    numpy = tap.need('numpy')
    data = tables.telco().read_bytes()
    p, y = labelled(data)
    got = evaluate(box, data)
    tenths = got['gains']
    equal([one['tenth'] for one in tenths], list(range(1, 11)), 'tenths')
    equal(sum(one['rows'] for one in tenths), 7043, 'customers')
    close(sum(one['positives'] for one in tenths), 1869, 1e-6, 'leavers')
    close(tenths[0]['lift'], got['lift'], 1e-12, 'lift of the first')
    close(tenths[9]['reached'], 1, 1e-12, 'reached in the end')
    sorted_y = y[numpy.argsort(-p, kind='stable')]
    for one in tenths:
        end = 7043 * one['tenth'] // 10
        close(one['reached'], sorted_y[:end].sum() / y.sum(), 0.002, f'reached by {one["tenth"]}')
        close(one['rate'], one['positives'] / one['rows'], 1e-12, 'rate')
        low, high = one['reached_interval']
        check(low <= one['reached'] <= high, f'interval of {one["tenth"]}')
    equal(tenths[0]['lift_interval'], got['intervals']['lift'], 'interval of the first lift')


@test
def by_category(box):
    """With --by each value is evaluated as if its customers were alone"""
    rows = tables.telco_rows()
    got = evaluate(box, tables.compose(rows), '--by', 'Contract')
    equal(got['by']['column'], 'Contract', 'column')
    equal([group['value'] for group in got['by']['groups']],
          ['Month-to-month', 'Two year', 'One year'], 'values')
    alone = evaluate(box, tables.compose(rows))
    equal({name: got[name] for name in alone}, alone, 'figures of all')
    for group in got['by']['groups']:
        equal(group.pop('too_few'), False, 'too few')
        some = [row for row in rows if row is rows[0] or row[15] == group['value']]
        equal(group, {'value': group['value'], **evaluate(box, tables.compose(some))},
              group['value'])


@test
def by_number(box):
    """Numbers are taken in quarters, few different ones each on its own; missing ones apart"""
    rows = tables.telco_rows()
    groups = evaluate(box, tables.compose(rows), '--by', 'TotalCharges')['by']['groups']
    equal(len(groups), 5, 'four quarters and the missing')
    check(all(1700 < group['rows'] < 1800 for group in groups[:4]), 'quarters are not')
    equal(groups[0]['value'].split(' – ')[0], '18.8', 'lowest')
    equal((groups[4]['value'], groups[4]['rows'], groups[4]['too_few']), (None, 11, True), 'missing')
    groups = evaluate(box, tables.compose(rows), '--by', 'SeniorCitizen')['by']['groups']
    equal([(group['value'], group['rows']) for group in groups], [('0', 5901), ('1', 1142)],
          'senior citizens')


@test
def by_what_is_no_input(box):
    """A column that the model does not read will do, and small groups are told"""
    rows = [[*row, 'North' if i % 2 else 'South' if i > 30 else 'West']
            for i, row in enumerate(tables.telco_rows()[:800])]
    rows[0][-1] = 'Region'
    groups = evaluate(box, tables.compose(rows), '--by', 'Region')['by']['groups']
    equal([(group['value'], group['rows'], group['too_few']) for group in groups],
          [('North', 400, False), ('South', 384, False), ('West', 15, True)], 'groups')
    equal(sorted(groups[2]), ['positives', 'rows', 'too_few', 'value'], 'what is told of few')
    text = box.succeeds('evaluate', '--label', 'Churn', '--by', 'Region', 'in.csv').out
    contains(text, 'By “Region”', 'North', 'South', 'too few to tell: West (15 customers')
    groups = evaluate(box, tables.compose(rows), '--by', 'Churn')['by']['groups']
    equal([group['too_few'] for group in groups], [True, True], 'by the label')


@test
def by_nothing(box):
    """A column to compare by that is not there or has too many values is refused"""
    rows = tables.telco_rows()
    refuses(box, ['no column “Region”', 'in.csv'], rows[:50], '--label', 'Churn', '--by', 'Region')
    refuses(box, ['“customerID”', '4096'], rows, '--label', 'Churn', '--by', 'customerID')


@test
def readable_text(box):
    """Without --json people are told the same, with four decimals, and what it means"""
    wanted = evaluate(box, tables.telco().read_bytes())
    text = box.succeeds('evaluate', '--label', 'Churn', 'in.csv').out.decode()
    lines = [' '.join(line.split()) for line in text.splitlines()]
    equal(lines[0], 'Customers: 7043; of them left: 1869 (26.5 %)', 'first line')
    for name, title in program.TITLES.items():
        line = next(line for line in lines if line.startswith(title + ' '))
        told = f'{title} {wanted[name]:.4f} '
        told += (f'by chance {wanted["ece_floor"]:.4f}' if name == 'ece' else
                 '{:.4f} – {:.4f}'.format(*wanted['intervals'][name]))
        check(line.startswith(told + ' '), f'{line!r} does not start with {told!r}')
        check(len(line) > len(told) + 9, f'{line!r} does not say what it means')
    for one in wanted['gains']:
        check(any(line.startswith(f'{one["tenth"]} {one["rows"]} ') and
                  line.endswith('{:.2f} {:.2f} – {:.2f} {:.1f} % {:.1f} % – {:.1f} %'.format(
                      one['lift'], *one['lift_interval'], 100 * one['reached'],
                      *(100 * end for end in one['reached_interval'])))
                  for line in lines), f'tenth {one["tenth"]} is not told')
    check(sum('% – ' in line for line in lines) ==
          len(wanted['calibration']) + len(wanted['gains']), 'calibration')
    check(all(len(line) <= 100 for line in text.splitlines()), 'a line is too long')


@test
def anywhere(box):
    """Figures are the same in German, without environment and from standard input"""
    data = tables.compose(tables.telco_rows()[:600])
    wanted = evaluate(box, data)
    equal(evaluate(box, data, env=box.german()), wanted, 'in German')
    equal(evaluate(box, data, env={}), wanted, 'without environment')
    result = box.succeeds('evaluate', '--json', '--label', 'Churn', '-', stdin=data)
    equal(json.loads(result.out), wanted, 'from standard input')


def refuses(box, words, rows, *options):
    box.write('in.csv', tables.compose(rows))
    box.fails(1, words, 'evaluate', *options, 'in.csv')


@test
def labels_refused(box):
    """A label that is missing, unclear or not of two values is refused with the way out"""
    rows = tables.telco_rows()[:200]
    refuses(box, ['no column “Left”', 'in.csv'], rows, '--label', 'Left')
    refuses(box, ['“Contract”', 'exactly two'], rows, '--label', 'Contract')
    three = [row[:20] + ['Perhaps' if at == 7 else row[20]] for at, row in enumerate(rows)]
    refuses(box, ['“Churn”', 'exactly two'], three, '--label', 'Churn')
    refuses(box, ['“gender”', '“Female”', '--positive'], rows, '--label', 'gender')
    refuses(box, ['“Churn”', '--positive'], rows, '--label', 'Churn', '--positive', 'Maybe')
    nothing = [row[:20] + ['Churn' if row is rows[0] else ''] for row in rows]
    refuses(box, ['“Churn”', 'exactly two'], nothing, '--label', 'Churn')


@test
def columns_refused(box):
    """A file without the model's columns is refused, and they are named"""
    rows = [row[:5] + row[6:15] + row[16:] for row in tables.telco_rows()[:200]]
    refuses(box, ['2 that it needs are not in “in.csv”', '“tenure”', '“Contract”'], rows, '--label', 'Churn')


@test
def model_input_as_label(box):
    """An input of the model may be the label too"""
    rows = tables.telco_rows()[:600]
    box.write('in.csv', tables.compose(rows))
    said = json.loads(box.succeeds('evaluate', '--json', '--label', 'SeniorCitizen', 'in.csv').out)
    equal(said['positives'], sum(row[2] == '1' for row in rows[1:]), 'senior citizens')
    wanted = evaluate(box, tables.compose(rows))
    close(said['mean_probability'], wanted['mean_probability'], 1e-9, 'mean probability')
    contains(box.succeeds('evaluate', '--label', 'SeniorCitizen', 'in.csv').out, 'auc')


if __name__ == '__main__':
    tap.main(Box)
