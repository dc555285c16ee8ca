#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Polluted files are read as well as ever; “./dev pollock” scores all of them."""

import sys

import program
import tap
from program import Box
from tap import check, test

sys.path.append(str(program.source('tests/bench')))

import pollock  # noqa: E402

STEP = 5
SIMPLE, WEIGHTED = 9.90, 9.80

# What is read otherwise, and why.
LESS = {
    'no_payload': 'an empty file is refused',
    'header_only': 'a file without rows is refused',
    'header_multirow_2': 'the last header row names the columns',
    'header_multirow_3': 'the last header row names the columns',
    'multitable_same': 'what is below is taken for rows',
    'multitable_more': 'what is below is taken for rows',
    'multitable_less': 'what is below is taken for rows',
    'field_delimiter_blank': 'blanks are never guessed to be delimiters',
    'escape_char_none': 'a row whose quotes are out of place is set aside',
}


@test
def score(_):
    """The scores do not fall, and whole files but for some kinds are read without any loss"""
    kinds = pollock.run(sys.argv[4], STEP)
    simple, weighted = pollock.totals(kinds)
    check(simple >= SIMPLE, f'simple score {simple:.3f}')
    check(weighted >= WEIGHTED, f'weighted score {weighted:.3f}')
    for kind, (mean, n) in kinds.items():
        check(mean == 10 or n > 1 or kind in LESS, f'{kind}: {mean:.3f}')
        check(n == 1 or mean > 9.7, f'{kind}: {mean:.3f}')


if __name__ == '__main__':
    tap.main(Box)
