# SPDX-License-Identifier: GPL-3.0-or-later
"""The queue on this machine, as ./dev serve starts it."""

import os
import re
import signal
import subprocess
import threading

from desktop import SOURCE
from tap import Failure

SECONDS = 60  # to start or to end in
ADDRESS = re.compile(r'Listening on (http://\S+)')
TOKEN = re.compile(r'Token: (\S+)')


def open_keyring():
    """One that is open and empty, as after logging in; it ends with the session."""
    words = ['gnome-keyring-daemon', '--unlock', '--components=secrets']
    subprocess.run(words, input='word', stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, text=True,
                   timeout=SECONDS, check=True)


class Queue:
    """Server and workers in a folder; ended with everything they started."""

    def __init__(self, folder):
        # Ignored in what a shell starts with “&”, and then in all that comes of it.
        signal.signal(signal.SIGINT, signal.default_int_handler)
        self.folder = folder
        self.log = (folder / 'serve.log').open('wb')
        self.process = subprocess.Popen(
            [SOURCE / 'dev', 'serve', folder / 'data', '0'], stdout=subprocess.PIPE, stderr=self.log,
            stdin=subprocess.DEVNULL, text=True, start_new_session=True)
        guard = threading.Timer(SECONDS, self.process.kill)
        guard.start()
        self.address, self.token = self.read_words()
        guard.cancel()

    def read_words(self):
        words = {}
        for line in self.process.stdout:
            for pattern in (ADDRESS, TOKEN):
                if found := pattern.search(line):
                    words[pattern] = found[1]
            if len(words) == 2:
                return words[ADDRESS], words[TOKEN]
        raise Failure(f'./dev serve does not start: {(self.folder / "serve.log").read_text()}')

    def stop(self):
        """As Ctrl+C in its terminal."""
        os.killpg(self.process.pid, signal.SIGINT)
        try:
            code = self.process.wait(SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            raise Failure('./dev serve does not end') from None
        self.process.stdout.close()
        self.log.close()
        return code
