#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""retainwise-server from outside: its arguments, tokens, dead letters, TLS, and how it ends."""

import contextlib
import http.client
import re
import signal
import sqlite3
import ssl
import subprocess
import threading
import warnings

from service import Box, ends_well, log_of, program, tap  # sets the path

from asking import BOUNDARY, Asker, open_raw, raw, statuses
from tap import check, contains, equal, test

TOKEN = re.compile(r'rwt_[A-Za-z0-9_-]{43}\n')
OUTSIDE = '0.0.0.0:0'


def fails(server, code, words, *command):
    done = server.run_server(*command)
    equal((done.returncode, done.stdout), (code, ''), f'end of {command} ({done.stderr})')
    check(done.stderr.startswith('retainwise-server: ') and done.stderr.count('\n') == 1,
          f'not one message: {done.stderr}')
    contains(done.stderr, *words)


@test
def usage(box):
    """Wrong arguments are named, with where to read on"""
    server = box.server()
    data = ('--data', 'd')
    for words, command in ((['--data', 'serve --help'], []),
                           (['--data', 'serve --help'], ['serve']),
                           (['--data'], ['serve', '--data', '']),
                           (['“brew”', '--help'], ['brew']),
                           (['“token brew”'], ['token', 'brew']),
                           (['“dlq”'], ['dlq']),
                           (['--bogus'], ['serve', *data, '--bogus']),
                           (['“more”'], ['serve', *data, 'more']),
                           (['--listen'], ['serve', *data, '--listen', 'here']),
                           (['--max-bytes'], ['serve', *data, '--max-bytes', '0']),
                           (['--rate'], ['serve', *data, '--rate', '-1']),
                           (['--rate'], [*data, '--rate', 'x']),
                           (['--tls-key'], ['serve', *data, '--tls-cert', 'c']),
                           (['--issuer'], ['serve', *data, '--jwks', 'k']),
                           (['--jwks'], ['serve', *data, '--audience', 'a']),
                           (['--public-url'], ['serve', *data, '--behind-proxy']),
                           (['--public-url', 'https'],
                            ['serve', *data, '--public-url', 'http://example.com']),
                           (['USER', 'token add --help'], ['token', 'add', *data]),
                           (['“b”'], ['token', 'add', *data, 'a', 'b']),
                           (['“x”'], ['token', 'remove', *data, 'x']),
                           (['“b”'], ['dlq', 'replay', *data, 'a', 'b'])):
        fails(server, 2, words, *command)
    check(not box.path('d').exists(), 'a folder was made')


@test
def help_and_version(box):
    """Help lists commands and options; the version is printed"""
    server = box.server()
    contains(server.run_server('--help').stdout, 'serve', 'token add', 'dlq replay', '--data')
    contains(server.run_server('serve', '--help').stdout, '--listen', '--behind-proxy', '--jwks')
    contains(server.run_server('token', 'add', '--help').stdout, '--note', 'USER')
    contains(server.run_server('--version').stdout, 'retainwise-server ')


@test
def refuses_to_start(box):
    """Without what it needs it does not start, and says what that is"""
    server = box.server()
    box.write('file', 'x')
    data = ('serve', '--data', 'd')
    fails(server, 1, ['--tls-cert', '--behind-proxy'], *data, '--listen', OUTSIDE)
    fails(server, 1, ['file'], 'serve', '--data', 'file')
    fails(server, 1, ['none.pem'], *data, '--tls-cert', 'none.pem', '--tls-key', 'none.pem')
    fails(server, 1, ['certificate'], *data, '--listen', '127.0.0.1:0', '--tls-cert', 'file', '--tls-key',
          'file')
    port = server.start_server()
    fails(server, 1, [str(port)], *data, '--listen', f'127.0.0.1:{port}')


@test
def tokens(box):
    """Tokens are made, listed and removed; none is kept in clear"""
    server = box.server()
    first = server.run_server('token', 'add', '--data', server.folder, '--note', 'her laptop', 'ana')
    check(TOKEN.fullmatch(first.stdout), f'printed {first.stdout!r}')
    server.add_token('bob')
    listed = server.run_server('token', 'list', '--data', server.folder).stdout.splitlines()
    equal([line.split('\t')[::2] + line.split('\t')[3:] for line in listed],
          [['1', 'ana', 'her laptop'], ['2', 'bob', '']], 'tokens')
    equal(server.run_server('token', 'remove', '--data', server.folder, '1').returncode, 0, 'removal')
    fails(server, 1, ['no token 1'], 'token', 'remove', '--data', server.folder, '1')
    fails(server, 1, ['name'], 'token', 'add', '--data', server.folder, 'a b')
    for path in server.folder.iterdir():
        if path.is_file():
            check(first.stdout.strip().encode() not in path.read_bytes(), f'a token is in {path.name}')
            equal(path.stat().st_mode & 0o077, 0, f'rights of others to {path.name}')


def give_up(server):
    """All jobs, as if workers had died of them."""
    with contextlib.closing(sqlite3.connect(server.folder / 'queue.db', timeout=20)) as database:
        with database:
            database.execute('UPDATE jobs SET attempt = last_attempt')
            database.execute('INSERT INTO dead_letters (id, body, reason, died_at, settled) '
                             "SELECT id, body, 'received too often', 0, 0 FROM messages")


