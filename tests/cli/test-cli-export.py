#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""models/export_from_python.py: models of Python's xgboost and scikit-learn, scored the same here."""

import json
import subprocess
import sys

import foreign
import program
import reference
import tap
from program import Box
from tap import check, contains, equal, test

LABEL = {'label': 'churned', 'positive': 'yes'}


def script():
    """The script as a module."""
    for name in ('xgboost', 'pandas', 'sklearn'):
        tap.need(name)
    sys.path.insert(0, str(program.source('models')))
    return tap.need('export_from_python')


def exports(box, model, wanted, *arguments, **options):
    """Exports @model; what is written scores as @wanted says, and loads in Python again."""
    script().export(model, box.path('out.json'), *arguments, **LABEL, **options)
    foreign.check_scores(box, 'out.json', wanted)
    reference.load(box.path('out.json'))
    return json.loads(box.succeeds('model', 'show', '--json', 'out.json').out)


def refuses(box, words, *arguments, **options):
    try:
        script().export(arguments[0], box.path('out.json'), *arguments[1:], **options)
    except ValueError as error:
        contains(str(error), *words)
    else:
        raise tap.Failure('it was exported')
    check(not box.path('out.json').exists(), 'a file was written')


def predict(model, matrix):
    return model.predict_proba(matrix)[:, 1]


def levels(card):
    return {one['name']: one.get('levels') for one in card['inputs']}


@test
def classifier(box):
    """A classifier of a frame scores the same; the card tells columns, label and required ones"""
    for drop_first in (False, True):
        matrix = foreign.features(drop_first)
        model = foreign.fit(matrix)
        card = exports(box, model, predict(model, matrix), foreign.customers(), title='Mine',
                       id='number')
        equal((card['title'], card['id'], card['label']),
              ('Mine', {'name': 'number'}, {'column': 'churned', 'positive': 'yes'}), 'card')
        equal(sorted(levels(card)['contract']), ['Month-to-month', 'One year', 'Two year'], 'levels')
        equal(sorted(levels(card)['active']), ['False', 'True'], 'true and false')
        equal(levels(card)['monthly_fee'], None, 'a number')
        shares = {one['name']: one['importance'] for one in card['inputs']}
        for one in card['inputs']:
            equal(one.get('required', False), shares[one['name']] >= 0.05, one['name'])


@test
def booster(box):
    """A Booster of an array scores the same when its features are named"""
    matrix = foreign.features()
    model = foreign.fit(matrix.to_numpy(dtype='float32')).get_booster()
    wanted = foreign.fit(matrix)
    columns = {'tenure': None, 'monthly_fee': None, 'monthly_calls': None, 'tier': None,
               'active': [True, False],
               'contract': ['Month-to-month', 'One year', 'Two year'],
               'pay_method': ['card', 'bank_transfer', 'cheque, mailed']}
    exports(box, model, predict(wanted, matrix), columns, features=list(matrix.columns))
    box.path('out.json').unlink()
    refuses(box, ['without names'], model, columns)
    refuses(box, ['“nothing” is neither'], model, columns, features=['nothing'])
    refuses(box, ['number of features'], model, columns, features=['tenure'])
    refuses(box, ['label and positive'], model, columns, label='churned')


@test
def regressor(box):
    """A regressor of this objective scores the same; one of another is refused"""
    matrix = foreign.features()
    xgboost = tap.need('xgboost')
    model = xgboost.XGBRegressor(objective='binary:logistic', n_estimators=20, n_jobs=1)
    exports(box, model.fit(matrix, foreign.labels()), model.predict(matrix), foreign.customers())
    box.path('out.json').unlink()
    other = xgboost.XGBRegressor(n_estimators=2, n_jobs=1).fit(matrix, foreign.labels())
    refuses(box, ['reg:squarederror'], other, foreign.customers())
    other = foreign.fit(matrix.fillna(-1), missing=-1)
    refuses(box, ['missing=-1'], other, foreign.customers())


@test
def early_stopping(box):
    """The trees behind the best round are left out, as the wrapper does"""
    matrix = foreign.features()
    others = (matrix[:150], foreign.labels()[150:300])
    model = foreign.fit(matrix, [others], n_estimators=200, early_stopping_rounds=7)
    card = exports(box, model, predict(model, matrix), foreign.customers())
    equal(card['trees'], model.best_iteration + 1, 'trees')


