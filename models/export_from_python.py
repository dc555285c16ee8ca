#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes an XGBoost model from Python as a file that RetainWise scores with.

The file is XGBoost's own JSON with a description of the columns that the model reads inside, so
that any CSV file with these columns can be scored:

    from export_from_python import export
    export(model, 'churn.json', customers, label='churned', positive='yes')

`model` is a Booster, an XGBClassifier or XGBRegressor (objective binary:logistic), or a Pipeline of
a ColumnTransformer (OneHotEncoder, "passthrough", "drop") and one of them. `customers` is a frame
with the columns as they are in your files, before anything became a number, or a dict of them: of
each column None if it is a number, or else its values.

Which feature is which column is told by the pipeline or else by the features' names, as
pandas.get_dummies() writes them: “tenure”, “contract_One year”. A model that was trained on an
array has no names; give them as `features`.

From the command line, with a model that joblib or pickle wrote (opening it runs what is in it; do
so only with files that you trust):

    python3 export_from_python.py model.pkl customers.csv churn.json --label churned --positive yes

Then: retainwise-cli model import churn.json
"""

import argparse
import json
import os
import tempfile
from pathlib import Path

import numpy
import pandas

REQUIRED_SHARE = 0.05  # of the importance: without such a column a file is not scored
NUMBER = None


def export(model, path, customers, *, features=None, label=None, positive=None, title=None,
           id=None):
    """Writes `model` to `path`; ValueError says what RetainWise could not do as Python does."""
    if (label is None) != (positive is None):
        raise ValueError('label and positive are told together, or neither')
    booster, pipeline = take_apart(model)
    if pipeline is not None:
        check_dense(model, customers)
        places = places_of_pipeline(pipeline)
    else:
        names, columns = features or booster.feature_names, read_columns(customers)
        if not names:
            raise ValueError('the model was trained without names: give them as features')
        places = [find_place(name, columns) for name in names]
        places += find_dropped(places, columns)
    document = write_document(booster)
    inputs = make_inputs(places, importance_of(document, places))
    manifest = {'version': 1, 'title': title or Path(path).stem, 'inputs': inputs,
                'features': [make_feature(*place) for place in places if place[0] is not None],
                'training': {}}
    if label is not None:
        manifest['label'] = {'column': label, 'positive': str(positive)}
    if id is not None:
        manifest['id'] = {'name': id}
    learner = document['learner']
    names = [feature['name'] for feature in manifest['features']]
    if len(names) != int(learner['learner_model_param']['num_feature']):
        raise ValueError(f'the model has another number of features than the {len(names)} named')
    learner['attributes'] = {'retainwise': json.dumps(manifest, ensure_ascii=False)}
    learner['feature_names'], learner['feature_types'] = names, ['float'] * len(names)
    Path(path).write_text(json.dumps(document, ensure_ascii=False), encoding='utf-8')


def take_apart(model):
    """The booster up to its best round, and what prepares its features (None: nothing)."""
    pipeline = None
    if hasattr(model, 'steps'):
        if len(model.steps) != 2 or not hasattr(model[0], 'transformers_'):
            raise ValueError('a pipeline is a ColumnTransformer and a model, nothing else')
        pipeline, model = model[0], model[-1]
    if not numpy.isnan(getattr(model, 'missing', numpy.nan)):
        raise ValueError(f'missing={model.missing}: RetainWise knows no other than NaN')
    booster = model.get_booster() if hasattr(model, 'get_booster') else model
    names, best = booster.feature_names, booster.attr('best_iteration')
    if best is not None and int(best) + 1 < booster.num_boosted_rounds():
        booster = booster[:int(best) + 1]
        booster.feature_names = names
    return booster, pipeline


def check_dense(model, customers):
    """XGBoost takes what a sparse matrix leaves out as missing, not as 0; RetainWise's is 0."""
    matrix = model[0].transform(customers)
    if not hasattr(matrix, 'toarray'):
        return
    predict = getattr(model[-1], 'predict_proba', None) or model[-1].predict
    if not numpy.allclose(predict(matrix), predict(matrix.toarray()), rtol=0, atol=1e-6):
        raise ValueError('the model was trained on a sparse matrix, where 0 counts as missing: '
                         'train it again with ColumnTransformer(…, sparse_threshold=0)')


def read_columns(customers):
    """Of each column NUMBER or the list of its values."""
    if isinstance(customers, dict):
        return customers
    return {str(name): values_of(customers[name]) for name in customers.columns}


def values_of(column):
    """NUMBER, but all values of a column whose type is no number."""
    if pandas.api.types.is_numeric_dtype(column) and not pandas.api.types.is_bool_dtype(column):
        return NUMBER
    return sorted(column.dropna().unique().tolist(), key=str)


def text_of(value):
    """A value as a CSV file has it: 1.0 is there because a column of whole numbers had gaps."""
    if isinstance(value, (float, numpy.floating)):
        if numpy.isnan(value):
            raise ValueError('a feature for missing values: RetainWise has none')
        return str(int(value)) if value == int(value) else repr(float(value))
    if value is None:
        raise ValueError('a feature for missing values: RetainWise has none')
    return str(value)