@test
def dead_letters(box):
    """A job that was given up is listed, and queued again with all its attempts"""
    server = box.server()
    port = server.start_server()
    ana = Asker(port, server.add_token('ana'))
    jobs = [ana.submit('a.csv', b'a,b\n1,2\n') for _ in range(2)]
    program.wait_for(lambda: server.query('SELECT count (*) FROM messages') == [(2,)], 'the messages')
    give_up(server)
    program.wait_for(lambda: set(server.states().values()) == {'FAILED'}, 'the jobs to be given up')
    listed = server.run_server('dlq', 'list', '--data', server.folder).stdout.splitlines()
    equal(sorted(line.split('\t')[1] for line in listed), sorted(jobs), 'jobs of dead letters')
    fails(server, 1, ['“x”'], 'dlq', 'replay', '--data', server.folder, 'x')
    one = server.run_server('dlq', 'replay', '--data', server.folder, jobs[0])
    contains(one.stdout, jobs[0])
    equal(server.states(), {jobs[0]: 'QUEUED', jobs[1]: 'FAILED'}, 'states')
    contains(server.run_server('dlq', 'replay', '--data', server.folder).stdout, jobs[1])
    equal(set(server.states().values()), {'QUEUED'}, 'states')
    equal(server.run_server('dlq', 'list', '--data', server.folder).stdout, '', 'dead letters')
    server.start_worker()
    program.wait_for(server.all_over, 'the jobs to be worked on')


def make_certificate(box):
    subprocess.run(['openssl', 'req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj',
                    '/CN=localhost', '-addext', 'subjectAltName=IP:127.0.0.1', '-keyout', 'key.pem',
                    '-out', 'cert.pem'], cwd=box.folder, capture_output=True, check=True,
                   timeout=program.TIMEOUT)
    return '--tls-cert', 'cert.pem', '--tls-key', 'key.pem'


@test
def own_tls(box):
    """With a certificate of its own it speaks TLS 1.2 and later, and nothing else"""
    server = box.server()
    port = server.start_server(*make_certificate(box))
    contains(server.process.log.read_text(), f'Listening on https://127.0.0.1:{port}')
    context = ssl.create_default_context(cafile=box.path('cert.pem'))
    secure = http.client.HTTPSConnection('127.0.0.1', port, timeout=program.TIMEOUT, context=context)
    secure.request('GET', '/health')
    equal(secure.getresponse().status, 200, 'status')
    check(secure.sock.version() in ('TLSv1.2', 'TLSv1.3'), f'speaks {secure.sock.version()}')
    secure.close()
    equal(statuses(raw(port, b'GET /health HTTP/1.1\r\nHost: a\r\n\r\n')), [], 'answer in clear')
    old = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    old.check_hostname, old.verify_mode = False, ssl.CERT_NONE
    old.set_ciphers('ALL:@SECLEVEL=0')
    with warnings.catch_warnings():
        warnings.simplefilter('ignore', DeprecationWarning)  # that is what is tested
        old.maximum_version = ssl.TLSVersion.TLSv1_1
    try:
        with old.wrap_socket(open_raw(port)) as link:
            check(False, f'speaks {link.version()}')
    except (ssl.SSLError, ConnectionResetError):
        pass


@test
def public_url(box):
    """Addresses of results begin with the public address"""
    server = box.server()
    port = server.start_server('--behind-proxy', '--public-url', 'https://queue.example.com/rw/')
    ana = Asker(port, server.add_token('ana'))
    server.start_worker()
    job = ana.submit('a.csv', program.source('data/samples/telco-sample.csv').read_bytes())
    ana.wait_for_job(job, 'COMPLETED')
    url = ana.get(f'/api/predictions/download_predictions/{job}').json()['download_url']
    check(url.startswith('https://queue.example.com/rw/api/files/results/'), url)


@test
def ends_with_its_requests(box):
    """SIGTERM lets a file that is being received come to its end, and takes no new connection"""
    server = box.server()
    port = server.start_server()
    token = server.add_token('ana')
    form = (f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n'
            f'a,b\r\n--{BOUNDARY}--\r\n').encode()
    link = open_raw(port, f'POST /api/csv HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {token}\r\n'
                          f'Content-Type: multipart/form-data; boundary={BOUNDARY}\r\n'
                          f'Content-Length: {len(form)}\r\n\r\n'.encode() + form[:-9])
    program.wait_for(lambda: server.files('spool'), 'the file to be received')
    server.process.send_signal(signal.SIGTERM)
    program.wait_for(lambda: 'server-ends' in server.process.log.read_text(), 'the server to end')
    link.sendall(form[-9:])
    equal(statuses(link.recv(9999)), [200], 'statuses')
    link.close()
    ends_well(server.process)
    equal([entry['event'] for entry in log_of(server.process)][-1], 'request', 'last event')


@test
def many_at_once(box):
    """Several users at once: each gets their own, and nothing is lost"""
    server = box.server()
    port = server.start_server('--rate', '100000')
    askers = [Asker(port, server.add_token(f'user{i}')) for i in range(6)]
    jobs = [[] for _ in askers]

    def send(i):
        for n in range(10):
            jobs[i].append(askers[i].submit(f'{n}.csv', b'a,b\n1,2\n', Idempotency_Key=f'k{n}'))
    threads = [threading.Thread(target=send, args=(i,)) for i in range(len(askers))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    equal(len({job for some in jobs for job in some}), 60, 'jobs')
    for asker, some in zip(askers, jobs):
        listed = [job['id'] for job in asker.get('/api/predictions/').json()['predictions']]
        equal(sorted(listed), sorted(some), 'jobs of a user')


if __name__ == '__main__':
    tap.main(Box)
