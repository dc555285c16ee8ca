#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every route and status of data/service/API.md, from outside."""

import hashlib
import re
import urllib.parse
import uuid

from service import Box, check_log, ends_well, program, tap  # sets the path

from asking import BOUNDARY, Asker, break_off, open_raw, refused
from tap import check, contains, equal, same_bytes, test

ROWS = b'customerID,tenure\r\n1,2\r\n'
SAMPLE = 'data/samples/telco-sample.csv'
TIME = re.compile(r'\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z')
FORM = {'Content_Type': f'multipart/form-data; boundary={BOUNDARY}'}
JOB_FIELDS = {'id', 'upload_id', 'user_id', 'filename', 'file_size', 'status', 'status_since', 'attempt',
              'rows_processed', 'rows_total', 'has_output', 's3_output_key', 'error_message',
              'metrics_json', 'created_at', 'updated_at'}


def start(box, *options):
    """A server, and ana who asks it."""
    server = box.server()
    port = server.start_server(*options)
    return server, Asker(port, server.add_token('ana'))


def bob(server, ana):
    return Asker(ana.port, server.add_token('bob'))


def wait_until_over(ana, job):
    return ana.wait_for_job(job, 'COMPLETED', 'FAILED')


def scored(box, content):
    """What retainwise-cli makes of it."""
    box.write('in.csv', content)
    box.succeeds('score', 'in.csv', '-o', 'out.csv')
    return box.read('out.csv')


def nothing_left(server, what):
    """Soon: a refusal is sent before what was received is removed."""
    program.wait_for(lambda: not server.files('spool'), 'the spool to be empty')
    equal((server.files('inputs'), server.files('spool')), ([], []), f'files left by {what}')


def path_of(url):
    parts = urllib.parse.urlsplit(url)
    return f'{parts.path}?{parts.query}'


@test
def journey(box):
    """A file is sent, scored and fetched: byte for byte what retainwise-cli writes"""
    server, ana = start(box)
    worker = server.start_worker()
    content = program.source(SAMPLE).read_bytes()
    answer = ana.send("Käufer 'März' 100%.csv", content, [('user_id', 'ana')])
    equal(answer.status, 200, 'status')
    sent = answer.json()
    equal(sorted(sent), ['file_size', 'filename', 'message', 'object_key', 'prediction_id',
                         'prediction_status', 'publish_warning', 'success', 'upload_id'], 'fields')
    equal((sent['success'], sent['filename'], sent['file_size'], sent['prediction_status']),
          (True, "Käufer 'März' 100%.csv", len(content), 'QUEUED'), 'answer')
    job = wait_until_over(ana, sent['prediction_id'])
    equal(set(job), JOB_FIELDS, 'fields of a job')
    wanted = scored(box, content)
    equal(job['metrics_json'] | {'model_sha256': ''},
          {'rows_processed': 7000, 'result_size': len(wanted), 'model_sha256': '',
           'result_sha256': hashlib.sha256(wanted).hexdigest()}, 'metrics')
    equal((job['status'], job['rows_processed'], job['rows_total'], job['has_output'], job['attempt']),
          ('COMPLETED', 7000, 7000, True, 1), 'job')
    for name in ('created_at', 'updated_at', 'status_since'):
        check(TIME.fullmatch(job[name]), f'{name} is {job[name]}')
    fetched = Asker(ana.port).get(path_of(download_url(ana, job['id'])))
    equal(fetched.status, 200, 'status of the download')
    same_bytes(fetched.body, wanted, 'result')
    check(fetched.headers['Content-Type'].startswith('text/csv'), fetched.headers['Content-Type'])
    check(urllib.parse.quote("Käufer 'März' 100%-scored.csv", safe='')
          in fetched.headers['Content-Disposition'], fetched.headers['Content-Disposition'])
    check_log(server.process, 'ana', 'Käufer', ana.token)
    check_log(worker, 'Käufer')


def download_url(ana, job):
    answer = ana.get(f'/api/predictions/download_predictions/{job}').json()
    equal((answer['success'], answer['expires_in']), (True, 600), 'answer')
    return answer['download_url']


