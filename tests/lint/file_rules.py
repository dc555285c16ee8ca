# SPDX-License-Identifier: GPL-3.0-or-later
"""Rules about files of any kind and about which files belong together.

Each takes a SourceTree and yields Problems. A pattern is written so that it does not match itself.
"""

import os
import posixpath
import re
import subprocess

from source_tree import SCRIPTS, Problem, hits, line_count

FILE_LINES = 500
LICENCE = 'SPDX-License-Identifier: GPL-3.0-or-later'
SOURCE_SUFFIXES = ('.c', '.h', '.py', '.sh', '.ui', '.css', '.xml', '.md', 'meson.build')
POTFILES = 'po/POTFILES'

# Folders of src with a test program for each source file.
TESTED = ('core', 'hosted', 'aws', 'engines', 'service', 'session', 'chart')

# Looked for in C without comments and strings.
C_WORDS = (
    (re.compile(r'\bgoto\b'), 'no goto: g_autoptr and early returns'),
    (re.compile(r'[=!]=\s*(?:TRUE|FALSE)\b'), 'do not compare with TRUE or FALSE'),
    (re.compile(r'\bg_error\s*\('), 'no g_error (): it ends the program, set a GError'),
)
# Looked for in the whole text of every source file.
WORDS = (
    (re.compile(r'\b(?:TO[D]O|FIX[M]E|XX[X])\b'), 'unfinished work is not left in the source'),
    (re.compile(r'[ \t\r]+$', re.MULTILINE), 'blanks at the end of the line'),
)
TAB = re.compile(r'\t')

TEMPLATE = re.compile(r'<template\b[^>]*\bclass="')
SET_TEMPLATE = re.compile(r'\bgtk_widget_class_set_template_from_resource\b')
UI_NAME = re.compile(r'[\w-]+\.ui\b')
TRANSLATED = re.compile(r'(?<!#define )\b(?:_|N_|C_|NC_|ngettext)\s*\(')

# A text of a .ui file that is shown or spoken. The name of the program is none to translate.
UI_TEXT = re.compile(r'<(?:property|attribute) name="(?:label|title|subtitle|description|tooltip-text'
                     r'|dropdown-tooltip|placeholder-text)"(?P<rest>[^>]*)>(?P<text>[^<]*)')
UI_TRANSLATED = re.compile(r'translatable="(?:yes|true)"')
PROGRAM_NAME = 'RetainWise'

# A path that starts here, or right after a compiler's -I or -L.
MACHINE_PATH = re.compile(r'(?:(?<![\w.}~])|(?<=-[IL]))/(?:work/|root/|home/\w)')
REGISTRY = re.compile(r'registry\.npmjs\.org|deb\.debian\.org|pypi\.org|files\.pythonhosted\.org'
                      r'|\bcrates\.io')

BASH_LINE = re.compile(r': line (\d+): (.*)')


def file_length(tree):
    for path in tree.under('', '.c', '.h', '.py', '.sh', '.ui'):
        lines = line_count(tree.text(path))
        if lines > FILE_LINES:
            yield Problem(path, lines, f'{lines} lines, at most {FILE_LINES} are allowed')


def words(tree):
    for path in tree.paths:
        if not path.endswith(SOURCE_SUFFIXES) and path not in SCRIPTS:
            continue
        yield from found(WORDS, path, tree.text(path))
        yield from file_end(path, tree.text(path))
        if path.endswith(('.c', '.h')):
            yield from found(C_WORDS, path, tree.code(path))
            yield from found(((TAB, 'a tab'),), path, tree.text(path))


def found(table, path, text):
    for pattern, message in table:
        for line, _ in hits(pattern, text):
            yield Problem(path, line, message)


def file_end(path, text):
    if text and (not text.endswith('\n') or text.endswith('\n\n')):
        yield Problem(path, line_count(text), 'the file must end with one newline')


