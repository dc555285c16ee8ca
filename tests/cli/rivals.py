# SPDX-License-Identifier: GPL-3.0-or-later
"""What scikit-learn makes of the same customers, and whether a difference is more than chance."""

import os

os.environ['OMP_NUM_THREADS'] = '1'  # more of them only wait for one another on so few rows

import numpy
from sklearn.ensemble import HistGradientBoostingClassifier, RandomForestClassifier
from sklearn.preprocessing import OneHotEncoder, OrdinalEncoder

# Where a probability is 0 or 1, as only those of a forest are.
EPSILON = 1e-6


def read(column):
    """A column of texts as numbers, missing ones NaN, or None if it has others."""
    try:
        return numpy.array([float(cell) if cell else numpy.nan for cell in column])
    except ValueError:
        return None


def split(rows, unused):
    """Numbers and texts of @rows, a list of each column, without those called @unused."""
    columns = dict(zip(rows[0][:-1], zip(*[row[:-1] for row in rows[1:]])))
    columns = {name: column for name, column in columns.items() if name not in unused}
    numbers = {name: read(column) for name, column in columns.items()}
    texts = [columns[name] for name, number in numbers.items() if number is None]
    numbers = [number for number in numbers.values() if number is not None]
    n = len(rows) - 1
    return (numpy.array(numbers).T.reshape(n, -1),
            numpy.array(texts, dtype=object).T.reshape(n, -1))


def encode(encoder, train, test):
    """Texts as numbers: those of @test as of @train."""
    if train.shape[1] == 0:
        return train.astype(float), test.astype(float)
    made = encoder.fit_transform(train), encoder.transform(test)
    return tuple(x.toarray() if hasattr(x, 'toarray') else x for x in made)


def labels(rows):
    return numpy.array([row[-1] == 'yes' for row in rows[1:]])


def fill(train, test):
    """Medians instead of what is missing, and for columns with gaps another one that says so."""
    medians = numpy.nanmedian(train, axis=0)
    has_gaps = numpy.isnan(train).any(axis=0)
    return tuple(numpy.hstack([numpy.where(numpy.isnan(x), medians, x),
                               numpy.isnan(x)[:, has_gaps]]) for x in (train, test))


def predict(train, test, unused=()):
    """The probabilities that each rival gives the customers of @test."""
    left = labels(train)
    numbers, texts = split(train, unused)
    test_numbers, test_texts = split(test, unused)
    ordinal = OrdinalEncoder(handle_unknown='use_encoded_value', unknown_value=numpy.nan)
    codes = encode(ordinal, texts, test_texts)
    one_hot = encode(OneHotEncoder(handle_unknown='ignore'), texts, test_texts)
    is_text = numpy.arange(numbers.shape[1] + texts.shape[1]) >= numbers.shape[1]
    mixed = [numpy.hstack(pair) for pair in zip((numbers, test_numbers), codes)]
    filled = [numpy.hstack(pair) for pair in zip(fill(numbers, test_numbers), one_hot)]
    boosting = HistGradientBoostingClassifier
    stopping = {'early_stopping': True, 'learning_rate': 0.05, 'max_iter': 500}
    rivals = {
        'HistGradientBoosting': (boosting(categorical_features=is_text, random_state=0), mixed),
        'the same, stopped early': (boosting(categorical_features=is_text, random_state=0,
                                             **stopping), mixed),
        'RandomForest': (RandomForestClassifier(200, min_samples_leaf=5, random_state=0), filled),
    }
    return {name: rival.fit(x, left).predict_proba(y)[:, 1] for name, (rival, (x, y))
            in rivals.items()}


def losses(probabilities, left):
    """The log loss of each customer."""
    p = numpy.clip(probabilities, EPSILON, 1 - EPSILON)
    return -numpy.log(numpy.where(left, p, 1 - p))


def difference(values):
    """A mean of differences and its standard error."""
    return values.mean(), values.std(ddof=1) / len(values) ** 0.5


def placements(probabilities, left):
    """For each that left the share of the others below it, for each other that of those above."""
    p, q = probabilities[left], probabilities[~left]
    below = (numpy.searchsorted(numpy.sort(q), p) + numpy.searchsorted(numpy.sort(q), p, 'right'))
    above = (numpy.searchsorted(numpy.sort(p), q) + numpy.searchsorted(numpy.sort(p), q, 'right'))
    return below / 2 / len(q), 1 - above / 2 / len(p)


def auc_difference(a, b, left):
    """AUC of @a less that of @b, and its standard error (E. R. DeLong et al. 1988)."""
    pairs = list(zip(placements(a, left), placements(b, left)))
    (mean, error), (_, other_error) = (difference(x - y) for x, y in pairs)
    return mean, (error ** 2 + other_error ** 2) ** 0.5


def auc(probabilities, left):
    return placements(probabilities, left)[0].mean()
