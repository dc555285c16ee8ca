#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""retainwise-cli score with files that are not as tidy as they could be, and where it writes."""

import os
import re
import stat

import program
import tables
import tap
from program import Box
from tap import check, contains, equal, same_bytes, test

CUSTOMER = re.compile(r'^ *\d+ +[\d.]+ % {2}(High|Medium|Low)\b')


def small(n_rows=20):
    return [list(row) for row in tables.telco_rows()[:n_rows + 1]]


def score(box, data):
    """The file @data becomes; every record of it must have as many cells as the header."""
    box.write('in.csv', data)
    output = box.succeeds('score', '-o', '-', 'in.csv').out
    widths = {len(row) for row in tables.parse(output)}
    check(len(widths) == 1, f'records of {widths} cells')
    return output


@test
def quoted_cells(box):
    """Quoted delimiters, doubled quotes and line breaks in cells stay as they were"""
    rows = small()
    rows[3][0] = 'a, "quoted" name'
    rows[4][0] = 'of two\nlines'
    rows[5][0] = '"'
    data = tables.compose(rows)
    output = score(box, data)
    contains(output, '"a, ""quoted"" name",Male', '"of two\nlines",Male', '"""",Female')
    equal([row[:21] for row in tables.parse(output)], rows, 'cells')
    equal(tables.scores(output), tables.scores(score(box, tables.compose(small()))), 'scores')


@test
def needless_quotes(box):
    """Quotes that no cell needs stay, and so do blanks around numbers and words"""
    data = tables.compose(small(), quoting=1).replace(b'"29.85"', b'" 29.85 "')
    output = score(box, data)
    for line, more in zip(data.splitlines(), output.splitlines()):
        check(more.startswith(line + b','), f'{line!r} became {more!r}')
    equal(tables.scores(output), tables.scores(score(box, tables.compose(small()))), 'scores')


@test
def ragged_rows(box):
    """Short rows are filled up and long ones get a header, so that our columns stand in line"""
    rows = small()
    rows[5] = rows[5][:18]
    rows[9] += ['more', 'and more']
    data = tables.compose(rows)
    output = score(box, data)
    header, *records = tables.parse(output)
    equal(header[21:23], ['extra_cell_1', 'extra_cell_2'], 'names of the cells too many')
    equal(records[8][21:23], ['more', 'and more'], 'cells too many')
    equal(records[4][18:23], [''] * 5, 'cells too few')
    equal(header[-4:], tables.OURS, 'our columns')
    for line, more in zip(data.splitlines(), output.splitlines()):
        check(more.startswith(line + b','), f'{line!r} became {more!r}')


@test
def blank_lines(box):
    """Blank lines are no customers"""
    data = tables.compose(small())
    gaps = data.replace(b'\n', b'\n\n\n')
    same_bytes(score(box, gaps), score(box, data))


@test
def other_encodings(box):
    """Bytes that are no UTF-8, and a NUL far behind, are kept as they were"""
    rows = small(600)
    rows[3][0] = 'M\udcfcller'
    rows[590][0] = 'a\0b'
    data = '\n'.join(','.join(row) for row in rows).encode('utf-8', 'surrogateescape') + b'\n'
    box.write('in.csv', data)
    result = box.succeeds('score', '-o', '-', 'in.csv')
    for line, more in zip(data.splitlines(), result.out.splitlines()):
        check(more.startswith(line + b','), f'{line!r} became {more!r}')
    contains(result.err, '2 × characters that are not UTF-8')


@test
def open_quote(box):
    """A quotation mark that the file never closes is closed in what is written"""
    rows = small()
    rows[-1][20] = 'No'
    data = tables.compose(rows)
    cut = data[:-len(b'No\n')] + b'"No'
    output = score(box, cut)
    check(b',"No",' in output.splitlines()[-1], f'the last row is {output.splitlines()[-1]!r}')
    equal(tables.scores(output), tables.scores(score(box, data)), 'scores')


@test
def wide_names(box):
    """Names of columns and customers may be of any script"""
    rows = small()
    rows[0][0] = 'Größe,„客户“'
    rows[1][0] = '客户一'
    rows[2][0] = 'Ægir 😀'
    output = score(box, tables.compose(rows))
    equal([row[:21] for row in tables.parse(output)], rows, 'cells')
    contains(box.succeeds('score', 'in.csv').out, '客户一')


