#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tests the lint: a clean tree passes, and each broken rule is reported, where it is and alone."""

import os
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import c_rules
from lint_cases import CASES, CLEAN, HASH

HERE = Path(__file__).resolve().parent
CLANG_FORMAT = HERE.parent.parent / '.clang-format'
# Without the variables git sets for a hook, which would point at the real checkout.
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith('GIT_')}
RESULT = re.compile(r'^(not ok|ok) \d+ - ([^#\n]*?)(?: # (SKIP .*))?$', re.MULTILINE)


def run(*command, environment=ENVIRONMENT):
    return subprocess.run([str(part) for part in command], capture_output=True, text=True,
                          env=environment)


def write_tree(root, changes):
    """The clean tree with changed files; None leaves a file out."""
    files = CLEAN | {'.clang-format': CLANG_FORMAT.read_text(encoding='utf-8')} | changes
    for path, text in files.items():
        if text is not None:
            place = root / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(text.encode())


def has_our_format():
    done = run('sh', '-c', 'clang-format --version')
    return f'version {c_rules.FORMAT_VERSION}.' in done.stdout


def lint(root, environment=ENVIRONMENT):
    return run(sys.executable, '-B', HERE / 'check-source.py', root, environment=environment)


def lint_tree(changes, git=False):
    with tempfile.TemporaryDirectory() as folder:
        write_tree(Path(folder), changes)
        if git:
            run('git', 'init', '--quiet', folder)
        return lint(folder)


def failures(done):
    return {name for result, name, _ in RESULT.findall(done.stdout) if result == 'not ok'}


def is_clean(done):
    return done.returncode == 0 and failures(done) == set() and done.stderr == ''


def breaks_only(done, rule, place):
    """The rule alone failed, with one diagnostic, at that place."""
    diagnostics = re.findall(r'^# (.+?:\d+): ', done.stdout, re.MULTILINE)
    return done.returncode == 1 and failures(done) == {rule} and diagnostics == [place]


def test_clean():
    done = lint_tree({})
    results = RESULT.findall(done.stdout)
    whole = done.stdout.startswith(f'1..{len(results)}\n') and len(results) > 0
    skipped = {name for _, name, skip in results if skip}
    wanted = set() if has_our_format() else {'clang-format'}
    return whole and is_clean(done) and skipped == wanted, done


def test_every_rule_has_a_case():
    done = lint_tree({})
    return {name for _, name, _ in RESULT.findall(done.stdout)} == {case[0] for case in CASES}, done


def test_without_ui():
    done = lint_tree({'ui/menu.ui': None, 'ui/window.ui': None, 'src/app/rw-window.c': None,
                      'po/POTFILES': None})
    return is_clean(done) and 'pairs # SKIP no ui files yet' in done.stdout, done


def test_other_format():
    """With a clang-format that is not ours, its rule is skipped whatever the layout is."""
    with tempfile.TemporaryDirectory() as folder:
        root, programs = Path(folder, 'tree'), Path(folder, 'bin')
        write_tree(root, {'src/core/rw-table.h': '#pragma once\n\nint  wide;\n'})
        programs.mkdir()
        (programs / 'clang-format').write_text('#!/bin/sh\necho version 99.1.4\nexit 1\n')
        (programs / 'clang-format').chmod(0o755)
        done = lint(root, ENVIRONMENT | {'PATH': f'{programs}:{ENVIRONMENT["PATH"]}'})
    return 'clang-format # SKIP clang-format here is not' in done.stdout, done


def test_build_folder():
    done = lint_tree({'build-debug/bad.py': 'pass \n'})
    return is_clean(done), done


def test_ignored_by_git():
    done = lint_tree({'.gitignore': '/out/\n', 'out/bad.py': 'pass \n'}, git=True)
    return is_clean(done), done


def test_untracked_in_git():
    done = lint_tree({'tool.sh': HASH + ')\n'}, git=True)
    return breaks_only(done, 'shell', 'tool.sh:2'), done


def test_empty():
    with tempfile.TemporaryDirectory() as folder:
        done = lint(folder)
    return done.returncode == 1 and done.stdout.startswith('Bail out!'), done


TESTS = (
    ('a clean tree passes', test_clean),
    ('every rule has a case', test_every_rule_has_a_case),
    ('pairs are skipped without ui files', test_without_ui),
    ('another clang-format is no judge', test_other_format),
    ('build folders are left out', test_build_folder),
    ('files ignored by git are left out', test_ignored_by_git),
    ('untracked files are looked at', test_untracked_in_git),
    ('an empty folder is no success', test_empty),
)


def report(number, name, passed, done):
    print(f'{"ok" if passed else "not ok"} {number} - {name}')
    if not passed:
        for line in (done.stdout + done.stderr).splitlines():
            print(f'#   {line}')
    return passed


def main():
    cases = [case for case in CASES if case[0] != 'clang-format' or has_our_format()]
    print(f'1..{len(TESTS) + len(cases)}')
    passed = [report(number, name, *test()) for number, (name, test) in enumerate(TESTS, 1)]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        lints = pool.map(lint_tree, [changes for _, _, changes in cases])
        for number, ((rule, place, _), done) in enumerate(zip(cases, lints), len(TESTS) + 1):
            name = f'{rule} at {place}'
            passed.append(report(number, name, breaks_only(done, rule, place), done))
    return 0 if all(passed) else 1


if __name__ == '__main__':
    sys.exit(main())
