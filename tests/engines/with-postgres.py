# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs a command beside a PostgreSQL server of its own, which RW_TEST_POSTGRES names.
usage: with-postgres.py COMMAND [ARG …]; ends as the command does."""

import os
import signal
import subprocess
import sys

from postgres import Postgres


def main():
    with Postgres() as server:
        command = subprocess.Popen(sys.argv[1:], env=os.environ | {'RW_TEST_POSTGRES': server.uri})
        signal.signal(signal.SIGTERM, lambda *_: command.terminate())
        status = command.wait()
    return status if status >= 0 else 128 - status


sys.exit(main())
