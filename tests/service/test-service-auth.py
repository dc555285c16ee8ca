#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""JSON Web Tokens at a server, from outside: whose they are, and which are none."""

import base64
import contextlib
import http.server
import json
import shutil
import socket
import subprocess
import threading
import time

from service import Box, check_log, ends_well, program, tap  # sets the path

from asking import Asker, refused
from tap import Skip, check, equal, test

ISSUER = 'https://id.example.com'
PARTY = 'https://app.example.com'
RULES = ('--issuer', ISSUER, '--party', PARTY)
ROWS = b'customerID,tenure\r\n1,2\r\n'
LETTERS = b'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'


def encode(data):
    data = data if isinstance(data, bytes) else json.dumps(data).encode()
    return base64.urlsafe_b64encode(data).rstrip(b'=').decode()


class Key:
    """An RSA key of somebody who issues tokens."""

    def __init__(self, box, name):
        if not shutil.which('openssl'):
            raise Skip('no openssl to make keys with')
        self.name = name
        self.path = box.path(f'{name}.pem')
        self.openssl('genrsa', '-out', self.path, '2048')

    @staticmethod
    def openssl(*command, given=b''):
        return subprocess.run(['openssl', *map(str, command)], input=given, capture_output=True,
                              timeout=program.TIMEOUT, check=True).stdout

    def public(self):
        modulus = self.openssl('rsa', '-in', self.path, '-noout', '-modulus').decode().strip()
        return {'kty': 'RSA', 'use': 'sig', 'alg': 'RS256', 'kid': self.name, 'e': 'AQAB',
                'n': encode(bytes.fromhex(modulus.removeprefix('Modulus=')))}

    def token(self, user, head=None, **claims):
        now = int(time.time())
        head = {'alg': 'RS256', 'typ': 'JWT', 'kid': self.name} | (head or {})
        claims = {'iss': ISSUER, 'azp': PARTY, 'sub': user, 'iat': now, 'exp': now + 600} | claims
        content = f'{encode(head)}.{encode(claims)}'
        signature = self.openssl('dgst', '-sha256', '-sign', self.path, given=content.encode())
        return f'{content}.{encode(signature)}'


def key_set(*keys):
    return json.dumps({'keys': [key.public() for key in keys]})


def start(box, *keys):
    """A server that knows these keys from a file, and its port."""
    box.write('keys.json', key_set(*keys))
    server = box.server()
    return server, server.start_server('--jwks', box.path('keys.json'), *RULES)


def user_of(port, token):
    answer = Asker(port, token).get('/api/limits')
    equal(answer.status, 200, f'status ({answer.body})')
    return answer.json()['user_id']


@test
def two_kinds(box):
    """A user is the same by a JWT and by a token of ours, and nobody else's jobs are hers"""
    key = Key(box, 'one')
    server, port = start(box, key)
    ana, bob = (Asker(port, key.token(user)) for user in ('ana', 'bob'))
    own = Asker(port, server.add_token('ana'))
    equal([user_of(port, asker.token) for asker in (ana, bob, own)], ['ana', 'bob', 'ana'], 'users')
    job = ana.submit('a.csv', ROWS)
    equal((ana.job(job)['user_id'], own.job(job)['id']), ('ana', job), 'job')
    refused(bob.get(f'/api/predictions/{job}'), 404)
    refused(bob.post(f'/api/predictions/{job}/cancel'), 404)
    equal(bob.get('/api/predictions/').json()['count'], 0, 'jobs of bob')
    program.stop(server.process)
    check_log(server.process, 'ana', 'bob', *(asker.token for asker in (ana, bob, own)))


def changed(token, at):
    letter = LETTERS[(LETTERS.index(token[at].encode()) + 32) % len(LETTERS)]
    return token[:at] + chr(letter) + token[at + 1:]


