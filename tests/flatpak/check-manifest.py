#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The manifest against its rules: check-manifest.py PROJECT prints TAP.

What is checked is the form that is published; in the tree, the application's source is the tree."""

import json
import sys
from pathlib import Path

from manifest_rules import APPLICATION, RULES

PROJECT = Path(sys.argv[1])
sys.path.append(str(PROJECT / 'flatpak'))
sys.dont_write_bytecode = True

import manifest  # noqa: E402

TREE = {'type': 'dir', 'path': '..'}
# Where it will be published is not for this test to say.
PUBLISHED = ('https://example.org/retainwise.git', 'v1', '0' * 40)


def once(pairs):
    """A key that is there twice is no error to the parser, and hides the first."""
    if len({key for key, _ in pairs}) != len(pairs):
        raise ValueError(f'one of {", ".join(key for key, _ in pairs)} is there twice')
    return dict(pairs)


def file_trouble():
    path = PROJECT / 'flatpak' / f'{APPLICATION}.json'
    if path != manifest.FILE:
        yield f'the manifest is not {path}'
    try:
        json.loads(path.read_text(), object_pairs_hook=once)
    except ValueError as error:
        yield str(error)


def tree_trouble():
    sources = manifest.read()['modules'][-1]['sources']
    if sources != [TREE]:
        yield f'the application is built from {sources}'


def main():
    published = manifest.make_release(manifest.read(), *PUBLISHED)
    checks = [('file', file_trouble()), ('tree', tree_trouble()),
              *((rule.__name__.replace('_', ' '), rule(published)) for rule in RULES)]
    print(f'1..{len(checks)}')
    failed = False
    for number, (name, troubles) in enumerate(checks, 1):
        found = list(troubles)
        failed |= bool(found)
        print(f'{"not ok" if found else "ok"} {number} - manifest: {name}')
        for trouble in found:
            print(f'# {trouble}')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
