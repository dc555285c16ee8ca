# SPDX-License-Identifier: GPL-3.0-or-later
"""One small file for each thing that files do, and what is read of it."""

import dataclasses
import gzip

AB = [['a', 'b'], ['1', '2'], ['3', '4']]
ROWS = [['a', 'b', 'c'], ['1', '2', 'x'], ['3', '4', 'y'], ['5', '6', 'z']]


@dataclasses.dataclass
class Reading:
    """What is not told is not compared; @columns: name, type, number of missing
    values, and first values as they are parsed."""
    what: str
    data: bytes
    cells: list = None
    options: tuple = ()
    dialect: dict = dataclasses.field(default_factory=dict)
    columns: list = None
    problems: list = dataclasses.field(default_factory=list)  # cause, line, column or None
    aside: list = dataclasses.field(default_factory=list)     # cause, line, raw text
    error: tuple = ()                                         # words in it

    def __post_init__(self):
        self.data = self.data if isinstance(self.data, bytes) else self.data.encode()


def numbers(what, values, parsed, kind='number', missing=0, **more):
    """A column of these values between others."""
    rows = ''.join(f'{at}\t{value}\tx\n' for at, value in enumerate(values))
    return Reading(what, f'id\tv\tt\n{rows}', columns=[('v', kind, missing, parsed)] if parsed else None, **more)


ENCODINGS = [
    Reading('UTF-8', 'ä,b\n1,€\n', [['ä', 'b'], ['1', '€']], dialect={'encoding': 'UTF-8'}),
    Reading('UTF-8 with a mark', '\ufeffa,b\n1,2\n3,4\n', AB, dialect={'byte_order_mark': True}),
    Reading('UTF-16LE', 'ä,b\n1,€\n'.encode('utf-16-le'), [['ä', 'b'], ['1', '€']],
            dialect={'encoding': 'UTF-16LE', 'encoding_found_by': 'zeros'}),
    Reading('UTF-16BE with a mark', '\ufeffä,b\n1,€\n'.encode('utf-16-be'), [['ä', 'b'], ['1', '€']],
            dialect={'encoding': 'UTF-16BE', 'encoding_found_by': 'byte-order-mark'}),
    Reading('Windows-1252', 'ä,b\n1,€\n'.encode('cp1252'), [['ä', 'b'], ['1', '€']],
            dialect={'encoding': 'Windows-1252', 'encoding_found_by': 'guess'}),
    Reading('an encoding by its name', '名前,b\n1,あ\n'.encode('shift-jis'), [['名前', 'b'], ['1', 'あ']],
            ('--encoding', 'Shift_JIS')),
    Reading('bytes that cannot be decoded', b'a,b\n1,x\xff\n2,y\n', [['a', 'b'], ['1', 'x\ufffd'], ['2', 'y']],
            ('--encoding', 'UTF-8'), problems=[('not-utf8', 2, 'b')]),
    Reading('bytes that another encoding lacks', b'a,b\n1,x\x81\n2,y\n',
            [['a', 'b'], ['1', 'x\ufffd'], ['2', 'y']], ('--encoding', 'Windows-1252'),
            problems=[('undecodable', 2, 'b')]),
    Reading('gzip', gzip.compress(b'a,b\n1,2\n3,4\n'), AB, dialect={'gzip': True}),
    Reading('a NUL', b'a,b\n1,x\0y\n2,z\n', [['a', 'b'], ['1', 'x\0y'], ['2', 'z']],
            problems=[('not-utf8', 2, 'b')]),
]

DIALECTS = [
    *(Reading(f'delimiter {one!r}', f'a{one}b{one}c\n1{one}2{one}x\n3{one}4{one}y\n5{one}6{one}z\n', ROWS,
              dialect={'delimiter': one[0], 'blanks': len(one) > 1}) for one in (',', ';', '\t', '|', ', ')),
    Reading('quotes', 'a,b\n"x, y","say ""no"""\n"",2\n', [['a', 'b'], ['x, y', 'say "no"'], ['', '2']]),
    Reading('apostrophes', "a,b\n'x, y','it''s'\n'','2'\n", [['a', 'b'], ['x, y', "it's"], ['', '2']],
            dialect={'quote': "'"}),
    Reading('backslash escapes', 'a,b\n"say \\"no\\", ever",1\n"x",2\n',
            [['a', 'b'], ['say "no", ever', '1'], ['x', '2']], dialect={'escape': '\\'}),
    Reading('sep=', 'sep=;\na;b\n1;2\n3;4\n', AB, dialect={'delimiter': ';', 'skipped_lines': 1}),
    *(Reading(f'record ends {ends!r}', f'a,b{ends[0]}1,2{ends[1]}3,4{ends[-1]}', AB)
      for ends in (('\n', '\n'), ('\r\n', '\r\n'), ('\r', '\r'), ('\r\n', '\n', '\r'), ('\n', '\n', ''))),
    Reading('comments', '# by me\na,b\n1,2\n# and you\n3,4\n', AB, dialect={'comment': '#'}),
    Reading('lines above the header', 'Report\n\nof 2024\na,b,c\n1,2,x\n3,4,y\n5,6,z\n', ROWS,
            dialect={'skipped_lines': 3}),
    Reading('two header rows', 'x,,\na,b,c\n1,2,x\n3,4,y\n5,6,z\n', ROWS, dialect={'header_rows': 2}),
    Reading('no header', '1,2,x\n3,4,y\n5,6,z\n', [['', '', ''], *ROWS[1:]], dialect={'header_rows': 0}),
    Reading('delimiters at the end', 'a,b,\n1,2,\n3,4,\n', AB, dialect={'trailing_delimiter': True}),
    Reading('Ctrl-Z', 'a,b\n1,2\n3,4\n\x1a', AB),
    Reading('a header one name short', 'b,c\n1,2,x\n3,4,y\n5,6,z\n', [['', 'b', 'c'], *ROWS[1:]],
            dialect={'unnamed_index': True}),
    Reading('what is said', "x\na|b\n'1|1'|2%\n%c\n3|4\n", [['a', 'b'], ['1|1', '2%'], ['3', '4']],
            ('--delimiter', '|', '--quote', "'", '--comment', '%', '--header-row', '2')),
]