@test
def failed_job(box):
    """A file that cannot be scored fails with the reason, and can be tried again"""
    server, ana = start(box)
    server.start_worker()
    job = ana.submit('a.csv', b'not,a\ncustomer,"file')
    got = wait_until_over(ana, job)
    equal((got['status'], got['has_output'], got['metrics_json']), ('FAILED', False, None), 'job')
    contains(got['error_message'], 'a.csv')
    refused(ana.get(f'/api/predictions/download_predictions/{job}'), 400, 'not completed')
    again = ana.post(f'/api/predictions/{job}/retry')
    equal((again.status, again.json()['prediction']['status']), (200, 'QUEUED'), 'retry')
    wait_until_over(ana, job)
    events = ana.get(f'/api/predictions/{job}/events').json()['events']
    equal([event['status'] for event in events],
          ['QUEUED', 'PROCESSING', 'FAILED', 'QUEUED', 'PROCESSING', 'FAILED'], 'events')
    equal(set(events[0]), {'at', 'status', 'note'}, 'fields of an event')


@test
def cancel_and_retry(box):
    """What waits can be cancelled and queued again, each as often as one likes; what is over cannot"""
    server, ana = start(box)
    job = ana.submit('a.csv', program.source(SAMPLE).read_bytes())
    for action, status in (('retry', 'QUEUED'), ('cancel', 'CANCELLED'), ('cancel', 'CANCELLED'),
                           ('retry', 'QUEUED'), ('retry', 'QUEUED')):
        answer = ana.post(f'/api/predictions/{job}/{action}')
        equal((answer.status, answer.json()['prediction']['status']), (200, status), action)
    server.start_worker()
    wait_until_over(ana, job)
    for action in ('cancel', 'retry'):
        refused(ana.post(f'/api/predictions/{job}/{action}'), 409)


@test
def lists(box):
    """Jobs are listed newest first, page by page"""
    _, ana = start(box)
    jobs = [ana.submit(f'{i}.csv', ROWS) for i in range(23)]
    first = ana.get('/api/predictions/').json()
    equal((len(first['predictions']), first['count']), (20, 20), 'first page')
    second = ana.get(f'/api/predictions/?before={first["predictions"][-1]["upload_id"]}').json()
    listed = [job['id'] for job in first['predictions'] + second['predictions']]
    equal(listed, jobs[::-1], 'both pages')
    equal(ana.get('/api/predictions/?limit=1').json()['predictions'][0]['id'], jobs[-1], 'newest')
    for query in ('limit=0', 'limit=101', 'limit=x', 'before=-1', 'limit=1%00'):
        refused(ana.get(f'/api/predictions/?{query}'), 400)


@test
def two_users(box):
    """Nobody sees, fetches, cancels or guesses what is another's"""
    server, ana = start(box)
    other = bob(server, ana)
    server.start_worker()
    job = ana.submit('a.csv', program.source(SAMPLE).read_bytes())
    wait_until_over(ana, job)
    for method, path in (('GET', ''), ('GET', '/events'), ('POST', '/cancel'), ('POST', '/retry')):
        theirs = other.ask(method, f'/api/predictions/{job}{path}')
        nobodys = other.ask(method, f'/api/predictions/{uuid.uuid4()}{path}')
        refused(theirs, 404)
        equal(theirs.json()['error'], nobodys.json()['error'], 'what is said')
    refused(other.get(f'/api/predictions/download_predictions/{job}'), 404)
    equal(other.get('/api/predictions/').json()['predictions'], [], "the other's list")
    refused(other.send('b.csv', ROWS, [('user_id', 'ana')]), 403, 'user_id')
    first = ana.submit('a.csv', ROWS, Idempotency_Key='same')
    second = other.submit('a.csv', ROWS, Idempotency_Key='same')
    check(first != second, 'two users got the same job for one key')


@test
def wrong_jobs(box):
    """What is no id of a job is not found, whatever it is"""
    _, ana = start(box)
    for job in ('x', '1', "'--", '%25', '%ff%fe', 'a' * 4000, str(uuid.UUID(int=0)), '%C3%A4'):
        refused(ana.get(f'/api/predictions/{job}'), 404)


