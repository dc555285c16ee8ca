#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs a command with an S3 store on loopback of its own, and always stops the store.

    with-s3.py COMMAND…

The command finds RW_TEST_S3_ENDPOINT, an empty bucket RW_TEST_S3_BUCKET, and the keys in AWS's own variables.
"""

import os
import signal
import subprocess
import sys

from swift import Swift

BUCKET = 'jobs'


def main(command):
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    with Swift() as store:
        store.client().create_bucket(Bucket=BUCKET)
        with subprocess.Popen(command, env={**os.environ, **store.environment(BUCKET)}) as child:
            try:
                return child.wait()
            finally:
                child.terminate()


sys.exit(main(sys.argv[1:]))
