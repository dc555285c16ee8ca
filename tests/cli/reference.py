# SPDX-License-Identifier: GPL-3.0-or-later
"""The same predictions and figures, made with Python's xgboost, pandas and numpy."""

import io

import tap


def load(path):
    """A booster of Python's xgboost."""
    return tap.need('xgboost').Booster({'nthread': 1}, model_file=str(path))


def read_frame(data):
    """Texts without blanks at their ends, missing where nothing is left."""
    frame = tap.need('pandas').read_csv(io.BytesIO(data), dtype=str, keep_default_na=False)
    return frame.apply(lambda column: column.str.strip(' \t')).replace('', None)


def predict(booster, data):
    """The probability of every row, as float32."""
    pandas, xgboost = tap.need('pandas'), tap.need('xgboost')
    frame = read_frame(data)
    names = booster.feature_names
    numbers = [name for name in frame.columns if name in names]
    others = [name for name in frame.columns
              if name not in numbers and any(one.startswith(name + '_') for one in names)]
    features = frame[numbers].apply(pandas.to_numeric, errors='coerce')
    features = features.join(pandas.get_dummies(frame[others]))
    features = features.reindex(columns=names, fill_value=0).astype('float32')
    return booster.predict(xgboost.DMatrix(features, nthread=1))


def auc(p, y):
    """The share of pairs of a leaver and a stayer that are in the right order."""
    numpy = tap.need('numpy')
    stayers = numpy.sort(p[y == 0])
    below = numpy.searchsorted(stayers, p[y == 1], 'left')
    not_above = numpy.searchsorted(stayers, p[y == 1], 'right')
    return (below + not_above).sum() / 2 / len(stayers) / (y == 1).sum()


def average_precision(p, y):
    numpy = tap.need('numpy')
    thresholds = numpy.unique(p)[::-1]
    called = numpy.array([(p >= t).sum() for t in thresholds])
    hits = numpy.array([(y[p >= t]).sum() for t in thresholds])
    steps = numpy.diff(hits / y.sum(), prepend=0)
    return (steps * hits / called).sum()


def calibration_error(p, y):
    """Ten bins of width 0.1, each weighted with its share."""
    numpy = tap.need('numpy')
    bins = numpy.minimum((p.astype('float64') * 10).astype(int), 9)
    return sum(abs(p[bins == i].mean(dtype='float64') - y[bins == i].mean()) * (bins == i).mean()
               for i in range(10) if (bins == i).any())


def lift(p, y):
    """How the riskiest tenth compares; rows of one probability that are not all in it: their mean."""
    numpy = tap.need('numpy')
    n = max(len(y) // 10, 1)
    last = numpy.sort(p)[-n]
    above = p > last
    return (y[above].sum() + (n - above.sum()) * y[p == last].mean()) / n / y.mean()


def calibration(p, y):
    """Rows, leavers, mean probability and rate of each bin that has rows."""
    numpy = tap.need('numpy')
    bins = numpy.minimum((p.astype('float64') * 10).astype(int), 9)
    return [(int((bins == i).sum()), int(y[bins == i].sum()), p[bins == i].mean(dtype='float64'),
             y[bins == i].mean()) for i in range(10) if (bins == i).any()]


def simulated_floor(p, n_worlds=400):
    """The mean calibration error when labels are drawn with the probabilities."""
    numpy = tap.need('numpy')
    random = numpy.random.default_rng(1)
    return numpy.mean([calibration_error(p, random.random(len(p)) < p) for _ in range(n_worlds)])


def bootstrap(figure, p, y, n_resamples=400):
    """The middle 95 % of a figure of resamples of the rows."""
    numpy = tap.need('numpy')
    random = numpy.random.default_rng(1)
    drawn = (random.integers(0, len(y), len(y)) for _ in range(n_resamples))
    return numpy.quantile([figure(p[rows], y[rows]) for rows in drawn], [0.025, 0.975])


def figures(p, y, threshold=0.5):
    """All that evaluate says of probabilities and labels."""
    numpy = tap.need('numpy')
    wide = p.astype('float64')
    call = wide >= threshold
    hits = (call & (y == 1)).sum()
    precision = hits / call.sum() if call.any() else 0
    recall = hits / (y == 1).sum()
    return {
        'rows': len(y), 'positives': int(y.sum()), 'mean_probability': wide.mean(),
        'auc': auc(p, y), 'average_precision': average_precision(p, y),
        'log_loss': -numpy.where(y == 1, numpy.log(wide), numpy.log1p(-wide)).mean(),
        'brier': ((wide - y) ** 2).mean(), 'ece': calibration_error(p, y),
        'lift': lift(wide, y), 'threshold': threshold,
        'accuracy': (call == (y == 1)).mean(), 'precision': precision, 'recall': recall,
        'f1': 2 * precision * recall / (precision + recall) if hits else 0,
    }
