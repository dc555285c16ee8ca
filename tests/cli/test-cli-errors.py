#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Files that retainwise-cli cannot read: one message that says what, where and what to do."""

import json
import os
import random

import program
import reference
import tables
import tap
from program import Box
from tap import check, contains, equal, test

COMMANDS = (('score',), ('score', '-o', 'old.csv'), ('inspect',), ('cat',),
            ('evaluate', '--label', 'Churn'), ('train', '--label', 'Churn', '-o', 'old.csv'),
            program.comparing())
PROSE = ('Dear customer,\n\nas you, our oldest, dearest, and best customer, know, we left.\n'
         'Yours\n\nP.S. Not, of course, for ever, but for a while, a year, or two.\nBye.\n')


def refused(box, words, content=None, name='in.csv'):
    """Every command refuses the file by name, and leaves an old output alone."""
    beyond_limits(box, [name, *words], content, name)


def beyond_limits(box, words, content, name='in.csv'):
    """Every command refuses the file; a line may be told instead of its name."""
    if content is not None:
        box.write(name, content)
    box.write('old.csv', 'old')
    for command in COMMANDS:
        box.fails(1, words, *command, name)
        equal(box.read('old.csv'), b'old', f'old output after {command}')


@test
def empty(box):
    """Files of nothing, of blanks and of a header only are called empty"""
    for nothing in (b'', b' ', b'\n', b' \t\r\n\n  \n', tables.BOM, tables.BOM + b'\n'):
        refused(box, ['is empty'], nothing)
    header = tables.compose(tables.telco_rows()[:1])
    for alone in (header, header[:-1], header + b'\n\n\n'):
        refused(box, ['header but no rows'], alone)


@test
def empty_input(box):
    """So is standard input"""
    for nothing in (b'', b'\n\n'):
        box.fails(1, ['standard input', 'empty'], 'score', '-', stdin=nothing)
    box.fails(1, ['standard input'], 'score', '-', stdin=None, prepare=lambda: os.close(0))


@test
def binary(box):
    """Binary data is no CSV file, and a picture, a PDF or an archive is called what it is"""
    dice = random.Random(31)
    refused(box, ['not a CSV file', 'binary'], dice.randbytes(100000))
    refused(box, ['not a CSV file', 'binary'], b'\x7fELF' + bytes(4096))
    refused(box, ['not a CSV file', 'picture'], b'\x89PNG\r\n\x1a\n' + dice.randbytes(3000))
    refused(box, ['not a CSV file', 'PDF'], b'%PDF-1.7\n' + dice.randbytes(3000))
    refused(box, ['not a CSV file', 'database'], b'SQLite format 3\0' + dice.randbytes(999))


@test
def spreadsheets(box):
    """Spreadsheets are to be saved as CSV first"""
    for start in (b'PK\x03\x04\x14\0\x06\0', b'\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'):
        refused(box, ['not a CSV file', 'save it as CSV'], start + bytes(3000), 'customers.xlsx')


@test
def json_files(box):
    """JSON is no CSV file, however it is written"""
    people = [{'name': 'a', 'tenure': 1}, {'name': 'b', 'tenure': 2}]
    for indent in (None, 2, '\t'):
        refused(box, ['not a CSV file', 'JSON'], json.dumps(people, indent=indent), 'a.json')
        refused(box, ['not a CSV file', 'JSON'], json.dumps({'people': people}, indent=indent))
    lines = ''.join(json.dumps(one) + '\n' for one in people)
    refused(box, ['not a CSV file', 'JSON'], lines)


@test
def json_variants(box):
    """Nor is it with CRLF, blanks or a byte-order mark in front"""
    text = json.dumps([{'name': 'a', 'tenure': 1}, {'name': 'b', 'tenure': 2}], indent=2)
    for variant in (text.replace('\n', '\r\n'), ' ' + text, '\n' + text, '\ufeff' + text,
                    '[ {"name": "a"},\n{"name": "b"}]\n'):
        refused(box, ['not a CSV file', 'JSON'], variant)


@test
def web_pages(box):
    """A web page, as a failed download leaves it, is no CSV file"""
    for page in ('<!DOCTYPE html>\n<html></html>\n', '<html><body>Log in</body></html>\n',
                 '<?xml version="1.0"?>\n<a/>\n'):
        refused(box, ['not a CSV file', 'web page'], page)


@test
def prose(box):
    """Prose is no CSV file"""
    refused(box, ['does not look like a CSV file'], PROSE, 'letter.txt')


@test
def like_tables(box):
    """Text that looks like a table has none of the model's columns, and they are named"""
    for text in ('A letter\nof four\nlines\nonly\n', 'one, two\nthree, four\n'):
        box.write('in.csv', text)
        box.fails(1, ['in.csv', '19 columns', '“tenure”'], 'score', 'in.csv')


@test
def folders(box):
    """A folder is no file"""
    box.path('folder').mkdir()
    refused(box, ['is a folder', 'Choose a file'], name='folder')


@test
def missing(box):
    """A file that is not there is named, and a link that leads nowhere too"""
    box.path('nowhere').symlink_to('gone.csv')
    for name in ('gone.csv', 'nowhere'):
        refused(box, ['There is no file', 'Check its name'], name=name)
    box.fails(1, ['There is no file'], 'score', '')
    box.fails(1, ['gone.csv'], 'score', 'no-folder/gone.csv')


