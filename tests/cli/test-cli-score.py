#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""retainwise-cli score: the file it writes, the summary and the report."""

import collections
import re
from decimal import Decimal

import program
import tables
import tap
from program import Box
from tap import check, contains, equal, same_bytes, test

ADDED = re.compile(rb'([01]\.\d{6}),([01]\.\d{6}),(Low|Medium|High),([1-9]\d*)\n')
BAND = re.compile(r'^ {2}(High|Medium|Low) +.*? ([\d.]+) +([\d.]+) %$', re.MULTILINE)
BIN = re.compile(r'^ {2} *(\d+) – +(\d+) % {2}(█*) ?(\d+)$', re.MULTILINE)
CUSTOMER = re.compile(r'^ *(\d+) +([\d.]+) % {2}(\w+) +(\S+)')


def score_telco(box, *options):
    result = box.succeeds('score', '-o', 'out.csv', *options, tables.telco())
    return box.read('out.csv'), result


@test
def keeps_columns(box):
    """The analyst's 7,043 rows and the header stay byte for byte, our four columns behind them"""
    output, _ = score_telco(box)
    lines = tables.telco().read_bytes().splitlines(keepends=True)
    added = output.splitlines(keepends=True)
    equal(len(lines), 7044, 'lines of the sample set')
    equal(len(added), 7044, 'lines written')
    equal(added[0], lines[0][:-1] + b',' + ','.join(tables.OURS).encode() + b'\n', 'header')
    for number, (line, more) in enumerate(zip(lines[1:], added[1:]), 2):
        check(more.startswith(line[:-1] + b','), f'line {number} is another one: {more!r}')
        check(ADDED.fullmatch(more[len(line):]), f'line {number} has {more[len(line):]!r} added')


@test
def adds_up(box):
    """Both probabilities are exactly 1 together, and the level is that of the bands"""
    output, _ = score_telco(box)
    for churn, retention, level, _ in tables.scores(output):
        equal(Decimal(churn) + Decimal(retention), 1, 'sum')
        high, medium = Decimal(churn) >= Decimal('.7'), Decimal(churn) >= Decimal('.4')
        equal(level, 'High' if high else 'Medium' if medium else 'Low', f'level of {churn}')


@test
def ranks(box):
    """A rank is 1 + the number of customers with a higher probability"""
    output, _ = score_telco(box)
    shown = [Decimal(row[0]) for row in tables.scores(output)]
    rank = [int(row[3]) for row in tables.scores(output)]
    by_rank = sorted(range(len(rank)), key=rank.__getitem__)
    below = collections.Counter(rank)
    higher = 0
    for place, row in enumerate(by_rank):
        if place > 0 and rank[by_rank[place - 1]] != rank[row]:
            higher += below[rank[by_rank[place - 1]]]
            check(shown[by_rank[place - 1]] >= shown[row], f'row {row} is ranked too low')
        equal(rank[row], 1 + higher, f'rank of row {row}')


@test
def summarizes(box):
    """With -o the summary is on standard output and its counts are those of the file"""
    output, result = score_telco(box)
    text = result.out.decode()
    levels = collections.Counter(row[2] for row in tables.scores(output))
    equal(result.err, b'', 'standard error')
    contains(text, 'telco-customer-churn.csv: 7043 customers, 21 columns', 'IBM Telco (sample)',
             '“TotalCharges” is missing in 11 rows', 'Written to out.csv')
    bands = {level: (int(count), share) for level, count, share in BAND.findall(text)}
    wanted = {level: (n, f'{n / 70.43:.1f}') for level, n in levels.items()}
    equal(bands, wanted, 'bands')
    mean = sum(tables.probabilities(output)) / 7043
    contains(text, f'mean {mean * 100:.1f} %')


@test
def standard_output(box):
    """With -o - the same bytes go to standard output and the summary to standard error"""
    output, summary = score_telco(box)
    result = box.succeeds('score', '-o', '-', tables.telco())
    same_bytes(result.out, output)
    equal(result.err, summary.out.replace(b'Written to out.csv\n', b''), 'summary')


@test
def standard_input(box):
    """The file - is standard input: the same bytes"""
    output, _ = score_telco(box)
    result = box.succeeds('score', '-', '-o', '-', stdin=tables.telco().read_bytes())
    same_bytes(result.out, output)
    contains(result.err, 'standard input: 7043 customers')


@test
def dialects(box):
    """Tabs, semicolons, CRLF, CR, a byte-order mark and a last line without end: the same scores,
    in the same layout"""
    wanted = tables.scores(score_telco(box)[0])
    variants = [dict(delimiter='\t'), dict(delimiter=';'), dict(end='\r\n'), dict(end='\r'),
                dict(bom=True), dict(delimiter=';', end='\r\n', bom=True), dict(quoting=1)]
    for variant in variants:
        box.write('in.csv', tables.compose(tables.telco_rows(), **variant))
        output = box.succeeds('score', '-o', '-', 'in.csv').out
        delimiter = variant.get('delimiter', ',')
        equal(tables.scores(output, delimiter), wanted, f'scores with {variant}')
        added = [tables.OURS, *wanted]
        layout = dict(variant, quoting=0)
        same_bytes(joined(box.read('in.csv'), added, delimiter, layout.get('end', '\n')), output,
                   f'file with {variant}')


