#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What becomes of messages on Amazon SQS when requests and answers are lost: at the end none is, and none is left.

usage: test-sqs-faults.py PROJECT DRIVE-QUEUE NPM-FOLDER
"""

import contextlib
import os
import re
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

PROJECT, DRIVER = (Path(path).resolve() for path in sys.argv[1:3])
os.environ['RW_TEST_NPM'] = sys.argv[3]
sys.path += [str(PROJECT / 'tests' / folder) for folder in ('cli', 'service', 'engines')]

import tap  # noqa: E402
from fault_proxy import (  # noqa: E402
    FaultProxy, answer, cut_answer, drip, lose_answer, refuse, reset_in_request, stall)
from fauxqs import KEY_ID, SECRET, Fauxqs, Refused  # noqa: E402
from tap import check, contains, equal, test  # noqa: E402

ACTIONS = ('SendMessage', 'ReceiveMessage', 'ChangeMessageVisibility', 'DeleteMessage', 'GetQueueAttributes')
KINDS = tuple((action, re.compile(rb'POST / .*\r\nX-Amz-Target: AmazonSQS\.%s\r\n' % action.encode(), re.DOTALL))
              for action in ACTIONS)
SECONDS = 120  # for one driver in all
INVISIBLE = '1000'
NETWORK, ACCESS = 13, 14  # RwError

# Faults, one run each for every action.
FAULTS = {
    'refused': [refuse],
    'reset before the body': [reset_in_request(0)],
    'reset in the body': [reset_in_request(10)],
    'answer lost': [lose_answer],
    'answer lost twice': [lose_answer, lose_answer],
    'answer cut': [cut_answer(1)],
    '500, 503': [answer(500), answer(503)],
    '429': [answer(429)],
    'stalled': [stall],
    'drip': [drip],
}


class Driver:
    """A queue of ours in a process of its own, behind a proxy that breaks things."""

    def __init__(self, service, port, names):
        self.urls = {name: url for name, url in zip(('jobs', 'dead'), names)}
        command = [DRIVER, f'http://127.0.0.1:{port}', *names]
        environment = {**os.environ, **service.environment()}
        self.child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                                      env=environment)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.child.stdin.close()
        self.child.wait(SECONDS)
        self.child.stdout.close()

    def say(self, *words):
        print(*words, file=self.child.stdin, flush=True)
        return self.child.stdout.readline().rstrip('\n')

    def do(self, *words):
        equal(self.say(*words), 'ok', ' '.join(words))


@contextlib.contextmanager
def rig(service, label):
    """New queues, a driver for them and the proxy between."""
    proxy = FaultProxy(KINDS)
    proxy.upstream = service.port
    name = re.sub(r'\W+', '-', label)
    try:
        dead = service.create_queue(f'{name}-dead')
        jobs = service.create_queue(name, dead)
        with Driver(service, proxy.port, (jobs, dead)) as driver:
            yield proxy, driver
    finally:
        proxy.close()


def count(service, url):
    attributes = service.attributes(url)
    return sum(int(attributes[f'ApproximateNumberOfMessages{kind}']) for kind in ('', 'NotVisible', 'Delayed'))


def work_off(service, driver, finish):
    """Receives until nothing is left, also what was hidden, and says what came."""
    bodies = set()
    deadline = time.monotonic() + SECONDS
    while count(service, driver.urls['jobs']) > 0:
        check(time.monotonic() < deadline, 'messages are left')
        got = driver.say('receive', '2000', INVISIBLE)
        if got == 'no':
            continue
        contains(got, 'message ')
        bodies.add(got.split(' ')[1])
        driver.say('extend', INVISIBLE)
        finish(driver)
    return bodies


def take_letters(service, driver):
    """Takes, settles and forgets until nothing is left. What is hidden comes back when it was forgotten in vain."""
    bodies = set()
    while (got := driver.say('take')) != 'no':
        contains(got, 'letter ')
        bodies.add(got.split(' ')[1])
        driver.do('settle')
        driver.do('forget')
    return bodies


def each_fault(service, action, run):
    for name, faults in FAULTS.items():
        with rig(service, f'{action}-{run.__name__}-{name}') as (proxy, driver):
            proxy.plan(action, *faults)
            try:
                run(service, driver)
            except tap.Failure as failure:
                raise tap.Failure(f'{action}, {name}: {failure}') from None
            equal(proxy.left(), 0, f'faults of {action}, {name}, that nobody ran into')


def work(service, driver):
    driver.do('send', 'a')
    driver.do('send', 'b')
    bodies = work_off(service, driver, lambda driver: driver.do('remove'))
    bodies |= take_letters(service, driver)
    equal(bodies, {'a', 'b'}, 'what came')


def bury(service, driver):
    driver.do('send', 'a')
    bodies = work_off(service, driver, lambda driver: driver.do('bury', 'damaged'))
    bodies |= take_letters(service, driver)
    equal(bodies, {'a'}, 'what came')
    equal(driver.say('take'), 'no', 'a letter that nobody took')


def with_service(function):
    def run(box):
        with Fauxqs() as service:
            function(service)
    run.__doc__ = function.__doc__
    return test(run)


@with_service
def sending(service):
    """Whatever happens to a message that is sent, it is there"""
    each_fault(service, 'SendMessage', work)
    each_fault(service, 'SendMessage', bury)


@with_service
def receiving(service):
    """Whatever happens to a message that is received, it comes again"""
    each_fault(service, 'ReceiveMessage', work)


@with_service
def extending(service):
    """Whatever happens when a message is kept for longer, it is worked off"""
    each_fault(service, 'ChangeMessageVisibility', work)
    each_fault(service, 'ChangeMessageVisibility', bury)


@with_service
def removing(service):
    """Whatever happens when a message is removed, it is gone"""
    each_fault(service, 'DeleteMessage', work)
    each_fault(service, 'DeleteMessage', bury)


@with_service
def checking(service):
    """Whatever happens when the queue is asked what it is, it is found to be right"""
    each_fault(service, 'GetQueueAttributes', lambda _, driver: driver.do('check'))


@with_service
def lost_thrice(service):
    """A message whose answers are all lost becomes a dead letter, and is not lost"""
    with rig(service, 'thrice') as (proxy, driver):
        driver.do('send', 'a')
        proxy.plan('ReceiveMessage', *[lose_answer] * 3)
        equal(driver.say('receive', '0', '1000'), 'no', 'first')
        deadline = time.monotonic() + SECONDS
        while proxy.left():
            check(time.monotonic() < deadline, 'it never comes again')
            driver.say('receive', '0', '1000')
        while driver.say('receive', '1000', '1000') != 'no' or count(service, driver.urls['jobs']):
            check(time.monotonic() < deadline, 'it never dies')
        equal(driver.say('take'), 'letter a received too often', 'letter')


@with_service
def down_and_up(service):
    """While nobody reaches the service that is told, and afterwards everything is there"""
    with rig(service, 'down') as (_, driver):
        driver.do('send', 'a')
        service.pause()
        for command in (['send', 'b'], ['receive', '0', '1000'], ['take'], ['check']):
            contains(driver.say(*command), f'error {NETWORK} ')
        service.go_on()
        driver.do('send', 'b')
        equal(work_off(service, driver, lambda driver: driver.do('remove')), {'a', 'b'}, 'what came')


@test
def refused(_box):
    """Without a signature, with a wrong secret or another token nobody is let in"""
    keys = {'AKIATOKEN': {'secret': 's', 'token': 'to/ken+='}}
    with Fauxqs(keys) as service:
        unsigned = urllib.request.Request(f'{service.endpoint}/', b'{}', method='POST', headers={
            'Content-Type': 'application/x-amz-json-1.0', 'X-Amz-Target': 'AmazonSQS.ListQueues'})
        try:
            urllib.request.build_opener(urllib.request.ProxyHandler({})).open(unsigned)
            raise tap.Failure('an unsigned request passed')
        except urllib.error.HTTPError as error:
            contains(error.read(), 'MissingAuthenticationToken')
        for key, secret, token, wanted in ((KEY_ID, SECRET, '', 'ok'), (KEY_ID, 'guess', '', ACCESS),
                                           ('AKIANOBODY', SECRET, '', ACCESS), (KEY_ID, SECRET, 'x', ACCESS),
                                           ('AKIATOKEN', 's', 'to/ken+=', 'ok'), ('AKIATOKEN', 's', '', ACCESS)):
            os.environ['AWS_SESSION_TOKEN'] = token
            service.environment = lambda key=key, secret=secret: {
                'AWS_REGION': 'us-east-1', 'AWS_ACCESS_KEY_ID': key, 'AWS_SECRET_ACCESS_KEY': secret}
            with Driver(service, service.port, (service.url, service.dead_letter_url)) as driver:
                said = driver.say('check')
            check(said.startswith(f'error {wanted} ' if wanted == ACCESS else wanted), f'{key} {secret}: {said}')
        del os.environ['AWS_SESSION_TOKEN']


if __name__ == '__main__':
    tap.main(tap.Folder)
