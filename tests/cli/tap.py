# SPDX-License-Identifier: GPL-3.0-or-later
"""Tests as functions, what they assert, and their results in the Test Anything Protocol.

A test is a function of one box to work in; its docstring is its name. A program of tests ends with
main().
"""

import importlib
import os
import sys
import tempfile
import traceback
from pathlib import Path

_tests = []


class Failure(Exception):
    """What was expected did not happen."""


class Skip(Exception):
    """The test cannot run here."""


class Folder:
    """A box that is a folder and no more."""

    def __init__(self, folder):
        self.folder = Path(folder)

    def leftovers(self):
        return []


def test(function):
    _tests.append(function)
    return function


def check(condition, message):
    if not condition:
        raise Failure(message)


def equal(got, wanted, what='value'):
    check(got == wanted, f'{what}: got {shorten(got)}, wanted {shorten(wanted)}')


def close(got, wanted, tolerance, what='value'):
    check(abs(got - wanted) <= tolerance, f'{what}: got {got!r}, wanted {wanted!r} ± {tolerance}')


def same_bytes(got, wanted, what='bytes'):
    if got == wanted:
        return
    end = min(len(got), len(wanted))
    at = next((i for i in range(end) if got[i] != wanted[i]), end)
    raise Failure(f'{what}: {len(got)} instead of {len(wanted)} bytes, first difference at {at}:'
                  f' got {got[at:at + 60]!r}, wanted {wanted[at:at + 60]!r}')


def contains(data, *words):
    """In any case of letters."""
    text = data if isinstance(data, str) else data.decode('utf-8', 'replace')
    for word in words:
        check(word.lower() in text.lower(), f'“{word}” is not in {shorten(text)}')


def shorten(value):
    text = repr(value)
    return text if len(text) <= 600 else f'{text[:400]} … {text[-200:]}'


def need(module):
    """A module of Python that not every machine has."""
    try:
        return importlib.import_module(module)
    except ImportError:
        raise Skip(f'{sys.executable} has no module {module}') from None


def run_test(function, make_box):
    """Runs one test: a reason to skip it, and what went wrong; both None when it passed."""
    with tempfile.TemporaryDirectory(prefix='retainwise-test-') as folder:
        os.chmod(folder, 0o755)
        box = make_box(folder)
        try:
            function(box)
            equal(box.leftovers(), [], 'files left behind')
        except Skip as skip:
            return str(skip), None
        except Failure as failure:
            return None, str(failure)
        except Exception:
            return None, traceback.format_exc()
    return None, None


def report(number, name, reason, trouble):
    result = 'not ok' if trouble else 'ok'
    print(f'{result} {number} - {name}' + (f' # SKIP {reason}' if reason else ''))
    for line in (trouble or '').splitlines():
        print(f'# {line}')
    sys.stdout.flush()


def main(make_box):
    """Runs all tests, each with a box made for a new folder."""
    if len(sys.argv) < 4:
        sys.exit(f'usage: {sys.argv[0]} RETAINWISE-CLI GENERATE-TELCO PROJECT [PROGRAM…]')
    print(f'1..{len(_tests)}')
    failed = 0
    for number, function in enumerate(_tests, 1):
        reason, trouble = run_test(function, make_box)
        report(number, ' '.join(function.__doc__.split()), reason, trouble)
        failed += trouble is not None
    sys.exit(1 if failed else 0)
