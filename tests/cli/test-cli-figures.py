#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""retainwise-cli evaluate: its figures are scikit-learn's on the same scores, to 1e-9."""

import json

import program
import reference
import tables
import tap
from program import Box
from tap import close, equal, test

MODEL = 'models/telco.json'
TOLERANCE = 1e-9


def judged(p, y, threshold=0.5):
    """What scikit-learn says of probabilities and labels."""
    tap.need('sklearn')
    from sklearn import metrics
    call = (p >= threshold).astype(int)
    return {
        'auc': metrics.roc_auc_score(y, p),
        'average_precision': metrics.average_precision_score(y, p),
        'log_loss': metrics.log_loss(y, p, labels=[0, 1]),
        'brier': metrics.brier_score_loss(y, p),
        'accuracy': metrics.accuracy_score(y, call),
        'precision': metrics.precision_score(y, call, zero_division=0),
        'recall': metrics.recall_score(y, call),
        'f1': metrics.f1_score(y, call),
    }


def check_figures(box, rows):
    """All figures of @rows are scikit-learn's."""
    data = tables.compose(rows)
    frame = reference.read_frame(data)
    p = reference.predict(reference.load(program.source(MODEL)), data).astype('float64')
    y = (frame['Churn'] == 'Yes').to_numpy().astype(int)
    box.write('in.csv', data)
    got = json.loads(box.succeeds('evaluate', '--json', '--label', 'Churn', 'in.csv').out)
    for name, value in judged(p, y).items():
        close(got[name], float(value), TOLERANCE, name)
    return got, p


@test
def telco(box):
    """On IBM's sample set"""
    got, _ = check_figures(box, tables.telco_rows())
    equal(got['rows'], 7043, 'rows')


@test
def ties(box):
    """On customers who are there several times, some of them with both ends"""
    header, *rows = tables.telco_rows()
    turned = [row[:20] + ['No' if row[20] == 'Yes' else 'Yes'] for row in rows[:150]]
    _, p = check_figures(box, [header, *rows[:300], *turned, *rows[100:300], *rows[200:300]])
    equal(len(set(p)) < 310, True, 'ties')


@test
def one_score(box):
    """On customers of one and the same score"""
    header, *rows = tables.telco_rows()
    same = [row[:1] + rows[0][1:20] + row[20:] for row in rows[:80]]
    got, p = check_figures(box, [header, *same])
    equal(len(set(p)), 1, 'different scores')
    equal((got['auc'], got['lift']), (0.5, 1.0), 'AUC and lift')


@test
def one_constant_column(box):
    """On a file in which the contract says nothing"""
    header, *rows = tables.telco_rows()
    check_figures(box, [header, *(row[:15] + ['One year'] + row[16:] for row in rows[:500])])


@test
def few_rows(box):
    """On two, three and ten customers, nobody above the threshold among them"""
    header, *rows = tables.telco_rows()
    left = [row for row in rows if row[20] == 'Yes']
    stayed = [row for row in rows if row[20] == 'No']
    for some in (left[:1] + stayed[:1], left[:1] + stayed[:2], left[:4] + stayed[:6]):
        check_figures(box, [header, *some])
    loyal = [row for row in rows if row[15] == 'Two year']
    some = [row for row in loyal if row[20] == 'Yes'][:5] + loyal[:5]
    got, p = check_figures(box, [header, *some])
    equal((max(p) < 0.5, got['precision'], got['recall'], got['f1']), (True, 0, 0, 0), 'nobody called')


if __name__ == '__main__':
    tap.main(Box)