def find_place(name, columns):
    """Name of a feature, its column, and the value at which it is 1 (NUMBER: it is the number)."""
    if name in columns:
        values = columns[name]
        if values is None:
            return name, name, NUMBER
        if {str(value) for value in values} <= {'True', 'False'}:
            return name, name, 'True'
        raise ValueError(f'“{name}” is a number to the model, but a column of texts')
    ends = [at for at, letter in enumerate(name) if letter == '_' and name[:at] in columns]
    for at in reversed(ends):
        column, rest = name[:at], name[at + 1:]
        for value in columns[column] or ():
            if rest in (str(value), text_of(value)):
                return name, column, text_of(value)
        if columns[column] is None and is_number(rest):
            return name, column, text_of(float(rest))
    raise ValueError(f'the feature “{name}” is neither a column nor a value of one')


def find_dropped(places, columns):
    """The one value of each column that no feature is for (pandas' drop_first)."""
    levels = {}
    for _, column, level in places:
        levels.setdefault(column, set()).add(level)
    rest = {column: [text_of(value) for value in columns[column] or ()
                     if text_of(value) not in known] for column, known in levels.items()}
    return [(None, column, values[0]) for column, values in rest.items() if len(values) == 1]


def is_number(text):
    try:
        return numpy.isfinite(float(text))
    except ValueError:
        return False


def places_of_pipeline(transformer):
    """The places of all features in their order; a name of None: a value without a feature."""
    given = [str(name) for name in transformer.feature_names_in_]
    places = []
    for _, part, columns in transformer.transformers_:
        names = numpy.array(given, dtype=object)[columns] if not is_names(columns) else columns
        names = [names] if isinstance(names, str) else list(names)
        kind = part if isinstance(part, str) else type(part).__name__
        if kind == 'OneHotEncoder':
            places += places_of_encoder(part, names)
        elif kind == 'passthrough' or (kind == 'FunctionTransformer' and part.func is None):
            places += [(name, name, NUMBER) for name in names]
        elif kind != 'drop':
            raise ValueError(f'{kind} cannot be described: RetainWise reads columns as they are. '
                             'Trees need no scaling, and missing numbers may stay missing')
    return places


def is_names(columns):
    return isinstance(columns, str) or (isinstance(columns, (list, numpy.ndarray, pandas.Index))
                                        and all(isinstance(one, str) for one in columns))


def places_of_encoder(encoder, names):
    if any(one is not None for one in getattr(encoder, 'infrequent_categories_', ())):
        raise ValueError('OneHotEncoder with min_frequency or max_categories cannot be described')
    drop = encoder.drop_idx_ if encoder.drop_idx_ is not None else [None] * len(names)
    return [(f'{name}_{value}' if at != dropped else None, name, text_of(value))
            for name, values, dropped in zip(names, encoder.categories_, drop)
            for at, value in enumerate(values)]


def write_document(booster):
    """The model as XGBoost writes it, if it is one that RetainWise scores with."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, 'model.json')
        booster.save_model(path)
        document = json.loads(Path(path).read_text(encoding='utf-8'))
    learner = document['learner']
    kind, objective = learner['gradient_booster']['name'], learner['objective']['name']
    if kind != 'gbtree' or objective != 'binary:logistic':
        raise ValueError(f'{kind} with {objective}: only gbtree with binary:logistic can be used')
    if 'c' in learner['feature_types']:
        raise ValueError('native categories cannot be used: make a feature of each value')
    return document


def importance_of(document, places):
    """The share of each column in the loss that all splits took off (total gain)."""
    columns = [column for name, column, _ in places if name is not None]
    gains = dict.fromkeys(columns, 0.0)
    for tree in document['learner']['gradient_booster']['model']['trees']:
        for left, feature, gain in zip(tree['left_children'], tree['split_indices'],
                                       tree['loss_changes']):
            if left >= 0 and feature < len(columns):
                gains[columns[feature]] += gain
    whole = sum(gains.values()) or 1
    return {column: gain / whole for column, gain in gains.items()}


def make_inputs(places, importance):
    most = max(importance, key=importance.get)
    inputs = {}
    for _, column, level in places:
        entry = inputs.setdefault(column, {
            'name': column, 'kind': 'number' if level is NUMBER else 'category',
            'required': importance.get(column, 0) >= REQUIRED_SHARE or column == most})
        if level is not NUMBER:
            entry.setdefault('levels', []).append(level)
    for entry in inputs.values():
        whole = [level for level in entry.get('levels', ()) if level.lstrip('-').isdigit()]
        if whole:
            entry['level_aliases'] = {level: [f'{level}.0'] for level in whole}
    return list(inputs.values())


def make_feature(name, column, level):
    feature = {'name': name, 'input': column}
    return feature if level is NUMBER else feature | {'level': level}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('model', help='what joblib or pickle wrote; opening it runs what is in it')
    parser.add_argument('customers', help='a CSV file with the columns that the model was made of')
    parser.add_argument('output', help='the file for RetainWise')
    parser.add_argument('--label', help='the column that says who left')
    parser.add_argument('--positive', help='the value of it that means “left”')
    parser.add_argument('--title', help='what the model is called')
    parser.add_argument('--id', help='the column that names a customer')
    given = parser.parse_args()
    import joblib
    try:
        export(joblib.load(given.model), given.output, pandas.read_csv(given.customers),
               label=given.label, positive=given.positive, title=given.title, id=given.id)
    except ValueError as error:
        parser.exit(1, f'{parser.prog}: {error}\n')


if __name__ == '__main__':
    main()
