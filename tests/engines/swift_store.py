# SPDX-License-Identifier: GPL-3.0-or-later
"""OpenStack Swift's S3 interface on loopback, to test against: a store that nobody here wrote and that checks
every signature."""

import contextlib
import os
import select
import shutil
import subprocess
import tempfile
from itertools import chain
from pathlib import Path

import botocore.session
from botocore.config import Config

SERVER = Path(__file__).with_name('swift_server.py')
REGION = 'us-east-1'
KEY_ID = 'test:tester'
SECRET = 'testing'
START_SECONDS = 60
STOP_SECONDS = 10


def keeps_attributes(folder):
    with tempfile.NamedTemporaryFile(dir=folder) as file:
        try:
            os.setxattr(file.name, 'user.test', b'1')
        except OSError:
            return False
    return True


def make_folder():
    """In the first place whose files have extended attributes: Swift keeps what it knows of an object in them."""
    places = [place for place in (tempfile.gettempdir(), '/var/tmp', os.getcwd()) if os.access(place, os.W_OK)]
    place = next((place for place in places if keeps_attributes(place)), None)
    if place is None:
        raise RuntimeError(f'Swift needs extended attributes; no file system of {places} has them.')
    return tempfile.mkdtemp(prefix='rw-swift-', dir=place)


class Swift:
    """A store of its own, empty; gone with all in it after stop()."""

    def __init__(self, keys=None):
        """keys: more of them, secret by “ACCOUNT:USER”."""
        self.keys = {KEY_ID: SECRET, **(keys or {})}
        self.folder = self.child = self.port = self.endpoint = None

    def start(self):
        self.folder = make_folder()
        with open(f'{self.folder}.log', 'wb') as log:
            self.child = subprocess.Popen(['/usr/bin/python3', '-I', SERVER, self.folder, *chain(*self.keys.items())],
                                          stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log)
        self.port = self.read_port()
        self.endpoint = f'http://127.0.0.1:{self.port}'
        return self

    def read_port(self):
        ready, _, _ = select.select([self.child.stdout], [], [], START_SECONDS)
        line = self.child.stdout.readline() if ready else b''
        if not line:
            log = self.log()
            self.stop()
            raise RuntimeError(f'Swift did not start: {log}')
        return int(line)

    def log(self):
        return Path(f'{self.folder}.log').read_text(errors='replace')

    def stop(self):
        if self.child is not None:
            self.child.stdin.close()
            try:
                self.child.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                self.child.kill()
                self.child.wait()
            self.child.stdout.close()
        if self.folder is not None:
            shutil.rmtree(self.folder, ignore_errors=True)
            with contextlib.suppress(FileNotFoundError):
                os.unlink(f'{self.folder}.log')
        self.folder = self.child = self.port = self.endpoint = None

    def __enter__(self):
        return self.start()

    def __exit__(self, *_):
        self.stop()

    def client(self):
        """Amazon's own client of it."""
        return botocore.session.get_session().create_client(
            's3', endpoint_url=self.endpoint, region_name=REGION, aws_access_key_id=KEY_ID,
            aws_secret_access_key=SECRET, config=Config(s3={'addressing_style': 'path'}))

    def environment(self, bucket):
        """What a test, or one of our programs, is told of it."""
        return {'RW_TEST_S3_ENDPOINT': self.endpoint, 'RW_TEST_S3_BUCKET': bucket, 'AWS_REGION': REGION,
                'AWS_ACCESS_KEY_ID': KEY_ID, 'AWS_SECRET_ACCESS_KEY': SECRET}
