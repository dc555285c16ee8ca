# SPDX-License-Identifier: GPL-3.0-or-later
"""Requests to a server on loopback: as a client makes them, and byte for byte."""

import contextlib
import http.client
import json
import re
import socket
import struct

from program import TIMEOUT, wait_for
from tap import check, equal

BOUNDARY = 'between'
POLL_SECONDS = 0.2
STATUS = re.compile(rb'HTTP/1\.[01] (\d{3}) ')


class Answer:
    """An answer to a request."""

    def __init__(self, status, headers, body):
        self.status = status
        self.headers = headers
        self.body = body

    def json(self):
        return json.loads(self.body)


class Asker:
    """One user, or nobody, who asks one server."""

    def __init__(self, port, token=None):
        self.port = port
        self.token = token

    def connect(self):
        return http.client.HTTPConnection('127.0.0.1', self.port, timeout=TIMEOUT)

    def ask(self, method, path, body=None, **headers):
        """Names of headers with underscores for hyphens."""
        sent = {name.replace('_', '-'): value for name, value in headers.items()}
        if self.token is not None:
            sent.setdefault('Authorization', f'Bearer {self.token}')
        connection = self.connect()
        try:
            # A refusal may come, and the connection close, before all is sent.
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                connection.request(method, path, body, sent)
            got = connection.getresponse()
            return Answer(got.status, got.headers, got.read())
        finally:
            connection.close()

    def get(self, path, **headers):
        return self.ask('GET', path, **headers)

    def post(self, path, body=None, **headers):
        return self.ask('POST', path, body, **headers)

    def send(self, name, content, fields=(), **headers):
        return self.post('/api/csv', form(name, content, fields),
                         Content_Type=f'multipart/form-data; boundary={BOUNDARY}', **headers)

    def submit(self, name, content, **headers):
        """The id of a new job."""
        answer = self.send(name, content, **headers)
        equal(answer.status, 200, f'status of the upload ({answer.body})')
        return answer.json()['prediction_id']

    def job(self, job):
        answer = self.get(f'/api/predictions/{job}')
        equal(answer.status, 200, f'status of the job ({answer.body})')
        return answer.json()['prediction']

    def wait_for_job(self, job, *ends):
        """The job once it is in one of @ends; asked seldom enough for the limit of any server."""
        wait_for(lambda: self.job(job)['status'] in ends, f'the job to be one of {ends}', pause=POLL_SECONDS)
        return self.job(job)


def part(disposition, content):
    return (f'--{BOUNDARY}\r\nContent-Disposition: form-data; {disposition}\r\n\r\n'.encode()
            + content + b'\r\n')


def form(name, content, fields=()):
    parts = [part(f'name="{key}"', value.encode()) for key, value in fields]
    return b''.join([*parts, part(f'name="file"; filename="{name}"', content),
                     f'--{BOUNDARY}--\r\n'.encode()])


def refused(answer, status, *words):
    """The error envelope, which names the request."""
    equal(answer.status, status, f'status ({answer.body})')
    said = answer.json()
    equal(sorted(said), ['error', 'request_id', 'status_code', 'success'], 'fields of the error')
    equal((said['success'], said['status_code'], said['request_id']),
          (False, status, answer.headers['X-Request-ID']), 'error')
    for word in words:
        check(word in said['error'], f'“{word}” is not in “{said["error"]}”')


def open_raw(port, sent=b''):
    link = socket.create_connection(('127.0.0.1', port), timeout=TIMEOUT)
    link.sendall(sent)
    return link


def read_all(link):
    """Until the server closes; that it does so by a reset is seen only by who sent too much."""
    got = b''
    try:
        while block := link.recv(65536):
            got += block
    except ConnectionResetError:
        pass
    return got


def raw(port, sent):
    """All that comes back."""
    with open_raw(port) as link:
        try:
            link.sendall(sent)
        except (BrokenPipeError, ConnectionResetError):
            pass
        return read_all(link)


def statuses(got):
    return [int(status) for status in STATUS.findall(got)]


def break_off(link):
    """As a machine that fails does."""
    link.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0))
    link.close()
