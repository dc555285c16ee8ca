# SPDX-License-Identifier: GPL-3.0-or-later
"""Keys and mouse, by xdotool: they come to the program as those of a person do, through the X
server and the window manager."""

import subprocess

TIMEOUT = 20
STEPS = 6  # of the pointer on its way


def xdotool(*words, check=True):
    done = subprocess.run(['xdotool', *map(str, words)], capture_output=True, text=True,
                          timeout=TIMEOUT, check=check)
    return done.stdout


def has_manager():
    """Whether the window manager has come up, who gives the keyboard to windows."""
    return xdotool('get_num_desktops', check=False) != ''


def press(*keys):
    """Presses keys such as “ctrl+o”, one after the other."""
    xdotool('key', '--clearmodifiers', *keys)


def write(text):
    xdotool('type', '--clearmodifiers', '--delay', 8, text)


def active_title():
    """Of the window that has the keyboard; empty while none has."""
    return xdotool('getactivewindow', 'getwindowname', check=False).rstrip('\n')


def window_place():
    """x, y, width and height on the screen of the window that has the keyboard."""
    lines = xdotool('getactivewindow', 'getwindowgeometry', '--shell').splitlines()
    figures = dict(line.split('=') for line in lines)
    return tuple(int(figures[name]) for name in ('X', 'Y', 'WIDTH', 'HEIGHT'))


def on_screen(window, x, y):
    """A point of @window, the active one: around what it shows is a border of the same width."""
    left, top, width, _ = window_place()
    border = (width - window.area[2]) // 2
    return left + border + x, top + border + y


def drag(window, start, end):
    """Takes hold at @start, a point in the window, and lets go at @end, with points between."""
    (x, y), (to_x, to_y) = on_screen(window, *start), on_screen(window, *end)
    words = ['mousemove', x, y, 'mousedown', 1]
    for i in range(1, STEPS + 1):
        words += ['mousemove', x + (to_x - x) * i // STEPS, y + (to_y - y) * i // STEPS]
    xdotool(*words, 'mouseup', 1)


def click(window, node):
    """In the middle of what @window, the active one, shows."""
    x, y, width, height = node.area
    left, top = on_screen(window, x + width // 2, y + height // 2)
    xdotool('mousemove', left, top, 'click', 1)
