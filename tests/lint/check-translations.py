#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The translations as tests: check-translations.py ROOT prints TAP. POTFILES lists the files with
messages and no others; every catalogue has all messages of the sources and no more, with the same
placeholders and ends, and mnemonics that differ where those of the sources do."""

import re
import subprocess
import sys
import tempfile
from functools import reduce
from pathlib import Path

import catalogue
from messages import extract_text, list_names, run
from results import report

# What may hold messages, below the root.
CANDIDATES = ('src/**/*.c', 'ui/*.ui', 'data/*.xml', 'data/*.desktop', 'data/*.in', 'data/*.in.in')
PROGRESS = '…'
CODE = re.compile('“([^”]*)”')


def check_potfiles(root, listed):
    """Whoever marks a text or takes the last one out changes the list."""
    candidates = sorted({str(path.relative_to(root)) for pattern in CANDIDATES
                         for path in root.glob(pattern)} | set(listed))
    found = catalogue.parse(extract_text(root, candidates))
    holding = {place for message in found for place in message.places}
    yield from (f'{name} holds messages, but is not listed' for name in holding - set(listed))
    yield from (f'{name} holds no messages' for name in set(listed) - holding)


def check_format(path):
    result = subprocess.run(['msgfmt', '--check', '--check-format', '-o', '/dev/null', path],
                            capture_output=True, text=True, check=False)
    yield from result.stderr.splitlines()


def check_complete(path, template):
    """As it will be when it was merged with the sources of today."""
    merged = run('msgmerge', '--quiet', '--no-fuzzy-matching', '--no-wrap', str(path), template)
    for message in catalogue.parse(merged):
        if message.is_obsolete:
            yield f'not in the sources: {message.text!r}'
        elif not message.is_header and (message.is_fuzzy or not all(message.translations)):
            yield f'not translated: {message.text!r}'


def drop_code(original, text):
    """Without what is quoted just as in the original: code that people copy, as a line of Python."""
    return reduce(lambda rest, code: rest.replace(code, ''), CODE.findall(original), text)


def check_ends(path):
    """An ellipsis, a colon, or the blanks around a piece mean something."""
    for message in catalogue.parse(path.read_text(encoding='utf-8')):
        for text in message.translations if not message.is_header else ():
            for end in (PROGRESS, ':', '.', ' '):
                if message.text.endswith(end) != text.endswith(end):
                    yield f'one of them ends with “{end}”: {message.text!r}, {text!r}'
            if message.text.startswith(' ') != text.startswith(' '):
                yield f'one of them starts with a blank: {message.text!r}, {text!r}'
            if '"' in drop_code(message.text, text) or "'" in drop_code(message.text, text):
                yield f'a typewriter’s quotation mark: {text!r}'


def check_mnemonics(root, path):
    """In one window or menu two letters of the sources must not become one."""
    catalogued = catalogue.parse(path.read_text(encoding='utf-8'))
    translations = {(message.context, message.text): message.translations[0]
                    for message in catalogued}
    for ui in sorted(root.glob('ui/*.ui')):
        for scope in catalogue.list_scopes(ui.read_text(encoding='utf-8')):
            taken = {}
            for key in scope:
                letter = catalogue.find_mnemonic(key[1])
                mine = catalogue.find_mnemonic(translations.get(key, ''))
                if letter is not None and mine is None:
                    yield f'{ui.name}: “{translations.get(key)}” has no mnemonic'
                elif letter is not None and taken.setdefault(mine, letter) != letter:
                    yield f'{ui.name}: “{translations.get(key)}” has the mnemonic of another text'


def main(arguments):
    root = Path(arguments[0]).resolve()
    listed = list_names(root / 'po/POTFILES')
    languages = list_names(root / 'po/LINGUAS')
    with tempfile.TemporaryDirectory() as folder:
        template = Path(folder) / 'messages.pot'
        template.write_text(extract_text(root, listed), encoding='utf-8')
        checks = [('POTFILES', check_potfiles(root, listed))]
        for language in languages:
            path = root / 'po' / f'{language}.po'
            checks += [(f'{language}: format', check_format(path)),
                       (f'{language}: complete', check_complete(path, template)),
                       (f'{language}: ends', check_ends(path)),
                       (f'{language}: mnemonics', check_mnemonics(root, path))]
        print(f'1..{len(checks)}')
        passed = [report(number, name, problems)
                  for number, (name, problems) in enumerate(checks, 1)]
    return 0 if all(passed) else 1


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
