# SPDX-License-Identifier: GPL-3.0-or-later
"""A door before SQS or S3 for one key: it lets through what a policy of Amazon's kind allows, and remembers what was
asked. Signatures are checked behind it, so nothing of a request is changed. Like Amazon it does not tell who may not
list a bucket that an object is not there."""

import collections
import fnmatch
import http.client
import http.server
import json
import re
import sys
import threading
import urllib.parse

TIMEOUT = 60
HOP = ('connection', 'keep-alive', 'transfer-encoding', 'content-length')
BATCH = 'Batch'  # at the end of actions that are of ten at once
KEY = re.compile(rb'<Key>([^<]*)</Key>')

# What a request wants: an action, what it is done to, and the prefix of a list (None: it names none).
Wish = collections.namedtuple('Wish', 'action resource prefix', defaults=[None])


def listed(value):
    return value if isinstance(value, list) else [value]


class Policy:
    """What a document of Amazon's kind allows; nothing that it does not need to be read."""

    def __init__(self, text, **places):
        for name, value in places.items():
            text = text.replace(f'${{{name}}}', value)
        self.statements = json.loads(text)['Statement']

    def grants(self):
        """All that is allowed: action and resource, in which * is whatever it may be."""
        return {(action, resource) for statement in self.statements for action in listed(statement['Action'])
                for resource in listed(statement['Resource'])}

    def allows(self, wish):
        return any(wish.action in listed(statement['Action'])
                   and any(fnmatch.fnmatchcase(wish.resource, resource) for resource in listed(statement['Resource']))
                   and meets(statement.get('Condition', {}), wish) for statement in self.statements)


def meets(condition, wish):
    for operator, keys in condition.items():
        if operator != 'StringLikeIfExists' or [*keys] != ['s3:prefix']:
            raise ValueError(f'the condition {condition} is not known')
        if wish.prefix is not None and not fnmatch.fnmatchcase(wish.prefix, keys['s3:prefix']):
            return False
    return True


def key_of(request, query):
    """Who says that he signed it."""
    claim = query.get('X-Amz-Credential', [request.headers.get('Authorization', '')])[0]
    return claim.rpartition('Credential=')[2].partition('/')[0]


def queue_wishes(request, _):
    """Of SQS, JSON protocol: the name of the queue is the last of its address."""
    action = request.headers.get('X-Amz-Target', '').removeprefix('AmazonSQS.').removesuffix(BATCH)
    queue = json.loads(request.body).get('QueueUrl', '').rsplit('/', 1)[-1]
    return [Wish(f'sqs:{action}', f'arn:aws:sqs:::{queue}')]


def object_wishes(request, query):
    """Of S3 with the bucket in the path. An empty list: it is nothing that we know."""
    bucket, _, key = urllib.parse.unquote(request.path.partition('?')[0]).lstrip('/').partition('/')
    place = f'arn:aws:s3:::{bucket}'
    if not key:
        return bucket_wishes(request, query, place)
    if request.command == 'DELETE':
        return [Wish('s3:AbortMultipartUpload' if 'uploadId' in query else 's3:DeleteObject', f'{place}/{key}')]
    action = {'GET': 's3:GetObject', 'HEAD': 's3:GetObject', 'PUT': 's3:PutObject', 'POST': 's3:PutObject'}
    return [Wish(action[request.command], f'{place}/{key}')]


def bucket_wishes(request, query, place):
    if request.command == 'POST' and 'delete' in query:
        return [Wish('s3:DeleteObject', f'{place}/{key.decode()}') for key in KEY.findall(request.body)]
    if request.command == 'GET' and 'uploads' in query:
        return [Wish('s3:ListBucketMultipartUploads', place)]
    if request.command == 'GET' and ('list-type' in query or 'prefix' in query):
        return [Wish('s3:ListBucket', place, query.get('prefix', [None])[0])]
    return [Wish('s3:ListBucket', place)] if request.command == 'HEAD' else []


class Request(http.server.BaseHTTPRequestHandler):
    """One connection of a client."""

    protocol_version = 'HTTP/1.1'

    def log_message(self, *_):
        pass

    def answer_any(self):
        self.body = self.rfile.read(int(self.headers.get('Content-Length') or 0))
        query = urllib.parse.parse_qs(self.path.partition('?')[2], keep_blank_values=True)
        gate = self.server.gate
        wishes = gate.read(self, query)
        allowed = bool(wishes) and key_of(self, query) == gate.key and all(map(gate.policy.allows, wishes))
        (gate.asked if allowed else gate.refused).extend(wishes or [f'{self.command} {self.path}'])
        return self.pass_on(wishes) if allowed else self.refuse()

    do_GET = do_HEAD = do_PUT = do_POST = do_DELETE = answer_any

    def pass_on(self, wishes):
        gate = self.server.gate
        link = http.client.HTTPConnection('127.0.0.1', gate.behind, timeout=TIMEOUT)
        try:
            link.putrequest(self.command, self.path, skip_host=True, skip_accept_encoding=True)
            for name, value in self.headers.items():
                if name.lower() not in ('connection', 'expect'):
                    link.putheader(name, value)
            link.endheaders(self.body or None)
            got = link.getresponse()
            body = got.read()
        finally:
            link.close()
        place = wishes[0].resource.partition('/')[0]
        if got.status == 404 and wishes[0].action == 's3:GetObject' \
                and not gate.policy.allows(Wish('s3:ListBucket', place)):
            return self.refuse()
        return self.send(got.status, {name: value for name, value in got.getheaders() if name.lower() not in HOP},
                         body, got.getheader('Content-Length'))

    def refuse(self):
        if 'X-Amz-Target' in self.headers:
            self.send(400, {'Content-Type': 'application/x-amz-json-1.0'},
                      b'{"__type":"com.amazon.coral.service#AccessDeniedException","message":"not allowed"}')
        else:
            self.send(403, {'Content-Type': 'application/xml'},
                      b'<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>')

    def send(self, status, headers, body, length=None):
        self.send_response_only(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header('Content-Length', length if self.command == 'HEAD' and length else str(len(body)))
        self.end_headers()
        if self.command != 'HEAD':
            self.wfile.write(body)


class Server(http.server.ThreadingHTTPServer):
    """That a client is gone, or who is behind, is nothing to tell."""

    daemon_threads = True

    def handle_error(self, request, client_address):
        if not isinstance(sys.exc_info()[1], (OSError, http.client.HTTPException)):
            super().handle_error(request, client_address)


class Gate:
    """Before what listens on port @behind of loopback; @read tells what a request wants. What was wished is in @asked
    and @refused."""

    def __init__(self, behind, key, policy, read):
        self.behind, self.key, self.policy, self.read = behind, key, policy, read
        self.asked, self.refused = [], []
        self.server = Server(('127.0.0.1', 0), Request)
        self.server.gate = self
        self.port = self.server.server_address[1]
        self.endpoint = f'http://127.0.0.1:{self.port}'

    def __enter__(self):
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.05,))
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()
