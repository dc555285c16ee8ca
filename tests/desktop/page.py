# SPDX-License-Identifier: GPL-3.0-or-later
"""The parts of a window that shows customers."""

import hands
import tree
from tap import equal

EXPORT = r'Export\b.*'  # the button
PARTS = {
    'bands': (None, 'Customers by risk'),
    'threshold': ('spin button', None),
    'above': ('status bar', r'.*\(.*%\)'),
    'below': ('label', r'\d+ below'),
    'chart': ('list box', None),
    'shown': ('status bar', r'(\d+ of )?\d+ customers?'),
    'table': ('tree table', 'Customers'),
}


class Page:
    """Found once, and asked again and again."""

    def __init__(self, window):
        self.window = window
        self.parts = tree.wait(lambda: tree.find_parts(window, PARTS), 'the page of customers')
        self.shown, self.threshold = self.parts['shown'], self.parts['threshold']
        self.above, self.below = self.parts['above'], self.parts['below']
        self.bars = self.parts['chart'].children
        self.list = next(node for node in self.parts['table'].children if node.role == 'list')

    def bands(self):
        """Texts with their counts, such as [“High”, “516”, …]."""
        return [node.name for node in tree.walk(self.parts['bands']) if node.role == 'label']

    def row_names(self, n):
        """Those of the first rows, as far as there are widgets for them."""
        return [node.name for node in self.list.children[:n]]

    def first_row(self):
        return self.list.children[0].name

    def wait_for_shown(self, text):
        tree.wait_for_name(self.shown, text)

    def wait_for_sides(self, scored, threshold):
        tree.wait_for_name(self.above, scored.above_text(threshold))
        equal(self.below.name, scored.below_text(threshold), 'customers below the threshold')

    def point(self, share):
        """A point in the chart at that probability, half way up."""
        left, top, _, height = self.bars[0].area
        x, _, width, _ = self.bars[-1].area
        return round(left + share * (x + width - left)), top + height // 2

    def drag(self, start, end):
        hands.drag(self.window, self.point(start), self.point(end))

    def focused_bar(self):
        return next((bar.name for bar in self.bars if bar.has('focused')), None)
