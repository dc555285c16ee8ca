# SPDX-License-Identifier: GPL-3.0-or-later
"""Rules about what is written inside a C file. Each takes a SourceTree and yields Problems."""

import os
import posixpath
import re
import subprocess
from pathlib import PurePosixPath

from source_tree import Problem, folder_of, hits

FUNCTION_LINES = 40
CLASS_INIT_LINES = 80
NESTED_BLOCKS = 4
FORMAT_BATCH = 200
FORMAT_VERSION = 14  # each version of clang-format lays some code out in its own way

# Headers of other libraries, by how their names begin.
LIBRARIES = {
    'GTK': re.compile(r'gtk|gdk/|gsk/'),
    'Adwaita': re.compile(r'(?:lib)?adw'),
    'cairo': re.compile(r'cairo'),
    'Pango': re.compile(r'pango'),
    'curl': re.compile(r'curl/'),
    'SQLite': re.compile(r'sqlite'),
    'libmicrohttpd': re.compile(r'(?:lib)?microhttpd'),
    'libpq': re.compile(r'libpq|postgresql/'),
}

# Folder of src: folders of ours it may include besides itself, libraries it may not include.
LAYERS = {
    'core': ((), tuple(LIBRARIES)),
    'chart': (('core',), ('GTK', 'Adwaita')),
    'session': (('core',), tuple(LIBRARIES)),
    'hosted': (('core',), ('GTK', 'Adwaita', 'cairo')),
    'cli': (('core', 'hosted', 'chart'), ()),
    'aws': (('core', 'hosted'), ('GTK', 'Adwaita', 'cairo', 'libmicrohttpd', 'libpq', 'SQLite')),
    'engines': (('core', 'hosted', 'aws'), ('GTK', 'Adwaita', 'cairo', 'libmicrohttpd')),
    'service': (('core', 'hosted', 'aws', 'engines'), ('libpq', 'SQLite')),
    'app': (('core', 'chart', 'hosted', 'session'), ()),
}

FORMAT_LINE = re.compile(r'^(.+?):(\d+):\d+: (?:error|warning): ', re.MULTILINE)
PRAGMA_ONCE = re.compile(r'^#pragma once\b', re.MULTILINE)
# Strings are emptied before this is used, so the first ';' ends the call.
SET_AND_TRUE = re.compile(
    r'\bg_(?:set_error(?:_literal)?|propagate(?:_prefixed)?_error)\s*\([^;{}]*;'
    r'\s*return\s*\(?\s*TRUE\b')


def run_clang_format(tree, *arguments):
    return subprocess.run(['clang-format', *arguments], cwd=tree.root, capture_output=True,
                          text=True, env=os.environ | {'LC_ALL': 'C'})


def clang_format(tree):
    """None where a version that is not ours would judge."""
    try:
        version = run_clang_format(tree, '--version').stdout
    except OSError as error:
        return [Problem('.clang-format', 1, f'clang-format does not start: {error.strerror}')]
    if f'version {FORMAT_VERSION}.' not in version:
        return None
    paths = tree.c_files()
    return [problem for start in range(0, len(paths), FORMAT_BATCH)
            for problem in format_batch(tree, paths[start:start + FORMAT_BATCH])]


def format_batch(tree, paths):
    """The first line of each file that clang-format would change."""
    done = run_clang_format(tree, '--style=file', '--dry-run', '-Werror', '--', *paths)
    first = {}
    for match in FORMAT_LINE.finditer(done.stderr):
        first.setdefault(match.group(1), int(match.group(2)))
    if done.returncode != 0 and not first.keys() & set(paths):
        yield Problem('.clang-format', 1, f'clang-format fails: {" ".join(done.stderr.split())}')
        return
    for path, line in first.items():
        yield Problem(path, line, 'clang-format would change this file from here on')


def function_length(tree):
    for path in tree.c_files():
        for function in tree.functions(path):
            lines = function.last - function.first + 1
            limit = CLASS_INIT_LINES if function.name.endswith('_class_init') else FUNCTION_LINES
            if lines > limit:
                yield Problem(path, function.first,
                              f'{function.name} has {lines} lines with its braces, '
                              f'at most {limit} are allowed')


def nesting(tree):
    for path in tree.c_files():
        lines = tree.code(path).split('\n')
        for function in tree.functions(path):
            yield from deep_blocks(path, lines, function)


def deep_blocks(path, lines, function):
    depth = -1  # the function's own braces are not a nested block
    for number in range(function.first, function.last + 1):
        for brace in re.findall('[{}]', lines[number - 1]):
            depth += 1 if brace == '{' else -1
            if brace == '{' and depth == NESTED_BLOCKS + 1:
                yield Problem(path, number, f'{function.name} nests blocks more than '
                                            f'{NESTED_BLOCKS} deep')


def layers(tree):
    for path in tree.c_files('src'):
        folder = folder_of(path)
        if folder not in LAYERS:
            yield Problem(path, 1, f'src/{folder} has no rule in LAYERS of tests/lint/c_rules.py')
            continue
        for line, header in tree.includes(path):
            message = forbidden(tree, path, header, *LAYERS[folder])
            if message:
                yield Problem(path, line, f'src/{folder} may not include {message} ({header})')


def forbidden(tree, path, header, folders, libraries):
    """What is wrong with an include, or None."""
    ours = included_folder(tree, path, header)
    if ours is not None:
        return f'src/{ours}' if ours not in (folder_of(path), *folders) else None
    return next((name for name in libraries if LIBRARIES[name].match(header)), None)


def included_folder(tree, path, header):
    """The folder of src that an included header is in, None when it is not ours."""
    for base in (posixpath.dirname(path), 'src'):
        place = posixpath.normpath(posixpath.join(base, header))
        if place in tree.known and place.startswith('src/'):
            return folder_of(place)
    name = posixpath.basename(header)
    found = [place for place in tree.under('src', '.h') if posixpath.basename(place) == name]
    return folder_of(found[0]) if found else None


def headers(tree):
    for path in tree.under('', '.h'):
        if not PRAGMA_ONCE.search(tree.code(path)):
            yield Problem(path, 1, 'has no #pragma once')
    for path in tree.under('src', '.c'):
        own = PurePosixPath(path).with_suffix('.h')
        if own.name.startswith('rw-') and str(own) in tree.known:
            line, header = next(iter(tree.includes(path)), (1, ''))
            if posixpath.basename(header) != own.name:
                yield Problem(path, line, f'must include {own.name} before anything else')


def errors(tree):
    for path in tree.c_files():
        for line, _ in hits(SET_AND_TRUE, tree.code(path)):
            yield Problem(path, line, 'returns TRUE right after setting an error')
