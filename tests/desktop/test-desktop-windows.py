#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Windows: several of them, one program for all; what screen readers are told; and a window that
answers while a large file is opened."""

import functools
import re
import subprocess
import time

import desktop  # first: it finds the modules of tests/cli
import chooser
import hands
import tree
from desktop import Program
from page import EXPORT, Page
from tap import check, equal, test

LARGE = 300000  # rows
MOST = 0.1  # seconds to answer in, all in all for more than half of the time
FEW = 5
ROW = r'\d{4}-[A-Z]{5}, churn probability \d+\.\d %, risk (High|Medium|Low)'
# What GTK calls a thing that was given no name.
CLASS = r'(Gtk|Adw|Rw)[A-Z]\w*'
NO_ROLES = ('filler', 'invalid', 'unknown')


@functools.cache
def sample_start():
    return b''.join(desktop.SAMPLE.read_bytes().splitlines(keepends=True)[:FEW + 1])


def titles(program):
    return sorted(window.name for window in program.windows)


def wait_for_titles(program, *wanted):
    tree.wait(lambda: titles(program) == sorted(wanted), f'windows {wanted}')


@test
def two_files(box):
    """Two files are shown in two windows, which close one by one"""
    one, other = box.write('one.csv', sample_start()), box.write('other.csv', sample_start())
    with Program(one, other) as program:
        wait_for_titles(program, 'one.csv', 'other.csv')
        for window in program.windows:
            Page(window).wait_for_shown(f'{FEW} customers')
        closed = next(node for node in program.windows if node.has('active')).name
        hands.press('ctrl+w')
        wait_for_titles(program, *({'one.csv', 'other.csv'} - {closed}))


@test
def second_start(box):
    """A second start with the same file shows the window that is there"""
    path = box.write('one.csv', sample_start())
    with Program(path) as program:
        Page(program.window('one.csv')).wait_for_shown(f'{FEW} customers')
        hands.press('ctrl+n')
        program.window('RetainWise')
        start_again(path)
        program.window('one.csv')
        equal(titles(program), ['RetainWise', 'one.csv'], 'windows')
        other = box.write('other.csv', sample_start())
        start_again(other)
        wait_for_titles(program, 'RetainWise', 'one.csv', 'other.csv')


def start_again(path):
    """Ends at once: the program that runs does the work."""
    done = subprocess.run([desktop.APP, path], env=desktop.environment(), capture_output=True,
                          timeout=tree.SECONDS, check=True)
    equal(desktop.find_dirt(done.stderr.decode()), [], 'messages of the second start')


@test
def new_and_close(box):
    """Ctrl+N opens an empty window, Ctrl+W closes one, and the last one ends the program"""
    program = Program()
    try:
        program.window()
        hands.press('ctrl+n')
        wait_for_titles(program, 'RetainWise', 'RetainWise')
        tree.wait(lambda: any(node.has('active') for node in program.windows), 'the keyboard')
        hands.press('ctrl+w')
        wait_for_titles(program, 'RetainWise')
        program.window()
        hands.press('ctrl+w')
        program.wait_for_end()
    finally:
        program.kill()


def is_named(node):
    name = node.name
    return name.strip() != '' and re.fullmatch(CLASS, name) is None


def places(node):
    """Whatever can have the keyboard. GTK's scrolled windows, the header of its tables and what is in
    a button are called focusable, but the keyboard never comes there."""
    inner = node.role == 'scroll pane' or is_header(node)
    focusable = node.has('focusable')
    if focusable and not inner:
        yield node
    if not (focusable and node.role == 'push button'):
        for child in node.children:
            yield from places(child)


def is_header(node):
    return node.role == 'table row' and node.parent.role == 'tree table'


def complaints(window):
    return {f'{node} ({node.description or node.parent})' for node in places(window)
            if node.role in NO_ROLES or not is_named(node)}


def check_names(window):
    equal(sorted(complaints(window)), [], 'things without a name or a role')


@test
def names(box):
    """Whatever can have the keyboard has a name and a role, filters and popover among it"""
    with Program(box.write('one.csv', sample_start())) as program:
        page = Page(program.window('one.csv'))
        page.drag(0.01, 0.97)
        tree.wait_for(page.window, 'label', 'Churn 0 to 98 %')
        hands.write('month')
        tree.wait_for(page.window, 'label', 'Contains “month”')
        hands.press('ctrl+k')
        tree.wait_for(page.window, 'combo box', 'Sort By')
        check(page.row_names(1) != [], 'no row is left to look at')
        tree.wait_until_gone(page.window, 'label', '19 columns matched')
        check_names(page.window)
        hands.press('Escape')


def check_names_in_groups(window):
    """libadwaita names neither the lists that its groups are nor those that its combo rows open."""
    lists = re.compile(r'list “Gtk(ListBox|ListView)” |list item .* \(list “GtkListView”\)')
    equal(sorted(text for text in complaints(window) if lists.match(text) is None), [],
          'things without a name or a role')


@test
def names_in_training(box):
    """So has what the train window shows before and after, which is reached without a pointer"""
    done = subprocess.run([desktop.BUILD / 'data' / 'generate-telco', '--label', '600'],
                          capture_output=True, timeout=60, check=True)
    with Program(box.write('labelled.csv', done.stdout)) as program:
        program.window('labelled.csv')
        hands.press('ctrl+shift+l')
        window = program.window('Train a Model')
        tree.wait_for(window, 'status bar', '600 customers; 168 .*')
        check_names_in_groups(window)
        tree.wait_for(window, 'push button', 'Train').press()
        tree.wait_for(window, 'label', 'This model')
        check_names_in_groups(window)
        hands.press('Return')
        tree.wait_until_gone(window, 'label', 'This model')
        Page(program.window('labelled.csv')).wait_for_shown('600 customers')


@test
def buttons_of_filters(box):
    """The buttons that put filters away do so"""
    with Program(box.write('one.csv', sample_start())) as program:
        page = Page(program.window('one.csv'))
        page.drag(0.01, 0.97)
        tree.wait_for(page.window, 'label', 'Churn 0 to 98 %')
        hands.write('month')
        tree.wait_for(page.window, 'label', 'Contains “month”')
        for name in ('Remove Search', 'Remove Range'):
            tree.find(page.window, 'push button', name).press()
            tree.wait_until_gone(page.window, 'push button', name)
        page.wait_for_shown(f'{FEW} customers')


@test
def names_in_strip(box):
    """So have the buttons of the strip that tells an error"""
    with Program(box.path('gone.csv')) as program:
        window = program.window()
        tree.wait_for(window, 'alert')
        check_names(window)


@test
def names_of_rows(box):
    """Every row tells customer, churn probability and risk"""
    with Program(box.write('one.csv', sample_start())) as program:
        page = Page(program.window('one.csv'))
        tree.wait(lambda: len(page.list.children) == FEW, 'all rows')
        rows = page.list.children
        equal({row.role for row in rows}, {'table row'}, 'roles')
        equal([row.name for row in rows if re.fullmatch(ROW, row.name) is None], [], 'names')


def make_large(box):
    path = box.path('large.csv')
    with path.open('wb') as output:
        subprocess.run([desktop.BUILD / 'data' / 'generate-telco', str(LARGE)], stdout=output,
                       timeout=60, check=True)
    return path


def start_opening(program, window, path):
    """Returns the button Cancel as soon as it can be pressed."""
    button = find_cancel(window)
    hands.press('ctrl+o')
    chooser.open_file(program, 'Open Customers', path)
    tree.wait(lambda: button.has('sensitive'), 'the progress')
    return button


def find_cancel(window):
    """On the page that is not shown yet."""
    return next(node for node in tree.walk(window)
                if node.role == 'push button' and node.name == 'Cancel')


@test
def cancel(box):
    """Cancel stops the opening of a large file, and the empty page is back"""
    with Program() as program:
        window = program.window()
        empty = tree.find(window, 'label', 'Find Customers at Risk')
        check(tree.is_on_top(window, empty), 'the empty page is not shown')
        start_opening(program, window, make_large(box)).press()
        tree.wait(lambda: tree.is_on_top(window, empty), 'the empty page')
        check(tree.find(window, 'push button', EXPORT) is None, 'the file was opened')


def measure_answers(button):
    """Seconds to answers while the button can be pressed."""
    answers = []
    is_busy = True
    while is_busy:
        start = time.monotonic()
        is_busy = button.has('sensitive')
        answers.append(time.monotonic() - start)
        time.sleep(tree.PAUSE)
    return answers


@test
def large_file(box):
    """While a large file is opened the window answers, and then it shows the file"""
    with Program() as program:
        answers = measure_answers(start_opening(program, program.window(), make_large(box)))
        silence = sum(answer for answer in answers if answer > MOST)
        whole = sum(answers) + len(answers) * tree.PAUSE
        check(silence < whole / 2, f'seconds to answer: {answers}')
        page = Page(program.window('large.csv'))
        page.wait_for_shown(f'{LARGE} customers')
        check(re.fullmatch(ROW, page.first_row()) is not None, 'the first row has no name')


if __name__ == '__main__':
    desktop.main()
