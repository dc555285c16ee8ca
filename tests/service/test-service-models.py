#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Models through the storage, from outside: published, taken by workers, rolled back; in a folder and in S3."""

import hashlib
import json
import re
import signal

from service import Box, backends, ends_well, log_of, program, tap  # sets the path
from swift_store import Swift
from tap import check, contains, equal, same_bytes, test

MODEL = 'models/telco.json'
SAMPLE = 'data/samples/telco-sample.csv'
NOTICES = 100  # seconds until a worker that runs has another model: it looks once a minute


class Case:
    """A server's storage, and what is done with models in it."""

    def __init__(self, box, **engines):
        self.box = box
        self.server = box.server(**engines)
        self.files = self.server.backend.files
        box.write('in.csv', program.source(SAMPLE).read_bytes())

    def model(self, *command, code=0):
        """What “model COMMAND” says: its output, or what it complains of."""
        done = self.server.run_server('model', *command, *self.server.place())
        equal(done.returncode, code, f'end of model {command}: {done.stderr}')
        check(done.stdout == '' or done.stderr == '', 'both output and complaint')
        return done.stdout.strip() or done.stderr.strip()

    def start_worker(self, *options):
        child = self.server.start_worker(*options)
        program.wait_for(lambda: child.log.read_text().count('\n') or child.poll() is not None, 'a first line')
        return child

    def scores(self, digest, name):
        """A new worker takes the model with that SHA-256, and its results are what the command line makes."""
        self.box.succeeds('score', '--model', name, '-o', f'{name}.csv', 'in.csv')
        job, = self.server.submit('in.csv', 'customers.csv')
        child = self.start_worker()
        program.wait_for(self.server.all_over, 'the job to be over')
        child.send_signal(signal.SIGTERM)
        ends_well(child)
        equal(log_of(child)[0]['model_sha256'], digest, 'model of the worker')
        self.check_job(job, digest, name)

    def check_job(self, job, digest, name):
        row, = self.server.query('SELECT state, model_sha256, result_key FROM jobs WHERE id = ?', job)
        equal(row[:2], ('COMPLETED', digest), 'job')
        same_bytes(self.files.read(row[2]), self.box.read(f'{name}.csv'), 'result')


def other_model(box, name, score):
    """The model that ships with another base score, so that all its scores are others."""
    document = json.loads(program.source(MODEL).read_bytes())
    document['learner']['learner_model_param']['base_score'] = score
    box.write(name, json.dumps(document).encode())
    return hashlib.sha256(box.read(name)).hexdigest()


def small_model(box, name):
    box.write('rows.csv', program.generated(1000, '--label'))
    box.succeeds('train', '--label', 'Churn', '--budget', 'quick', '-o', name, 'rows.csv')
    return hashlib.sha256(box.read(name)).hexdigest()


def goes_round(case):
    """Publish, list, use, rollback, and what workers make of each."""
    box = case.box
    shipped = hashlib.sha256(program.source(MODEL).read_bytes()).hexdigest()
    box.write('shipped.json', program.source(MODEL).read_bytes())
    first, second = other_model(box, 'first.json', '1E-1'), small_model(box, 'second.json')
    equal(case.model('list'), '', 'list of nothing')
    contains(case.model('rollback', code=1), 'No published model is in use')
    case.scores(shipped, 'shipped.json')
    equal(case.model('publish', 'first.json'), first, 'SHA-256')
    case.scores(first, 'first.json')
    equal(case.model('publish', 'second.json'), second, 'SHA-256')
    case.scores(second, 'second.json')
    lines = {line.split('\t')[0]: line.split('\t')[1:] for line in case.model('list').splitlines()}
    equal([*lines], sorted([first, second]), 'listed models')
    equal([lines[first][0], lines[second][0]], ['-', 'in use'], 'models in use')
    check(re.fullmatch(r'20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z', lines[first][1]), f'no time: {lines[first]}')
    equal(case.model('rollback'), first, 'model before')
    case.scores(first, 'first.json')
    equal(case.model('use', second[:12].upper()), second, 'model that was named')
    case.scores(second, 'second.json')
    equal([case.model('rollback'), case.model('rollback')], [first, 'The model that ships is in use again.'], 'back')
    case.scores(shipped, 'shipped.json')


