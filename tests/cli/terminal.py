# SPDX-License-Identifier: GPL-3.0-or-later
"""retainwise-cli at a terminal, and what stands on its screen afterwards."""

import contextlib
import fcntl
import os
import pty
import select
import struct
import subprocess
import termios
import time

import program
import tap

CLEAR = b'\x1b[K'


class Terminal:
    """A run of the program whose standard error, or all of it, is a terminal of its own."""

    def __init__(self, box, *arguments, everything=False):
        self.master, self.slave = pty.openpty()
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack('HHHH', 100, 500, 0, 0))
        self.shown = bytearray()
        self.child = box.popen(*arguments, prepare=self.take, stderr=self.slave,
                               stdin=self.slave if everything else subprocess.DEVNULL,
                               stdout=self.slave if everything else box.path('stdout').open('wb'))
        os.close(self.slave)

    def take(self):
        """In the child: Ctrl+C at the terminal reaches it."""
        os.setsid()
        fcntl.ioctl(self.slave, termios.TIOCSCTTY, 0)

    def wait(self, word=None):
        """Reads to the end, or until @word is shown; answers whether it was."""
        end = time.monotonic() + program.TIMEOUT
        while word is None or word not in self.shown:
            ready, _, _ = select.select([self.master], [], [], max(0, end - time.monotonic()))
            tap.check(ready, f'nothing new at the terminal: {self.shown[-200:]!r}')
            data = b''
            with contextlib.suppress(OSError):
                data = os.read(self.master, 65536)
            if not data:
                return False
            self.shown += data
        return True

    def type(self, keys):
        os.write(self.master, keys)

    def close(self):
        program.stop(self.child)
        os.close(self.master)


def run(box, *arguments, **options):
    """Exit code and all that was sent to the terminal."""
    terminal = Terminal(box, *arguments, **options)
    try:
        terminal.wait()
        return program.end_of(terminal.child), terminal.shown
    finally:
        terminal.close()


def render(shown):
    """The lines a reader sees in the end."""
    lines = [[]]
    column = 0
    for char in shown.replace(CLEAR, b'\0').decode('utf-8', 'replace'):
        if char == '\n':
            lines.append([])
        elif char == '\r':
            column = 0
        elif char == '\0':
            del lines[-1][column:]
        else:
            lines[-1][len(lines[-1]):] = ' ' * (column - len(lines[-1]))
            lines[-1][column:column + 1] = [char]
            column += 1
    return [''.join(line).rstrip() for line in lines]