def licence(tree):
    for path in tree.paths:
        if path.endswith(('.c', '.h', '.py', '.sh')) or posixpath.basename(path) == 'meson.build' \
                or path == 'dev':
            if not any(LICENCE in line for line in tree.text(path).split('\n')[:3]):
                yield Problem(path, 1, f'the first three lines do not name {LICENCE}')


def pairs(tree):
    """None when there is nothing to pair yet."""
    ui_files = {posixpath.basename(path): path for path in tree.under('ui', '.ui')}
    widgets = {path: set(UI_NAME.findall(tree.uncommented(path)))
               for path in tree.under('src/app', '.c')}
    owners = [path for path in widgets if SET_TEMPLATE.search(tree.code(path))]
    if not ui_files and not owners:
        return None
    return [*unowned_templates(tree, ui_files, widgets),
            *unknown_templates(tree, ui_files, {path: widgets[path] for path in owners})]


def unowned_templates(tree, ui_files, widgets):
    named = set().union(*(names for path, names in widgets.items()
                          if posixpath.basename(path).startswith('rw-')))
    for name, path in ui_files.items():
        template = next(hits(TEMPLATE, tree.text(path)), None)
        if template and name not in named:
            yield Problem(path, template[0], f'no src/app/rw-*.c names {name}')


def unknown_templates(tree, ui_files, owners):
    for path, names in owners.items():
        if not names & set(ui_files):
            line, _ = next(hits(SET_TEMPLATE, tree.code(path)))
            yield Problem(path, line, 'sets a template but names no file of ui/')


def translations(tree):
    listed = listed_for_translation(tree)
    yield from misplaced(tree, listed)
    names = {name for _, name in listed}
    for path in tree.c_files('src'):
        use = next(hits(TRANSLATED, tree.code(path)), None)
        if use and path not in names:
            yield Problem(path, use[0], f'translates a text but is not in {POTFILES}')
    for path in tree.under('ui', '.ui'):
        yield from ui_texts(tree, path, names)


def ui_texts(tree, path, names):
    for line, text in hits(UI_TEXT, tree.text(path)):
        if not UI_TRANSLATED.search(text['rest']) and text['text'] not in ('', PROGRAM_NAME):
            yield Problem(path, line, f'“{text["text"]}” is not translatable')
    use = next(hits(UI_TRANSLATED, tree.text(path)), None)
    if use and path not in names:
        yield Problem(path, use[0], f'translates a text but is not in {POTFILES}')


def listed_for_translation(tree):
    """Pairs of line and path in POTFILES."""
    if POTFILES not in tree.known:
        return []
    lines = enumerate(tree.text(POTFILES).splitlines(), 1)
    return [(line, name.strip()) for line, name in lines
            if name.strip() and not name.startswith('#')]


def misplaced(tree, listed):
    before = ''
    for line, name in listed:
        if not (tree.root / name).is_file():
            yield Problem(POTFILES, line, f'{name} does not exist')
        if name <= before:
            yield Problem(POTFILES, line, f'{name} must come before {before}, once')
        before = name


def unit_tests(tree):
    for folder in TESTED:
        for path in tree.under(f'src/{folder}', '.c'):
            name = posixpath.basename(path)
            test = f'tests/{folder}/test-' + name.removeprefix('rw-')
            if name.startswith('rw-') and test not in tree.known:
                yield Problem(path, 1, f'has no {test}')


def machine_paths(tree):
    table = ((MACHINE_PATH, 'a path of the machine it was written on'),
             (REGISTRY, "a package registry's address"))
    for path in tree.paths:
        if b'\0' not in tree.data(path):
            yield from found(table, path, tree.text(path))


def shell(tree):
    for path in tree.paths:
        if path in SCRIPTS or path.endswith('.sh'):
            done = subprocess.run(['bash', '-n', path], cwd=tree.root, capture_output=True,
                                  text=True, env=os.environ | {'LC_ALL': 'C'})
            if done.returncode != 0:
                match = BASH_LINE.search(done.stderr)
                line, message = match.groups() if match else (1, done.stderr.strip())
                yield Problem(path, int(line), message)
