# SPDX-License-Identifier: GPL-3.0-or-later
"""What an icon of an icon theme must look like, drawn at the sizes a desktop wants."""

import gi
from tap import check, equal

gi.require_version('GdkPixbuf', '2.0')
from gi.repository import GdkPixbuf  # noqa: E402


def draw(path, size):
    """(red, green, blue, alpha) of each pixel."""
    drawn = GdkPixbuf.Pixbuf.new_from_file_at_size(str(path), size, size)
    equal((drawn.get_width(), drawn.get_height()), (size, size), f'size of {path.name}')
    data, stride = drawn.get_pixels(), drawn.get_rowstride()
    return [tuple(data[y * stride + 4 * x:][:4]) for y in range(size) for x in range(size)]


def covers(drawn, low, high):
    share = sum(alpha > 128 for *_, alpha in drawn) / len(drawn)
    check(low <= share <= high, f'{share:.0%} of the icon is drawn')


def check_full_colour(path):
    """A shape with air around it, in several colours."""
    for size in (16, 32, 64, 128, 256):
        drawn = draw(path, size)
        covers(drawn, 0.4, 0.9)
        shades = {(red // 64, green // 64, blue // 64) for red, green, blue, alpha in drawn
                  if alpha > 250}
        check(len(shades) >= 3, f'{len(shades)} colours at {size} pixels')


def check_symbolic(path):
    """One colour, which the desktop replaces."""
    for size in (16, 32, 64):
        drawn = draw(path, size)
        covers(drawn, 0.15, 0.7)
        equal(len({pixel[:3] for pixel in drawn if pixel[3] == 255}), 1, f'colours at {size} pixels')
