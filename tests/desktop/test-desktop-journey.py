#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""From the empty window to exported scores, as a person goes: one program, one step after the
other."""

import functools
import os
from pathlib import Path

import desktop  # first: it finds the modules of tests/cli
import chooser
import expected
import hands
import tree
from page import EXPORT, Page
from tap import check, equal, same_bytes, test

MILLION = expected.MILLION
N_BINS = 50
TEXT = 'one'  # in “One year”, in “No phone service”, in ids


class Story:
    """What the steps share."""

    program = page = None
    home = Path(os.environ['HOME'])

    @functools.cached_property
    def scored(self):
        return expected.Scored(desktop.score(desktop.SAMPLE, self.home / 'cli.csv'))

    @property
    def window(self):
        return self.page.window

    def leftovers(self):
        return []


@test
def empty_page(story):
    """The empty window says that nothing leaves the computer"""
    story.program = desktop.Program()
    window = story.program.window()
    tree.wait_for(window, 'label', r'(?s)Open a CSV file.*Nothing leaves this computer\.')
    check(tree.find(window, 'push button', EXPORT) is None, 'there is nothing to export')


@test
def open_file(story):
    """A file that is chosen with the keyboard is shown with its figures"""
    hands.press('ctrl+o')
    chooser.open_file(story.program, 'Open Customers', desktop.SAMPLE)
    story.page = Page(story.program.window('telco-sample.csv'))
    story.page.wait_for_shown('7000 customers')
    equal(story.scored.n, 7000, 'records of the sample')
    high, medium, low = map(str, story.scored.bands())
    equal(story.page.bands(), ['High', high, 'Medium', medium, 'Low', low], 'bands')
    story.page.wait_for_sides(story.scored, MILLION // 2)
    tree.wait_for(story.window, 'label', r'telco-sample\.csv: 7000 rows, 20 columns')


@test
def names_of_bars(story):
    """Every bar tells its range and its customers"""
    equal([bar.name for bar in story.page.bars],
          [story.scored.bin_text(i, N_BINS) for i in range(N_BINS)], 'bars')


@test
def highest_first(story):
    """The rows come with the highest risk first"""
    rows = story.scored.riskiest_first(story.scored.rows)[:20]
    tree.wait(lambda: story.page.row_names(20) == [story.scored.row_text(row) for row in rows],
              f'rows of {rows[0][0]} and the next')


def sort(story, button, n_tabs):
    """In the popover, with keys alone."""
    hands.press('ctrl+k')
    column = tree.wait_for(story.window, 'combo box', 'Sort By')
    tree.wait(lambda: column.children[0].has('focused'), 'the keyboard to come to the popover')
    hands.press(*['Tab'] * n_tabs)
    wanted = tree.find(story.window, 'push button', button)
    tree.wait(lambda: wanted.has('focused'), f'the keyboard to come to “{button}”')
    hands.press('space')
    tree.wait(lambda: wanted.has('pressed'), f'“{button}” to be pressed')
    hands.press('Escape')
    tree.wait(lambda: not wanted.has('focused'), 'the popover to close')


@test
def sort_by_keyboard(story):
    """The popover of Ctrl+K turns the order round, and back"""
    lowest, highest = (extreme(map(story.scored.risk, story.scored.rows))
                       for extreme in (min, max))
    sort(story, 'Ascending', 1)
    wait_for_first(story, lowest)
    sort(story, 'Descending', 2)
    wait_for_first(story, highest)


def wait_for_first(story, risk):
    """Waits for one of the customers with that probability in the first row."""
    names = {story.scored.row_text(row) for row in story.scored.rows
             if story.scored.risk(row) == risk}
    tree.wait(lambda: story.page.first_row() in names, f'one of {names} in the first row')


@test
def search(story):
    """Typing searches all columns, and Escape brings all customers back"""
    hands.write(TEXT)
    rows = story.scored.containing(TEXT)
    check(0 < len(rows) < story.scored.n, 'the text tells nothing')
    story.page.wait_for_shown(story.scored.shown_text(rows))
    tree.wait_for(story.window, 'label', f'Contains “{TEXT}”')
    wait_for_first(story, max(map(story.scored.risk, rows)))
    hands.press('Escape')
    story.page.wait_for_shown('7000 customers')
    check(tree.find(story.window, 'label', 'Contains .*') is None, 'the search is still told')


@test
def threshold(story):
    """Both sides of a threshold that is typed are counted"""
    for text, millionths in (('70', 700000), ('12.5 %', 125000)):
        hands.press('ctrl+t')
        tree.wait(lambda: story.page.threshold.has('focused'), 'the keyboard at the threshold')
        hands.write(text)
        hands.press('Return')
        story.page.wait_for_sides(story.scored, millionths)
        equal(story.page.threshold.text, expected.percent(millionths / MILLION), 'text')


@test
def drag_threshold(story):
    """The mouse moves the threshold, and the customers above are counted anew"""
    start, end = 0.125, 0.305
    story.page.drag(start, end)
    tree.wait(lambda: abs(story.page.threshold.value - 100 * end) < 0.3,
              f'a threshold of {100 * end} (it is {story.page.threshold.value})')
    story.page.wait_for_sides(story.scored, round(story.page.threshold.value * MILLION / 100))
    equal(story.page.shown.name, '7000 customers', 'the threshold filters nothing')


@test
def brush(story):
    """The mouse picks a range of bars"""
    story.page.drag(0.61, 0.69)
    rows = story.scored.within(600000, 700000)
    story.page.wait_for_shown(story.scored.shown_text(rows))
    tree.wait_for(story.window, 'label', 'Churn 60 to 70 %')
    names = [story.scored.row_text(row) for row in story.scored.riskiest_first(rows)[:20]]
    tree.wait(lambda: story.page.row_names(20) == names, f'{names[0]} and the next')
    equal([bar.has('selected') for bar in story.page.bars], [30 <= i < 35 for i in range(N_BINS)],
          'bars that are picked')


def wait_for_bar(story, number):
    name = story.scored.bin_text(number, N_BINS)
    tree.wait(lambda: story.page.focused_bar() == name, f'the keyboard to come to “{name}”')


@test
def keys_on_bars(story):
    """Keys go from bar to bar, pick some, and let them go"""
    hands.press('ctrl+t', 'Tab')
    tree.wait(story.page.focused_bar, 'the keyboard to come to the chart')
    hands.press('Home')
    wait_for_bar(story, 0)
    hands.press('Right', 'Right')
    wait_for_bar(story, 2)
    hands.press('Left')
    wait_for_bar(story, 1)
    hands.press('Escape')
    story.page.wait_for_shown('7000 customers')
    hands.press('End', 'Left', 'Left', 'Left', 'shift+Left', 'shift+Left')
    wait_for_bar(story, 44)
    story.page.wait_for_shown(story.scored.shown_text(story.scored.within(880000, 940000)))
    tree.wait_for(story.window, 'label', 'Churn 88 to 94 %')


@test
def export_shown(story):
    """What is shown is exported, in the order of the table"""
    path = story.home / 'shown.csv'
    rows = story.scored.riskiest_first(story.scored.within(880000, 940000))
    names = [story.scored.row_text(row) for row in rows]
    hands.press('ctrl+e')
    chooser.save_file(story.program, 'Export Shown Customers', path)
    tree.wait_for(story.window, 'label', f'{expected.customers(len(rows))} saved to shown.csv')
    exported = expected.Scored(path.read_bytes())
    equal(exported.header, story.scored.header, 'header')
    equal(exported.rows, rows, 'rows')
    equal(story.page.row_names(len(rows) + 1), names, 'rows of the table')


@test
def export_all(story):
    """All customers are exported as retainwise-cli writes them, whatever is shown"""
    path = story.home / 'all.csv'
    tree.find(story.window, 'push button', EXPORT).press()
    tree.wait_for(story.window, 'menu item', 'All Customers…').press()
    chooser.save_file(story.program, 'Export All Customers', path)
    tree.wait_for(story.window, 'label', '7000 customers saved to all.csv')
    same_bytes(path.read_bytes(), story.scored.data, 'export')


@test
def leave(story):
    """Ctrl+Q ends the program, which had nothing to complain of"""
    story.program.quit()


if __name__ == '__main__':
    story = Story()
    try:
        desktop.main(lambda folder: story, story=True)
    finally:
        if story.program is not None:
            story.program.kill()
