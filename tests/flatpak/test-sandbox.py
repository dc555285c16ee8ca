#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""From the empty window to a queue's result, in the sandbox: files come and go through the portals,
for the sandbox sees none. One program, one step after the other.

usage: test-sandbox.py RETAINWISE RETAINWISE-CLI PROJECT BUILD FOLDER; the first two from outside, to
compare with. A picture and the times to start go to FOLDER."""

import os
import statistics
import subprocess
import sys
from pathlib import Path

PROJECT, KEPT = Path(sys.argv[3]).resolve(), Path(sys.argv[5]).resolve()
sys.path.append(str(PROJECT / 'tests' / 'desktop'))

import desktop  # noqa: E402  first: it finds the modules of tests/cli
import chooser  # noqa: E402
import expected  # noqa: E402
import hands  # noqa: E402
import queue_service  # noqa: E402
import sandboxed  # noqa: E402
import tree  # noqa: E402
from page import EXPORT, Page  # noqa: E402
from tap import check, contains, equal, same_bytes, test  # noqa: E402

NAME = 'customers.csv'
PERMISSIONS = {'shared': 'network;ipc;', 'sockets': 'x11;wayland;fallback-x11;', 'devices': 'dri;'}
EXPORT_ALL = 'Export All Customers'
# What the host is given, below its share.
EXPORTED = (f'applications/{sandboxed.APPLICATION}.desktop',
            f'dbus-1/services/{sandboxed.APPLICATION}.service',
            f'icons/hicolor/scalable/apps/{sandboxed.APPLICATION}.svg',
            f'icons/hicolor/symbolic/apps/{sandboxed.APPLICATION}-symbolic.svg')
LISTS = ('table row', 'tree table')  # in which rows with settings, and jobs, are


class Story:
    """What the steps share."""

    portals = program = queue = page = preferences = None
    home = Path(os.environ['HOME'])

    def leftovers(self):
        return []

    @property
    def window(self):
        return self.page.window

    def files(self):
        """What is in the home but hidden."""
        return sorted(path.name for path in self.home.glob('*.csv'))

    def dialog(self, name):
        """A window of the program that is no main window."""
        return tree.wait(lambda: next((node for node in self.program.node.children
                                       if node.name == name), None), f'the dialog “{name}”')

    def write_into(self, name, text):
        """Into an entry of the preferences, and applies it."""
        hands.click(self.preferences, tree.wait_for(self.preferences, 'text', name, LISTS))
        hands.press('ctrl+a')
        hands.write(text)
        hands.press('Return')


@test
def permissions(story):
    """The sandbox has the permissions of the manifest, and no file of the user"""
    queue_service.open_keyring()  # or the portals start one that is closed
    story.portals = sandboxed.Portals()
    path = story.home / NAME
    path.write_bytes(desktop.SAMPLE.read_bytes())
    done = subprocess.run(['flatpak', 'info', '--show-permissions', sandboxed.APPLICATION],
                          env=sandboxed.environment(), capture_output=True, text=True, check=True)
    shown = dict(line.split('=') for line in done.stdout.splitlines() if '=' in line)
    equal(shown, PERMISSIONS, 'permissions')
    equal(sandboxed.run_inside('test', '-e', str(path)).returncode, 1, 'the file is seen inside')
    equal(sandboxed.run_inside('sh', '-c', 'command -v retainwise-server').returncode, 127,
          'a server is inside')


@test
def exports(story):
    """Menu entry, icons and D-Bus activation are given to the host"""
    share = Path(os.environ['FLATPAK_USER_DIR']) / 'exports' / 'share'
    equal([name for name in EXPORTED if not (share / name).is_file()], [], 'what is missing')


@test
def command_line(story):
    """retainwise-cli scores in the sandbox, byte for byte as outside"""
    story.wanted = desktop.score(story.home / NAME, story.home / 'cli.csv')
    with (story.home / NAME).open('rb') as data:
        done = subprocess.run([*sandboxed.run_words('--command=retainwise-cli'), 'score', '-', '-o',
                               '-'], env=sandboxed.environment(), stdin=data, capture_output=True,
                              timeout=60, check=False)
    equal(done.returncode, 0, done.stderr)
    same_bytes(done.stdout, story.wanted, 'scores')


@test
def open_file(story):
    """A file chosen in the portal's dialog is scored and shown"""
    story.program = sandboxed.Program()
    window = story.program.window()
    tree.wait_for(window, 'label', r'(?s)Open a CSV file.*Nothing leaves this computer\.')
    hands.press('ctrl+o')
    chooser.open_file(story.portals, 'Open Customers', story.home / NAME)
    story.page = Page(story.program.window(NAME))
    story.page.wait_for_shown('7000 customers')
    scored = expected.Scored(story.wanted)
    high, medium, low = map(str, scored.bands())
    equal(story.page.bands(), ['High', high, 'Medium', medium, 'Low', low], 'bands')
    rows = scored.riskiest_first(scored.rows)[:10]
    tree.wait(lambda: story.page.row_names(10) == [scored.row_text(row) for row in rows],
              f'rows of {rows[0][0]} and the next')


@test
def picture(story):
    """The window is photographed"""
    window = hands.xdotool('getactivewindow').strip()
    subprocess.run(['import', '-window', window, KEPT / 'screenshot.png'], timeout=tree.SECONDS,
                   check=True)


