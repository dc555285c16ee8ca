# SPDX-License-Identifier: GPL-3.0-or-later
"""Legal files of every kind, drawn by lot, with the cells and the dialect they were written in."""

import dataclasses
import itertools

NAMES = ('id', 'name', 'city', 'since', 'plan', 'months', 'amount', 'note', 'e-mail', 'größe')
WORDS = ('Anna', 'Bert', 'Zoë', 'Łódź', '客户', '😀', 'tall', 'of', 'two', "o'clock", 'x', 'Straße')
LATIN = ('Anna', 'Bert', 'Zoë', 'Müller', 'tall', 'of', 'two', "o'clock", 'x', 'Straße', '5 €')
PLANS = ('Basic', 'Plus', 'Business Plus', 'None of these')
SPECIALS = ('\n', '\r\n', '{delimiter}', '{delimiter}', '{quote}', '{quote}{quote}', ',', ';', '|',
            ' ', '\\x', '#')
ENDS = (('\n',), ('\n',), ('\r\n',), ('\r',), ('\n', '\r\n', '\r'))
PREAMBLE = ('Customers of the north', '', 'As of 2024', 'Report 17', 'made by hand')


@dataclasses.dataclass
class Table:
    data: bytes
    cells: list
    dialect: dict


@dataclasses.dataclass
class Style:
    """How a file is written."""
    delimiter: str
    quote: str
    ends: tuple
    quote_all: bool
    escape: str
    blanks: bool
    preamble: int
    comments: bool
    header: bool
    final: bool
    trailing: bool
    blank_lines: bool
    encoding: str
    mark: bool

    def write_cell(self, cell, needed=False):
        special = (self.delimiter, self.quote, '\n', '\r', *([self.escape] if self.escape else ()))
        if not (self.quote_all or needed or any(one in cell for one in special)
                or (self.blanks and cell.startswith(' ')) or cell.startswith('#')):
            return cell
        if self.escape:
            cell = cell.replace(self.escape, self.escape * 2)
        doubled = (self.escape or self.quote) + self.quote
        return self.quote + cell.replace(self.quote, doubled) + self.quote

    def write_row(self, row):
        between = self.delimiter + ' ' * self.blanks
        cells = [self.write_cell(cell, row == ['']) for cell in row]
        return between.join(cells) + self.delimiter * self.trailing


def style(dice):
    """Rare things are rare, so that most files have one or two of them."""
    def seldom():
        return dice.random() < .15

    header = not seldom()
    encoding = dice.choice(('utf-8',) * 5 + ('cp1252', 'utf-16-le', 'utf-16-be'))
    return Style(delimiter=dice.choice(',;\t|'), quote=dice.choice('""\''),
                 ends=dice.choice(ENDS), quote_all=dice.random() < .3,
                 escape='\\' if seldom() else '', blanks=seldom(),
                 preamble=dice.randint(1, 5) if seldom() else 0, comments=seldom(),
                 header=header, final=not seldom(), trailing=header and seldom(), blank_lines=seldom(),
                 encoding=encoding, mark=encoding != 'cp1252' and seldom())


def phrase(dice, how):
    words = LATIN if how.encoding == 'cp1252' else WORDS
    parts = [dice.choice(words) for _ in range(dice.randint(1, 4))]
    if dice.random() < .3:
        special = dice.choice(SPECIALS).format(delimiter=how.delimiter, quote=how.quote)
        parts.insert(dice.randint(0, len(parts)), special)
    return ' '.join(parts)


def cell(dice, how, name, row):
    made = {'id': lambda: str(1000 + row), 'months': lambda: str(dice.randint(0, 72)),
            'amount': lambda: f'{dice.uniform(18, 120):.2f}',
            'since': lambda: f'20{dice.randint(10, 24)}-0{dice.randint(1, 9)}-1{dice.randint(0, 9)}',
            'plan': lambda: dice.choice(PLANS),
            'e-mail': lambda: f'{dice.choice("abc")}{row}@example.com'}
    text = made.get(name, lambda: phrase(dice, how))()
    return '' if dice.random() < .04 and name != 'id' else text


def lines(dice, how, rows):
    yield from PREAMBLE[:how.preamble]
    for number, row in enumerate(rows):
        if how.comments and number % 4 == 1:
            yield f'# {number}: made by hand{how.delimiter} twice'
        if how.blank_lines and dice.random() < .2:
            yield ''
        yield how.write_row(row)


def table(dice):
    how = style(dice)
    names = ['id', *dice.sample(NAMES[1:], dice.randint(2, len(NAMES) - 1))]
    rows = [[cell(dice, how, name, row) for name in names] for row in range(dice.randint(8, 40))]
    if how.escape or how.quote == "'":  # without such cells nothing tells what they mean
        for row in rows[2:5]:
            row[-1] = f'{how.quote}so it goes{how.quote}, they said'
    text = ''.join(line + dice.choice(how.ends) for line in lines(dice, how, [names] * how.header + rows))
    text = text if how.final else text.rstrip('\r\n')
    data = ('\ufeff' * how.mark + text).encode(how.encoding)
    quoted = how.quote_all or any(how.write_cell(one)[:1] == how.quote
                                  for one in itertools.chain(*rows))
    dialect = {'delimiter': how.delimiter, 'header_rows': int(how.header),
               'trailing_delimiter': how.trailing}
    if quoted:
        dialect['quote'] = how.quote
    return Table(data, [names if how.header else [''] * len(names), *rows], dialect)
