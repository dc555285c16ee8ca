# SPDX-License-Identifier: GPL-3.0-or-later
"""The files the lint looks at, and C text without its comments and strings."""

import functools
import os
import re
import subprocess
from pathlib import Path, PurePosixPath
from typing import NamedTuple

SCRIPTS = ('dev', '.ci/run')


class Problem(NamedTuple):
    path: str
    line: int
    message: str

    def __str__(self):
        return f'{self.path}:{self.line}: {self.message}'


class Function(NamedTuple):
    name: str
    first: int  # line of the opening brace
    last: int  # line of the closing brace


# A comment, a string or a character. An unclosed quote ends with its line.
C_TOKEN = re.compile(r'//[^\n]*|/\*.*?(?:\*/|\Z)'
                     r'|"(?:\\.|[^"\\\n])*"'
                     r"|'(?:\\.|[^'\\\n])*'", re.DOTALL)
C_INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*[<"]([^>"\n]+)[>"]', re.MULTILINE)
C_NAME = re.compile(r'([A-Za-z_]\w*) ?\(')


class SourceTree:
    """Paths are relative to the root, with slashes, sorted."""

    def __init__(self, root):
        self.root = Path(root).resolve()
        found = git_paths(self.root)
        if found is None:
            found = walked_paths(self.root)
        self.paths = sorted(path for path in found if (self.root / path).is_file())
        self.known = frozenset(self.paths)

    def under(self, folder, *suffixes):
        """Paths below a folder ('' is everything) that end in one of the suffixes."""
        start = folder + '/' if folder else ''
        return [path for path in self.paths if path.startswith(start) and path.endswith(suffixes)]

    def c_files(self, folder=''):
        return self.under(folder, '.c', '.h')

    @functools.cache
    def data(self, path):
        return (self.root / path).read_bytes()

    @functools.cache
    def text(self, path):
        return self.data(path).decode('utf-8', 'replace')

    @functools.cache
    def code(self, path):
        """C text with comments and strings emptied; lines stay where they are."""
        return C_TOKEN.sub(lambda token: emptied(token.group()), self.text(path))

    @functools.cache
    def uncommented(self, path):
        """C text with comments emptied and strings kept."""
        return C_TOKEN.sub(
            lambda token: emptied(token.group()) if token.group()[0] == '/' else token.group(),
            self.text(path))

    def includes(self, path):
        """Pairs of line and header name, in order."""
        return [(line, match.group(1)) for line, match in hits(C_INCLUDE, self.uncommented(path))]

    def functions(self, path):
        """Functions in GTK's layout: braces alone at column 0; a type ends in '};' or '} T;'."""
        lines = self.code(path).split('\n')
        first = None
        for number, line in enumerate(lines, 1):
            if line.rstrip() == '{':
                first = number
            elif line.startswith('}') and first is not None:
                if line.rstrip() == '}':
                    yield Function(function_name(lines, first), first, number)
                first = None


def emptied(token):
    """What stands in for a comment or string: its quotes and its line breaks."""
    quote = token[0] if token[0] in '"\'' else ' '
    return quote + '\n' * token.count('\n') + quote


def function_name(lines, first):
    """The name at column 0 closest above the opening brace."""
    for line in reversed(lines[:first - 1]):
        match = C_NAME.match(line)
        if match:
            return match.group(1)
    return 'function'


def hits(pattern, text):
    """Pairs of line number and match."""
    for match in pattern.finditer(text):
        yield text.count('\n', 0, match.start()) + 1, match


def line_count(text):
    return text.count('\n') + (not text.endswith('\n'))


def folder_of(path):
    """'core' for src/core/rw-table.c."""
    return PurePosixPath(path).parts[1]


def git_paths(root):
    """Tracked files and untracked ones that are not ignored; None outside a git checkout."""
    if not (root / '.git').exists():
        return None  # an unpacked archive, perhaps inside somebody else's checkout
    command = ['git', '-C', str(root), 'ls-files', '-z', '-co', '--exclude-standard']
    try:
        done = subprocess.run(command, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return set(os.fsdecode(done.stdout).split('\0')) - {''}


def walked_paths(root):
    found = set()
    for folder, folders, names in os.walk(root):
        top = Path(folder) == root
        folders[:] = [name for name in folders if name not in ('.git', '__pycache__')
                      and not (top and name.startswith('build'))]
        found.update((Path(folder) / name).relative_to(root).as_posix() for name in names)
    return found
