#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What goes wrong is said in the window, with a button that mends it."""

import contextlib
import os
import stat
import struct
import subprocess

import desktop  # first: it finds the modules of tests/cli
import chooser
import hands
import tree
from desktop import Program
from page import EXPORT, Page
from strip import Strip
from tap import Failure, Skip, check, equal, same_bytes, test

NOT_OPENED = 'The File Was Not Opened'
NOT_EXPORTED = 'The Export Failed'
OPEN = 'Open Customers'
MODEL = 'Choose a Model'
SAVE = 'Export All Customers'
MOST_STOPS = 30  # of Tab, more than once round the window
A_MOMENT = 0.2
FEW = 120  # records of a small file


def write_small(box, name='small.csv'):
    """The first records of the sample."""
    lines = desktop.SAMPLE.read_bytes().splitlines(keepends=True)
    return box.write(name, b''.join(lines[:FEW + 1]))


def mends_with_another_file(program, window, strip):
    """The strip's button leads to a file that is shown instead."""
    strip.button('Open Another File…').press()
    chooser.open_file(program, OPEN, desktop.SAMPLE)
    shown = Page(program.window('telco-sample.csv'))
    shown.wait_for_shown('7000 customers')
    equal(len(program.windows), 1, 'windows')
    check(tree.find(window, 'alert') is None, 'the strip is still there')


@test
def vanished(box):
    """A file that is not there, and the button to open another"""
    with Program(box.path('gone.csv')) as program:
        window = program.window()
        strip = Strip(window, NOT_OPENED, 'gone.csv', 'no file')
        mends_with_another_file(program, window, strip)


@test
def folder(box):
    """A folder in place of a file"""
    with Program(box.folder) as program:
        Strip(program.window(), NOT_OPENED, box.folder.name).button('Open Another File…')


@test
def picture(box):
    """A picture by the name of a CSV file"""
    header = b'\x89PNG\r\n\x1a\n' + struct.pack('>I4sIIBBBBB', 13, b'IHDR', 640, 480, 8, 6, 0, 0, 0)
    with Program(box.write('picture.csv', header + bytes(200))) as program:
        window = program.window()
        strip = Strip(window, NOT_OPENED, 'picture.csv')
        mends_with_another_file(program, window, strip)


def train(box):
    """A file of other columns and a model for it."""
    rows = ['age,plan,left'] + [f'{n * 37 % 101},{"ABC"[n % 3]},{"NY"[n * 37 % 101 > 50]}'
                                for n in range(400)]
    path, model = box.write('other.csv', '\n'.join(rows) + '\n'), box.path('other.json')
    subprocess.run([desktop.CLI, 'train', path, '--label', 'left', '--positive', 'Y', '-o', model],
                   capture_output=True, timeout=60, check=True)
    return path, model


@test
def other_columns(box):
    """A file without the model's columns, and the button to choose a model that fits"""
    path, model = train(box)
    with Program(path) as program:
        tree.wait_for(program.window('Review Import'), 'push button', 'Cancel').press()
        strip = Strip(program.window(), NOT_OPENED, 'other.csv', 'model')
        strip.button('Choose Another Model…').press()
        chooser.open_file(program, MODEL, model)
        page = Page(program.window('other.csv'))
        page.wait_for_shown('400 customers')
        check(tree.find(page.window, 'alert') is None, 'the strip is still there')


def choose_model(program, window, path):
    hands.press('F10')
    tree.wait_for(window, 'menu item', 'Score with Another Model…').press()
    chooser.open_file(program, MODEL, path)


@test
def no_model(box):
    """A file that is no model leaves the scores, and the button leads to a model"""
    with Program(write_small(box)) as program:
        page = Page(program.window('small.csv'))
        choose_model(program, page.window, box.write('no-model.json', '{"a": 1}'))
        strip = Strip(page.window, NOT_OPENED, 'no-model.json', 'model')
        equal(page.shown.name, f'{FEW} customers', 'what was there')
        strip.button('Choose Another Model…').press()
        chooser.open_file(program, MODEL, desktop.SOURCE / 'models' / 'telco.json')
        tree.wait_until_gone(page.window, 'alert')
        page.wait_for_shown(f'{FEW} customers')


def make_full(box):
    """A device that is always full; root could replace the one of all, and gets one of its own."""
    path = box.path('full.csv')
    try:
        os.mknod(path, stat.S_IFCHR | 0o666, os.makedev(1, 7))
        path.open('wb').close()
    except OSError as error:
        raise Skip(f'no device can be made here: {error}') from None
    return path


@test
def full_disk(box):
    """An export to a full disk, and the button to export elsewhere"""
    full, wanted = make_full(box), desktop.score(write_small(box), box.path('cli.csv'))
    with Program(box.path('small.csv')) as program:
        page = Page(program.window('small.csv'))
        tree.find(page.window, 'push button', EXPORT).press()
        tree.wait_for(page.window, 'menu item', 'All Customers…').press()
        chooser.save_file(program, SAVE, full, replace=True)
        strip = Strip(page.window, NOT_EXPORTED, 'full.csv', 'full', 'room')
        strip.button('Export Again…').press()
        chooser.save_file(program, SAVE, box.path('out.csv'))
        tree.wait_for(page.window, 'label', f'{FEW} customers saved to out.csv')
        check(tree.find(page.window, 'alert') is None, 'the strip is still there')
        same_bytes(box.path('out.csv').read_bytes(), wanted, 'export')


@test
def changed_file(box):
    """A file that changed after it was scored, and the button to score it again"""
    path = write_small(box)
    with Program(path) as program:
        page = Page(program.window('small.csv'))
        path.write_bytes(desktop.SAMPLE.read_bytes())
        hands.press('ctrl+e')
        chooser.save_file(program, 'Export Shown Customers', box.path('out.csv'))
        strip = Strip(page.window, NOT_EXPORTED, 'small.csv', 'changed')
        check(not box.path('out.csv').exists(), 'half an export was left')
        strip.button('Reload').press()
        page.wait_for_shown('7000 customers')
        check(tree.find(page.window, 'alert') is None, 'the strip is still there')


def tab_to(node):
    """Presses Tab until the keyboard is there."""
    for _ in range(MOST_STOPS):
        hands.press('Tab')
        with contextlib.suppress(Failure):
            tree.wait(lambda: node.has('focused'), '', A_MOMENT)
            return
    raise Failure(f'Tab does not come to {node}')


@test
def dismiss(box):
    """Tab comes to the strip, and Escape puts it away"""
    with Program(box.path('gone.csv')) as program:
        window = program.window()
        strip = Strip(window, NOT_OPENED, 'gone.csv')
        tab_to(strip.button('Open Another File…'))
        hands.press('Escape')
        tree.wait_until_gone(window, 'alert')
        tree.wait_for(window, 'push button', 'Try Sample Data').press()
        Page(program.window('telco-sample.csv')).wait_for_shown('7000 customers')


if __name__ == '__main__':
    desktop.main()
