# SPDX-License-Identifier: GPL-3.0-or-later
"""Message catalogues of gettext, and the texts of .ui files that are on screen together."""

import ast
import re
import xml.etree.ElementTree
from typing import NamedTuple

FIELD = re.compile(r'(msgctxt|msgid_plural|msgid|msgstr)(?:\[\d+\])? (".*")$')


class Message(NamedTuple):
    context: str | None
    text: str
    plural: str | None
    translations: tuple[str, ...]
    places: tuple[str, ...]  # files of the sources
    is_fuzzy: bool
    is_obsolete: bool

    @property
    def is_header(self):
        return self.text == '' and self.context is None


def parse(text):
    """All messages of a catalogue, the header and the obsolete ones too."""
    return [message for block in re.split(r'\n\s*\n', text)
            for message in [parse_block(block.splitlines())] if message is not None]


def parse_block(lines):
    fields = []
    for line in (line.removeprefix('#~ ') for line in lines):
        match = FIELD.match(line)
        if match:
            fields.append([match[1], ast.literal_eval(match[2])])
        elif line.startswith('"'):
            fields[-1][1] += ast.literal_eval(line)
    if not fields:
        return None
    named = dict(reversed(fields))
    places = [place for line in lines if line.startswith('#: ') for place in line[3:].split()]
    return Message(named.get('msgctxt'), named['msgid'], named.get('msgid_plural'),
                   tuple(value for name, value in fields if name == 'msgstr'),
                   tuple(place.rpartition(':')[0] for place in places),
                   any(line.startswith('#,') and 'fuzzy' in line for line in lines),
                   any(line.startswith('#~ ') for line in lines))


def list_scopes(text):
    """Lists of pairs of context and text: those of each menu, and those of the rest."""
    root = xml.etree.ElementTree.fromstring(text)
    menus = root.findall('.//menu')
    inside = {element for menu in menus for element in menu.iter()}
    rest = [element for element in root.iter() if element not in inside]
    return [list_texts(menu.iter()) for menu in menus] + [list_texts(rest)]


def list_texts(elements):
    return [(element.get('context'), element.text) for element in elements
            if element.get('translatable') == 'yes']


def find_mnemonic(text):
    """The letter behind the underscore, or None."""
    match = re.search(r'_(\w)', text)
    return match[1].lower() if match else None
