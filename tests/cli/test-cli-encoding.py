#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Files in other encodings and compressed ones: read as what they are, and told so."""

import gzip
import json
import os
import resource

import program
import tables
import tap
from program import Box
from tap import check, contains, equal, same_bytes, test

COMMANDS = (['score'], ['score', '-o', 'out.csv'], ['inspect'], ['cat'],
            ['train', '--label', 'Churn', '-o', 'model.json'], ['evaluate', '--label', 'Churn'])


def dialect(box, *options):
    return json.loads(box.succeeds('inspect', '--json', *options, 'in.csv').out)['dialect']


def customers(delimiter=',', n_rows=None):
    """The first of IBM's sample set with ids that are not ASCII."""
    header, *rows = tables.telco_rows()[:n_rows]
    ids = ('%s-Müller', '%s-Señor', '%s-10 €', '%s')
    rows = [[ids[at % 4] % row[0], *row[1:]] for at, row in enumerate(rows)]
    return tables.compose([header, *rows], delimiter=delimiter).decode()


def check_scores(box, data, encoding, found_by, delimiter=','):
    """The scores of IBM's sample set, bit for bit, in a file that is UTF-8."""
    wanted = tables.scores(box.succeeds('score', '-o', '-', tables.telco()).out)
    box.write('in.csv', data)
    found = dialect(box)
    equal((found['encoding'], found['encoding_found_by'], found['delimiter']),
          (encoding, found_by, delimiter), 'dialect')
    result = box.succeeds('score', '-o', '-', 'in.csv')
    equal(tables.scores(result.out, delimiter), wanted, 'scores')
    ids = [row[0] for row in tables.parse(result.out, delimiter)]
    equal(ids, [row[0] for row in tables.parse(customers().encode())], 'ids')
    equal(b'is a guess' in result.err, found_by == 'guess', 'a note of the guess')


@test
def windows_1252(box):
    """IBM's sample set in Windows-1252: the same scores, bit for bit, and the guess is told"""
    check_scores(box, customers().encode('cp1252'), 'Windows-1252', 'guess')
    contains(box.succeeds('inspect', 'in.csv').out, 'Encoding: Windows-1252 (a guess)')


@test
def guesses(box):
    """Every command says that it guessed, beside what it prints"""
    box.write('in.csv', customers(n_rows=500).encode('cp1252'))
    for command in COMMANDS:
        result = box.succeeds(*command, 'in.csv')
        contains(result.out if command[0] in ('score', 'inspect') else result.err, 'a guess')
    box.write('in.csv', customers(n_rows=500))
    result = box.succeeds('cat', 'in.csv')
    equal(result.err, b'', 'messages of a file that is valid')


@test
def utf16(box):
    """IBM's sample set in UTF-16 with tabs: the same scores, bit for bit, with a mark and without"""
    text = customers('\t')
    for order, encoding in (('le', 'UTF-16LE'), ('be', 'UTF-16BE')):
        data = text.encode(f'utf-16-{order}')
        check_scores(box, data, encoding, 'zeros', '\t')
        check_scores(box, '\ufeff'.encode(f'utf-16-{order}') + data, encoding, 'byte-order-mark',
                     '\t')


@test
def compressed(box):
    """A gzip file is unpacked, whatever its name and encoding"""
    data = customers()
    check_scores(box, gzip.compress(data.encode()), 'UTF-8', 'valid')
    check(dialect(box)['gzip'], 'gzip is not told')
    contains(box.succeeds('inspect', 'in.csv').out, 'compressed with gzip')
    check_scores(box, gzip.compress(data.encode('utf-16')), 'UTF-16LE', 'byte-order-mark')
    halves = data[:9999].encode(), data[9999:].encode()
    check_scores(box, b''.join(gzip.compress(half) for half in halves), 'UTF-8', 'valid')
    box.write('stdin', gzip.compress(data.encode()))
    same_bytes(box.succeeds('score', '-o', '-', '-', stdin=box.read('stdin')).out,
               box.succeeds('score', '-o', '-', 'in.csv').out)


@test
def damaged(box):
    """Compressed data that is cut, damaged or followed by something else is refused"""
    data = gzip.compress(tables.compose(tables.telco_rows()))
    for damage, words in ((data[:-9], 'cut short'), (data + b'x', 'something else follows'),
                          (data[:5000] + bytes(99) + data[5099:], 'cannot be unpacked')):
        box.write('in.csv', damage)
        box.fails(1, ['“in.csv” is damaged', words], 'score', 'in.csv')


@test
def bomb(box):
    """A file that unpacks to far more than a customer file does is refused"""
    box.write('in.csv', gzip.compress(b'a,b\n' + bytes(70 << 20)))
    box.fails(1, ['200 times its size'], 'score', 'in.csv')


