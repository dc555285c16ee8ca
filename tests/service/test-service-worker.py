#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""retainwise-worker from outside: its options, its results, how it ends, what it logs."""

import gzip
import hashlib
import random
import signal
import subprocess

from service import WORKER, Box, check_log, ends_well, log_of, program, tap  # sets the path
from tap import check, contains, equal, same_bytes, test

MODEL = 'models/telco.json'
SAMPLE = 'data/samples/telco-sample.csv'
N_ROWS = 200000  # takes long enough to be interrupted
N_JOBS = 4
N_TRIES = 5
LONG = 240  # seconds for jobs of that size, with sanitizers on a busy machine


def run(box, *options):
    return subprocess.run([WORKER, *options], env=box.environment(), cwd=box.folder,
                          stdin=subprocess.DEVNULL, capture_output=True, timeout=program.TIMEOUT)


def fails(box, code, words, *options):
    done = run(box, *options)
    equal((done.returncode, done.stdout), (code, b''), f'end with {options}')
    check(done.stderr.startswith(b'retainwise-worker: ') and done.stderr.count(b'\n') == 1,
          f'not one message: {done.stderr}')
    contains(done.stderr, *words)


def sha256(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def shipped_copy(box):
    path = box.path('copy.json')
    path.write_bytes(program.source(MODEL).read_bytes())
    return path


@test
def usage(box):
    """Wrong options are named, with where to read on"""
    hint = '--help'
    for words, options in ((['--data', hint], []),
                           (['--data', hint], ['--data', '']),
                           (['--bogus', hint], ['--data', 'd', '--bogus']),
                           (['“more”', hint], ['--data', 'd', 'more']),
                           (['--threads', '256', hint], ['--data', 'd', '--threads', '0']),
                           (['--threads', '256', hint], ['--data', 'd', '--threads', '257']),
                           (['ten', hint], ['--data', 'd', '--threads', 'ten']),
                           (['64', hint], ['--data', 'd', '--model-sha256', 'abc']),
                           (['64', hint], ['--data', 'd', '--model-sha256', 'x' * 64])):
        fails(box, 2, words, *options)
    check(not box.path('d').exists(), 'a folder was made')


@test
def version_and_help(box):
    """Version and help are printed"""
    contains(run(box, '--version').stdout, 'retainwise-worker ')
    contains(run(box, '--help').stdout, '--data', '--model-sha256', 'SIGTERM')


@test
def refuses_to_start(box):
    """Without a model or a folder it does not start"""
    box.write('file', 'x')
    fails(box, 1, ['none.json'], '--data', 'd', '--model', 'none.json')
    fails(box, 1, ['model'], '--data', 'd', '--model', 'file')
    fails(box, 1, ['storage'], '--data', 'file')


@test
def pinned_model(box):
    """A model that is not the pinned one is refused; the figure is that of its file"""
    digest = sha256(program.source(MODEL))
    fails(box, 1, ['0' * 64, '--model-sha256'], '--data', 'd', '--model-sha256', '0' * 64)
    other = box.write('other.json', shipped_copy(box).read_bytes() + b'\n')
    fails(box, 1, [sha256(other)], '--data', 'd', '--model', other, '--model-sha256', digest)
    server = box.server()
    child = server.start_worker('--model-sha256', digest.upper())
    program.wait_for(lambda: child.log.read_text(), 'the worker to start')
    equal(log_of(child)[0]['model_sha256'], digest, 'model in the log')
    child.send_signal(signal.SIGTERM)
    ends_well(child)


def finished(server, *options):
    """A worker that did all there is to do."""
    child = server.start_worker(*options)
    program.wait_for(server.all_over, 'all jobs to be over')
    child.send_signal(signal.SIGTERM)
    ends_well(child)
    return child


def scored(box, name, *options):
    box.succeeds('score', '-o', 'scored.csv', *options, name)
    return box.read('scored.csv')


@test
def results(box):
    """A result is byte for byte that of the command line, with the same model"""
    box.write('in.csv', program.source(SAMPLE).read_bytes())
    wanted = scored(box, 'in.csv')
    for options in ([], ['--threads', '4'], ['--model', shipped_copy(box)]):
        server = box.server(f'server-{len(options)}-{options[-1:] == []}')
        job, = server.submit('in.csv', 'customers.csv')
        finished(server, *options)
        same_bytes(server.result(job), wanted, 'result')
        row = server.query('SELECT n_rows, rows_done, result_sha256, model_sha256 FROM jobs')[0]
        equal(row, (7000, 7000, hashlib.sha256(wanted).hexdigest(), sha256(program.source(MODEL))),
              'row of the job')
        equal(server.files('.'), ['signing-key'], 'files that no job owns')


@test
def other_forms(box):
    """A compressed file, and one that is not in UTF-8, are scored as by the command line"""
    text = program.source(SAMPLE).read_text().replace(',Male,', 'ü,Male,')
    wanted = scored(box, box.write('plain.csv', text).name)
    server = box.server()
    for data in (gzip.compress(text.encode()), text.encode('utf-16'), text.encode('cp1252')):
        box.write('in.csv', data)
        job, = server.submit('in.csv', 'customers.csv')
        finished(server)
        same_bytes(server.result(job).removeprefix('\ufeff'.encode()), wanted, 'result')


@test
def bombs(box):
    """A file that unpacks to far more than it is, or to more than 1 GiB, fails at once"""
    lines = random.Random(3).randbytes(50000) + b'\n' + bytes(8 << 20)
    server = box.server()
    for data, words in ((gzip.compress(b'a,b\n' + bytes(70 << 20)), '200 times its size'),
                        (gzip.compress(lines) * 129, 'larger than 1.1')):
        box.write('in.csv', data)
        job, = server.submit('in.csv', 'kunden.csv')
        finished(server)
        equal(server.events(job), ['QUEUED', 'PROCESSING', 'FAILED'], 'events')
        contains(server.error(job), 'kunden.csv', words)


@test
def bad_files(box):
    """A file that cannot be scored fails at once, by the name its owner knows"""
    server = box.server()
    for content, word in ((b'', 'empty'), (b'\x00\x01\x02', 'CSV'), (b'a,b\n1,2\n', 'column')):
        box.write('in.csv', content)
        job, = server.submit('in.csv', 'kunden März.csv')
        finished(server)
        equal(server.events(job), ['QUEUED', 'PROCESSING', 'FAILED'], 'events')
        contains(server.error(job), 'kunden März.csv', word)
        check(job not in server.error(job), f'the id is in the message: {server.error(job)}')
    equal(server.dead_letters(), [], 'dead letters')


@test
def log(box):
    """The log tells jobs, attempts, times and errors, and nothing of users and their files"""
    server = box.server()
    box.write('in.csv', program.source(SAMPLE).read_bytes())
    box.write('bad.csv', 'secret_column\nsecret_value\n')
    good, = server.submit('in.csv', 'secret-name.csv')
    bad, = server.submit('bad.csv', 'secret-name.csv')
    child = finished(server)
    check_log(child, 'secret', '7590-VHVEG')
    done = {entry['event']: entry for entry in log_of(child)}
    equal({name: done['job-completed'][name] for name in ('job', 'attempt', 'rows')},
          {'job': good, 'attempt': 1, 'rows': 7000}, 'entry of the good file')
    check(done['job-completed']['ms'] >= 0, 'no time')
    equal((done['job-failed']['job'], done['job-failed']['error']), (bad, 'mismatch'),
          'entry of the bad file')


def interrupted(box, server, *numbers):
    """A worker that got signals while it had one of many jobs; the jobs' ids."""
    box.write('in.csv', program.generated(N_ROWS))
    jobs = server.submit('in.csv', *(f'{i}.csv' for i in range(N_JOBS)))
    child = server.start_worker()
    program.wait_for(lambda: 'PROCESSING' in server.states().values(), 'a job to be taken')
    for number in numbers:
        child.send_signal(number)
    ends_well(child)
    return jobs


@test
def drains(box):
    """SIGTERM: the job that runs is finished, no other one is begun"""
    server = box.server()
    jobs = interrupted(box, server, signal.SIGTERM)
    equal(server.events(jobs[0]), ['QUEUED', 'PROCESSING', 'COMPLETED'], 'events of the first job')
    equal(server.events(jobs[-1]), ['QUEUED'], 'events of the last job')
    equal({*server.states().values()}, {'COMPLETED', 'QUEUED'}, 'states')


def gave_back(server, jobs):
    """The job that was given back; none if the signals came between two jobs."""
    return [job for job in jobs if server.events(job) == ['QUEUED', 'PROCESSING', 'QUEUED']]


@test
def gives_back(box):
    """A second signal: the job that runs is given back, and another worker has it at once"""
    for attempt in range(N_TRIES):
        server = box.server(f'server-{attempt}')
        jobs = interrupted(box, server, signal.SIGTERM, signal.SIGINT)
        check('PROCESSING' not in server.states().values(), 'a job was kept')
        equal(server.files('.'), ['signing-key'], 'files that no job owns')
        given_back = gave_back(server, jobs)
        if given_back:
            break
    check(given_back, f'no job was given back in {N_TRIES} tries')
    child = server.start_worker()
    program.wait_for(lambda: server.states()[given_back[0]] == 'COMPLETED', 'the job to be done',
                     seconds=LONG)
    child.send_signal(signal.SIGTERM)
    ends_well(child)
    same_bytes(server.result(*given_back), scored(box, 'in.csv'), 'result')


@test
def waits(box):
    """Signals end a worker that waits for work, at once"""
    for number in (signal.SIGTERM, signal.SIGINT):
        server = box.server()
        child = server.start_worker()
        program.wait_for(lambda: child.log.read_text(), 'the worker to start')
        child.send_signal(number)
        ends_well(child)
        equal([entry['event'] for entry in log_of(child)],
              ['worker-started', 'worker-drains', 'worker-ended'], 'events in the log')


@test
def sweeps(box):
    """A worker alone takes over what another one left, and sends what nobody sent"""
    server = box.server()
    box.write('in.csv', program.source(SAMPLE).read_bytes())
    job, = server.submit('in.csv', 'customers.csv')
    lost = server.start_stopping_worker('--lease', '500', '--at', 'scoring')
    equal(program.end_of(lost), -signal.SIGKILL, 'end of the first worker')
    finished(server)
    equal(server.events(job), ['QUEUED', 'PROCESSING', 'QUEUED', 'PROCESSING', 'COMPLETED'],
          'events')


if __name__ == '__main__':
    tap.main(Box)
