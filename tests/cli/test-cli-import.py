#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""retainwise-cli model import: models that XGBoost wrote elsewhere, and files that are none."""

import json
import pickle

import foreign
import reference
import tap
import terminal
from foreign import LABEL
from program import Box
from tap import contains, equal, test

STORE = '.local/share/retainwise/models'


def save(box, model, name='model.json'):
    model.save_model(str(box.path(name)))
    return model


def proposal(box, *options):
    """The columns that are proposed, and that nothing was kept."""
    result = box.run('model', 'import', '--json', *options)
    equal(result.code, 1, 'exit code')
    contains(result.err, 'Nothing was kept', '--yes', '--for', 'export_from_python.py')
    equal(list(box.path(STORE).glob('*')), [], 'kept models')
    return {one['name']: one.get('levels') for one in json.loads(result.out)['proposal']['inputs']}


def manifest(box, name):
    document = json.loads(box.read(f'{STORE}/{name}.json'))
    return json.loads(document['learner']['attributes']['retainwise'])


def predict(model, matrix):
    return model.predict_proba(matrix)[:, 1]


@test
def by_a_file(box):
    """A file settles which column and value each feature is, and the scores are Python's"""
    foreign.write_customers(box)
    matrix = foreign.features()
    for method in ('hist', 'exact', 'approx'):
        model = save(box, foreign.fit(matrix, tree_method=method))
        box.succeeds('model', 'import', '--for', 'in.csv', '--yes', '--label', 'churned',
                     '--name', method, 'model.json')
        foreign.check_scores(box, method, predict(model, matrix))
    found = manifest(box, 'hist')
    equal(found['label'], {'column': 'churned', 'positive': 'yes'}, 'label')
    kinds = {one['name']: sorted(one.get('levels', ())) for one in found['inputs']}
    equal(kinds, {'tenure': [], 'monthly_fee': [], 'monthly_calls': [],
                  'contract': ['Month-to-month', 'One year', 'Two year'],
                  'pay_method': ['bank_transfer', 'card', 'cheque, mailed'],
                  'active': ['False', 'True'], 'tier': ['1', '2', '3']}, 'inputs')


@test
def dropped_first(box):
    """A value without a feature (drop_first) is known, and the scores are Python's"""
    foreign.write_customers(box)
    matrix = foreign.features(drop_first=True)
    model = save(box, foreign.fit(matrix))
    found = proposal(box, '--for', 'in.csv', 'model.json')
    equal(sorted(found['contract']), ['Month-to-month', 'One year', 'Two year'], 'contract')
    out = box.run('model', 'import', '--for', 'in.csv', 'model.json').out
    contains(out, 'Month-to-month (no feature)', 'tenure', 'number')
    box.succeeds('model', 'import', '--for', 'in.csv', '--yes', 'model.json')
    foreign.check_scores(box, 'model', predict(model, matrix))
    tap.check('unknown' not in box.succeeds('score', '-m', 'model', 'in.csv').out.decode(),
              'a value without a feature is told to be unknown')


@test
def by_names(box):
    """Without a file values are told by their names, and numbers by the trees"""
    columns = ['tenure', 'monthly_fee', 'contract', 'pay_method']
    frame = foreign.inputs()[columns]
    frame['monthly_total'] = frame.monthly_fee * 12
    frame['pay_method'] = frame.pay_method.str.replace('_', ' ')
    matrix = tap.need('pandas').get_dummies(frame)
    model = save(box, foreign.fit(matrix, n_estimators=60))
    found = proposal(box, 'model.json')
    equal(found['monthly_fee'], None, 'a number')
    equal(found['monthly_total'], None, 'another one')
    equal(found['pay_method'], ['bank transfer', 'card', 'cheque, mailed'], 'values')
    box.succeeds('model', 'import', '-y', *LABEL, 'model.json')
    box.write('in.csv', frame.to_csv(index=False))
    output = box.succeeds('score', '-o', 'out.csv', '-m', 'model', 'in.csv')
    scored = tap.need('pandas').read_csv(box.path('out.csv'))
    difference = abs(scored.churn_probability - predict(model, matrix)).max()
    tap.check(difference <= 1e-6, f'scores differ by {difference}: {output.out!r}')


