# SPDX-License-Identifier: GPL-3.0-or-later
"""A proxy before an S3 store that breaks requests as a test, which may be in another process, asks it to:

    PLAN /part/pass,lose HTTP/1.1    the first part passes, the answer to the second one is lost
    WAIT /part/2 HTTP/1.1            answers once two parts came
    SEEN / HTTP/1.1                  answers with what came since it was last asked: "begin part part"

Signatures hold, since the store sees the very headers that were signed.
"""

import asyncio
import re
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / 'service'))

import fault_proxy  # noqa: E402

# What is asked of objects and buckets of path-style addresses.
KINDS = (
    ('plan', re.compile(rb'PLAN ')),
    ('wait', re.compile(rb'WAIT ')),
    ('seen', re.compile(rb'SEEN ')),
    ('begin', re.compile(rb'POST /[^ ]*\?uploads')),
    ('end', re.compile(rb'POST /[^ ]*uploadId=')),
    ('part', re.compile(rb'PUT /[^ ]*uploadId=')),
    ('abort', re.compile(rb'DELETE /[^ ]*uploadId=')),
    ('uploads', re.compile(rb'GET /[^ ]*[?&]uploads')),
    ('list', re.compile(rb'GET /[^ ]*list-type=2')),
    ('put', re.compile(rb'PUT ')),
    ('get', re.compile(rb'GET ')),
    ('head', re.compile(rb'HEAD ')),
    ('remove', re.compile(rb'DELETE ')),
)
OF_TESTS = {'plan', 'wait', 'seen'}
SAY = re.compile(r'([A-Za-z]+)@(\d+)')  # code and status of an error


def reply(status, body, *headers):
    lines = [f'HTTP/1.1 {status} Planned', f'Content-Length: {len(body)}', 'Connection: close', *headers]
    return '\r\n'.join([*lines, '', body]).encode()


def say(code, status):
    """An error as S3 words it; the store is not asked."""
    async def fault(request, _port):
        await request.go_on()
        await fault_proxy.copy(request.reader, fault_proxy.Sink(), request.length)
        request.writer.write(reply(status, f'<?xml version="1.0"?>\n<Error><Code>{code}</Code>'
                                   '<Message>Planned by the test.</Message></Error>'))
    return fault


async def other(request, _port):
    """What nobody asked for."""
    await request.go_on()
    await fault_proxy.copy(request.reader, fault_proxy.Sink(), request.length)
    request.writer.write(reply(200, '<html></html>', 'ETag: "other"'))


FAULTS = {
    'pass': fault_proxy.pass_on,
    'refuse': fault_proxy.refuse,
    'lose': fault_proxy.lose_answer,
    'stall': fault_proxy.stall,
    'drip': fault_proxy.drip,
    'other': other,
}
WITH_NUMBER = {'reset': fault_proxy.reset_in_request, 'cut': fault_proxy.cut_answer, 'answer': fault_proxy.answer}


def fault_of(word):
    """Of "pass", "cut-100" (after so many bytes), "answer-503" or "NoSuchBucket@404"."""
    name, _, number = word.partition('-')
    if said := SAY.fullmatch(word):
        return say(said[1], int(said[2]))
    return WITH_NUMBER[name](int(number)) if number else FAULTS[name]


class S3Faults(fault_proxy.FaultProxy):
    def __init__(self, port):
        super().__init__(KINDS)
        self.upstream = port
        self.faults = {'plan': Always(self.take_plan), 'wait': Always(self.wait), 'seen': Always(self.tell)}
        self.endpoint = f'http://127.0.0.1:{self.port}'

    async def take_plan(self, request, _port):
        _, kind, words = request.head.split(b' ')[1].decode().split('/')
        self.plan(kind, *(fault_of(word) for word in words.split(',')))
        request.writer.write(reply(200, ''))

    async def wait(self, request, _port):
        _, kind, n = request.head.split(b' ')[1].decode().split('/')
        while self.seen.count(kind) < int(n):
            await asyncio.sleep(0.01)
        request.writer.write(reply(200, ''))

    async def tell(self, request, _port):
        """Also forgets what was planned."""
        request.writer.write(reply(200, ' '.join(kind for kind in self.seen if kind not in OF_TESTS)))
        self.seen.clear()
        for kind in {*self.faults} - OF_TESTS:
            del self.faults[kind]


class Always:
    """A list of faults without an end."""

    def __init__(self, fault):
        self.fault = fault

    def pop(self, _place):
        return self.fault
