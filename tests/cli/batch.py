# SPDX-License-Identifier: GPL-3.0-or-later
"""Many commands of retainwise-cli in one process, for tests of hundreds of small files."""

import json
import os
import subprocess
import sys

import program
import tap


def run(program_path, commands, folder):
    """Pairs of output and error (empty: none), one for each command, a list of words."""
    given = ''.join('\t'.join(map(str, words)) + '\n' for words in commands)
    done = subprocess.run([os.path.abspath(program_path)], input=given.encode(), cwd=folder,
                          capture_output=True, timeout=program.TIMEOUT,
                          env=os.environ | {'LC_ALL': 'C.UTF-8', 'G_DEBUG': 'fatal-warnings'})
    program.check_decent(done.returncode, b'')
    parts = done.stdout.decode().split('\x1e')
    tap.equal(len(parts), len(commands) + 1, 'answers')
    outputs = [parts[0]] + [part.split('\n', 1)[1] for part in parts[1:-1]]
    return [(output, part.split('\n', 1)[0]) for output, part in zip(outputs, parts[1:])]


class Reading:
    """A file as the program reads it: what it found out, and the cells of all records."""

    def __init__(self, inspected, printed):
        self.error = inspected[1] or printed[1]
        if not self.error:
            self.found = json.loads(inspected[0])
            self.dialect = self.found['dialect']
            self.records = [json.loads(line) for line in printed[0].splitlines()]
            self.cells = [record['cells'] for record in self.records]


def read(program_path, folder, files, options=None):
    """The readings of @files in @folder; @options: of some of them, by their names."""
    commands = [[command, '--json', *(options or {}).get(name, ()), name]
                for name in files for command in ('inspect', 'cat')]
    answers = run(program_path, commands, folder)
    return {name: Reading(*answers[2 * at:2 * at + 2]) for at, name in enumerate(files)}


def readings(box, files, options=None):
    """The readings of @files, names and contents, which are written into @box."""
    for name, content in files.items():
        box.write(name, content)
    return read(sys.argv[4], box.folder, list(files), options)
