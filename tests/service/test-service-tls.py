#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""SQS, S3 and PostgreSQL as the guide has them: over TLS alone, where each proves who it is, and with the password
of the database in a file of its own."""

import asyncio
import contextlib
import os
import re
import signal
import ssl
import sys
import tempfile
import urllib.request
from pathlib import Path

from service import Box, SERVER, WORKER, backends, check_log, end_all, program, tap  # first: sets the path
import proof
from asking import Asker
from certificate import make_certificate
from fault_proxy import FaultProxy, copy
from postgres import USER, Postgres
from tap import check, contains, equal, same_bytes, test

IMPATIENT_SERVER = Path(sys.argv[10]).resolve()
SMALL, LARGE = 300, 80000  # rows; the larger file goes in parts
PART = 8 << 20
SESSIONS = 'SELECT count (*) AS n, sum (ssl::int) AS n_secure FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) ' \
           "WHERE datname = current_database () AND application_name = 'retainwise'"


class Front(FaultProxy):
    """TLS before a service that speaks none."""

    async def serve(self, reader, writer):
        with contextlib.suppress(OSError, asyncio.CancelledError):
            answers, server = await asyncio.open_connection('127.0.0.1', self.upstream)
            ways = [asyncio.ensure_future(way) for way in (copy(reader, server), copy(answers, writer))]
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
            for way in ways:
                way.cancel()
            server.close()
        writer.close()


class Secured(backends.Elsewhere):
    """All three by the name “localhost”."""

    def __init__(self):
        super().__init__()
        folder = Path(self.started.enter_context(tempfile.TemporaryDirectory()))
        self.certificate, key = make_certificate(folder)
        self.database = self.started.enter_context(Postgres(tls=(self.certificate, key)))
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(self.certificate, key)
        self.fronts = [self.put_before(self.store.port), self.put_before(self.queues.port)]
        self.password = folder / 'password'
        self.password.write_text(f'localhost:{self.database.port}:*:{USER}:{self.database.password}\n')
        self.password.chmod(0o600)

    def put_before(self, upstream):
        front = Front(upstream=upstream, context=self.context)
        self.started.callback(front.close)
        return front

    def server(self, box):
        """As the guide has it."""
        engines = self.engines()
        engines['variables'] |= {'PGPASSFILE': str(self.password), 'PGSSLROOTCERT': str(self.certificate)}
        server = box.server(**engines)
        for front in self.fronts:
            change(server, f'endpoint=http://127.0.0.1:{front.upstream}', f'endpoint=https://localhost:{front.port}')
        change(server, r'//\S+@127.0.0.1:(\S+)', rf'//{USER}@localhost:\1?sslmode=verify-full')
        change(server, r'\Z', f'[aws]\nca-file={self.certificate}\n')
        return server


secured = Secured()


def change(server, old, new):
    """In the file that tells where the engines are."""
    text, n_places = re.subn(old, new, server.backend.config.read_text())
    equal(n_places, 1, f'places of “{old}”')
    server.backend.config.write_text(text)


def start(server, **choice):
    port = server.start_server(**choice)
    asker = Asker(port, server.add_token('ana'))
    return asker, server.start_worker()


def fetch(asker, job):
    """A result, from where its address leads."""
    address = asker.get(f'/api/predictions/download_predictions/{job}').json()['download_url']
    check(address.startswith(f'https://localhost:{secured.fronts[0].port}/'), f'{address} is not the store')
    context = ssl.create_default_context(cafile=secured.certificate)
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), urllib.request.HTTPSHandler(context=context))
    with opener.open(address, timeout=program.TIMEOUT) as answer:
        return answer.read()


def travels(box, asker, inputs):
    """Files go all the way, and come back right."""
    jobs = {asker.submit(name, box.path(name).read_bytes()): result for name, result in inputs.items()}
    for job, result in jobs.items():
        asker.wait_for_job(job, 'COMPLETED')
        same_bytes(fetch(asker, job), result, f'result of {job}')


@test
def journey(box):
    """Files go all the way over TLS, in one piece and in parts; PostgreSQL sees no other session"""
    inputs = proof.make_inputs(box, SMALL, LARGE)
    check(box.path(f'{LARGE}.csv').stat().st_size > PART, 'the larger file goes in one piece')
    server = secured.server(box)
    asker, worker = start(server)
    travels(box, asker, inputs)
    equal(asker.get('/health').status, 200, 'health')
    (n_sessions, n_secure), = server.query(SESSIONS)
    check(n_secure == n_sessions > 0, f'{n_secure} of {n_sessions} sessions speak TLS')
    end_all(worker, server.process)
    for child in (worker, server.process):
        check_log(child, secured.database.password, asker.token)


def refused(server, *words):
    """Server and worker do not start, and say why."""
    for command in ([SERVER, 'serve', *server.place(), '--listen', '127.0.0.1:0'], [WORKER, *server.place()]):
        done = server.run(*command)
        equal((done.returncode, done.stdout), (1, ''), f'end of {command[0].name} ({done.stderr})')
        contains(done.stderr, *words)
        check(secured.database.password not in done.stderr, 'the password is shown')


@test
def unproven(box):
    """Nobody is spoken to who cannot prove that he is who he is said to be"""
    server = secured.server(box)
    whole = server.backend.config.read_text()
    for old, new, words in ((r'\[aws\]\n.*\n', '', ['localhost', 'cannot prove', 'ca-file']),
                            *((f'localhost:{front.port}', f'127.0.0.1:{front.port}', ['127.0.0.1', 'cannot prove'])
                              for front in secured.fronts),
                            ('@localhost', '@127.0.0.1', ['database', 'certificate', '127.0.0.1'])):
        server.backend.config.write_text(whole)
        change(server, old, new)
        refused(server, *words)
    server.backend.config.write_text(whole)
    del server.backend.variables['PGSSLROOTCERT']
    refused(server, 'database', 'root.crt')


def signal_database(number):
    """Then those who serve a session; some end by themselves."""
    pid = secured.database.server.pid
    os.kill(pid, number)
    for child in Path(f'/proc/{pid}/task/{pid}/children').read_text().split():
        with contextlib.suppress(ProcessLookupError):
            os.kill(int(child), number)


@contextlib.contextmanager
def silent_database():
    signal_database(signal.SIGSTOP)
    try:
        yield
    finally:
        signal_database(signal.SIGCONT)


@test
def comes_back(box):
    """A database that is silent, and one that is killed, is told; once it is back all goes on"""
    inputs = proof.make_inputs(box, SMALL)
    server = secured.server(box)
    asker, _ = start(server, program=IMPATIENT_SERVER)
    travels(box, asker, inputs)
    with silent_database():
        equal(asker.send('late.csv', b'a,b\n1,2\n').status, 503, 'status while the database is silent')
    travels(box, asker, inputs)
    secured.database.restart(kill=True)
    travels(box, asker, inputs)


if __name__ == '__main__':
    tap.main(Box)
