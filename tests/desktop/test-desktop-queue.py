#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""From a window that knows no network to the result of a queue: one program and ./dev serve, one step
after the other."""

import os
import re
from pathlib import Path

import desktop  # first: it finds the modules of tests/cli
import chooser
import hands
import queue_service
import tree
from page import Page
from tap import check, contains, equal, same_bytes, test

PROMISE = 60  # seconds until a file is scored
FILE = 'telco-sample.csv'
SUBMIT = 'Submit to Hosted Queue'


def wait_for(root, role, name, seconds=tree.SECONDS):
    """Also in lists: those of rows with settings, and of jobs."""
    return tree.wait_for(root, role, name, ('table row', 'tree table'), seconds)


class Story:
    """What the steps share."""

    program = queue = window = preferences = jobs = None
    home = Path(os.environ['HOME'])

    def leftovers(self):
        return []

    def dialog(self, name):
        """A window of the program that is no main window."""
        return tree.wait(lambda: next((node for node in self.program.node.children
                                       if node.name == name), None), f'the dialog “{name}”')

    def write_into(self, role, name, text):
        """Into an entry, and applies it."""
        entry = wait_for(self.preferences, role, name)
        hands.click(self.preferences, entry)
        hands.press('ctrl+a')
        hands.write(text)
        hands.press('Return')


@test
def off(story):
    """Ctrl+M explains how to set the queue up, and nothing has been contacted"""
    queue_service.open_keyring()
    story.queue = queue_service.Queue(story.home)
    story.program = desktop.Program(desktop.SAMPLE)
    story.window = story.program.window(FILE)
    Page(story.window).wait_for_shown('7000 customers')
    hands.press('ctrl+m')
    dialog = story.dialog('The Hosted Queue Is Off')
    wait_for(dialog, 'label', r'(?s).*nothing leaves this computer\.')
    tree.find(dialog, 'push button', r'Set Up Hosted Queue…').press()


@test
def set_up(story):
    """Switch, address and token are entered in Preferences, and the connection is tested"""
    story.preferences = story.dialog('Preferences')
    wait_for(story.preferences, 'check box', 'Use a Hosted Queue').press()
    story.write_into('text', 'Address.*', story.queue.address)
    story.write_into('text', 'Token', story.queue.token)
    wait_for(story.preferences, None, r'The token is kept for this address\.')
    wait_for(story.preferences, 'push button', 'Test Connection').press()
    wait_for(story.preferences, None, r'Connected as \S+\. Files up to 1\.1\sGB\.')
    hands.press('Escape')


@test
def token_is_private(story):
    """The token is in the keyring, and nowhere else"""
    holders = [path for path in (story.home / '.local').rglob('*')
               if path.is_file() and story.queue.token.encode() in path.read_bytes()]
    equal(holders, [], 'files that hold the token')
    check(story.queue.token not in story.program.said(), 'the token was printed')


@test
def submit(story):
    """What is sent to whom is said before it is sent"""
    tree.wait(lambda: story.window.has('active'), 'the window')
    hands.press('ctrl+m')
    dialog = story.dialog(SUBMIT)
    host = story.queue.address.removeprefix('http://')
    for text in (FILE, '7000', host, 'gender'):
        wait_for(dialog, None, f'.*{re.escape(text)}.*')
    button = wait_for(dialog, 'push button', 'Submit')
    tree.wait(lambda: button.has('sensitive'), 'the server to take it')
    button.press()


@test
def follow(story):
    """The job goes from the queue to COMPLETED within the promised time"""
    story.jobs = story.dialog('Hosted Queue')
    wait_for(story.jobs, None, f'{re.escape(FILE)}: .*')
    wait_for(story.jobs, None, 'Completed: .*', PROMISE)


@test
def compare(story):
    """The window can say that scoring here gives the same bytes"""
    wait_for(story.jobs, 'push button', 'Compare with Scoring Here').press()
    wait_for(story.jobs, None, r'The results are the same, byte for byte\.')


@test
def download(story):
    """The downloaded result is what retainwise-cli writes"""
    path = story.home / 'result.csv'
    wait_for(story.jobs, 'push button', 'Download…').press()
    chooser.save_file(story.program, 'Download Result', path)
    tree.wait(path.exists, 'the file')
    wanted = desktop.score(desktop.SAMPLE, story.home / 'cli.csv')
    same_bytes(path.read_bytes(), wanted, 'result')


@test
def open_result(story):
    """Open Result shows it as any scored file"""
    wait_for(story.jobs, 'push button', 'Open Result').press()
    window = story.program.window('result.csv')
    Page(window).wait_for_shown('7000 customers')
    first = Page(window).first_row()
    contains(first, 'churn probability')
    equal(first, Page(story.window).first_row(), 'the riskiest customer')


@test
def restart(story):
    """The job is still known when the program starts again"""
    story.program.quit()
    story.program = desktop.Program(desktop.SAMPLE)
    story.program.window(FILE)
    hands.press('ctrl+j')
    story.jobs = story.dialog('Hosted Queue')
    wait_for(story.jobs, None, f'{re.escape(FILE)}: Completed.*')


@test
def end(story):
    """Program and queue end, and leave nothing behind"""
    story.program.quit()
    equal(story.queue.stop(), 0, './dev serve')


def main():
    story = Story()
    try:
        desktop.main(lambda folder: story, story=True)
    finally:
        if story.program:
            story.program.kill()
        if story.queue and story.queue.process.poll() is None:
            story.queue.stop()


main()
