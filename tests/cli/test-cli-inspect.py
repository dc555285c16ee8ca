#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""retainwise-cli inspect: how a file is read and what is wrong with it."""

import json
import re

import program
import reference
import tables
import tap
from program import Box
from tap import check, close, contains, equal, test

NUMBERS = ('SeniorCitizen', 'tenure', 'MonthlyCharges', 'TotalCharges')
TITLES = {
    'too-few-cells': 'fewer cells than the header',
    'too-many-cells': 'more cells than the header',
    'not-a-number': 'text in a column of numbers',
    'not-utf8': 'characters that are not UTF-8',
    'undecodable': "bytes that the file's encoding does not have",
    'stray-quote': 'a quotation mark inside a quoted cell',
    'open-quote': 'a quotation mark that is never closed',
}


def inspect(box, data):
    """What inspect --json says of a file; that it is text for people too is checked beside it."""
    box.write('in.csv', data)
    text = box.succeeds('inspect', 'in.csv').out.decode()
    found = json.loads(box.succeeds('inspect', '--json', 'in.csv').out)
    check_text(text, found)
    return found


def check_text(text, found):
    """People are told the same as programs."""
    contains(text, f'in.csv: {found["rows"]} row', f'{len(found["columns"])} column')
    for column in found['columns']:
        contains(text, ' '.join(column["name"].split())[:20], column['type'])
    for cause, count in found['problems']['counts'].items():
        contains(text, f'{count} × {TITLES[cause]}')
    for problem in found['problems']['first']:
        contains(text, f'line {problem["line"]}: {TITLES[problem["cause"]]}')
    check(('No problems.' in text) == (found['problems']['rows'] == 0), 'problems, or none?')


def problems(found):
    """Pairs of cause and line, as they come."""
    return [(problem['cause'], problem['line']) for problem in found['problems']['first']]


def column(found, name):
    return next(column for column in found['columns'] if column['name'] == name)


@test
def telco(box):
    """Types, different values and missing cells of IBM's sample set are those that pandas finds"""
    found = inspect(box, tables.telco().read_bytes())
    frame = reference.read_frame(tables.telco().read_bytes())
    equal(found['rows'], len(frame), 'rows')
    equal([one['name'] for one in found['columns']], list(frame.columns), 'names')
    for one in found['columns']:
        name = one['name']
        kind = ('number' if name in NUMBERS else 'text' if name == 'customerID' else 'category')
        equal(one['type'], kind, f'type of {name}')
        equal(one['missing'], int(frame[name].isna().sum()), f'missing in {name}')
        equal(one['distinct'], frame[name].nunique(), f'different values of {name}')
    equal(column(found, 'TotalCharges')['missing'], 11, 'missing in TotalCharges')
    equal(found['problems'], {'rows': 0, 'counts': {}, 'first': []}, 'problems')


@test
def dialects(box):
    """Delimiter, quote and byte-order mark are told"""
    rows = tables.telco_rows()[:50]
    for delimiter, title in ((',', 'comma'), (';', 'semicolon'), ('\t', 'tab')):
        for bom in (False, True):
            found = inspect(box, tables.compose(rows, delimiter=delimiter, bom=bom))
            evidence = found['dialect'].pop('evidence')
            equal(found['dialect'], {
                'encoding': 'UTF-8', 'encoding_found_by': 'byte-order-mark' if bom else 'valid',
                'gzip': False, 'delimiter': delimiter, 'quote': '"', 'escape': None,
                'comment': None, 'blanks': False, 'byte_order_mark': bom, 'skipped_lines': 0,
                'header_rows': 1, 'trailing_delimiter': False, 'unnamed_index': False}, 'dialect')
            check(evidence['score'] > 2 * evidence['next_score'], f'no clear winner: {evidence}')
            equal(evidence['fitting_rows'], 1, 'rows that fit')
            equal(found['columns'][0]['name'], 'customerID', 'first column')
            text = box.succeeds('inspect', 'in.csv').out
            contains(text, title)
            equal(b'byte-order mark' in text, bom, 'byte-order mark in the text')