@test
def other_formats(box):
    """A model in UBJ, of a Booster or of a regressor gives the same scores"""
    xgboost = tap.need('xgboost')
    foreign.write_customers(box)
    matrix = foreign.features()
    save(box, foreign.fit(matrix), 'one.ubj')
    save(box, foreign.fit(matrix).get_booster(), 'two.json')
    regressor = xgboost.XGBRegressor(n_estimators=25, max_depth=4, objective='binary:logistic',
                                     n_jobs=1)
    save(box, regressor.fit(matrix, foreign.labels()), 'three.json')
    wanted = predict(foreign.fit(matrix), matrix)
    for name in ('one.ubj', 'two.json', 'three.json'):
        box.succeeds('model', 'import', '--for', 'in.csv', '--yes', name)
    foreign.check_scores(box, 'one', wanted)
    foreign.check_scores(box, 'two', wanted)
    foreign.check_scores(box, 'three', regressor.predict(matrix))


@test
def early_stopping(box):
    """Trees behind the best round are left out, as scikit-learn's wrapper does"""
    foreign.write_customers(box)
    matrix = foreign.features()
    others = (matrix[:150], foreign.labels()[150:300])
    stopped = foreign.fit(matrix, [others], n_estimators=200, early_stopping_rounds=7)
    rounds = stopped.get_booster().num_boosted_rounds()
    equal(rounds, stopped.best_iteration + 8, 'rounds')
    save(box, stopped)
    said = json.loads(box.succeeds('model', 'import', '--json', '--for', 'in.csv', '--yes',
                                   'model.json').out)
    equal(said['trees_left_out'], 7, 'trees that are left out')
    foreign.check_scores(box, 'model', predict(stopped, matrix))


@test
def python_reads_it(box):
    """What is kept of a model of XGBoost 3.1 loads in this Python's xgboost and scores the same"""
    xgboost = tap.need('xgboost')
    foreign.write_customers(box)
    matrix = foreign.features()
    model = save(box, foreign.fit(matrix, base_score=0.3141592741012573))
    document = json.loads(box.read('model.json'))
    learner = document['learner']
    parameters = learner['learner_model_param']
    parameters['base_score'] = f'[{parameters["base_score"]}]'
    learner['gradient_booster']['model']['cats'] = {'enc': [], 'feature_segments': [],
                                                    'sorted_idx': []}
    document['version'] = [3, 1, 0]
    box.write('model.json', json.dumps(document))
    box.succeeds('model', 'import', '--for', 'in.csv', '--yes', 'model.json')
    foreign.check_scores(box, 'model', predict(model, matrix))
    again = reference.load(box.path(f'{STORE}/model.json'))
    difference = abs(again.predict(xgboost.DMatrix(matrix)) - predict(model, matrix)).max()
    equal(float(difference), 0.0, 'difference in Python')


@test
def without_names(box):
    """Features without names, or that fit nothing, are refused with the way out"""
    foreign.write_customers(box)
    save(box, foreign.fit(foreign.features().to_numpy(dtype='float32')))
    for options in ((), ('--for', 'in.csv'), ('--yes',)):
        box.fails(1, ['have no names', 'export_from_python.py'], 'model', 'import', *options,
                  'model.json')
    save(box, foreign.fit(foreign.features().rename(columns={'tenure': 'months'})))
    box.fails(1, ['“months”', 'in.csv', 'export_from_python.py'], 'model', 'import', '--yes',
              '--for', 'in.csv', 'model.json')
    codes = foreign.features()
    codes['contract'] = foreign.inputs().contract.astype('category').cat.codes
    save(box, foreign.fit(codes))
    box.fails(1, ['“contract”', 'texts', 'get_dummies'], 'model', 'import', '--yes', '--for',
              'in.csv', 'model.json')
    equal(list(box.path(STORE).glob('*')), [], 'kept models')


@test
def label(box):
    """The label is one of the file, or told with its value"""
    foreign.write_customers(box)
    save(box, foreign.fit(foreign.features()))
    box.fails(2, ['--positive'], 'model', 'import', '--yes', '--label', 'churned', 'model.json')
    box.fails(1, ['no column “left”'], 'model', 'import', '--yes', '--for', 'in.csv', '--label',
              'left', 'model.json')
    box.fails(1, ['“churned”', '--positive'], 'model', 'import', '--yes', '--for', 'in.csv',
              '--label', 'churned', '--positive', 'maybe', 'model.json')
    box.succeeds('model', 'import', '--yes', '--for', 'in.csv', 'model.json')
    equal('label' in manifest(box, 'model'), False, 'a label that nobody told')
    tap.check(b'Label' not in box.succeeds('model', 'show', 'model').out, 'a label is shown')


