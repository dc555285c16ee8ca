# SPDX-License-Identifier: GPL-3.0-or-later
"""The strip below the header bar that says what went wrong."""

import tree
from tap import check, contains


class Strip:
    """Waits for the strip of that title; its text must have @words in it."""

    def __init__(self, window, title, *words):
        self.title = tree.wait_for(window, 'alert', title)
        self.box = self.title.parent.parent.parent
        self.text = tree.find(self.box, 'label', r'.+[.!?]')
        check(self.text is not None, f'“{title}” comes without a sentence')
        contains(self.text.name, *words)

    def button(self, name):
        """The button that mends it."""
        found = tree.find(self.box, 'push button', name)
        check(found is not None, f'no button “{name}” beside “{self.text.name}”')
        return found