@test
def unreadable(box):
    """A file of somebody else is not opened, and its owner is to be asked"""
    program.need_root()
    box.write('in.csv', tables.compose(tables.telco_rows()[:9])).chmod(0o600)
    box.fails(1, ['in.csv', 'may not be read', 'permission'], 'score', 'in.csv', nobody=True)
    box.fails(1, ['in.csv', 'may not be read'], 'score', '-m', 'in.csv', 'in.csv', nobody=True)


@test
def large_cells(box):
    """A cell of more than 1 MiB is refused with its line; one of 1 MiB is not"""
    most = b'x' * (1 << 20)
    beyond_limits(box, ['line 4', '1 MiB', 'quotation mark'],
                  b'a,b\n1,2\n3,4\n5,x' + most + b'\n7,8\n')
    beyond_limits(box, ['line 3', '1 MiB'], b'a,b\n1,2\n"' + most + b'x",4\n')
    box.write('in.csv', b'a,b\n1,2\n3,4\n5,' + most + b'\n7,8\n')
    contains(box.succeeds('inspect', 'in.csv').out, 'in.csv: 4 rows')


@test
def large_names(box):
    """So is a column's name of more than 1 MiB"""
    beyond_limits(box, ['1 MiB'], b'a,' + b'b' * (2 << 20) + b'\n1,2\n3,4\n')


@test
def large_rows(box):
    """A row of more than 16 MiB is refused with its line"""
    row = b','.join([b'y' * 1000000] * 17)
    beyond_limits(box, ['line 3', '16 MiB', 'quotation mark'], b'a,b\n1,2\n' + row + b'\n5,6\n')


@test
def many_columns(box):
    """More than 10,000 columns are refused, in the header and in a row"""
    beyond_limits(box, ['more than 10000'], b','.join([b'c'] * 10001) + b'\n1,2\n')
    beyond_limits(box, ['line 3', 'more than 10,000'], b'a,b\n1,2\n' + b',' * 10000 + b'\n5,6\n')
    box.write('in.csv', b','.join([b'c'] * 10000) + b'\n' + b','.join([b'1'] * 10000) + b'\n')
    contains(box.succeeds('inspect', 'in.csv').out, '10000 columns')


def refuses_model(box, words, content=None, name='model.json'):
    if content is not None:
        box.write(name, content)
    box.write('in.csv', tables.compose(tables.telco_rows()[:20]))
    for command in (('score',), ('score', '-o', 'out.csv'), ('evaluate', '--label', 'Churn'),
                    ('compare', '--label', 'Churn', '-m', program.source('models/telco.json'))):
        box.fails(1, [os.path.basename(name), *words], *command, '-m', name, 'in.csv')
    check(not box.path('out.csv').exists(), 'an output was written')


@test
def no_models(box):
    """What is no model is refused: nothing, a table, a folder, other JSON, bytes"""
    refuses_model(box, ['There is no file'], name='gone.json')
    refuses_model(box, ['not an XGBoost model'], b'')
    refuses_model(box, ['not an XGBoost model'], tables.compose(tables.telco_rows()[:9]))
    refuses_model(box, ['not an XGBoost model'], b'{"learner": 7}')
    refuses_model(box, ['model'], random.Random(5).randbytes(10000))
    refuses_model(box, ['model'], b'{L' + random.Random(6).randbytes(10000), 'model.ubj')
    box.path('folder').mkdir()
    refuses_model(box, ['is a folder', 'model'], name='folder')


@test
def damaged_models(box):
    """A model that is cut off anywhere is refused"""
    model = program.source('models/telco.json').read_bytes()
    for length in (1, 2, 100, 5000, len(model) // 2, len(model) - 1):
        refuses_model(box, ['model'], model[:length])


@test
def foreign_models(box):
    """A model of Python that does not say its columns is to be imported"""
    booster = reference.load(program.source('models/telco.json'))
    booster.set_attr(retainwise=None)
    booster.save_model(str(box.path('model.json')))
    refuses_model(box, ['which columns', 'retainwise-cli model import'])


@test
def other_columns(box):
    """A model for other columns is refused, and the missing ones are named"""
    names = [f'measure {n}' for n in range(12)]
    rows = [[*names, 'Churn']]
    for n in range(400):
        numbers = [n * k % 97 for k in range(1, 13)]
        rows.append([*map(str, numbers), str(int(numbers[0] + numbers[1] > 97))])
    box.write('train.csv', tables.compose(rows))
    box.succeeds('train', '--label', 'Churn', '--budget', 'quick', '-o', 'model.json', 'train.csv')
    box.write('in.csv', tables.compose(tables.telco_rows()[:20]))
    words = ['11 columns', '4 that it needs are not in “in.csv”: “measure 1”', 'Name them']
    box.fails(1, words, 'score', '-m', 'model.json', 'in.csv')
    one_less = [row[:5] + row[6:] for row in tables.telco_rows()[:20]]
    box.write('in.csv', tables.compose(one_less))
    box.fails(1, ['19 columns', '1 that it needs is not in', '“tenure”'], 'score', 'in.csv')


if __name__ == '__main__':
    tap.main(Box)
