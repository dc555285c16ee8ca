# SPDX-License-Identifier: GPL-3.0-or-later
"""Amazon SQS on loopback, to test against: npm's fauxqs, behind a proxy that checks every signature with AWS's own
library."""

import contextlib
import json
import os
import select
import shutil
import subprocess
import tempfile
import urllib.error
import urllib.request
from pathlib import Path

from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

HERE = Path(__file__).parent
PROJECT = HERE.parent.parent
REGION = 'us-east-1'
KEY_ID = 'AKIATEST'
SECRET = 'secret/of+the=test'
MAX_RECEIVES = 3
START_SECONDS = 60
STOP_SECONDS = 10
CALL_SECONDS = 40


class Refused(Exception):
    """What the service says is wrong."""


def npm_folder():
    """Where the packages of tests/npm are."""
    folder = Path(os.environ.get('RW_TEST_NPM') or PROJECT / 'build' / 'npm').resolve()
    if not (folder / 'node_modules' / 'fauxqs').exists():
        raise RuntimeError(f'There are no packages in {folder}: “./dev test” installs them.')
    return folder


class NodeProgram:
    """A script of this folder that prints a port and ends when its standard input does."""

    def __init__(self, script, *arguments):
        self.folder = tempfile.mkdtemp(prefix='rw-node-')
        (Path(self.folder) / 'node_modules').symlink_to(npm_folder() / 'node_modules')
        copy = shutil.copy(HERE / script, self.folder)
        self.log = open(f'{self.folder}/log', 'w+b')
        self.child = subprocess.Popen(['node', copy, *arguments], stdin=subprocess.PIPE,
                                      stdout=subprocess.PIPE, stderr=self.log)
        ready, _, _ = select.select([self.child.stdout], [], [], START_SECONDS)
        line = self.child.stdout.readline() if ready else b''
        if not line:
            self.log.seek(0)
            trouble = self.log.read().decode(errors='replace')
            self.stop()
            raise RuntimeError(f'{script} did not start: {trouble}')
        self.port = int(line)

    def stop(self):
        self.child.stdin.close()
        try:
            self.child.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.child.kill()
            self.child.wait()
        self.child.stdout.close()
        self.log.close()
        shutil.rmtree(self.folder, ignore_errors=True)


class Fauxqs:
    """A service of its own with the queues “jobs” and “dead”, both empty; gone with all in them after stop()."""

    def __init__(self, keys=None):
        """keys: more of them, as sigv4-proxy.mjs wants them."""
        self.keys = {KEY_ID: {'secret': SECRET}, **(keys or {})}
        self.server = self.proxy = self.port = self.url = self.dead_letter_url = None

    def start(self):
        self.server = NodeProgram('fauxqs-server.mjs')
        try:
            self.go_on()
            self.dead_letter_url = self.create_queue('dead')
            self.url = self.create_queue('jobs', self.dead_letter_url)
        except BaseException:
            self.stop()
            raise
        return self

    def pause(self):
        """Nobody reaches it any more; what it knows stays."""
        self.proxy.stop()
        self.proxy = None

    def go_on(self):
        """At the same address as before."""
        setting = {'upstream': self.server.port, 'port': self.port or 0, 'keys': self.keys}
        self.proxy = NodeProgram('sigv4-proxy.mjs', json.dumps(setting))
        self.port = self.proxy.port

    def stop(self):
        for program in (self.proxy, self.server):
            if program is not None:
                program.stop()
        self.server = self.proxy = None

    def __enter__(self):
        return self.start()

    def __exit__(self, *_):
        self.stop()

    @property
    def endpoint(self):
        return f'http://127.0.0.1:{self.port}'

    def call(self, action, **members):
        """What the service answers to one of its actions. Debian's botocore is older than this protocol of SQS, so
        only the signature is its."""
        headers = {'Content-Type': 'application/x-amz-json-1.0', 'X-Amz-Target': f'AmazonSQS.{action}'}
        request = AWSRequest('POST', f'{self.endpoint}/', headers, json.dumps(members).encode())
        SigV4Auth(Credentials(KEY_ID, SECRET), 'sqs', REGION).add_auth(request)
        asked = urllib.request.Request(request.url, request.data, dict(request.headers.items()), method='POST')
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with opener.open(asked, timeout=CALL_SECONDS) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            with contextlib.closing(error):
                raise Refused(f'{action}: {error.code} {error.read().decode()}') from None

    def create_queue(self, name, dead_letter_url=None):
        """Its URL. dead_letter_url: of a queue where its messages go that were received too often."""
        attributes = {}
        if dead_letter_url:
            target = self.attributes(dead_letter_url)['QueueArn']
            policy = {'deadLetterTargetArn': target, 'maxReceiveCount': MAX_RECEIVES}
            attributes = {'RedrivePolicy': json.dumps(policy)}
        return self.call('CreateQueue', QueueName=name, Attributes=attributes)['QueueUrl']

    def attributes(self, url):
        return self.call('GetQueueAttributes', QueueUrl=url, AttributeNames=['All'])['Attributes']

    def environment(self):
        """What a test, or one of our programs, is told of it."""
        return {'RW_TEST_SQS_URL': self.url, 'RW_TEST_SQS_DEAD_LETTER_URL': self.dead_letter_url,
                'RW_TEST_SQS_ENDPOINT': self.endpoint, 'AWS_REGION': REGION, 'AWS_ACCESS_KEY_ID': KEY_ID,
                'AWS_SECRET_ACCESS_KEY': SECRET}