@test
def changed_letters(box):
    """A token of either kind with one other letter is nobody's"""
    key = Key(box, 'one')
    server, port = start(box, key)
    jwt, own = key.token('ana'), server.add_token('ana')
    for token, step in ((jwt, 7), (own, 1)):
        equal(user_of(port, token), 'ana', 'user')
        for at in range(0, len(token), step):
            if token[at] != '.':
                refused(Asker(port, changed(token, at)).get('/api/limits'), 401, 'token')


@test
def wrong_tokens(box):
    """What is expired, early, unsigned, for others or by others is refused"""
    key, foreign = Key(box, 'one'), Key(box, 'two')
    _, port = start(box, key)
    now = int(time.time())
    good = key.token('ana')
    head, claims, signature = good.split('.')
    for what, token in {
        'expired': key.token('ana', exp=now - 60),
        'issued later': key.token('ana', iat=now + 600),
        'valid later': key.token('ana', nbf=now + 600),
        'another issuer': key.token('ana', iss='https://evil.example.com'),
        'another party': key.token('ana', azp='https://evil.example.com'),
        'nobody': key.token(''),
        'unknown key': foreign.token('ana'),
        'foreign key under a known name': foreign.token('ana', {'kid': 'one'}),
        'another algorithm': key.token('ana', {'alg': 'RS512'}),
        'no algorithm': f'{encode({"alg": "none", "kid": "one"})}.{claims}.',
        'no signature': f'{head}.{claims}.',
        'two parts': f'{head}.{claims}',
        'four parts': f'{good}.{signature}',
        'padding': f'{good}=',
    }.items():
        equal(Asker(port, token).get('/api/limits').status, 401, what)
    equal(user_of(port, good), 'ana', 'user')


@test
def rotation(box):
    """A server takes to new keys in its file, and keeps the old ones while the file is broken"""
    old, new = Key(box, 'old'), Key(box, 'new')
    _, port = start(box, old)
    box.write('keys.json', 'half a f')
    equal(user_of(port, old.token('ana')), 'ana', 'user by the old key')
    refused(Asker(port, new.token('ana')).get('/api/limits'), 401)
    box.write('next.json', key_set(new))
    box.path('next.json').rename(box.path('keys.json'))
    equal(user_of(port, new.token('ana')), 'ana', 'user by the new key')
    refused(Asker(port, old.token('ana')).get('/api/limits'), 401)


@contextlib.contextmanager
def key_server(text):
    """The address of a server with this key set."""
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header('Content-Length', str(len(text)))
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, *_):
            pass

    with http.server.ThreadingHTTPServer(('127.0.0.1', 0), Handler) as served:
        thread = threading.Thread(target=served.serve_forever, kwargs={'poll_interval': 0.05})
        thread.start()
        try:
            yield f'http://127.0.0.1:{served.server_port}/.well-known/jwks.json'
        finally:
            served.shutdown()
            thread.join()


@test
def fetched_keys(box):
    """Keys are fetched when they are first needed, and used when their server is gone"""
    key, foreign = Key(box, 'one'), Key(box, 'two')
    server = box.server()
    with key_server(key_set(key)) as url:
        port = server.start_server('--jwks', url, *RULES)
        equal(user_of(port, key.token('ana')), 'ana', 'user')
        refused(Asker(port, foreign.token('ana')).get('/api/limits'), 401)
    equal(user_of(port, key.token('bob')), 'bob', 'user')


@test
def hanging_key_server(box):
    """Without keys JWTs cannot be judged, tokens of ours can, and the server ends when it is told"""
    key = Key(box, 'one')
    server = box.server()
    with socket.create_server(('127.0.0.1', 0)) as silent:
        url = f'http://127.0.0.1:{silent.getsockname()[1]}/keys'
        port = server.start_server('--jwks', url, *RULES)
        own = server.add_token('ana')
        answer = Asker(port, key.token('ana')).get('/api/limits')
        refused(answer, 503, 'later')
        check(int(answer.headers['Retry-After']) > 0, 'Retry-After')
        equal(user_of(port, own), 'ana', 'user')
        server.process.terminate()
        ends_well(server.process)


if __name__ == '__main__':
    tap.main(Box)