@test
def archive(box):
    """What is in a compressed file is called what it is"""
    box.write('in.csv', gzip.compress(b'PK\x03\x04' + bytes(99)))
    box.fails(1, ['a spreadsheet or ZIP archive'], 'inspect', 'in.csv')
    box.write('in.csv', gzip.compress(b'x.csv' + bytes(252) + b'ustar' + bytes(250) + b'a,b\n1,2\n'))
    box.fails(1, ['a TAR archive'], 'inspect', 'in.csv')


@test
def given(box):
    """--encoding is obeyed by every command"""
    text = customers(n_rows=500)
    box.write('in.csv', text.encode('iso-8859-15'))
    box.write('utf8.csv', text)
    for command in COMMANDS:
        outputs = []
        for arguments in (['--encoding', 'ISO-8859-15', 'in.csv'], ['--encoding', 'UTF-8', 'utf8.csv']):
            out = box.succeeds(*command, *arguments).out
            written = [box.read(name) for name in ('out.csv', 'model.json')
                       if os.path.exists(box.path(name)) and name in command]
            outputs.append((out.replace(b'utf8.csv', b'in.csv').replace(b'UTF-8', b'ISO-8859-15'),
                            written if 'train' not in command else None))
        equal(outputs[0], outputs[1], f'output of {command[0]}')
    equal(dialect(box, '--encoding', 'latin1')['encoding_found_by'], 'given', 'evidence')


@test
def unknown(box):
    """A name that is none is refused with examples, by every command"""
    box.write('in.csv', 'a,b\n1,2\n')
    for command in COMMANDS:
        for name in ('nonsense', '', 'ASCII//IGNORE'):
            box.fails(2, ['There is no encoding', name, 'Windows-1252'], *command, '--encoding', name,
                      'in.csv')


@test
def undecodable(box):
    """Bytes that the encoding does not have are told with line, column and their hex digits"""
    box.write('in.csv', b'name,b\nM\xfcller,1\n"a\nb\x81",2\nx,\x8d\x8f\n')
    found = json.loads(box.succeeds('inspect', '--json', '--encoding', 'cp1252', 'in.csv').out)
    equal(found['problems'], {'rows': 2, 'counts': {'undecodable': 2}, 'first': [
        {'cause': 'undecodable', 'line': 3, 'record': 2, 'column': 'name', 'bytes': '81',
         'text': 'a\nb\ufffd'},
        {'cause': 'undecodable', 'line': 5, 'record': 3, 'column': 'b', 'bytes': '8d 8f',
         'text': '\ufffd\ufffd'}]}, 'problems')
    out = box.succeeds('inspect', '--encoding', 'cp1252', 'in.csv').out
    contains(out, 'line 5', 'column “b”, bytes 8d 8f', 'Encoding: cp1252 (as you said)')


@test
def not_that_encoding(box):
    """A file that is mostly not in the given encoding is refused"""
    box.write('in.csv', 'Müller,ü\n' * 2000)
    box.fails(1, ['is not text in ASCII', 'another encoding'], 'cat', '--encoding', 'ASCII', 'in.csv')


@test
def far_behind(box):
    """One byte at the end of a large file decides for all of it"""
    data = program.generated(20000)
    box.write('in.csv', data + b'\xfc' + data.splitlines()[1] + b'\n')
    equal(dialect(box)['encoding'], 'Windows-1252', 'encoding')
    text = data + 'ü'.encode() + data.splitlines()[1] + b'\n'
    box.write('utf8.csv', text)
    same_bytes(box.succeeds('score', '-o', '-', 'in.csv').out,
               box.succeeds('score', '-o', '-', 'utf8.csv').out)


@test
def zeros(box):
    """A NUL among text is kept and told"""
    box.write('in.csv', b'a,b\n1,x\0y\n')
    found = json.loads(box.succeeds('inspect', '--json', 'in.csv').out)
    problem, = found['problems']['first']
    equal((problem['line'], problem['column'], problem['bytes']), (2, 'b', '00'), 'problem')
    same_bytes(box.succeeds('cat', 'in.csv').out, b'"a","b"\n"1","x\0y"\n')


@test
def disk_full(box):
    """A temporary copy that does not fit is told"""
    box.write('in.csv', tables.compose(tables.telco_rows()).decode().encode('utf-16'))
    box.fails(1, ['temporary copy', 'cannot be written'], 'inspect', 'in.csv',
              prepare=lambda: limit_files(4096))


def limit_files(size):
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


if __name__ == '__main__':
    tap.main(Box)