@test
def asked(box):
    """At a terminal the columns are shown, and nothing is kept without a yes"""
    foreign.write_customers(box)
    save(box, foreign.fit(foreign.features()))
    for answer, code in ((b'n\n', 1), (b'\n', 1), (b'y\n', 0)):
        screen = terminal.Terminal(box, 'model', 'import', '--for', 'in.csv', 'model.json',
                                   everything=True)
        screen.wait(b'[y/N]')
        contains(bytes(screen.shown), 'pay_method', 'cheque, mailed')
        equal(box.path(f'{STORE}/model.json').exists(), False, 'kept before the answer')
        screen.type(answer)
        screen.wait()
        equal(screen.child.wait(), code, f'exit code for {answer}')
        screen.close()
    equal(box.path(f'{STORE}/model.json').exists(), True, 'kept')


@test
def pickles(box):
    """Pickles and old binary models are refused with the Python that converts them"""
    joblib = tap.need('joblib')
    model = foreign.fit(foreign.features())
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        box.write('model.pkl', pickle.dumps(model, protocol))
        box.fails(1, ['model.pkl: ', 'pickle', 'import joblib', 'save_model'], 'model', 'import',
                  'model.pkl')
    for compress in (0, 3, ('gzip', 3), ('bz2', 3), ('xz', 3), ('lzma', 3)):
        joblib.dump(model, box.path('model.joblib'), compress=compress)
        box.fails(1, ['pickle', 'import joblib', 'save_model'], 'model', 'import', 'model.joblib')
    save(box, model, 'model.deprecated')  # since 2.1 “.bin” is UBJ
    box.fails(1, ['old binary format', 'save_model'], 'model', 'import', 'model.deprecated')


@test
def way_out(box):
    """The Python of that message makes a file that can be imported"""
    joblib = tap.need('joblib')
    foreign.write_customers(box)
    matrix = foreign.features()
    model = foreign.fit(matrix)
    joblib.dump(model, box.path('model.pkl'))
    message = box.run('model', 'import', 'model.pkl').err.decode()
    code = message.split('“')[-1].split('”')[0].replace("'model", f"'{box.folder}/model")
    exec(code)
    box.succeeds('model', 'import', '--yes', '--for', 'in.csv', 'model.json')
    foreign.check_scores(box, 'model', predict(model, matrix))


def refuses(box, words, matrix, targets=None, **parameters):
    xgboost = tap.need('xgboost')
    settings = {'objective': 'binary:logistic', 'nthread': 1, **parameters}
    data = xgboost.DMatrix(matrix, foreign.labels() if targets is None else targets,
                           enable_categorical=True)
    save(box, xgboost.train(settings, data, 3))
    box.fails(1, ['model.json: ', *words], 'model', 'import', '--yes', 'model.json')


@test
def other_kinds(box):
    """Other boosters and objectives, several outputs and native categories are named"""
    matrix = foreign.features()
    refuses(box, ['booster', '“dart”'], matrix, booster='dart')
    refuses(box, ['booster', '“gblinear”'], matrix, booster='gblinear')
    for objective in ('reg:squarederror', 'binary:hinge', 'binary:logitraw', 'count:poisson',
                      'rank:pairwise', 'reg:logistic'):
        refuses(box, ['objective', f'“{objective}”'], matrix, objective=objective)
    thirds = foreign.inputs().tier - 1
    refuses(box, ['objective', '“multi:softprob”'], matrix, thirds, objective='multi:softprob',
            num_class=3)
    two = tap.need('numpy').column_stack([foreign.labels(), 1 - foreign.labels()])
    refuses(box, ['several outputs'], matrix, two, tree_method='hist')
    native = foreign.inputs()[['tenure', 'contract']].astype({'contract': 'category'})
    refuses(box, ['native categories'], native, tree_method='hist')


if __name__ == '__main__':
    tap.main(Box)
