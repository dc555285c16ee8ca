# SPDX-License-Identifier: GPL-3.0-or-later
"""A guide of Markdown as something to be followed: in its indented blocks “$ ” stands before commands, what they print
behind them, and “…” is whatever it may be. A block that begins with “[section]” is added to a file, and a sentence
like “Take `[section]` out of the file” takes it out."""

import collections
import re

Command = collections.namedtuple('Command', 'line text prints')
Addition = collections.namedtuple('Addition', 'line text')
Removal = collections.namedtuple('Removal', 'line section')

HEADING = re.compile(r'## (.*)')
TAKEN = re.compile(r'Take `\[(\w+)\]` out of the file')
INDENT = '    '


class Guide:
    """What is to be done, by the headings (##) it stands under."""

    def __init__(self, path):
        self.steps = collections.defaultdict(list)
        heading, block, first = None, [], 0
        for number, line in enumerate([*path.read_text().splitlines(), ''], 1):
            if line.startswith(INDENT) or (block and not line):
                first = first if block else number
                block.append(line.removeprefix(INDENT))
                continue
            self.steps[heading].extend(read_block(block, first))
            block = []
            if match := HEADING.fullmatch(line):
                heading = match[1]
            self.steps[heading].extend(Removal(number, match[1]) for match in TAKEN.finditer(line))


def read_block(block, first):
    while block and not block[-1]:
        block.pop()
    if block and block[0].startswith('['):
        return [Addition(first, '\n'.join(block))]
    steps = []
    if not block or not block[0].startswith('$ '):
        return steps
    for number, line in enumerate(block, first):
        if line.startswith('$ '):
            steps.append(Command(number, line[2:], []))
        else:
            steps[-1].prints.append(line)
    return steps


def fits(said, prints):
    """Whether what a command printed is what the guide says."""
    pattern = '.*'.join(re.escape(part) for part in '\n'.join(prints).split('…'))
    return re.fullmatch(pattern, said.rstrip('\n'), re.DOTALL) is not None
