#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""IBM's sample set, saved in the ways people save such files, has the scores of the original."""

import tables
import tap
from program import Box
from tap import equal, test

MONEY = ('MonthlyCharges', 'TotalCharges')
PREAMBLE = ['Kundenliste', '', 'Stand: 31.12.2024, ohne Gewähr', 'Von "Müller" für alle', '']


def rewritten(delimiter=',', end='\n', decimal='.', thousands='', form='{}'):
    """The sample set with other marks, and ids that are not ASCII."""
    header, *rows = tables.telco_rows()
    places = [header.index(name) for name in MONEY]
    changed = [[f'{row[0]}-Müller', *(money(cell, decimal, thousands, form) if at in places else cell
                                      for at, cell in enumerate(row) if at > 0)] for row in rows]
    return tables.compose([header, *changed], delimiter=delimiter, end=end).decode()


def money(cell, decimal, thousands, form):
    if not cell.strip():
        return cell
    whole, _, fraction = f'{float(cell):,.2f}'.partition('.')
    return form.format(whole.replace(',', thousands) + decimal + fraction)


def check_scores(box, data, *options, delimiter=','):
    """The scores as texts, so to the last digit; what we write is UTF-8, its preamble kept."""
    wanted = tables.scores(box.succeeds('score', '-o', '-', tables.telco()).out)
    box.write('in.csv', data)
    output = box.succeeds('score', '-o', '-', *options, 'in.csv').out
    table = output[output.index(b'customerID'):]
    equal(tables.scores(table, delimiter), wanted, 'scores')
    equal(tables.parse(table, delimiter)[1][0], '7590-VHVEG-Müller', 'first id')


@test
def german(box):
    """Semicolons, decimal commas, CRLF and Windows-1252, with points between thousands and without"""
    for thousands in ('', '.'):
        text = rewritten(';', '\r\n', ',', thousands)
        check_scores(box, text.encode('cp1252'), delimiter=';')


@test
def unicode_text(box):
    """UTF-16 with tabs, as spreadsheets save “Unicode text”"""
    for encoding in ('utf-16', 'utf-16-le', 'utf-16-be'):
        check_scores(box, rewritten('\t', '\r\n').encode(encoding), delimiter='\t')


@test
def preamble(box):
    """Five lines above the header"""
    check_scores(box, '\n'.join(PREAMBLE) + '\n' + rewritten())
    check_scores(box, '\r\n'.join(PREAMBLE) + '\r\n' + rewritten(';', '\r\n', ','), delimiter=';')


@test
def dollars(box):
    """$ and thousands separators"""
    for form in ('${}', '{} $', 'USD {}'):
        check_scores(box, rewritten(thousands=',', form=form))


@test
def all_at_once(box):
    """All of it: a preamble, semicolons, commas, €, points between thousands, Windows-1252"""
    text = '\r\n'.join(PREAMBLE) + '\r\n' + rewritten(';', '\r\n', ',', '.', '{} €')
    check_scores(box, text.encode('cp1252'), delimiter=';')
    check_scores(box, text.replace(';', '\t').encode('utf-16'), delimiter='\t')


if __name__ == '__main__':
    tap.main(Box)
