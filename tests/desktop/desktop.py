# SPDX-License-Identifier: GPL-3.0-or-later
"""Starts RetainWise as a person does and looks after it until it ends.

A program of these tests is called with the program, retainwise-cli, the project and its build.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

APP, CLI, SOURCE, BUILD = (Path(path).resolve() for path in sys.argv[1:5])
sys.path.append(str(SOURCE / 'tests' / 'cli'))

import hands  # noqa: E402
import tap  # noqa: E402
import tree  # noqa: E402
from tap import check, equal  # noqa: E402

# What no line of a program that is well has in it.
DIRT = ('CRITICAL', 'WARNING')
SAMPLE = SOURCE / 'data' / 'samples' / 'telco-sample.csv'


def environment():
    return os.environ | {'GSETTINGS_SCHEMA_DIR': str(BUILD / 'data'), 'LANGUAGE': '',
                         'LC_ALL': 'C.UTF-8',
                         'RETAINWISE_DATA_DIR': str(SOURCE / 'data'),
                         'GSETTINGS_BACKEND': 'memory'}


def score(path, output):
    """What retainwise-cli makes of a file."""
    subprocess.run([CLI, 'score', path, '-o', output], capture_output=True, timeout=60, check=True)
    return Path(output).read_bytes()


def find_dirt(messages):
    return [line for line in messages.splitlines() if any(word in line for word in DIRT)]


def shoot():
    """A picture of what went wrong, for whoever sets RETAINWISE_SHOT to a file and has ImageMagick."""
    if 'RETAINWISE_SHOT' in os.environ and shutil.which('import'):
        subprocess.run(['import', '-window', 'root', os.environ['RETAINWISE_SHOT']], check=False)


class Program:
    """A running RetainWise. As a context it is quit at the end, and must have behaved."""

    def __init__(self, *arguments):
        tree.wait(hands.has_manager, 'the window manager')
        self.desktop = tree.connect()
        self.messages = Path(os.environ['HOME']) / 'messages'
        with self.messages.open('wb') as output:
            self.process = self.start(output, *arguments)
        self.known = tree.wait(self.find_node, 'the program to come to the desktop')

    def start(self, output, *arguments):
        return subprocess.Popen([APP, *map(str, arguments)], env=environment(), stdout=output,
                                stderr=output)

    def find_node(self):
        self.check_alive()
        return next((node for node in self.desktop.children if node.pid == self.process.pid), None)

    @property
    def node(self):
        self.check_alive()
        return self.known

    def check_alive(self):
        code = self.process.poll()
        check(code is None, f'the program ended with {code}: {tap.shorten(self.said())}')

    def said(self):
        return self.messages.read_text('utf-8', 'replace')

    @property
    def windows(self):
        return [node for node in self.node.children if node.role == 'frame']

    def window(self, name='RetainWise'):
        """The window of that title, as soon as it has the keyboard."""
        return tree.wait(lambda: next((node for node in self.windows if node.name == name
                                       and node.has('active')), None), f'window “{name}”')

    def quit(self):
        tree.wait(lambda: any(node.has('active') for node in self.windows), 'the keyboard')
        hands.press('ctrl+q')
        self.wait_for_end()

    def wait_for_end(self):
        try:
            code = self.process.wait(tree.SECONDS)
        except subprocess.TimeoutExpired:
            raise tap.Failure('the program does not end') from None
        equal(code, 0, f'exit code ({tap.shorten(self.said())})')
        equal(find_dirt(self.said()), [], 'messages')

    def kill(self):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        try:
            if kind is None:
                self.quit()
            else:
                shoot()
        finally:
            self.kill()


class Box:
    """A folder for one test."""

    def __init__(self, folder):
        self.folder = Path(folder)

    def path(self, name):
        return self.folder / name

    def write(self, name, content):
        path = self.path(name)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def leftovers(self):
        return []


def main(make_box=Box, story=False):
    """Runs all tests; those of a story go on where the one before ended, and end with it."""
    tests = tap._tests
    print(f'1..{len(tests)}')
    failed = 0
    for number, function in enumerate(tests, 1):
        reason, trouble = ((None, 'not tried: the story ended before') if story and failed
                           else tap.run_test(function, make_box))
        if trouble and story and not failed:
            shoot()
        tap.report(number, ' '.join(function.__doc__.split()), reason, trouble)
        failed += trouble is not None
    sys.exit(1 if failed else 0)