@test
def missing_markers(box):
    """Blank cells and the usual words for nothing are missing"""
    words = ['', ' ', '\t', 'NA', 'n/a', '#N/A', 'NaN', 'null', 'None', 'nil', '?', '-']
    rows = [['a', 'b', 'c'], *([str(n), 'xy'[n % 2], 'z'] for n in range(30)),
            *([word, word, 'z'] for word in words)]
    found = inspect(box, tables.compose(rows, delimiter=';'))
    equal([one['missing'] for one in found['columns']], [len(words), len(words), 0], 'missing')
    equal([one['type'] for one in found['columns']], ['number', 'category', 'category'], 'types')
    equal(found['problems']['rows'], 0, 'rows with problems')


@test
def ragged_rows(box):
    """Rows with too few and too many cells are told with their lines"""
    found = inspect(box, 'a,b,c\n1,2,3\n4,5\n6,7,8,9\n1,2,3\nx\n1,2,3\n')
    equal(problems(found), [('too-few-cells', 3), ('too-many-cells', 4), ('too-few-cells', 6)],
          'problems')
    equal(found['problems']['counts'], {'too-few-cells': 2, 'too-many-cells': 1}, 'counts')
    equal(found['problems']['rows'], 3, 'rows with problems')
    equal(column(found, 'c')['missing'], 2, 'missing in c')


@test
def lines_are_not_rows(box):
    """Lines are those of the file, also behind line breaks in cells and blank lines"""
    data = 'a,"b\nb",c\n1,"x\ny\nz",3\n\n\n2,3\n"4\r\n",5,6,7\n\r\n8,9\n' + '1,2,3\n' * 5
    found = inspect(box, data)
    equal(problems(found), [('too-few-cells', 8), ('too-many-cells', 9), ('too-few-cells', 12)],
          'problems')
    equal([problem['record'] for problem in found['problems']['first']], [2, 3, 4], 'records')
    found = inspect(box, 'a,b\r"1\r2",3\r4\r')
    equal(problems(found), [('too-few-cells', 4)], 'problems between carriage returns')


@test
def bad_numbers(box):
    """Text among numbers is told with line, column and cell, and counts as missing"""
    rows = ['a,b'] + [f'{n},{n / 7:.3f}' for n in range(60)]
    rows[20], rows[40] = '12 months,1.5', '7,"1,5"'
    found = inspect(box, '\n'.join(rows) + '\n')
    first, second = found['problems']['first']
    equal(first, {'cause': 'not-a-number', 'line': 21, 'record': 20, 'column': 'a',
                  'text': '12 months'}, 'first problem')
    equal((second['line'], second['column'], second['text']), (41, 'b', '1,5'), 'second problem')
    equal([one['missing'] for one in found['columns']], [1, 1], 'missing')
    contains(box.succeeds('inspect', 'in.csv').out, 'column “a”: “12 months”')


@test
def deep_in_a_file(box):
    """Problems far behind have the right line"""
    lines = program.generated(60000).split(b'\n')
    lines[50000] = b'a,Male,0,No,No,2 years,' + lines[50000].split(b',', 6)[6]
    lines[55000] = b'too,short'
    found = inspect(box, b'\n'.join(lines))
    equal(problems(found), [('not-a-number', 50001), ('too-few-cells', 55001)], 'problems')


@test
def rows_set_aside(box):
    """Rows that are set aside are counted among the problems, with their line and raw text"""
    data = 'a,b\n' + '1,2\n' * 9 + '"3,4\n' + '5,6\n1\n' + '5,6\n' * 150 + '"7,8\n' + '5,6\n' * 9
    found = inspect(box, data)
    equal(found['set_aside'], {'rows': 2}, 'rows set aside')
    equal(found['rows'], 9 + 2 + 150 + 9, 'rows')
    equal(found['problems']['rows'], 3, 'rows with problems')
    equal(found['problems']['counts'], {'too-few-cells': 1, 'open-quote': 2}, 'counts')
    equal(problems(found), [('open-quote', 11), ('too-few-cells', 13), ('open-quote', 164)], 'first')
    equal(found['problems']['first'][0], {'cause': 'open-quote', 'line': 11, 'record': None,
                                          'set_aside': True, 'text': '"3,4'}, 'first problem')
    contains(box.succeeds('inspect', 'in.csv').out, 'Set aside, not among the rows: 2 rows',
             'line 11: a quotation mark that is never closed, set aside: “"3,4”')