def pipeline(columns, **options):
    """A pipeline of these transformers, trained on the customers."""
    xgboost, compose = tap.need('xgboost'), tap.need('sklearn.compose')
    transformer = compose.ColumnTransformer(columns, **options)
    model = xgboost.XGBClassifier(n_estimators=25, max_depth=4, n_jobs=1)
    steps = [('columns', transformer), ('model', model)]
    return tap.need('sklearn.pipeline').Pipeline(steps).fit(foreign.inputs(), foreign.labels())


def encoder(**options):
    return tap.need('sklearn.preprocessing').OneHotEncoder(handle_unknown='ignore', **options)


@test
def pipelines(box):
    """A pipeline of a ColumnTransformer scores the same, in whatever order its columns are"""
    texts = ['pay_method', 'contract', 'tier']
    numbers = ('numbers', 'passthrough', ['monthly_fee', 'tenure', 'monthly_calls'])
    for columns, options in (
            ([('texts', encoder(), texts), numbers], {'remainder': 'drop'}),
            ([numbers, ('texts', encoder(drop='first'), texts)], {'remainder': 'drop'}),
            ([('no', 'drop', ['active']), ('texts', encoder(), [4, 3])],
             {'remainder': 'passthrough'})):
        model = pipeline(columns, sparse_threshold=0, **options)
        card = exports(box, model, predict(model, foreign.inputs()), foreign.customers())
        equal(sorted(levels(card)['pay_method']), ['bank_transfer', 'card', 'cheque, mailed'],
              'values')


@test
def other_pipelines(box):
    """What RetainWise could not do as the pipeline does is refused by name"""
    preprocessing = tap.need('sklearn.preprocessing')
    numbers = ['monthly_fee', 'tenure']
    refuses(box, ['StandardScaler', 'no scaling'], pipeline(
        [('numbers', preprocessing.StandardScaler(), numbers)]), foreign.inputs())
    refuses(box, ['max_categories'], pipeline(
        [('texts', encoder(max_categories=2), ['contract'])], sparse_threshold=0),
            foreign.inputs())
    texts = ['pay_method', 'contract', 'tier', 'active', 'monthly_calls']
    sparse = pipeline([('texts', encoder(), texts)], sparse_threshold=1)
    refuses(box, ['sparse', 'sparse_threshold=0'], sparse, foreign.inputs())
    scaler = tap.need('sklearn.pipeline').Pipeline([('scale', preprocessing.StandardScaler()),
                                                    ('model', foreign.fit(foreign.features()))])
    refuses(box, ['a pipeline is'], scaler, foreign.inputs())


@test
def texts_as_numbers(box):
    """A column of texts that became numbers in some way is refused"""
    codes = foreign.features()
    codes['contract'] = foreign.inputs().contract.astype('category').cat.codes
    refuses(box, ['“contract”', 'texts'], foreign.fit(codes), foreign.inputs())


@test
def from_outside(box):
    """As a program it reads what joblib wrote, and a CSV file"""
    matrix = foreign.features()
    model = foreign.fit(matrix)
    tap.need('joblib').dump(model, box.path('model.pkl'))
    foreign.write_customers(box)
    command = ['/usr/bin/python3', program.source('models/export_from_python.py').resolve(),
               'model.pkl', 'in.csv', 'out.json', '--label', 'churned', '--positive', 'yes']
    subprocess.run(command, cwd=box.folder, env=box.environment(PYTHONDONTWRITEBYTECODE='1'),
                   timeout=program.TIMEOUT, check=True, capture_output=True)
    foreign.check_scores(box, 'out.json', predict(model, matrix))
    box.succeeds('model', 'import', 'out.json')
    foreign.check_scores(box, 'out', predict(model, matrix))
    done = subprocess.run(command[:-2], cwd=box.folder, capture_output=True,
                          env=box.environment(PYTHONDONTWRITEBYTECODE='1'),
                          timeout=program.TIMEOUT)
    equal(done.returncode, 1, 'exit code')
    contains(done.stderr, 'label and positive')


if __name__ == '__main__':
    tap.main(Box)
