# SPDX-License-Identifier: GPL-3.0-or-later
"""Tables of customers of which it is known why they left, one for each shape that data can have."""

import collections

import numpy

Table = collections.namedtuple('Table', 'names columns left')


def sigmoid(margin):
    return 1 / (1 + numpy.exp(-margin))


def center(margin, rate):
    """Adds to @margin what makes its mean probability @rate."""
    low, high = -30.0, 30.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if sigmoid(margin + middle).mean() < rate else (low, middle)
    return margin + low


def draw(random, margin, rate, **columns):
    left = random.uniform(size=len(margin)) < sigmoid(center(margin, rate))
    return Table(list(columns), list(columns.values()), left)


def pick(random, n, levels, shares=None):
    return numpy.array(levels)[random.choice(len(levels), n, p=shares)]


def interaction(random, n):
    """Nothing tells by itself, only pairs of columns do."""
    a, b, c, d = random.uniform(-1, 1, (4, n))
    plan = pick(random, n, ['Basic', 'Plus', 'Pro'])
    region = pick(random, n, ['North', 'South', 'West'])
    margin = 3 * numpy.sign(a * b) + 6 * c * d * numpy.where((plan == 'Pro') ^ (region == 'North'),
                                                            1, -1)
    return draw(random, margin, 0.3, a=a, b=b, c=c, d=d, plan=plan, region=region)


def linear(random, n):
    """Ten columns whose effects add up in straight lines."""
    x = random.normal(size=(8, n))
    paper = pick(random, n, ['Yes', 'No'])
    contract = pick(random, n, ['Month', 'Year', 'Two years'])
    margin = numpy.dot([0.9, -0.7, 0.5, -0.4, 0.3, 0.2, 0, 0], x) + 0.8 * (paper == 'Yes')
    margin += 1.2 * (contract == 'Month') - 0.7 * (contract == 'Two years')
    return draw(random, margin, 0.25, paper=paper, contract=contract,
                **{f'x{i}': x[i] for i in range(8)})


def usual(random, n, rate):
    """Effects that bend, and some that go together, as customers have them."""
    tenure = numpy.floor(72 * random.beta(0.8, 1.1, n)).astype(int)
    fee = numpy.round(random.gamma(4, 16, n) + 18, 2)
    calls = random.poisson(1.2, n)
    usage = random.lognormal(2, 0.8, n)
    contract = pick(random, n, ['Month', 'Year', 'Two years'], [0.55, 0.2, 0.25])
    payment = pick(random, n, ['Card', 'Transfer', 'Check', 'Cash'])
    margin = 1.6 * numpy.exp(-tenure / 12) + 0.012 * fee + 0.35 * numpy.minimum(calls, 5)
    margin += 1.1 * (contract == 'Month') * (tenure < 24) + 0.6 * (payment == 'Check')
    margin -= 0.9 * (contract == 'Two years') + 0.9 * ((usage > 12) & (calls == 0))
    return draw(random, margin * 1.3, rate, tenure=tenure, fee=fee, calls=calls, usage=usage,
                contract=contract, payment=payment)


def rare(random, n):
    """One customer in a hundred leaves."""
    return usual(random, n, 0.01)


def majority(random, n):
    """More customers leave than stay."""
    return usual(random, n, 0.55)


def many_levels(random, n):
    """A category of 200 values, of which some are frequent and most are not."""
    names = numpy.array([f'Shop {i:03}' for i in range(200)])
    effects = random.normal(0, 1, 200)
    shares = 1 / (10 + numpy.arange(200))
    shop = random.choice(200, n, p=shares / shares.sum())
    tenure = random.randint(0, 72, n)
    fee = numpy.round(random.uniform(20, 120, n), 2)
    margin = effects[shop] + 0.02 * fee - 0.03 * tenure
    return draw(random, margin, 0.3, shop=names[shop], tenure=tenure, fee=fee)


def gaps(random, n):
    """Four in ten values are missing, in one column of those who are content."""
    table = usual(random, n, 0.3)
    columns = []
    for name, column in zip(table.names, table.columns):
        share = numpy.where(table.left, 0.25, 0.46) if name == 'usage' else 0.4
        missing = random.uniform(size=n) < share
        columns.append(numpy.where(missing, '', column.astype(str)))
    return table._replace(columns=columns)


def leak(random, n):
    """Two columns are filled in when a customer has left."""
    table = usual(random, n, 0.27)
    reasons = pick(random, n, ['Price', 'Moved', 'Competitor'])
    known = table.left & (random.uniform(size=n) < 0.8)
    final = numpy.where(table.left, random.normal(60, 3, n), random.normal(20, 3, n)).round(2)
    return table._replace(names=[*table.names, 'final_bill', 'exit_reason'],
                          columns=[*table.columns, final, numpy.where(known, reasons, '')])


def numbered(random, n):
    """An id that rises with time, as churn falls: it tells in this file, and of no new customer."""
    table = usual(random, n, 0.3)
    order = numpy.argsort(random.normal(size=n) - 1.5 * table.left)
    number = numpy.empty(n, dtype=int)
    number[order] = 1000000 + 7 * numpy.arange(n)
    return table._replace(names=['customer_number', *table.names],
                          columns=[number, *table.columns])


def rows(table, label='churned'):
    """The rows as texts, the names first."""
    columns = [column.astype(str).tolist() for column in table.columns]
    left = numpy.where(table.left, 'yes', 'no').tolist()
    return [[*table.names, label]] + [list(row) for row in zip(*columns, left)]
