# SPDX-License-Identifier: GPL-3.0-or-later
"""A proxy on loopback that breaks what passes through it, as planned, between client and server.

Each connection carries one request. Faults are planned by kind of request and used up in their order;
a request of a kind without a fault left is passed on.
"""

import asyncio
import contextlib
import re
import socket
import struct
import threading

HEAD_END = b'\r\n\r\n'
BLOCK = 65536
REASONS = {429: 'Too Many Requests', 500: 'Internal Server Error', 502: 'Bad Gateway',
           503: 'Service Unavailable'}

# Kind of request: method and path.
KINDS = (
    ('submit', re.compile(rb'POST /api/csv ')),
    ('url', re.compile(rb'GET /api/predictions/download_predictions/')),
    ('cancel', re.compile(rb'POST /api/predictions/[^/ ]+/cancel')),
    ('retry', re.compile(rb'POST /api/predictions/[^/ ]+/retry')),
    ('list', re.compile(rb'GET /api/predictions/[ ?]')),
    ('job', re.compile(rb'GET /api/predictions/')),
    ('file', re.compile(rb'GET /api/files/')),
    ('limits', re.compile(rb'GET /api/limits')),
)


class Request:
    """A request whose head was read."""

    def __init__(self, head, reader, writer):
        self.head = head
        self.kind = None
        self.reader = reader
        self.writer = writer
        length = re.search(rb'\r\nContent-Length: *(\d+)', head, re.IGNORECASE)
        self.length = int(length[1]) if length else 0

    def one_only(self):
        """The head, telling the server that no other request follows."""
        lines = [line for line in self.head[:-4].split(b'\r\n')
                 if not line.lower().startswith((b'connection:', b'expect:'))]
        return b'\r\n'.join([*lines, b'Connection: close']) + HEAD_END

    async def go_on(self):
        """A client that asks first gets its answer from here."""
        if re.search(rb'\r\nExpect: *100-continue', self.head, re.IGNORECASE):
            self.writer.write(b'HTTP/1.1 100 Continue\r\n\r\n')
            await self.writer.drain()

    def reset(self):
        reset(self.writer)


def reset(writer):
    """Ends the connection as a machine that fails does."""
    raw = writer.get_extra_info('socket')
    raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0))
    writer.transport.abort()


async def copy(reader, writer, most=None):
    """All there is, or that many bytes; returns how many it were."""
    done = 0
    while most is None or done < most:
        block = await reader.read(BLOCK if most is None else min(BLOCK, most - done))
        if not block:
            break
        writer.write(block)
        await writer.drain()
        done += len(block)
    return done


async def send_up(request, port, most=None):
    """Passes the request on, or that many bytes of its body, and returns the server's ends."""
    reader, writer = await asyncio.open_connection('127.0.0.1', port)
    writer.write(request.one_only())
    await request.go_on()
    await copy(request.reader, writer, request.length if most is None else min(most, request.length))
    return reader, writer


async def pass_on(request, port):
    reader, writer = await send_up(request, port)
    await copy(reader, request.writer)
    writer.close()


async def refuse(request, _port):
    request.reset()


def answer(status, retry_after=None):
    """The server is not asked."""
    async def fault(request, _port):
        await request.go_on()
        await copy(request.reader, Sink(), request.length)
        body = b'{"success": false, "error": "Planned by the test."}'
        later = f'Retry-After: {retry_after}\r\n' if retry_after is not None else ''
        request.writer.write(f'HTTP/1.1 {status} {REASONS[status]}\r\n{later}Content-Length: {len(body)}\r\n'
                             f'Connection: close\r\n\r\n'.encode() + body)
    return fault


class Sink:
    """Takes everything and keeps nothing."""

    def write(self, block):
        pass

    async def drain(self):
        pass


def reset_in_request(most):
    """After so many bytes of the body reached the server."""
    async def fault(request, port):
        _, writer = await send_up(request, port, most)
        writer.transport.abort()
        request.reset()
    return fault


async def lose_answer(request, port):
    """The server has done what it was asked for; nobody hears of it."""
    reader, writer = await send_up(request, port)
    await reader.read()
    writer.close()
    request.reset()


def cut_answer(most):
    """So many bytes of the answer's body, then the end."""
    async def fault(request, port):
        reader, writer = await send_up(request, port)
        head = await reader.readuntil(HEAD_END)
        request.writer.write(head)
        await copy(reader, request.writer, most)
        writer.close()
    return fault


async def stall(request, _port):
    """Says nothing until the client gives up."""
    await request.go_on()
    while await request.reader.read(BLOCK):
        pass


async def drip(request, port):
    """The answer comes in small pieces."""
    reader, writer = await send_up(request, port)
    whole = await reader.read()
    for start in range(0, len(whole), 97):
        request.writer.write(whole[start:start + 97])
        await request.writer.drain()
        await asyncio.sleep(0)
    writer.close()


class FaultProxy:
    """Runs in a thread of its own until it is closed."""

    def __init__(self, kinds=KINDS, upstream=None, context=None):
        self.kinds = kinds
        self.upstream = upstream  # port of the server, once it is known
        self.faults = {}
        self.seen = []  # kinds, in the order the requests came
        self.tasks = set()  # the loop alone would forget those that wait
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self.thread.start()
        self.server = self.call(asyncio.start_server(self.begin, '127.0.0.1', 0, ssl=context))
        self.port = self.server.sockets[0].getsockname()[1]

    def call(self, work):
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(30)

    def plan(self, kind, *faults):
        self.faults.setdefault(kind, []).extend(faults)

    def left(self):
        """Faults that nobody ran into."""
        return sum(len(faults) for faults in self.faults.values())

    def faults_left(self):
        """How many of each kind nobody ran into."""
        return {kind: len(faults) for kind, faults in self.faults.items() if faults}

    def next_fault(self, kind):
        faults = self.faults.get(kind)
        return faults.pop(0) if faults else None

    async def classify(self, request):
        return next((kind for kind, pattern in self.kinds if pattern.match(request.head)), 'other')

    async def begin(self, reader, writer):
        task = asyncio.current_task()
        self.tasks.add(task)
        await self.serve(reader, writer)
        self.tasks.discard(task)

    async def serve(self, reader, writer):
        with contextlib.suppress(OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            request = Request(await reader.readuntil(HEAD_END), reader, writer)
            request.kind = await self.classify(request)
            self.seen.append(request.kind)
            await (self.next_fault(request.kind) or pass_on)(request, self.upstream)
            await writer.drain()
        writer.close()

    def close(self):
        self.call(self.end())
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join(30)

    async def end(self):
        self.server.close()
        tasks = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
