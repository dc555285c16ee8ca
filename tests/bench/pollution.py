# SPDX-License-Identifier: GPL-3.0-or-later
"""The kinds of polluted files of the benchmark Pollock (Vitagliano et al., VLDB 2023), made of a table
of our own: 84 records of 9 cells; what a program should read of each is known by construction."""

import dataclasses
import random

HEADER = ['DATE', 'TIME', 'Qty', 'PRODUCTID', 'Price', 'ProductType', 'ProductDescription', 'URL',
          'Comments']
N_RECORDS = 84
TYPES = ("Men's Trail Shoes", 'Running Jacket', 'Throw Pillow, Paddles', 'Dining Table, Round 48"',
         "Kids' Hat", 'Boxer, 5" Inseam', 'Fly Rod 8 Wt.', 'Tee, Short-Sleeve', "Kids' Bike, 24\"",
         'Leather Sofa', "Women's Wet Suit")
TEXTS = ('Great grip and breathability make these ideal for warm, dry conditions.',
         "The next level of weather protection, and it won't let you down.",
         'Made to our exacting standards', 'A light feel in our 9" length rod, made for her.',
         "All the softness you've come to expect from our towels", 'Warm, dry, 650-fill, and light.',
         'This lightweight rod is for larger rivers.')
# How many of 3,712 crawled files had each fault, by the authors; a kind of row is of each such file.
WEIGHTS = {'source': 1, 'no_payload': 15, 'no_trailing_newline': 184, 'double_trailing_newline': 5,
           'no_header': 470, 'header_multirow_2': 47, 'header_multirow_3': 47, 'preamble': 282,
           'multitable_same': 62.7, 'multitable_more': 62.7, 'multitable_less': 62.7,
           'header_only': 3, 'one_data_row': 4, 'record_delimiter_cr': 7,
           'record_delimiter_lf': 1691, 'field_delimiter_tab': 4, 'field_delimiter_semicolon': 834,
           'field_delimiter_blank': 4, 'field_delimiter_comma_blank': 101, 'quotation_char': 11,
           'escape_char_backslash': 1, 'escape_char_none': 7, 'row_less_sep': .36775,
           'row_more_sep': .36775, 'row_field_delimiter': .14286, 'row_extra_quote': .00926}


@dataclasses.dataclass
class Polluted:
    kind: str
    text: str
    header: list  # [] for none
    rows: list


@dataclasses.dataclass
class Form:
    """How a table is written."""
    delimiter: str = ','
    quote: str = '"'
    escape: str = None  # in front of a quote in a quoted cell; None: the quote itself
    end: str = '\r\n'

    def cell(self, text, place):
        special = (self.delimiter, self.quote, ',')
        if not any(one in text for one in special) and place != HEADER.index('URL'):
            return text
        escape = self.quote if self.escape is None else self.escape
        return self.quote + text.replace(self.quote, escape + self.quote) + self.quote

    def cells(self, row):
        return [self.cell(text, place) for place, text in enumerate(row)]

    def record(self, row):
        return self.delimiter.join(self.cells(row)) + self.end

    def table(self, records):
        return ''.join(self.record(row) for row in records)


PLAIN = Form()


def source():
    """The records of the table, the header first."""
    dice = random.Random(2023)
    records = [HEADER]
    for at in range(N_RECORDS - 1):
        code = f'{dice.choice(("MG", "RI", "CC", "YY"))}-{dice.randint(1000, 9999)}'
        records.append([f'{at % 16 + 13}/{at // 16 + 1:02}/2018', f'{at // 4:02}:{at % 4 * 15:02}',
                        str(dice.randint(0, 30)), code, f'${dice.uniform(.5, 99):.2f}',
                        dice.choice(TYPES), dice.choice(TEXTS),
                        f'https://www.example.com/product/{code.replace("-", "_")}.html', ''])
    return records


def whole_files(records):
    """Files and tables that are not as usual."""
    header, *rows = records
    text = PLAIN.table(records)

    def made(kind, content, names=header, body=rows):
        return Polluted(kind, content, names, body)

    yield made('source', text)
    yield made('no_payload', '', [], [])
    yield made('no_trailing_newline', text.removesuffix('\r\n'))
    yield made('double_trailing_newline', text + '\r\n')
    yield made('no_header', PLAIN.table(rows), [])
    for n in (2, 3):
        yield made(f'header_multirow_{n}', PLAIN.table([header] * n + rows),
                   [' '.join([name] * n) for name in header])
    yield made('preamble', 'PREAMBLE\r\n' * 3 + '\r\n' + text)
    yield made('multitable_same', text + text)
    yield made('multitable_more', text + PLAIN.table([[*header, 'col1'], *([*row, ''] for row in rows)]))
    yield made('multitable_less', text + PLAIN.table([row[:-1] for row in records]))
    yield made('header_only', PLAIN.table([header]), body=[])
    yield made('one_data_row', PLAIN.table(records[:2]), body=rows[:1])


def forms(records):
    """Files in which a structural character is another one."""
    for kind, form in (('record_delimiter_lf', Form(end='\n')), ('record_delimiter_cr', Form(end='\r')),
                       ('field_delimiter_tab', Form(delimiter='\t')),
                       ('field_delimiter_semicolon', Form(delimiter=';')),
                       ('field_delimiter_blank', Form(delimiter=' ')),
                       ('field_delimiter_comma_blank', Form(delimiter=', ')),
                       ('quotation_char', Form(quote="'")),
                       ('escape_char_backslash', Form(escape='\\')),
                       ('escape_char_none', Form(escape=''))):
        yield Polluted(kind, form.table(records), records[0], records[1:])


def with_record(kind, records, at, text, row):
    """The file in which record @at is @text, which should be read as @row."""
    lines = [PLAIN.record(record) for record in records]
    changed = [*records[:at], row, *records[at + 1:]]
    lines[at] = text + '\r\n'
    return Polluted(kind, ''.join(lines), changed[0], changed[1:])


def rows_of(records):
    """Files in which one record is not as the others."""
    for at, record in enumerate(records):
        cells = PLAIN.cells(record)
        yield with_record('row_field_delimiter', records, at, Form(delimiter=' ').record(record)[:-2],
                          record)
        for place in range(len(record)):
            left, right = ','.join(cells[:place]), ','.join(cells[place:])
            yield with_record('row_more_sep', records, at, f'{left},{"," if place else ""}{right}',
                              [*record[:place], '', *record[place:]])
            quoted = [*cells[:place], '"' + cells[place], *cells[place + 1:]]
            yield with_record('row_extra_quote', records, at, ','.join(quoted),
                              [*record[:place], '"' + record[place], *record[place + 1:]])
            if place > 0:
                yield with_record('row_less_sep', records, at, left + right,
                                  [*record[:place - 1], record[place - 1] + record[place],
                                   *record[place + 1:]])


def files():
    records = source()
    return [*whole_files(records), *forms(records), *rows_of(records)]