def damaged(case):
    """A model that broke in the storage is never used."""
    box = case.box
    first, second = other_model(box, 'first.json', '1E-1'), other_model(box, 'second.json', '2E-1')
    case.model('publish', 'first.json')
    case.model('publish', 'second.json')
    case.files.write(f'models/{first}', box.read('first.json')[:-100])
    case.files.write(f'models/{second}', box.read('first.json'))
    contains(case.model('list'), f'{first}\t-\t', f'{second}\tin use\t', 'is damaged')
    contains(case.model('rollback', code=1), 'is damaged')
    contains(case.model('use', first, code=1), 'is damaged')
    child = case.start_worker()
    equal(program.end_of(child), 1, 'exit code of a worker without a model')
    contains(child.log.read_text(), f'models/{second}', 'is damaged')
    equal(case.model('publish', 'second.json'), second, 'SHA-256')
    case.scores(second, 'second.json')
    contains(case.model('rollback', code=1), 'is damaged')
    box.write('broken.json', b'{}')
    check(case.model('publish', 'broken.json', code=1) != '', 'no complaint')
    equal(case.files.read('models/CURRENT').split()[0].decode(), second, 'model in use')


def pinned(case):
    """A worker may be told which of the published models to take."""
    box = case.box
    first, second = other_model(box, 'first.json', '1E-1'), other_model(box, 'second.json', '2E-1')
    case.model('publish', 'first.json')
    case.model('publish', 'second.json')
    for options, digest in ((['--model-sha256', first], first), (['--model', 'first.json'], first), ([], second)):
        child = case.start_worker(*options)
        equal(log_of(child)[0]['model_sha256'], digest, f'model with {options}')
        child.send_signal(signal.SIGTERM)
        ends_well(child)


def noticed(case):
    """A worker that runs takes the next model between two jobs."""
    box = case.box
    first, second = other_model(box, 'first.json', '1E-1'), other_model(box, 'second.json', '2E-1')
    box.succeeds('score', '--model', 'second.json', '-o', 'second.json.csv', 'in.csv')
    case.model('publish', 'first.json')
    child = case.start_worker()
    equal(log_of(child)[0]['model_sha256'], first, 'model of the worker')
    case.model('publish', 'second.json')
    program.wait_for(lambda: any(entry['event'] == 'model-changed' for entry in log_of(child)),
                     'the worker to take the model', seconds=NOTICES, pause=1)
    job, = case.server.submit('in.csv', 'customers.csv')
    program.wait_for(case.server.all_over, 'the job to be over')
    child.send_signal(signal.SIGTERM)
    ends_well(child)
    case.check_job(job, second, 'second.json')


def in_s3(box, what):
    with Swift() as store:
        what(Case(box, files=backends.S3Files(store), variables=store.environment('')))


@test
def folder_goes_round(box):
    """In a folder: models are published, used and rolled back"""
    goes_round(Case(box))


@test
def s3_goes_round(box):
    """In S3: models are published, used and rolled back"""
    in_s3(box, goes_round)


@test
def folder_damaged(box):
    """In a folder: a damaged model is refused"""
    damaged(Case(box))


@test
def s3_damaged(box):
    """In S3: a damaged model is refused"""
    in_s3(box, damaged)


@test
def folder_pinned(box):
    """In a folder: a worker takes the model it is told to"""
    pinned(Case(box))


@test
def s3_pinned(box):
    """In S3: a worker takes the model it is told to"""
    in_s3(box, pinned)


@test
def s3_noticed(box):
    """In S3: a worker that runs takes another model within a minute"""
    in_s3(box, noticed)


if __name__ == '__main__':
    tap.main(Box)