@test
def addresses_of_results(box):
    """An address of a result that was changed in any part gives nothing"""
    server, ana = start(box)
    server.start_worker()
    job = ana.submit('a.csv', program.source(SAMPLE).read_bytes())
    wait_until_over(ana, job)
    path = path_of(download_url(ana, job))
    anyone = Asker(ana.port)
    key = path[len('/api/files/'):path.index('?')]
    equal(anyone.get(path).status, 200, 'the address itself')
    for old, new in (('expires=1', 'expires=2'), ('signature=', 'signature=0'), ('name=a', 'name=b'),
                     ('results/', 'inputs/'), ('-1.csv', '-2.csv'), ('-1.csv', '.csv'), ('?', '?x=1&x='),
                     ('&signature=', '&sig='), (key, 'signing-key'), (key, '../queue.db')):
        changed = path.replace(old, new, 1)
        check(changed != path, f'{old} is not in {path}')
        status = anyone.get(changed).status
        check(status in (400, 403) or (old, status) == ('?', 200), f'{changed} gives {status}')
    (server.folder / 'files' / key).unlink()
    refused(anyone.get(path), 404)


@test
def file_names(box):
    """Names lose their folders, and lead nowhere"""
    server, ana = start(box)
    for sent, kept in (('../../../etc/passwd.csv', 'passwd.csv'), ('/etc/x.csv', 'x.csv'),
                       ('C:\\data\\x.csv', 'x.csv'), ('x.CSV', 'x.CSV'), ('Ä 客.csv', 'Ä 客.csv'),
                       ('a\x01b.csv', 'ab.csv')):
        equal(ana.send(sent, ROWS).json()['filename'], kept, f'name of {sent!r}')
    for sent in ('x.txt', 'csv', '.csv', 'x.csv/', '..', 'x.csv.exe', ''):
        refused(ana.send(sent, ROWS), 400, '.csv' if sent else '')
    names = {path.name for path in box.home.rglob('*')}
    check(not names & {'passwd.csv', 'x.csv'}, f'names of the senders became files: {names}')
    nothing_left(server, 'wrong names')


@test
def wrong_forms(box):
    """Forms that are none, or have no file or an empty one, leave nothing behind"""
    server, ana = start(box)
    refused(ana.send('a.csv', b''), 400, 'empty')
    refused(ana.post('/api/csv', f'--{BOUNDARY}--\r\n', **FORM), 400, 'file')
    refused(ana.post('/api/csv', b'a,b\n1,2\n', **FORM), 400)
    refused(ana.post('/api/csv', b'a,b\n1,2\n', Content_Type='text/csv'), 415, 'multipart/form-data')
    refused(ana.post('/api/csv', b'file=a', Content_Type='application/x-www-form-urlencoded'), 415)
    refused(ana.post('/api/csv', iter([b'a,b']), **FORM), 411, 'Content-Length')
    refused(ana.send('a.csv', ROWS, Idempotency_Key='a b'), 400, 'Idempotency-Key')
    nothing_left(server, 'wrong forms')
    equal(server.states(), {}, 'jobs')


@test
def idempotency(box):
    """However often a file is sent with one key, it is one job"""
    server, ana = start(box)
    jobs = {ana.submit('a.csv', ROWS, Idempotency_Key='k-1') for _ in range(3)}
    equal(len(jobs), 1, 'jobs of one key')
    equal(len(server.states()), 1, 'jobs')
    nothing_left(server, 'the repetitions')


@test
def sizes(box):
    """The limit is that of the file, to the byte; what is larger leaves nothing behind"""
    server, ana = start(box, '--max-bytes', '100000')
    ana.submit('a.csv', b'x' * 100000)
    refused(ana.send('a.csv', b'x' * 100001), 413, 'larger')
    refused(ana.send('a.csv', b'x' * 300000), 413, 'larger')
    with open_raw(ana.port, f'POST /api/csv HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {ana.token}\r\n'
                            f'Content-Type: multipart/form-data; boundary={BOUNDARY}\r\n'
                            f'Content-Length: 99999999999\r\n\r\n'.encode()) as link:
        check(link.recv(99).startswith(b'HTTP/1.1 413 '), 'not refused before the body is sent')
    nothing_left(server, 'what was too large')
    equal(len(server.states()), 1, 'jobs')


@test
def broken_off(box):
    """A sender who goes away in the middle leaves nothing behind"""
    server, ana = start(box)
    head = (f'POST /api/csv HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {ana.token}\r\nContent-Length: '
            f'1000000\r\nContent-Type: multipart/form-data; boundary={BOUNDARY}\r\n\r\n--{BOUNDARY}\r\n'
            'Content-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n').encode()
    for end in (break_off, lambda link: link.close()):
        link = open_raw(ana.port, head + b'x' * 500000)
        program.wait_for(lambda: server.files('spool'), 'the file to be received')
        end(link)
        program.wait_for(lambda: not server.files('spool'), 'the file to be removed')
    equal(server.states(), {}, 'jobs')


