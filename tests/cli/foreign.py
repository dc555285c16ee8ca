# SPDX-License-Identifier: GPL-3.0-or-later
"""Models that Python's xgboost makes, and the customers they are made of."""

import functools
import warnings

import tables
import tap

N_ROWS = 600
LABEL = ('--label', 'churned', '--positive', 'yes')


@functools.cache
def customers():
    """A frame with names and values that hold “_”, gaps, and a column of true and false."""
    numpy, pandas = tap.need('numpy'), tap.need('pandas')
    draw = numpy.random.default_rng(7)
    frame = pandas.DataFrame({
        'tenure': draw.integers(0, 72, N_ROWS).astype(float),
        'monthly_fee': draw.normal(60, 20, N_ROWS).round(2),
        'monthly_calls': draw.integers(0, 2, N_ROWS),
        'contract': draw.choice(['Month-to-month', 'One year', 'Two year'], N_ROWS),
        'pay_method': draw.choice(['card', 'bank_transfer', 'cheque, mailed'], N_ROWS),
        'active': draw.integers(0, 2, N_ROWS).astype(bool),
        'tier': draw.integers(1, 4, N_ROWS),
    })
    risk = (0.5 - frame.tenure / 72 + (frame.contract == 'Month-to-month')
            + 0.02 * (frame.monthly_fee - 60) - 0.5 * frame.active + 0.3 * (frame.tier == 3)
            + 0.6 * (frame.pay_method == 'bank_transfer') * (frame.monthly_calls == 1))
    frame['churned'] = numpy.where(risk + draw.logistic(0, 0.6, N_ROWS) > 0.3, 'yes', 'no')
    frame.loc[draw.choice(N_ROWS, 40, replace=False), 'tenure'] = numpy.nan
    return frame


def inputs():
    return customers().drop(columns='churned')


def labels():
    return (customers().churned == 'yes').astype(int)


def features(drop_first=False):
    """The tier as values, too; true and false as they are."""
    pandas = tap.need('pandas')
    return pandas.get_dummies(inputs(), columns=['contract', 'pay_method', 'tier'],
                              drop_first=drop_first)


def write_customers(box):
    """The file as people have it, and what score is run on."""
    return box.write('in.csv', customers().to_csv(index=False))


def fit(matrix, watched=None, **parameters):
    """A classifier of Python's wrapper; what it says of old formats and types is no news."""
    xgboost = tap.need('xgboost')
    warnings.filterwarnings('ignore')
    settings = {'n_estimators': 25, 'max_depth': 4, 'n_jobs': 1, **parameters}
    return xgboost.XGBClassifier(**settings).fit(matrix, labels(), eval_set=watched, verbose=False)


def check_scores(box, model, wanted):
    """What score writes with this model is what Python predicts, to a millionth."""
    write_customers(box)
    output = box.succeeds('score', '-o', '-', '-m', model, 'in.csv').out
    found = tables.probabilities(output)
    tap.equal(len(found), len(wanted), 'rows')
    for row, (p, q) in enumerate(zip(found, wanted)):
        tap.close(p, float(q), 1e-6, f'row {row}')
