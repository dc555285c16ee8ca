#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Languages nobody speaks, to see what is not translated or has no room: make-pseudo.py ROOT OUTPUT.

Every message is put into ⟦brackets⟧: in “xa” with accents and about 40 % longer, in “xb” with letters
that are written from right to left. Placeholders and mnemonics stay.
"""

import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / 'lint'))
import catalogue  # noqa: E402
import messages  # noqa: E402

# Hebrew and Arabic need less room than English; their letters here are the wider ones already.
LONGER = {'xa': 0.4, 'xb': 0.1}
PLAIN = 'ABCDEGHIJKLNOPRSTUWYZabcdeghijklnoprstuwyz'
LETTERS = {
    'xa': dict(zip(PLAIN, 'ÀßÇÐÉĜĤÎĴĶĻÑÖÞŔŠŢÛŴÝŽàƀçðéĝĥîĵķļñöþŕšţûŵýž')),
    'xb': dict(zip('abcdefghijklmnopqrstuvwxyz', 'אבגדהוזחטיכלמנסעפצקרשתאבגד')),
}
HEADER = '''msgid ""
msgstr ""
"Language: {}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
'''


def translate(text, language):
    """A message without letters of its own, such as “%.1f %%”, is data."""
    core = text.strip('\n')
    pieces = messages.split(core)
    if not any(letter.isalpha() for piece, is_text in pieces if is_text for letter in piece):
        return text
    before, _, after = text.partition(core)
    return f'{before}⟦{"".join(lengthen(pieces, language))}⟧{after}'


def lengthen(pieces, language):
    """Vowels are doubled as often as it takes."""
    letters = LETTERS[language]
    owed = 0.0
    for piece, is_text in pieces:
        for letter in piece:
            mapped = letters.get(letter, letters.get(letter.lower(), letter)) if is_text else letter
            yield mapped
            owed += LONGER[language] if is_text else 0
            if is_text and letter.lower() in 'aeiou' and owed >= 1:
                yield mapped
                owed -= 1
    yield letters['o'] * round(owed)


def quote(text):
    escaped = text.replace('\\', '\\\\').replace('"', '\\"').replace('\n', '\\n')
    return f'"{escaped}"'


def write(message, language):
    lines = [f'msgctxt {quote(message.context)}'] if message.context is not None else []
    lines.append(f'msgid {quote(message.text)}')
    if message.plural is None:
        return '\n'.join([*lines, f'msgstr {quote(translate(message.text, language))}'])
    return '\n'.join([*lines, f'msgid_plural {quote(message.plural)}',
                      f'msgstr[0] {quote(translate(message.text, language))}',
                      f'msgstr[1] {quote(translate(message.plural, language))}'])


def main(root, output):
    found = [message for message in messages.extract(Path(root)) if not message.is_header]
    for language in LETTERS:
        folder = Path(output) / language / 'LC_MESSAGES'
        folder.mkdir(parents=True, exist_ok=True)
        text = '\n\n'.join([HEADER.format(language), *(write(each, language) for each in found)])
        subprocess.run(['msgfmt', '-o', str(folder / 'retainwise.mo'), '-'], input=text,
                       encoding='utf-8', check=True)


if __name__ == '__main__':
    main(*sys.argv[1:])