@test
def who_asks(box):
    """No token is 403, a wrong one 401, and one that was taken away is worth nothing"""
    server, ana = start(box)
    for method, path in (('GET', '/api/limits'), ('GET', '/api/predictions/'), ('POST', '/api/csv'),
                         ('GET', '/api/predictions/x'), ('GET', '/api/predictions/x/events'),
                         ('POST', '/api/predictions/x/cancel'), ('POST', '/api/predictions/x/retry'),
                         ('GET', '/api/predictions/download_predictions/x')):
        refused(Asker(ana.port).ask(method, path), 403, 'token')
        wrong = Asker(ana.port, 'rwt_' + 'x' * 43).ask(method, path)
        refused(wrong, 401, 'token')
        equal(wrong.headers['WWW-Authenticate'], 'Bearer', 'WWW-Authenticate')
    refused(Asker(ana.port).get('/api/limits', Authorization='Basic YTpi'), 403)
    equal(ana.get('/api/limits').json()['user_id'], 'ana', 'user')
    equal(server.run_server('token', 'remove', '--data', server.folder, '1').returncode, 0, 'end')
    refused(ana.get('/api/limits'), 401)


@test
def other_routes(box):
    """Limits, version, health, sample and figures; unknown addresses and methods"""
    server, ana = start(box, '--max-bytes', '12345', '--rate', '77')
    anyone = Asker(ana.port)
    limits = ana.get('/api/limits').json()
    version = limits.pop('version')
    equal(limits, {'success': True, 'user_id': 'ana', 'max_bytes': 12345, 'idempotency': True,
                   'max_requests_per_minute': 77}, 'limits')
    equal(anyone.get('/__version').json(), {'service': 'retainwise-server', 'version': version, 'api': 1},
          'version')
    equal(anyone.get('/health').json(), {'status': 'ok', 'checks': {'jobs': 'ok', 'queue': 'ok',
                                                                   'storage': 'ok'}}, 'health')
    same_bytes(anyone.get('/api/csv/sample-csv/telecom').body, program.source(SAMPLE).read_bytes())
    contains(anyone.get('/metrics').body, 'retainwise_requests_total{', 'retainwise_jobs{')
    refused(anyone.get('/'), 404)
    refused(ana.get('/api/predictions'), 404)
    wrong = ana.ask('DELETE', '/api/csv')
    refused(wrong, 405)
    equal(wrong.headers['Allow'], 'POST', 'Allow')
    head = anyone.ask('HEAD', '/health')
    equal((head.status, head.body), (200, b''), 'HEAD')
    equal(anyone.get('/health', X_Request_ID='my-1.x_').headers['X-Request-ID'], 'my-1.x_', 'its id')


@test
def unhealthy(box):
    """Health is that of the disk: without its folder the storage fails, and says so"""
    server, ana = start(box)
    spool = server.folder / 'files' / 'spool'
    spool.rmdir()
    answer = Asker(ana.port).get('/health')
    equal((answer.status, answer.json()['checks']['storage']), (503, 'failing'), 'health')
    refused(ana.send('a.csv', ROWS), 503, 'later')
    check(answer.headers['Retry-After'].isdigit(), 'no Retry-After')
    spool.mkdir()
    equal(Asker(ana.port).get('/health').status, 200, 'health afterwards')
    ana.submit('a.csv', ROWS)


@test
def too_many(box):
    """Whoever asks too often is told when to come again; others are not held up"""
    server, ana = start(box, '--rate', '5')
    other = bob(server, ana)
    answers = [ana.get('/api/limits') for _ in range(6)]
    equal([answer.status for answer in answers], [200] * 5 + [429], 'statuses')
    refused(answers[-1], 429)
    check(1 <= int(answers[-1].headers['Retry-After']) <= 12, answers[-1].headers['Retry-After'])
    equal(other.get('/api/limits').status, 200, "the other's status")


@test
def restart(box):
    """What was taken is there after the server was ended, and its requests were answered"""
    server, ana = start(box)
    job = ana.submit('a.csv', ROWS)
    server.process.terminate()
    ends_well(server.process)
    again = Asker(server.start_server(), ana.token)
    equal(again.job(job)['status'], 'QUEUED', 'status')


if __name__ == '__main__':
    tap.main(Box)
