#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs a command with an Amazon SQS on loopback of its own, and always stops it.

    with-sqs.py COMMAND…

The command finds the empty queues RW_TEST_SQS_URL and RW_TEST_SQS_DEAD_LETTER_URL, where to ask for them
RW_TEST_SQS_ENDPOINT, and the keys in AWS's own variables.
"""

import os
import signal
import subprocess
import sys

from fauxqs import Fauxqs


def main(command):
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    with Fauxqs() as service:
        with subprocess.Popen(command, env={**os.environ, **service.environment()}) as child:
            try:
                return child.wait()
            finally:
                child.terminate()


sys.exit(main(sys.argv[1:]))