@test
def data_check(box):
    """IBM's sample set is as its model expects; a file of other contracts and people is told"""
    rows = tables.telco_rows()
    found = inspect(box, tables.telco().read_bytes())['data_check']
    equal({one['shift'] for one in found['inputs']}, {'stable'}, 'shifts of the sample set')
    check(all(one['psi'] < 1e-9 for one in found['inputs']), 'PSI of what it was trained on')
    equal(found['ids'], {'column': 'customerID', 'distinct': 7043, 'repeated': 0, 'blank': 0,
                         'first_repeated': [], 'first_blank': []}, 'ids')
    contract, tenure = rows[0].index('Contract'), rows[0].index('tenure')
    other = [list(row) for row in rows[:1001]]
    for row in other[1:]:
        row[contract] = {'Two year': 'Weekly'}.get(row[contract], 'Month-to-month')
        row[tenure] = '900' if row[1] == 'Male' else ''
    other[5][0], other[7][0] = other[3][0], ''
    found = inspect(box, tables.compose(other))['data_check']
    shifts = {one['input']: one for one in found['inputs']}
    equal({found['inputs'][0]['input'], found['inputs'][1]['input']}, {'Contract', 'tenure'},
          'the worst first')
    weekly = sum(row[contract] == 'Weekly' for row in other)
    equal(shifts['Contract']['unknown_texts'], [{'text': 'Weekly', 'rows': weekly}], 'unknown texts')
    close(shifts['Contract']['unknown'], weekly / 1000, 1e-9, 'share of unknown texts')
    men = sum(row[1] == 'Male' for row in other[1:]) / 1000
    close(shifts['tenure']['out_of_range'], men, 1e-9, 'share out of range')
    close(shifts['tenure']['missing'], 1 - men, 1e-9, 'share missing')
    equal(shifts['tenure']['shift'], 'strongly-shifted', 'word')
    equal(found['ids'], {
        'column': 'customerID', 'distinct': 998, 'repeated': 1, 'blank': 1,
        'first_repeated': [{'id': other[3][0], 'line': 6, 'record': 5, 'first_line': 4}],
        'first_blank': [{'line': 8, 'record': 7}]}, 'ids')
    text = box.succeeds('inspect', 'in.csv').out
    contains(text, 'Strongly shifted', f'line 6: “{other[3][0]}”, as on line 4', 'line 8: no id')


@test
def ids_by_other_names(box):
    """Of several columns that may name customers, numbers and ids come before names"""
    rows = [list(row) for row in tables.telco_rows()[:50]]
    for number, row in enumerate(rows):
        row.insert(0, 'customer name' if number == 0 else 'Smith')
    rows[0][1] = 'Account ID'
    ids = inspect(box, tables.compose(rows))['data_check']['ids']
    equal((ids['column'], ids['distinct'], ids['repeated']), ('Account ID', 49, 0), 'ids')


@test
def data_check_of_own_model(box):
    """With -m the columns are compared with the model that is given"""
    rows = [['n', 'c', 'left']] + [[str(i), 'xy'[i % 2], '01'[i % 3 == 0]] for i in range(300)]
    box.write('in.csv', tables.compose(rows))
    box.succeeds('train', '--label', 'left', '--keep', 'n', '-o', 'model.json', 'in.csv')
    found = json.loads(box.succeeds('inspect', '--json', '-m', 'model.json', 'in.csv').out)
    equal({one['input']: one['shift'] for one in found['data_check']['inputs']},
          {'n': 'stable', 'c': 'stable'}, 'shifts')
    equal(found['data_check']['ids'], None, 'ids')
    found = json.loads(box.succeeds('inspect', '--json', 'in.csv').out)
    equal({one['shift'] for one in found['data_check']['inputs']}, {'not-compared'}, 'other model')