def joined(data, added, delimiter, end):
    """@data with the cells @added at the end of its lines."""
    pairs = zip(data.decode().split(end)[:-1], added)
    return ''.join(delimiter.join([line, *cells]) + end for line, cells in pairs).encode()


@test
def no_last_line_end(box):
    """A last line without an end gets the header's"""
    for end in ('\n', '\r\n'):
        data = tables.compose(tables.telco_rows()[:9], end=end)
        box.write('in.csv', data[:-len(end)])
        box.write('with.csv', data)
        output = box.succeeds('score', '-o', '-', 'in.csv').out
        same_bytes(output, box.succeeds('score', '-o', '-', 'with.csv').out)


@test
def scored_again(box):
    """A file that is scored again gets columns with a suffix, and the summary says so"""
    score_telco(box)
    result = box.succeeds('score', '-o', 'again.csv', 'out.csv')
    names = tables.parse(box.read('again.csv'))[0]
    equal(names[-8:], tables.OURS + [name + '_2' for name in tables.OURS], 'header')
    contains(result.out, 'has such columns already', ', '.join(names[-4:]))
    third = box.succeeds('score', '-o', '-', 'again.csv')
    equal(tables.parse(third.out)[0][-1], 'churn_rank_3', 'third rank')
    equal(tables.scores(box.read('again.csv')), tables.scores(box.read('out.csv')), 'scores')


@test
def one_taken_name(box):
    """Only the name that is taken gets a suffix"""
    cells = ['risk_level', 'a', '', 'b']
    rows = [row + [cell] for row, cell in zip(tables.telco_rows(), cells)]
    box.write('in.csv', tables.compose(rows))
    result = box.succeeds('score', '-o', '-', 'in.csv')
    wanted = ['churn_probability', 'retention_probability', 'risk_level_2', 'churn_rank']
    equal(tables.parse(result.out)[0][-4:], wanted, 'header')
    contains(result.err, ', '.join(wanted))


@test
def report(box):
    """Without -o the ten riskiest are named in their order, and all rows are in the histogram"""
    output, _ = score_telco(box)
    text = box.succeeds('score', tables.telco()).out.decode()
    ids = [row[0] for row in tables.telco_rows()[1:]]
    rows = sorted(zip(ids, tables.scores(output)), key=lambda row: int(row[1][3]))[:10]
    lines = text.split('Riskiest customers\n')[1].split('\n')
    for name in ('Rank', 'customerID', 'Contract', 'tenure'):
        contains(lines[0], name)
    shown = [CUSTOMER.match(line).groups() for line in lines[1:11]]
    wanted = [(rank, f'{float(p) * 100:.1f}', level, name) for name, (p, _, level, rank) in rows]
    equal(shown, wanted, 'riskiest')
    equal(lines[11], '', 'line under the ten riskiest')
    bins = BIN.findall(text)
    equal([(int(low), int(high)) for low, high, _, _ in bins],
          [(low, low + 5) for low in range(0, 100, 5)], 'bins')
    equal(sum(int(count) for *_, count in bins), 7043, 'rows in the histogram')
    check_bins(bins, tables.probabilities(output))


def check_bins(bins, churn):
    """A shown probability may be on a border by its rounding only."""
    for low, high, bar, count in bins:
        low, high, count = int(low) / 100, int(high) / 100, int(count)
        sure = sum(low + 1e-6 < p < high - 1e-6 for p in churn)
        perhaps = sum(low - 1e-6 < p < high + 1e-6 for p in churn)
        check(sure <= count <= perhaps, f'{count} rows from {low}, not {sure} to {perhaps}')
        check(bool(bar) == bool(count), f'the bar of {count} rows is “{bar}”')


@test
def one_customer(box):
    """A file of one customer is scored, with a rank of 1 and the singular"""
    box.write('in.csv', tables.compose(tables.telco_rows()[:2]))
    result = box.succeeds('score', '-o', 'out.csv', 'in.csv')
    contains(result.out, 'in.csv: 1 customer, 21 columns')
    equal(tables.scores(box.read('out.csv'))[0][3], '1', 'rank')
    contains(box.succeeds('score', 'in.csv').out, 'riskiest', '7590-VHVEG')


@test
def notes_of_inputs(box):
    """The summary counts missing cells, unknown levels and cells that are no numbers"""
    rows = tables.telco_rows()[:40]
    changes = [dict(Contract='Weekly'), dict(Contract='Daily'), dict(Contract=''),
               dict(tenure='many'), dict(tenure='NA'), dict(MonthlyCharges='?')]
    for at, cells in enumerate(changes, 3):
        rows[at] = tables.with_cells(rows[at], **cells)
    box.write('in.csv', tables.compose(rows))
    text = box.succeeds('score', 'in.csv').out.decode()
    contains(text, '“Contract” has a value the model does not know in 2 rows',
             '“Contract” is missing in 1 row', '“tenure” is missing in 2 rows',
             '“MonthlyCharges” is missing in 1 row', 'text in a column of numbers', 'inspect')
    check('“gender”' not in text, 'a note about a column without fault')


@test
def model_option(box):
    """Option -m takes a model file; the one that ships gives the same bytes"""
    output, result = score_telco(box, '-m', program.source('models/telco.json'))
    default, summary = score_telco(box)
    same_bytes(output, default)
    equal(result.out, summary.out, 'summary')


if __name__ == '__main__':
    tap.main(Box)
