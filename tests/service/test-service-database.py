#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""“retainwise-server database” from outside: tables in PostgreSQL are made, looked at and taken back, and
nothing works with tables of another version."""

import threading
import urllib.parse

from service import Box, SERVER, WORKER, tap  # sets the path

import backends
from asking import Asker
from tap import check, contains, equal, test

NEWEST = 2
N_AT_ONCE = 4


def elsewhere(box, name='server'):
    """A database without tables; the rest in the folder."""
    return box.server(name, jobs=backends.PostgresJobs(backends.elsewhere.database))


def database(server, *command):
    return server.run_server('database', *command, '--config', server.backend.config)


def done(server, *command):
    end = database(server, *command)
    equal((end.returncode, end.stderr), (0, ''), f'end of {command}')
    return end.stdout


def fails(end, code, *words):
    equal(end.returncode, code, f'end ({end.stdout}{end.stderr})')
    contains(end.stderr, *words)


def states(server):
    return [line.split('\t')[1] for line in database(server, 'status').stdout.splitlines()]


@test
def up_and_down(box):
    """Tables are made, taken back one version or more, and made again"""
    server = elsewhere(box)
    fails(database(server, 'status'), 1, 'no tables', 'retainwise-server database migrate')
    equal(states(server), ['missing'] * NEWEST)
    contains(done(server, 'migrate'), f'version {NEWEST} now')
    contains(done(server, 'status'), '1\tapplied\tjobs', '2\tapplied\ttokens')
    contains(done(server, 'migrate'), f'version {NEWEST} now')
    contains(done(server, 'rollback'), f'version {NEWEST - 1} now')
    equal(states(server), ['applied', 'missing'])
    fails(database(server, 'status'), 1, f'needs {NEWEST}')
    contains(done(server, 'rollback', '--to', '0'), 'version 0 now')
    contains(done(server, 'migrate', '--to', '1'), 'version 1 now')
    contains(done(server, 'migrate'), f'version {NEWEST} now')


@test
def refused(box):
    """What cannot be done is said, and changes nothing"""
    server = elsewhere(box)
    for words, command in ((['0 to 2'], ['migrate', '--to', '3']), (['0 to 2'], ['migrate', '--to', '-2']),
                           (['--to'], ['migrate', '--to', 'x']), (['0 to 2'], ['rollback']),
                           (['“database migrate”'], ['rollback', '--to', '1']), (['“x”'], ['status', 'x'])):
        fails(database(server, *command), 2, *words)
    done(server, 'migrate')
    fails(database(server, 'migrate', '--to', '1'), 2, '“database rollback”')
    fails(server.run_server('database', 'status'), 2, '--config', 'uri=')
    contains(done(server, 'status'), 'applied')


@test
def nobody_there(box):
    """A database that cannot be reached is told without its password"""
    server = elsewhere(box)
    uri = urllib.parse.urlsplit(server.backend.jobs.uri())
    text = server.backend.config.read_text()
    server.backend.config.write_text(text.replace(f':{uri.port}/', ':1/'))
    end = database(server, 'migrate')
    fails(end, 1, '127.0.0.1', 'refused')
    check(uri.password not in end.stderr, 'the password is shown')


@test
def rows_are_kept(box):
    """Going back loses no row unless somebody says so"""
    server = elsewhere(box)
    done(server, 'migrate')
    token = server.add_token('ana')
    fails(database(server, 'rollback'), 1, '--discard', 'tokens')
    equal(states(server), ['applied'] * NEWEST)
    listed = server.run_server('token', 'list', *server.place()).stdout
    contains(listed, '1\t', '\tana\t')
    check(token not in listed, 'a token is in the list')
    contains(done(server, 'rollback', '--discard'), 'version 1 now')


@test
def other_versions(box):
    """Server and worker refuse tables of another version, and say what to do"""
    server = elsewhere(box)
    for version, words in ((0, 'no tables'), (1, 'needs 2')):
        done(server, 'migrate', '--to', str(version))
        for command in ([SERVER, 'serve', *server.place(), '--listen', '127.0.0.1:0'],
                        [SERVER, 'token', 'list', *server.place()], [WORKER, *server.place()]):
            fails(server.run(*command), 1, words, 'retainwise-server database migrate')


@test
def at_once(box):
    """Of several who migrate at the same time one does, and the others wait"""
    server = elsewhere(box)
    ends = []
    threads = [threading.Thread(target=lambda: ends.append(database(server, 'migrate'))) for _ in range(N_AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    equal([(end.returncode, end.stderr) for end in ends], [(0, '')] * N_AT_ONCE, 'ends')
    equal(states(server), ['applied'] * NEWEST)


@test
def shared_tokens(box):
    """A token is good for every server, and worthless for all once it is removed"""
    first = elsewhere(box)
    done(first, 'migrate')
    second = box.server('second', jobs=first.backend.jobs)
    token = first.add_token('ana')
    askers = [Asker(server.start_server(), token) for server in (first, second)]
    equal([asker.get('/api/predictions/').status for asker in askers], [200, 200], 'answers')
    equal(second.run_server('token', 'remove', *second.place(), '1').returncode, 0, 'removal')
    equal([asker.get('/api/predictions/').status for asker in askers], [401, 401], 'answers')


if __name__ == '__main__':
    tap.main(Box)
