#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Thousands of requests signed by us, by AWS's library for JavaScript, and by Debian's botocore.

usage: test-aws-signatures.py PROJECT SIGN-REQUESTS NPM-FOLDER [NODE]
"""

import hashlib
import json
import random
import subprocess
import sys
import urllib.parse
from datetime import datetime, timezone
from pathlib import Path

PROJECT = Path(sys.argv[1])
SIGN, NPM = (Path(path).resolve() for path in sys.argv[2:4])
NODE = sys.argv[4] if len(sys.argv) > 4 else None
sys.path.append(str(PROJECT / 'tests' / 'cli'))

from botocore import auth  # noqa: E402
from botocore.awsrequest import AWSRequest  # noqa: E402
from botocore.credentials import Credentials  # noqa: E402

import tap  # noqa: E402
from tap import check, equal, test  # noqa: E402

N_REQUESTS = 4000
SEED = 8
TIMEOUT = 120
UNSIGNED = 'UNSIGNED-PAYLOAD'
LETTERS = 'abcXYZ019-_.~ !"#$%&\'()*+,/:;<=>?@[\\]^`{|}éß漢😀%2f'
PARTS = ('', '.', '..', 'a', 'b c', 'models', 'é', '%2F', '%', '+', '~', '=', '(1)*', "o'clock", 'x:y@z')
HEADERS = ('X-Amz-Meta-A', 'X-Amz-Meta-A-B', 'x-amz-copy-source', 'X-Amz-Copy-Source-Range',
           'Content-Type', 'content-md5', 'X-Amz-Target', 'Range', 'x-odd', 'X-ODD-2', 'a')


def text(draw, most=12):
    return ''.join(draw.choice(LETTERS) for _ in range(draw.randrange(most)))


def value(draw):
    """Of a header: no control characters but tabs, blanks wherever they may be."""
    return draw.choice(('', ' ', '  ', '\t')).join(text(draw) for _ in range(draw.randrange(4)))


def draw_query(draw, is_unique):
    names = [text(draw, 6) or 'k' for _ in range(draw.randrange(6))]
    if is_unique:
        names = list(dict.fromkeys(names))
    elif names:
        names += draw.choices(names, k=draw.randrange(3))
    return [[name, draw.choice(('', text(draw)))] for name in names]


def draw_headers(draw):
    names = draw.sample(HEADERS, draw.randrange(6))
    return [[name, value(draw)] for name in names + draw.choices(names, k=names != [])]


def sha256(body):
    return hashlib.sha256(body.encode()).hexdigest()


def draw_request(draw):
    service = draw.choice(('s3', 's3', 'sqs', 'execute-api'))
    seconds = draw.choice((0, 0, draw.randrange(1, 604801)))
    time = draw.randrange(10**12, 4 * 10**12)
    body = '' if seconds else text(draw, 40)
    payload = sha256(body) if service != 's3' or (not seconds and draw.random() < 0.7) else UNSIGNED
    request = {
        'service': service, 'seconds': seconds, 'time': time, 'body': body, 'payload': payload,
        'region': draw.choice(('us-east-1', 'eu-central-1', 'RegionOne')),
        'id': draw.choice(('AKIDEXAMPLE', 'test:tester', 'a+b/c')),
        'secret': draw.choice(('wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY', 'geheim ß', '')),
        'token': draw.choice((None, 'FwoGZ/+=' + text(draw).strip())),
        'method': draw.choice(('GET', 'PUT', 'POST', 'DELETE', 'HEAD')),
        'path': '/' + '/'.join(draw.choice((*PARTS, text(draw))) for _ in range(draw.randrange(5))),
        'query': draw_query(draw, is_unique=seconds > 0),
        'headers': [['Host', draw.choice(('s3.eu-central-1.amazonaws.com', '127.0.0.1:9000'))],
                    *draw_headers(draw)],
    }
    if not seconds:
        request['headers'].append(['X-Amz-Date', stamp(request)])
        if request['token']:
            request['headers'].append(['x-amz-security-token', request['token']])
        if service == 's3':
            request['headers'].append(['x-amz-content-sha256', payload])
    draw.shuffle(request['headers'])
    return request


def stamp(request):
    return datetime.fromtimestamp(request['time'] // 1000, timezone.utc).strftime('%Y%m%dT%H%M%SZ')


def encode(name):
    return urllib.parse.quote(name, safe='-_.~')


def make_signer(request):
    keys = Credentials(request['id'], request['secret'], request['token'])
    where = (keys, request['service'], request['region'])
    if request['seconds']:
        kind = auth.S3SigV4QueryAuth if request['service'] == 's3' else auth.SigV4QueryAuth
        return kind(*where, expires=request['seconds'])
    return (auth.S3SigV4Auth if request['service'] == 's3' else auth.SigV4Auth)(*where)


def sign_by_botocore(request):
    signer = make_signer(request)
    host = next(value for name, value in request['headers'] if name == 'Host')
    query = '&'.join(f'{encode(name)}={encode(value)}' for name, value in request['query'])
    path = '/'.join(map(encode, request['path'].split('/')))
    asked = AWSRequest(request['method'], f'https://{host}{path}?{query}', data=request['body'].encode())
    for name, header in request['headers']:
        asked.headers[name] = header
    asked.context['timestamp'] = stamp(request)
    if request['seconds']:
        signer._modify_request_before_signing(asked)
    return signer.signature(signer.string_to_sign(asked, signer.canonical_request(asked)), asked)


def run(*command):
    done = subprocess.run([*map(str, command)], capture_output=True, text=True, timeout=TIMEOUT)
    equal((done.returncode, done.stderr), (0, ''), f'end of {command[0]}')
    return done.stdout.splitlines()


def sign_by_npm(folder, file):
    check(NODE and (NPM / 'node_modules' / '@smithy').exists(),
          'no node, or nothing for it to run: “./dev test” installs both')
    (folder / 'node_modules').symlink_to(NPM / 'node_modules')
    script = folder / 'sign-requests.mjs'
    script.write_bytes((PROJECT / 'tests' / 'aws' / 'sign-requests.mjs').read_bytes())
    return run(NODE, script, file)


def compare(requests, ours, theirs, who):
    equal(len(theirs), len(requests), f'signatures by {who}')
    wrong = [request for request, our, their in zip(requests, ours, theirs) if our != their]
    check(not wrong, f'{len(wrong)} of {len(requests)} differ from {who}, first: {wrong[:1]}')


@test
def same_signatures(box):
    """Each of thousands of requests has the signature that both libraries give it"""
    draw = random.Random(SEED)
    requests = [draw_request(draw) for _ in range(N_REQUESTS)]
    file = box.folder / 'requests.json'
    file.write_text(json.dumps(requests))
    ours = run(SIGN, file)
    bare = [line[-64:] for line in ours]
    equal(len(set(bare)), N_REQUESTS, 'different signatures')
    compare(requests, bare, [line[-64:] for line in sign_by_npm(box.folder, file)], 'npm')
    compare(requests, bare, [sign_by_botocore(request) for request in requests], 'botocore')


if __name__ == '__main__':
    tap.main(tap.Folder)