@test
def many_problems(box):
    """All problems are counted, and the first hundred of a cause are named"""
    found = inspect(box, 'a,b\n' + '1,2\n' * 2500 + '1\n' * 2000)
    equal(found['problems']['counts'], {'too-few-cells': 2000}, 'counts')
    equal(problems(found), [('too-few-cells', 2502 + n) for n in range(100)], 'examples')


@test
def not_utf8(box):
    """Bytes that are no UTF-8 are told with line and column and shown as U+FFFD"""
    found = inspect(box, b'name,b\nM\xfcller,1\nM\xc3\xbcller,2\ncut\xe2\x82,3\n')
    equal(problems(found), [('not-utf8', 2), ('not-utf8', 4)], 'problems')
    equal(found['problems']['first'][0]['text'], 'M\ufffdller', 'text')
    equal(found['problems']['first'][0]['column'], 'name', 'column')
    equal([one['bytes'] for one in found['problems']['first']], ['fc', 'e2 82'], 'bytes')
    contains(box.succeeds('inspect', 'in.csv').out, 'column “name”, bytes e2 82: “cut')


@test
def open_quote(box):
    """A quotation mark that is never closed is told with the line it is on"""
    found = inspect(box, 'a,b\n1,2\n3,4\n5,"six\n7,8\n9,10\n')
    equal(problems(found), [('open-quote', 4)], 'problems')
    equal(found['rows'], 5, 'rows')
    equal(inspect(box, 'a,b\n1,2\n3,"4"')['problems']['rows'], 0, 'a quote closed at the end')


@test
def names(box):
    """Columns without a name and with another one's get names of their own"""
    found = inspect(box, 'a,a,,"b ""x""", c ,a\n1,2,3,4,5,6\n')
    equal([one['name'] for one in found['columns']],
          ['a', 'a (2)', 'Column 3', 'b "x"', 'c', 'a (3)'], 'names')


@test
def long_texts(box):
    """A long cell is cut between characters, never inside one"""
    rows = ['a,b'] + [f'{n},{n}' for n in range(60)]
    for word in ('x' + 'ä' * 80, 'xx' + '客' * 80, 'xxx' + '😀' * 80):
        rows[30] = word + ',1'
        box.write('in.csv', '\n'.join(rows) + '\n')
        out = box.succeeds('inspect', 'in.csv').out
        check('\ufffd' not in out.decode('utf-8', 'replace'), f'not UTF-8: {out[-120:]!r}')


@test
def odd_cells(box):
    """Cells with commands for terminals and line breaks do no harm"""
    rows = [['a', 'b\nc', 'd\x1b[31m']] + [[str(n), '1', '1'] for n in range(60)]
    rows[30][0], rows[31][0] = '\x1b[2Jgone', 'two\nlines'
    box.write('in.csv', tables.compose(rows))
    out = box.succeeds('inspect', 'in.csv').out
    check(b'\x1b' not in out, 'a cell sends commands to the terminal')
    lines = out.decode().split('The first ones:\n')[1].rstrip('\n').split('\n')
    equal(len(lines), 2, f'lines of two problems ({lines})')


@test
def german(box):
    """JSON is the same in German; the text has German digits"""
    data = program.generated(20000)
    wanted = inspect(box, data)
    env = box.german()
    equal(json.loads(box.succeeds('inspect', '--json', 'in.csv', env=env).out), wanted, 'JSON')
    contains(box.succeeds('inspect', 'in.csv', env=env).out, '20.000')


@test
def standard_input(box):
    """The file - is standard input"""
    found = json.loads(box.succeeds('inspect', '--json', '-', stdin=b'a,b\n1,2\n').out)
    equal((found['file'], found['rows']), ('standard input', 1), 'file and rows')


@test
def singular(box):
    """One row, one column and one problem are not spoken of as many"""
    for data in ('a\n1\n', 'a,b\n1\n'):
        box.write('in.csv', data)
        text = box.succeeds('inspect', 'in.csv').out.decode()
        contains(text, '1 row,')
        check(not re.search(r'\b1 (rows|columns)', text), f'a plural of one: {text}')


if __name__ == '__main__':
    tap.main(Box)
