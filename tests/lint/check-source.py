#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The house rules as tests: check-source.py ROOT prints TAP and fails when a rule is broken."""

import sys

import c_rules
import file_rules
from results import report
from source_tree import SourceTree

# Name, rule, why it is skipped when the rule answers None instead of a list of problems.
CHECKS = (
    ('clang-format', c_rules.clang_format,
     f'clang-format here is not version {c_rules.FORMAT_VERSION}'),
    ('file length', file_rules.file_length, None),
    ('function length', c_rules.function_length, None),
    ('nesting', c_rules.nesting, None),
    ('layers', c_rules.layers, None),
    ('words', file_rules.words, None),
    ('licence', file_rules.licence, None),
    ('headers', c_rules.headers, None),
    ('pairs', file_rules.pairs, 'no ui files yet'),
    ('translations', file_rules.translations, None),
    ('tests', file_rules.unit_tests, None),
    ('paths', file_rules.machine_paths, None),
    ('errors', c_rules.errors, None),
    ('shell', file_rules.shell, None),
)


def main(arguments):
    if len(arguments) != 1:
        sys.exit('usage: check-source.py ROOT')
    tree = SourceTree(arguments[0])
    if not tree.paths:
        print(f'Bail out! no files in {tree.root}')
        return 1
    print(f'1..{len(CHECKS)}')
    passed = [report(number, name, rule(tree), reason)
              for number, (name, rule, reason) in enumerate(CHECKS, 1)]
    return 0 if all(passed) else 1


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
