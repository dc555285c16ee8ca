# SPDX-License-Identifier: GPL-3.0-or-later
"""A guide of Markdown as something to be run: in its indented blocks “$ ” stands before commands, what they print
behind them; “…” is whatever it may be."""

import collections
import re

Command = collections.namedtuple('Command', 'line text prints')

HEADING = re.compile(r'## (.*)')
INDENT = '    '


class Guide:
    """Commands and settings by the headings (##) they stand under."""

    def __init__(self, path):
        self.commands = collections.defaultdict(list)
        self.settings = collections.defaultdict(list)  # blocks that begin with [section]
        heading, block, first = None, [], 0
        for number, line in enumerate([*path.read_text().splitlines(), ''], 1):
            if line.startswith(INDENT) or (block and not line):
                first = first if block else number
                block.append(line.removeprefix(INDENT))
                continue
            if block:
                self.add(heading, first, block)
                block = []
            if match := HEADING.fullmatch(line):
                heading = match[1]

    def add(self, heading, first, block):
        while block and not block[-1]:
            block.pop()
        if block[0].startswith('['):
            self.settings[heading].append('\n'.join(block))
        if not block[0].startswith('$ '):
            return
        for number, line in enumerate(block, first):
            if line.startswith('$ '):
                self.commands[heading].append(Command(number, line[2:], []))
            else:
                self.commands[heading][-1].prints.append(line)


def fits(said, prints):
    """Whether what a command printed is what the guide says."""
    pattern = '.*'.join(re.escape(part) for part in '\n'.join(prints).split('…'))
    return re.fullmatch(pattern, said.rstrip('\n'), re.DOTALL) is not None