NUMBERS = [
    numbers('decimal points', ['1.5', '-2.25', '.5'], ['1.5', '-2.25', '0.5']),
    numbers('decimal commas', ['0,435', '2,5', '-,5'], ['0.435', '2.5', '-0.5']),
    numbers('commas between thousands', ['1,889.50', '29.85'], ['1889.5', '29.85']),
    numbers('points between thousands', ['1.889,50', '29,85'], ['1889.5', '29.85']),
    numbers('blanks between thousands', ['1 889,50', '29,85'], ['1889.5', '29.85']),
    numbers('no-break spaces', ['1\u00a0889,50', '29,85'], ['1889.5', '29.85']),
    numbers('apostrophes', ["1'889.50", '29.85'], ['1889.5', '29.85']),
    numbers('currency signs', ['$5.25', '$1,889.50', '-$3.00'], ['5.25', '1889.5', '-3']),
    numbers('currency codes', ['EUR 5,25', 'EUR 1.889,50'], ['5.25', '1889.5']),
    numbers('percent', ['12 %', '5%'], ['12', '5']),
    numbers('parentheses', ['(12)', '7'], ['-12', '7']),
    numbers('minus behind', ['12-', '7'], ['-12', '7']),
    numbers('scientific', ['1e3', '2.5E-1'], ['1000', '0.25']),
    numbers('missing values', ['NA', '1', 'N/A', 'null', '-', '?', ''], ['1'], missing=6),
    numbers('two readings', ['1.234', '12.345'], None, error=('1.234', '1234')),
    numbers('leading zeros', ['007', '012'], ['007', '012'], kind='category'),
    numbers('long codes', ['1234567890123456', '1234567890123457'],
            ['1234567890123456', '1234567890123457'], kind='category'),
    numbers('ISO dates', ['2024-12-31', '2024-01-02'], ['2024-12-31', '2024-01-02']),
    numbers('day first', ['31/12/2024', '01/02/2024'], ['2024-12-31', '2024-02-01']),
    numbers('month first', ['12/31/2024', '01/02/2024'], ['2024-12-31', '2024-01-02']),
    numbers('dates with two readings', ['03/04/2024', '05/06/2024'], None, error=('2024-04-03',)),
]

GOOD = '5,6\n' * 9
GOOD_CELLS = [['5', '6']] * 9
DAMAGED = [
    Reading('too few cells', 'a,b\n1\n' + GOOD, [['a', 'b'], ['1'], *GOOD_CELLS],
            problems=[('too-few-cells', 2, None)]),
    Reading('too many cells', 'a,b\n1,2,3\n' + GOOD, [['a', 'b'], ['1', '2', '3'], *GOOD_CELLS],
            problems=[('too-many-cells', 2, None)]),
    Reading('a stray quote in a row of the right width', 'a,b\n"x"y",1\n' + 'z,6\n' * 9,
            [['a', 'b'], ['x"y', '1'], *[['z', '6']] * 9], problems=[('stray-quote', 2, None)]),
    Reading('a stray quote in a row of another width', 'a,b\n"x"y,1"\n' + GOOD, [['a', 'b'], *GOOD_CELLS],
            aside=[('stray-quote', 2, '"x"y,1"')]),
    Reading('a quote without an end', 'a,b\n"1,2\n' + GOOD, [['a', 'b'], *GOOD_CELLS],
            aside=[('open-quote', 2, '"1,2')]),
    Reading('a last cell without an end', 'a,b\n1,"2\n' + GOOD, [['a', 'b'], ['1', '2'], *GOOD_CELLS],
            problems=[('open-quote', 2, None)]),
    Reading('two damaged rows', 'a,b,c\n"1,2,3\n4,"x,\n' + '5,6,7\n' * 12,
            [['a', 'b', 'c'], *[['5', '6', '7']] * 12],
            aside=[('open-quote', 2, '"1,2,3\n4,"x,')]),
    Reading('a long cell', f'a,b\n1,{"x" * (1 << 21)}\n' + GOOD * 2000, [['a', 'b'], *GOOD_CELLS * 2000],
            ('--delimiter', ','), aside=[('too-long', 2, '1,' + 'x' * 498)]),
    Reading('many cells', f'a,b\n{"," * 20000}\n' + GOOD, [['a', 'b'], *GOOD_CELLS],
            aside=[('too-wide', 2, ',' * 500)]),
    Reading('too many damaged rows', 'a,b\n1,2\n"3,4\n5,6\n', error=('1 of 3 rows', 'line 3')),
]

READINGS = {'encodings': ENCODINGS, 'dialects': DIALECTS, 'numbers and dates': NUMBERS,
            'damaged rows': DAMAGED}
