#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""retainwise-cli evaluate: its figures are those that numpy computes."""

import json

import program
import reference
import tables
import tap
from program import Box
from tap import close, contains, equal, test

MODEL = 'models/telco.json'


def evaluate(box, data, *options, **settings):
    box.write('in.csv', data)
    arguments = ['evaluate', '--json', '--label', 'Churn', *options, 'in.csv']
    return json.loads(box.succeeds(*arguments, **settings).out)


def check_figures(box, data, *options, positive='Yes', model=None):
    """All figures for @data are those of our own computation."""
    numpy = tap.need('numpy')
    frame = reference.read_frame(data)
    p = reference.predict(reference.load(model or program.source(MODEL)), data)
    known = frame['Churn'].notna().to_numpy()
    y = (frame['Churn'] == positive).to_numpy().astype(numpy.float64)
    wanted = reference.figures(p[known], y[known])
    got = evaluate(box, data, *options)
    equal(sorted(got), sorted(wanted), 'names')
    for name, value in wanted.items():
        close(got[name], float(value), 1e-6, name)
    return got


@test
def telco(box):
    """All figures on IBM's sample set are numpy's to a millionth"""
    got = check_figures(box, tables.telco().read_bytes())
    equal((got['rows'], got['positives']), (7043, 1869), 'rows and leavers')


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
def readable_text(box):
    """Without --json people are told the same, with four decimals"""
    wanted = evaluate(box, tables.telco().read_bytes())
    text = box.succeeds('evaluate', '--label', 'Churn', 'in.csv').out.decode()
    lines = dict(line.strip().rsplit(maxsplit=1) for line in text.splitlines())
    told = {program.TITLES[name]: str(value) if name in ('rows', 'positives') else f'{value:.4f}'
            for name, value in wanted.items()}
    equal(lines, told, 'text')


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
