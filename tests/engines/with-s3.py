#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs a command with an S3 store on loopback of its own, and always stops the store.

    with-s3.py COMMAND…

The command finds RW_TEST_S3_ENDPOINT, an empty bucket RW_TEST_S3_BUCKET, and the keys in AWS's own variables;
RW_TEST_S3_PROXY is the same store behind a proxy that breaks what it is told to (s3_faults.py).
"""

import contextlib
import os
import signal
import subprocess
import sys

from s3_faults import S3Faults
from swift_store import Swift

BUCKET = 'jobs'


def main(command):
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    with Swift() as store, contextlib.closing(S3Faults(store.port)) as proxy:
        store.client().create_bucket(Bucket=BUCKET)
        env = {**os.environ, **store.environment(BUCKET), 'RW_TEST_S3_PROXY': proxy.endpoint}
        with subprocess.Popen(command, env=env) as child:
            try:
                return child.wait()
            finally:
                child.terminate()


sys.exit(main(sys.argv[1:]))