@test
def report_of_odd_names(box):
    """The ten riskiest take a line each, whatever their cells hold"""
    rows = small(10)
    for row, name in zip(rows[1:], ['a\nb', 'c\td', '\x1b[31mred', 'e\rf', 'x' * 500, '']):
        row[0] = name
    box.write('in.csv', tables.compose(rows))
    text = box.succeeds('score', 'in.csv').out.decode()
    lines = re.split('Riskiest customers\n', text)[1].split('\n\n')[0].split('\n')
    check('\x1b' not in text, 'a cell sends commands to the terminal')
    equal(len(lines), 11, f'lines of the table ({lines})')
    for line in lines[1:]:
        check(CUSTOMER.match(line) and len(line) < 200, f'not a customer: {line!r}')


@test
def modes(box):
    """A file that is replaced keeps its mode; a new one gets the usual one"""
    box.write('in.csv', tables.compose(small()))
    box.write('old.csv', 'old').chmod(0o600)
    box.succeeds('score', 'in.csv', '-o', 'old.csv', prepare=lambda: os.umask(0o022))
    box.succeeds('score', 'in.csv', '-o', 'new.csv', prepare=lambda: os.umask(0o022))
    equal(oct(stat.S_IMODE(box.path('old.csv').stat().st_mode)), '0o600', 'mode of the old one')
    equal(oct(stat.S_IMODE(box.path('new.csv').stat().st_mode)), '0o644', 'mode of the new one')
    same_bytes(box.read('old.csv'), box.read('new.csv'))


@test
def links(box):
    """A link to the output stays a link; the file behind it is replaced"""
    box.write('in.csv', tables.compose(small()))
    box.path('folder').mkdir()
    box.write('folder/real.csv', 'old')
    box.path('link.csv').symlink_to('folder/real.csv')
    box.succeeds('score', 'in.csv', '-o', 'link.csv')
    check(box.path('link.csv').is_symlink(), 'the link was replaced')
    equal(len(tables.scores(box.read('folder/real.csv'))), 20, 'rows written')


@test
def links_to_nothing(box):
    """A file that links lead to, but that is not there yet, is made"""
    box.write('in.csv', tables.compose(small()))
    box.path('folder').mkdir()
    box.path('folder/second.csv').symlink_to('real.csv')
    box.path('first.csv').symlink_to('folder/second.csv')
    for link in ('folder/second.csv', 'first.csv'):
        box.succeeds('score', 'in.csv', '-o', link)
        check(box.path('folder/second.csv').is_symlink(), f'-o {link} replaced a link')
        equal(len(tables.scores(box.read('folder/real.csv'))), 20, f'rows written by {link}')
        box.path('folder/real.csv').unlink()


@test
def devices(box):
    """What is no regular file is written to and not replaced"""
    box.write('in.csv', tables.compose(small()))
    null = box.device('null', 3)
    box.succeeds('score', 'in.csv', '-o', null)
    check(stat.S_ISCHR(os.stat(null).st_mode), f'{null} is no device any more')
    output = box.succeeds('score', 'in.csv', '-o', '/dev/fd/1').out
    equal(len(tables.scores(output.split(b'in.csv: ')[0])), 20, 'rows')


@test
def odd_paths(box):
    """Files may have blanks, quotes and any script in their names, or a dash in front"""
    box.path('Ein Ordner').mkdir()
    name = 'Ein Ordner/Kündigungen "neu" 客户.csv'
    box.write(name, tables.compose(small()))
    contains(box.succeeds('score', '-o', 'Ein Ordner/ö.csv', name).out, 'Kündigungen "neu" 客户.csv')
    box.write('-in.csv', tables.compose(small()))
    box.succeeds('score', '-o', 'a.csv', '--', '-in.csv')
    same_bytes(box.read('Ein Ordner/ö.csv'), box.read('a.csv'))


@test
def pipes_as_input(box):
    """A named pipe is an input like any other"""
    data = tables.compose(tables.telco_rows())
    os.mkfifo(box.path('pipe'))
    child = box.popen('score', '-o', 'out.csv', 'pipe', stdout=-3, stderr=-3)
    try:
        box.path('pipe').write_bytes(data)
        equal(program.end_of(child), 0, 'exit code')
    finally:
        program.stop(child)
    equal(len(tables.scores(box.read('out.csv'))), 7043, 'rows')


if __name__ == '__main__':
    tap.main(Box)
