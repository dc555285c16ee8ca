#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Malformed and ambiguous requests to the server, byte for byte, and slow ones."""

import concurrent.futures
import contextlib

from service import Box, tap  # sets the path

from asking import BOUNDARY, Asker, open_raw, raw, read_all, statuses
from tap import check, equal, test

GET = b'GET /__version HTTP/1.1\r\nHost: a\r\n'
POST = b'POST /__version HTTP/1.1\r\nHost: a\r\n'
IDLE = 30  # s, after which the server closes
SECOND = GET + b'\r\n'

# One answer of these statuses (0: none at all), then the end; a second request is never answered.
AMBIGUOUS = [
    ((400,), GET + b'Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd'),
    ((400,), GET + b'Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc'),
    ((400,), GET + b'Content-Length: 3, 3\r\n\r\nabc'),
    ((400,), GET + b'Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'),
    ((400,), GET + b'Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n'),
    ((400,), GET + b'Transfer-Encoding: gzip\r\n\r\nabc'),
    ((400,), GET + b'Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n'),
    ((400,), GET + b'Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n'),
    ((400,), GET + b'Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n'),
    ((400,), GET + b'Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n'),
    ((400,), GET + b'Transfer-:chunked\r\n Encoding\r\n\r\n0\r\n\r\n'),
    ((400,), GET + b'X: a\r\n Content-Length: 3\r\n\r\nabc'),
    ((400,), GET + b'Content-Length : 3\r\n\r\nabc'),
    ((400,), GET + b'Content-Length:3\r\n\r\nabc'),
    ((400,), GET + b'Content-Length: +3\r\n\r\nabc'),
    ((400,), GET + b'Content-Length: -1\r\n\r\n'),
    ((400,), GET + b'Content-Length: 0x3\r\n\r\nabc'),
    ((400,), GET + b'Content-Length: 3 \r\n\r\nabc'),
    ((400,), GET + b'Content-Length: \r\n\r\nabc'),
    ((413,), GET + b'Content-Length: 99999999999999999999\r\n\r\n'),
    ((413,), GET + b'Content-Length: 18446744073709551615\r\n\r\n'),
    ((411,), GET + b'Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n'),
    ((411,), GET + b'Transfer-Encoding: chunked\r\n\r\n-5\r\nabc\r\n0\r\n\r\n'),
    ((411,), GET + b'Transfer-Encoding: chunked\r\n\r\n' + b'f' * 17 + b'\r\nabc\r\n0\r\n\r\n'),
    ((400,), GET + b'Host: b\r\n\r\n'),
    ((400,), b'GET /__version HTTP/1.1\r\n\r\n'),
    ((400,), b'GET /__version HTTP/1.1\r\nHost: \r\n\r\n'),
    ((400,), b'GET /__version HTTP/1.1\r\nHost\r\n\r\n'),
    ((400,), GET + b'Authorization: Bearer a\r\nAuthorization: Bearer b\r\n\r\n'),
    ((400,), GET + b'X: a\0b\r\n\r\n'),
    ((400,), GET + b'X\0: a\r\n\r\n'),
    ((400,), GET + b'\0X: a\r\n\r\n'),
    ((400,), GET + b'X: a\rY: b\r\n\r\n'),
    ((400,), GET + b'X: \x01\r\n\r\n'),
    ((400,), GET + b'no colon\r\n\r\n'),
    ((400,), GET + b': no name\r\n\r\n'),
    ((400,), b'GET /__version HTTP/1.1\nHost: a\n\n'),
    ((400,), b'G\0T /__version HTTP/1.1\r\nHost: a\r\n\r\n'),
    ((400,), b'GET /__version\0 HTTP/1.1\r\nHost: a\r\n\r\n'),
    ((400,), b'GET /__version\0/x HTTP/1.1\r\nHost: a\r\n\r\n'),
    ((400,), b'GET /%00 HTTP/1.1\r\nHost: a\r\n\r\n'),
    ((400,), b'GET /__version%00.csv HTTP/1.1\r\nHost: a\r\n\r\n'),
    ((400,), b'GET /__version?a=%00 HTTP/1.1\r\nHost: a\r\n\r\n'),
    ((400,), b'GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n'),
    ((400,), b'GET /% HTTP/1.1\r\nHost: a\r\n\r\n'),
    ((400,), b'GET /x/../__version HTTP/1.1\r\nHost: a\r\n\r\n'),
    ((400,), b'GET /%2e%2e/__version HTTP/1.1\r\nHost: a\r\n\r\n'),
    ((400,), b'GET /./__version HTTP/1.1\r\nHost: a\r\n\r\n'),
    ((400,), b'GET //__version HTTP/1.1\r\nHost: a\r\n\r\n'),
    ((400,), b'GET /api%2fcsv HTTP/1.1\r\nHost: a\r\n\r\n'),
    ((400,), b'GET /api\\csv HTTP/1.1\r\nHost: a\r\n\r\n'),
    ((400,), b'GET http://a/__version HTTP/1.1\r\nHost: a\r\n\r\n'),
    ((400,), b'GET /__version#x HTTP/1.1\r\nHost: a\r\n\r\n'),
    ((400,), b'GET /\xff HTTP/1.1\r\nHost: a\r\n\r\n'),
    ((400,), b'GET /x y HTTP/1.1\r\nHost: a\r\n\r\n'),
    ((400,), b'GET  /__version HTTP/1.1\r\nHost: a\r\n\r\n'),
    ((400,), b'GET /__version  HTTP/1.1\r\nHost: a\r\n\r\n'),
    ((400,), b'GET /__version HTTP/1.1 \r\nHost: a\r\n\r\n'),
    ((400,), b'GET /__version\r\nHost: a\r\n\r\n'),
    ((400, 505), b'GET /__version HTTP/2.0\r\nHost: a\r\n\r\n'),
    ((400, 505), b'GET /__version HTTP/0.9\r\nHost: a\r\n\r\n'),
    ((400, 505), b'GET /__version XTTP/1.1\r\nHost: a\r\n\r\n'),
    ((0, 400, 505), b'\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n'),
    ((0, 400, 505), b'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'),
    ((431,), GET + b'X: ' + b'a' * 65536 + b'\r\n\r\n'),
    ((431,), GET + b'X: a\r\n' * 20000 + b'\r\n'),
    ((414, 431), b'GET /' + b'a' * 70000 + b' HTTP/1.1\r\nHost: a\r\n\r\n'),
]


