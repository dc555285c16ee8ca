# SPDX-License-Identifier: GPL-3.0-or-later
"""The messages of the sources, and what in a message is no text."""

import re
import subprocess

import catalogue

# As the preset of meson's i18n module has it.
XGETTEXT = ('xgettext', '--from-code=UTF-8', '--add-comments', '--keyword=_', '--keyword=N_',
            '--keyword=C_:1c,2', '--keyword=NC_:1c,2', '--keyword=g_dcgettext:2',
            '--keyword=g_dngettext:2,3', '--keyword=g_dpgettext2:2c,3', '--output=-')
# printf() and strftime(): a width and a precision, or “-” for no zeros in front.
PLACEHOLDER = re.compile(r"(%[-+ 0#']*[\d*]*(?:\.[\d*]+)?(?:hh|h|ll|l|j|z|t)?[A-Za-z%])")


def run(*command, **options):
    return subprocess.run(command, capture_output=True, check=True, encoding='utf-8',
                          **options).stdout


def list_names(path):
    """The lines of POTFILES and LINGUAS."""
    lines = path.read_text(encoding='utf-8').splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith('#')]


def extract_text(root, names):
    return run(*XGETTEXT, *names, cwd=root)


def extract(root):
    return catalogue.parse(extract_text(root, list_names(root / 'po/POTFILES')))


def split(text):
    """Pairs of a piece and whether it is text; placeholders and mnemonics' marks are none."""
    pieces = []
    for at, piece in enumerate(PLACEHOLDER.split(text)):
        pieces += [(piece, False)] if at % 2 else [(piece, True)]
    return [pair for pair in pieces if pair[0]]