def start_export(story):
    """Until the portal's dialog is there."""
    tree.find(story.window, 'push button', EXPORT).press()
    tree.wait_for(story.window, 'menu item', 'All Customers…').press()
    chooser.wait_for_dialog(story.portals, EXPORT_ALL)
    return chooser.wait_for_entry(story.portals, EXPORT_ALL)


@test
def export_new(story):
    """The file that the portal's dialog proposes becomes what retainwise-cli writes outside"""
    before = story.files()
    path = story.home / 'customers-scored.csv'
    equal(start_export(story).text, path.name, 'proposal')
    chooser.finish(story.portals, EXPORT_ALL)
    tree.wait_for(story.window, 'label', f'7000 customers saved to {path.name}')
    same_bytes(path.read_bytes(), story.wanted, 'export')
    equal(story.files(), sorted([*before, path.name]), 'files')
    equal(list(story.home.glob('.retainwise-*.part')), [], 'parts that are left')


@test
def export_replaced(story):
    """A file that is there is replaced, with its permissions"""
    path = story.home / 'old.csv'
    path.write_text('old')
    path.chmod(0o640)
    start_export(story)
    hands.press('ctrl+a')
    chooser.write_path(story.portals, EXPORT_ALL, path)
    # Return would take what the entry proposes for completion.
    tree.find(story.portals.node, 'push button', 'Export').press()
    tree.wait_for(story.portals.node, 'push button', 'Replace').press()
    tree.wait_for(story.window, 'label', f'7000 customers saved to {path.name}')
    same_bytes(path.read_bytes(), story.wanted, 'export')
    equal(path.stat().st_mode & 0o777, 0o640, 'mode')
    equal(list(story.home.glob('.retainwise-*.part')), [], 'parts that are left')


@test
def queue(story):
    """A queue outside is set up, and its token kept, through the portal of secrets"""
    story.queue = queue_service.Queue(story.home)
    hands.press('ctrl+m')
    dialog = story.dialog('The Hosted Queue Is Off')
    tree.wait_for(dialog, 'push button', r'Set Up Hosted Queue…').press()
    story.preferences = story.dialog('Preferences')
    tree.wait_for(story.preferences, 'check box', 'Use a Hosted Queue', LISTS).press()
    story.write_into('Address.*', story.queue.address)
    story.write_into('Token', story.queue.token)
    tree.wait_for(story.preferences, None, r'The token is kept for this address\.', LISTS)
    tree.wait_for(story.preferences, 'push button', 'Test Connection', LISTS).press()
    tree.wait_for(story.preferences, None, r'Connected as \S+\. Files up to 1\.1\sGB\.', LISTS)
    hands.press('Escape')


@test
def token(story):
    """The token is in no file in clear, on either side"""
    folder = story.home / '.var' / 'app' / sandboxed.APPLICATION
    holders = [path for path in folder.rglob('*')
               if path.is_file() and story.queue.token.encode() in path.read_bytes()]
    equal(holders, [], 'files that hold the token')
    kept = [path.name for path in folder.rglob('*.keyring')]
    check(kept, 'there is no keyring inside: where has the token gone?')


@test
def submit(story):
    """The queue scores the file, and its result comes back through the portal"""
    tree.wait(lambda: story.window.has('active'), 'the window')
    hands.press('ctrl+m')
    dialog = story.dialog('Submit to Hosted Queue')
    button = tree.wait_for(dialog, 'push button', 'Submit')
    tree.wait(lambda: button.has('sensitive'), 'the server to take it')
    button.press()
    jobs = story.dialog('Hosted Queue')
    tree.wait_for(jobs, None, 'Completed: .*', LISTS, 60)
    path = story.home / 'result.csv'
    tree.wait_for(jobs, 'push button', 'Download…', LISTS).press()
    chooser.save_file(story.portals, 'Download Result', path)
    tree.wait(lambda: path.exists() and path.stat().st_size == len(story.wanted), 'the result')
    same_bytes(path.read_bytes(), story.wanted, 'result')
    contains(story.portals.node.name, 'xdg-desktop-portal')


@test
def again(story):
    """Started again with a file, as by a double click, the program still has its token"""
    story.program.quit()
    story.program = sandboxed.Program(story.home / NAME)
    Page(story.program.window(NAME)).wait_for_shown('7000 customers')
    hands.press('ctrl+comma')
    story.preferences = story.dialog('Preferences')
    tree.wait(lambda: hands.active_title() == 'Preferences', 'the preferences')
    hands.click(story.preferences, tree.wait_for(story.preferences, None, 'Hosted Queue', LISTS))
    tree.wait_for(story.preferences, 'push button', 'Test Connection', LISTS).press()
    tree.wait_for(story.preferences, None, r'Connected as .*', LISTS)
    hands.press('Escape')


@test
def leave(story):
    """Ctrl+Q ends the program, which had nothing to complain of"""
    story.program.quit()
    equal(story.queue.stop(), 0, './dev serve')


@test
def start(story):
    """The window comes, inside and outside"""
    lines = []
    for place, times in zip(('inside', 'outside'), sandboxed.start_times(), strict=True):
        lines.append(f'start {place}: {statistics.median(times):.2f} s (median of {len(times)}; '
                     f'{times[0]:.2f} to {times[-1]:.2f})')
    (KEPT / 'start.txt').write_text('\n'.join(lines) + '\n')


if __name__ == '__main__':
    story = Story()
    try:
        desktop.main(lambda folder: story, story=True)
    finally:
        if story.program:
            story.program.kill()
        if story.queue and story.queue.process.poll() is None:
            story.queue.stop()
        if story.portals:
            story.portals.stop()
