# SPDX-License-Identifier: GPL-3.0-or-later
"""Proxies before SQS, S3 and PostgreSQL that break what passes: each tells apart what an engine is asked for."""

import asyncio
import contextlib
import json
import re

import fault_proxy
from fault_proxy import BLOCK, FaultProxy, answer, cut_answer, drip, lose_answer, refuse, reset_in_request, stall

TARGET = re.compile(rb'\r\nX-Amz-Target: *AmazonSQS\.(\w+)', re.IGNORECASE)
METHOD = re.compile(rb'([A-Z]+) /[^/? ]+/?([^? ]*)\??([A-Za-z-]*)')
SECURE = (80877103, 80877104)  # what a client of PostgreSQL asks before it begins
VALUE = re.compile(r"'[^']*[0-9a-f]{8}[^']*'|\d+")
MANY = 200  # characters of a statement that tell it


class Again:
    """A reader whose first bytes were read already."""

    def __init__(self, start, reader):
        self.start = start
        self.reader = reader

    async def read(self, most):
        if self.start:
            block, self.start = self.start[:most], self.start[most:]
            return block
        return await self.reader.read(most)


async def take_body(request):
    await request.go_on()
    body = bytearray()
    while len(body) < request.length:
        body += await request.reader.read(min(BLOCK, request.length - len(body)))
    return bytes(body)


async def twice(request, port):
    """The server is asked twice; the client hears the second answer."""
    body = await take_body(request)
    reader = request.reader
    request.reader = Again(body, reader)
    first, writer = await fault_proxy.send_up(request, port)
    await first.read()
    writer.close()
    request.reader = Again(body, reader)
    await fault_proxy.pass_on(request, port)


HTTP_FAULTS = {
    'refused': refuse, 'reset in request': reset_in_request(20), 'stalled': stall, 'answer lost': lose_answer,
    'answer cut': cut_answer(1), '500': answer(500), '503': answer(503), '429': answer(429), 'drip': drip,
    'twice': twice,
}


class SqsProxy(FaultProxy):
    """Kinds are “ReceiveMessage” and “ReceiveMessage dead”."""

    async def classify(self, request):
        body = await take_body(request)
        request.reader = Again(body, request.reader)
        action = TARGET.search(request.head)[1].decode()
        return action + (' dead' if '/dead-' in json.loads(body).get('QueueUrl', '') else '')


class S3Proxy(FaultProxy):
    """Kinds are “GET object”, “GET bucket list-type”."""

    async def classify(self, request):
        method, key, asked = (part.decode() for part in METHOD.match(request.head).groups())
        return ' '.join(filter(None, (method, 'object' if key else 'bucket', asked)))


class PostgresProxy(FaultProxy):
    """Kinds are “connect” and the statements. A connection has many of them."""

    async def serve(self, reader, writer):
        with contextlib.suppress(OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            self.seen.append('connect')
            fault = self.next_fault('connect')
            if fault is not None:
                await fault(Session(reader, writer, None, None))
            else:
                await self.run(reader, writer)
        writer.close()

    async def run(self, reader, writer):
        session = Session(reader, writer, *await asyncio.open_connection('127.0.0.1', self.upstream))
        try:
            await session.begin()
            answers = asyncio.ensure_future(session.pass_answers())
            try:
                while await self.pass_message(session):
                    pass
            finally:
                answers.cancel()
        finally:
            session.server.close()

    async def pass_message(self, session):
        """FALSE: the session is over."""
        kind, message = await session.read_message()
        fault = None
        if kind is not None:
            self.seen.append(kind)
            fault = self.next_fault(kind)
        if fault is not None and await fault(session):
            return False
        session.server.write(message)
        await session.server.drain()
        return True


class Session:
    """A connection to PostgreSQL: messages of one letter, a length and a content."""

    def __init__(self, reader, writer, answers, server):
        self.reader = reader
        self.writer = writer
        self.answers = answers
        self.server = server
        self.statements = {}  # by the name they were prepared under
        self.losing = False

    async def begin(self):
        code = SECURE[0]
        while code in SECURE:
            head = await self.reader.readexactly(8)
            code = int.from_bytes(head[4:], 'big')
            self.server.write(head + await self.reader.readexactly(int.from_bytes(head[:4], 'big') - 8))
            if code in SECURE:
                self.writer.write(await self.answers.readexactly(1))

    async def read_message(self):
        head = await self.reader.readexactly(5)
        content = await self.reader.readexactly(int.from_bytes(head[1:], 'big') - 4)
        texts = content.split(b'\0')
        kind = None
        if head[:1] == b'P':
            self.statements[texts[0]] = shorten(texts[1])
        elif head[:1] == b'B':
            kind = self.statements[texts[1]]
        elif head[:1] == b'Q':
            kind = shorten(texts[0])
        return kind, head + content

    async def pass_answers(self):
        """Until the server is ready for the next request, when the answer is to be lost."""
        with contextlib.suppress(OSError, asyncio.IncompleteReadError):
            while True:
                head = await self.answers.readexactly(5)
                content = await self.answers.readexactly(int.from_bytes(head[1:], 'big') - 4)
                if not self.losing:
                    self.writer.write(head + content)
                    await self.writer.drain()
                elif head[:1] == b'Z':
                    break
        self.reset()

    def reset(self):
        fault_proxy.reset(self.writer)


def shorten(sql):
    """What a statement is, whatever values it has."""
    return ' '.join(VALUE.sub('…', sql.decode()).split())[:MANY]


async def reset_session(session):
    session.reset()
    return True


async def lose_answer_of(session):
    session.losing = True
    return False


async def stall_session(session):
    session.losing = True
    while await session.reader.read(BLOCK):
        pass
    return True


POSTGRES_FAULTS = {'reset': reset_session, 'answer lost': lose_answer_of, 'stalled': stall_session}
