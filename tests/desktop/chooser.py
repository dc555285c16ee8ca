# SPDX-License-Identifier: GPL-3.0-or-later
"""GTK's dialog to choose a file, used with the keyboard."""

import hands
import tree
from tap import Failure


def find_entry(program, title):
    dialog = next((node for node in program.node.children if node.name == title), None)
    entry = dialog and tree.find(dialog, 'text')
    return entry if entry and entry.has('focused') else None


def wait_for_entry(program, title):
    return tree.wait(lambda: find_entry(program, title), f'a place to write in “{title}”')


def is_open(program, title):
    return any(node.name == title for node in program.node.children)


def wait_for_dialog(program, title):
    tree.wait(lambda: is_open(program, title) and hands.active_title() == title,
              f'the dialog “{title}”')


def write_path(program, title, path):
    """Writes @path and looks whether it was understood."""
    hands.write(path)
    entry = wait_for_entry(program, title)
    try:
        tree.wait(lambda: entry.text == str(path), '')
    except Failure:
        raise Failure(f'“{entry.text}” is written in “{title}”, not “{path}”') from None


def finish(program, title):
    hands.press('Return')
    tree.wait(lambda: not is_open(program, title), f'“{title}” to close')


def open_file(program, title, path):
    """A slash brings the entry for a path."""
    wait_for_dialog(program, title)
    hands.press('slash')
    wait_for_entry(program, title)
    hands.press('ctrl+a')
    write_path(program, title, path)
    finish(program, title)


def save_file(program, title, path, replace=False):
    wait_for_dialog(program, title)
    wait_for_entry(program, title)
    hands.press('ctrl+a')
    write_path(program, title, path)
    if not replace:
        finish(program, title)
        return
    hands.press('Return')
    tree.wait_for(program.node, 'push button', 'Replace').press()
    tree.wait(lambda: not is_open(program, title), f'“{title}” to close')