@test
def ambiguous(box):
    """Each is refused, and what follows it on the connection is not read"""
    server = box.server()
    port = server.start_server('--rate', '100000')
    for wanted, request in AMBIGUOUS:
        got = raw(port, request + SECOND)
        status = (statuses(got[:13]) or [0])[0]
        check(status in wanted and b'"retainwise-server"' not in got,
              f'{request[:120]!r} gives {got[:300]!r}')
    equal(Asker(port).get('/health').status, 200, 'health afterwards')


@test
def plain(box):
    """What is unusual and has one meaning is answered"""
    server = box.server()
    port = server.start_server()
    for request in (GET + b'\r\n', b'\r\n' + GET + b'\r\n', GET + b'X:\r\nY: \r\n\r\n',
                    GET.replace(b'1.1', b'1.0') + b'\r\n', GET + b'Cookie: a=b\r\nCookie: c\r\n\r\n',
                    b'GET /__versio%6E HTTP/1.1\r\nhOST: a\r\n\r\n',
                    GET + b'Content-Length: 3\r\n\r\nabc', GET + b'X: \xc3\xa4\r\n\r\n',
                    GET + b'Expect: 100-continue\r\n\r\n'):
        with open_raw(port, request.replace(b'\r\n\r\n', b'\r\nConnection: close\r\n\r\n')
                      if not request.startswith(b'\r\n') else request) as link:
            got = b''
            while b'"retainwise-server"' not in got:
                block = link.recv(65536)
                check(block, f'{request!r} gives {got!r}')
                got += block


@test
def pipelined(box):
    """Requests one behind the other are answered one after the other"""
    port = box.server().start_server()
    post = POST + b'Content-Length: 5\r\n\r\nhello'
    got = raw(port, SECOND + post + SECOND + GET + b'Connection: close\r\n\r\n')
    equal(statuses(got), [200, 405, 200, 200], 'statuses')


@test
def behind_a_proxy(box):
    """A connection that users may share carries one request"""
    port = box.server().start_server('--behind-proxy', '--public-url', 'https://queue.example.com')
    equal(statuses(raw(port, SECOND + SECOND)), [200], 'statuses')


@test
def expect_continue(box):
    """Who waits for leave to send gets it, or the refusal at once"""
    server = box.server()
    port = server.start_server('--max-bytes', '1000')
    token = server.add_token('ana').encode()
    head = (b'POST /api/csv HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nConnection: close\r\n'
            b'Content-Type: multipart/form-data; boundary=' + BOUNDARY.encode() + b'\r\n')
    with open_raw(port, head + b'Content-Length: 500\r\n\r\n') as link:
        equal(statuses(read_all(link)), [403], 'without a token')
    head += b'Authorization: Bearer ' + token + b'\r\n'
    with open_raw(port, head + b'Content-Length: 100000\r\n\r\n') as link:
        equal(statuses(read_all(link)), [413], 'too large')
    with open_raw(port, head + b'Content-Length: 500\r\n\r\n') as link:
        equal(statuses(link.recv(99)), [100], 'leave')
        link.sendall(b'x' * 500)
        equal(statuses(read_all(link)), [400], 'no form')


def drip(port, head):
    """Goes on with a byte a second; whether the server has closed after a while."""
    with open_raw(port, head) as link:
        link.settimeout(1)
        for _ in range(2 * IDLE):
            with contextlib.suppress(TimeoutError):
                return link.recv(1) == b''
            with contextlib.suppress(ConnectionError):
                link.sendall(b'x')
    return False


@test
def slow(box):
    """Whoever stops in the middle or never comes to an end is closed after half a minute, and others are
    served meanwhile"""
    server = box.server()
    port = server.start_server()
    token = server.add_token('ana').encode()
    form = (b'POST /api/csv HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ' + token +
            b'\r\nContent-Type: multipart/form-data; boundary=' + BOUNDARY.encode() +
            b'\r\nContent-Length: 1000000\r\n\r\n--' + BOUNDARY.encode() +
            b'\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\na,b\r\n')
    drips = concurrent.futures.ThreadPoolExecutor().map(drip, [port] * 2, [GET + b'X: ', b'GET /'])
    links = [open_raw(port, half) for half in (b'', b'GET', GET, form) for _ in range(10)]
    equal(Asker(port).get('/health').status, 200, 'health meanwhile')
    for link in links:
        equal(read_all(link), b'', 'what a slow sender gets')
        link.close()
    equal(server.files('spool'), [], 'files left')
    equal(list(drips), [True, True], 'whether those who never come to an end were closed')


if __name__ == '__main__':
    tap.main(Box)
