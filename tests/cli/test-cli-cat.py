#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""retainwise-cli cat: the cells of legal CSV files are those that Python's csv module reads."""

import json
import random

import tables
import tap
from program import Box
from tap import check, equal, same_bytes, test

LEGAL = {
    'plain': 'a,b\n1,2\n',
    'no last line end': 'a,b\n1,2',
    'CRLF': 'a,b\r\n1,2\r\n',
    'CR': 'a,b\r1,2\r3,4\r',
    'quoted': '"a","b"\n"1","2"\n',
    'doubled quotes': 'a,b\n"say ""yes""",""""\n"""",""""""\n',
    'line breaks in cells': 'a,b\n"one\ntwo","\r\n"\n"\n\n",x\n',
    'delimiters in cells': 'a,b\n"1,2",",,"\n";","\t"\n',
    'empty cells': 'a,b,c\n,,\n"","",""\n1,,\n,,3\n',
    'blanks': ' a , b \n 1 ,  \n" 2 "," "\n',
    'quotes inside': 'a,b\nit"s,5" wide\n6"",x"y"z\n',
    'blank lines': 'a,b\n\n1,2\n\n\n3,4\n\n',
    'unicode': 'näme,客户,😀\nÄ,二,🎉\n"a\u0301",\u200b,\u2028\n',
    'one column': 'a\n1\n2\n',
    'one empty cell': 'a\n""\n2\n',
    'ragged': 'a,b,c\n1\n1,2,3,4,5\n1,2,3\n,\n4,5,6\n7,8,9\n',
    'long': 'a,b\n' + 'x' * (1 << 20) + ',"' + 'y\n' * 300000 + '"\n',
    'semicolons': 'a;b\n1,5;2\n"x;y";3\n',
    'tabs': 'a\tb\n1,5\t2;3\n"x\ty"\t3\n',
    'byte-order mark': '\ufeffa,b\n1,2\n',
    'quoted behind a byte-order mark': '\ufeff"a,b",c\n1,2\n',
    'control characters': 'a,b\n\x01\x7f,\x1b[0m\n\x0b,\x0c\n',
}
DELIMITERS = {'semicolons': ';', 'tabs': '\t'}


def objects(box, *arguments, **options):
    """The lines that cat --json prints."""
    out = box.succeeds('cat', '--json', *arguments, **options).out
    equal(out[-1:], b'\n', 'last byte')
    return [json.loads(line) for line in out[:-1].split(b'\n')]


def check_file(box, data, delimiter, what):
    """JSON and CSV hold the cells that Python reads."""
    wanted = tables.parse(data, delimiter)
    box.write('in.csv', data)
    found = objects(box, 'in.csv')
    equal([one['cells'] for one in found], wanted, f'cells of {what}')
    equal([one['record'] for one in found], list(range(len(wanted))), f'records of {what}')
    plain = box.succeeds('cat', 'in.csv').out
    equal(tables.parse(plain), wanted, f'cells of {what} printed as CSV')
    if all(cell.isprintable() for row in wanted for cell in row):
        same_bytes(plain, tables.compose(wanted, quoting=1), f'{what} as CSV')


@test
def legal_files(box):
    """Cells of legal files of every kind are those of the csv module, as JSON and as CSV"""
    for what, text in LEGAL.items():
        check_file(box, text.encode(), DELIMITERS.get(what, ','), what)


@test
def random_files(box):
    """Cells of 40 random legal files are those of the csv module"""
    dice = random.Random(23)
    alphabet = ['a', 'B', '7', '.', ' ', '"', ',', ';', '\t', '\n', '\r\n', 'é', '客', '😀', '']
    for number in range(40):
        width, delimiter = dice.randint(3, 6), dice.choice(',;\t')
        rows = [[''.join(dice.choices(alphabet, k=dice.randint(0, 6))) for _ in range(width)]
                for _ in range(dice.randint(2, 30))]
        rows[0] = [f'column {at}' for at in range(width)]
        # Every cell quoted, or delimiters within could as well be the file's own.
        data = tables.compose(rows, delimiter=delimiter, end=dice.choice(['\n', '\r\n']),
                              bom=dice.random() < .3, quoting=1)
        check_file(box, data, delimiter, f'file {number} with {delimiter!r}')


@test
def telco(box):
    """All cells of IBM's sample set come back, from a file and from standard input"""
    wanted = [['7590-VHVEG', *tables.telco_rows()[1][1:]], tables.telco_rows()[7043]]
    found = objects(box, tables.telco())
    equal([found[1]['cells'], found[7043]['cells']], wanted, 'first and last customer')
    equal([one['cells'] for one in found], tables.telco_rows(), 'cells')
    again = objects(box, '-', stdin=tables.telco().read_bytes())
    equal(again, found, 'records of standard input')


@test
def line_numbers(box):
    """A record has the line that it starts on"""
    box.write('in.csv', '"a\nb",c\n\n1,2\n"x\r\ny",3\r\n\r\n4,5\n')
    equal([one['line'] for one in objects(box, 'in.csv')], [1, 4, 5, 8], 'lines')


@test
def printed_again(box):
    """What cat prints is printed the same by cat"""
    box.write('in.csv', LEGAL['line breaks in cells'] + LEGAL['doubled quotes'])
    box.write('once.csv', box.succeeds('cat', 'in.csv').out)
    same_bytes(box.succeeds('cat', 'once.csv').out, box.read('once.csv'))


@test
def other_encodings(box):
    """Bytes that are no UTF-8 stay in CSV and are U+FFFD in JSON"""
    box.write('in.csv', b'a,b\nM\xfcller,1\n\xc3\xbc,2\n')
    same_bytes(box.succeeds('cat', 'in.csv').out, b'"a","b"\n"M\xfcller","1"\n"\xc3\xbc","2"\n')
    equal(objects(box, 'in.csv')[1]['cells'], ['M\ufffdller', '1'], 'cells')


@test
def open_quote(box):
    """A cell that is never closed ends where the next line is a row"""
    box.write('in.csv', 'a,b\n1,2\n3,"4\n5,6')
    equal([one['cells'] for one in objects(box, 'in.csv')[-2:]], [['3', '4'], ['5', '6']], 'cells')
    box.write('in.csv', 'a,b\n1,2\n3,"4\nand more')
    equal(objects(box, 'in.csv')[-1]['cells'], ['3', '4\nand more'], 'cells')


@test
def nothing_else(box):
    """Nothing but the records is printed, in German too"""
    box.write('in.csv', 'a,b\n1.5,2\n')
    result = box.succeeds('cat', 'in.csv', env=box.german())
    equal((result.out, result.err), (b'"a","b"\n"1.5","2"\n', b''), 'output')
    check(b'\r' not in box.succeeds('cat', '--json', 'in.csv').out, 'a carriage return')


if __name__ == '__main__':
    tap.main(Box)
