#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What “meson install” puts into an empty prefix, started from there as a desktop does it, and gone after
“ninja uninstall”.

Called with the installed window and retainwise-cli, the project and its build, the prefix, and meson.
"""

import os
import struct
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

PREFIX, MESON = Path(sys.argv[5]), sys.argv[6]
sys.path.append(str(Path(sys.argv[3]) / 'tests' / 'desktop'))

import desktop  # noqa: E402, first: it finds the modules of tests/cli
import expected_files  # noqa: E402
import icons  # noqa: E402
import tree  # noqa: E402
from desktop import APP, BUILD, CLI, SOURCE, Program  # noqa: E402
from page import Page  # noqa: E402
from tap import check, contains, equal, test  # noqa: E402

ID = 'com.retainwiseanalytics.Desktop'
DESKTOP_FILE = PREFIX / 'share' / 'applications' / f'{ID}.desktop'
SAMPLE = PREFIX / 'share' / 'retainwise' / 'samples' / 'telco-sample.csv'
BUS = ('org.freedesktop.DBus', '/org/freedesktop/DBus')


def run(*command):
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, timeout=60)
    equal(done.returncode, 0, f'exit code of {command} ({done.stdout}{done.stderr})')
    return done.stdout


def same_files(folder, more=()):
    """What is listed is there, and nothing else but perhaps @more."""
    got = {str(path.relative_to(folder)) for path in folder.rglob('*')
           if path.is_symlink() or not path.is_dir()}
    listed = {*expected_files.FILES}
    equal((sorted(listed - got), sorted(got - listed - {*more})), ([], []), 'missing files, others')


class Installed(Program):
    """It finds its schema and data by itself."""

    def start(self, output, *arguments):
        return subprocess.Popen([APP, *map(str, arguments)], stdout=output, stderr=output)


class Remote:
    """A process that is not our child, as far as Program asks."""

    def __init__(self, pid):
        self.pid, self.fd = pid, os.pidfd_open(pid)

    def poll(self):
        return None if Path(f'/proc/{self.pid}').exists() else 0

    def wait(self, seconds):
        tree.wait(lambda: self.poll() is not None, 'the program to end', seconds)
        return 0

    def kill(self):
        os.kill(self.pid, 9)


class Launched(Program):
    """Started by the bus, at the command of a desktop."""

    def start(self, output, *command):
        subprocess.run([str(word) for word in command], stdout=output, stderr=output, timeout=60,
                       check=True)
        return Remote(tree.wait(self.find_pid, 'the program to come to the bus'))

    def find_pid(self):
        pid, = tree.call(tree.Gio.bus_get_sync(tree.Gio.BusType.SESSION), BUS, BUS[0],
                         'GetConnectionUnixProcessID', tree.GLib.Variant('(s)', (ID,)))
        equal(Path(f'/proc/{pid}/exe').resolve(), APP, 'program on the bus')
        return pid


def shows_sample(program, title='telco-sample.csv', text='7000 customers'):
    Page(program.window(title)).wait_for_shown(text)


@test
def staged(box):
    """Into a folder to pack up goes what is listed, and nothing else"""
    run(MESON, 'install', '-C', BUILD, '--no-rebuild', '--quiet', '--destdir', box.folder)
    same_files(box.folder / PREFIX.relative_to('/'))
    equal(sorted(path.name for path in box.folder.iterdir()), [PREFIX.parts[1]], 'folders')


@test
def installed(box):
    """Into the prefix goes the same, and what the desktop keeps about it"""
    run(MESON, 'install', '-C', BUILD, '--no-rebuild', '--quiet')
    same_files(PREFIX, expected_files.CACHES)
    contains((PREFIX / 'share/applications/mimeinfo.cache').read_text(), f'text/csv={ID}.desktop')


@test
def programs(box):
    """Every program tells its version and has its page in the manual"""
    for program in expected_files.PROGRAMS:
        contains(run(PREFIX / 'bin' / program, '--version'), program, '0.')
        contains(run('mandoc', PREFIX / 'share/man/man1' / f'{program}.1'), program)


@test
def command_line(box):
    """retainwise-cli scores the sample with the model that ships"""
    contains(run(CLI, 'score', SAMPLE), 'telco-sample.csv: 7000 customers')


@test
def icons_of_all_sizes(box):
    """The icons show something at every size"""
    theme = PREFIX / 'share' / 'icons' / 'hicolor'
    icons.check_full_colour(theme / 'scalable' / 'apps' / f'{ID}.svg')
    icons.check_symbolic(theme / 'symbolic' / 'apps' / f'{ID}-symbolic.svg')


@test
def valid(box):
    """The validators of the desktop have nothing to say"""
    equal(run('desktop-file-validate', DESKTOP_FILE), '', 'complaints')
    metainfo = PREFIX / 'share' / 'metainfo' / f'{ID}.metainfo.xml'
    contains(run('appstreamcli', 'validate', '--no-net', metainfo), 'success')
    run('glib-compile-schemas', '--strict', '--dry-run', PREFIX / 'share' / 'glib-2.0' / 'schemas')


@test
def screenshots(box):
    """The metainfo shows screenshots that are there, of the newest release, which is this one"""
    metainfo = ElementTree.parse(PREFIX / 'share' / 'metainfo' / f'{ID}.metainfo.xml')
    version = metainfo.find('releases/release').get('version')
    equal(run(CLI, '--version').split()[-1], version, 'version')
    images = metainfo.findall('screenshots/screenshot/image')
    check(len(images) >= 3, f'{len(images)} screenshots')
    for image in images:
        base, name = image.text.split(f'/v{version}/')
        check(base.startswith('https://'), image.text)
        picture = (SOURCE / name).read_bytes()
        equal(struct.unpack('>II', picture[16:24]),
              (int(image.get('width')), int(image.get('height'))), f'size of {name}')


@test
def from_the_menu(box):
    """A click on the icon opens an empty window"""
    with Launched('gio', 'launch', DESKTOP_FILE) as program:
        tree.wait_for(program.window(), 'push button', 'Try Sample Data')


@test
def double_click(box):
    """A double click on a CSV file opens it"""
    contains(run('gio', 'mime', 'text/csv'), f'{ID}.desktop')
    with Launched('gio', 'open', SAMPLE) as program:
        shows_sample(program)


@test
def second_file(box):
    """A file is opened by the program that runs, in a window of its own"""
    path = box.write('more.csv', b''.join(SAMPLE.read_bytes().splitlines(keepends=True)[:51]))
    with Launched('gio', 'launch', DESKTOP_FILE, SAMPLE) as program:
        shows_sample(program)
        run('gio', 'launch', DESKTOP_FILE, path)
        shows_sample(program, 'more.csv', '50 customers')
        equal(len(program.windows), 2, 'windows')


@test
def actions_by_bus(box):
    """The actions in the menu of the icon, over the bus"""
    call = ('gdbus', 'call', '--session', '--dest', ID, '--object-path', '/' + ID.replace('.', '/'),
            '--method', 'org.freedesktop.Application.ActivateAction')
    with Launched(*call, 'open-sample', '[]', '{}') as program:
        shows_sample(program)
        run(*call, 'new-window', '[]', '{}')
        program.window()
        equal(len(program.windows), 2, 'windows')


@test
def actions_by_command(box):
    """The same where the desktop runs commands: the program that runs does them"""
    lines = [line.removeprefix('Exec=') for line in DESKTOP_FILE.read_text().splitlines()
             if line.startswith('Exec=')]
    equal(lines, ['retainwise %U', 'retainwise --new-window', 'retainwise --open-sample'], 'commands')
    with Installed('--open-sample') as program:
        shows_sample(program)
        equal(len(program.windows), 1, 'windows')
        run(APP, '--new-window')
        program.window()
        equal(len(program.windows), 2, 'windows')


def complete(*words):
    """What bash offers for the last word."""
    script = ('source "$1" && shift && COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) && _retainwise "$1"'
              ' && printf "%s\\n" "${COMPREPLY[@]}"')
    done = run('env', f'PATH={PREFIX}/bin:/usr/bin:/bin', 'bash', '-c', script, 'bash',
               PREFIX / 'share/bash-completion/completions' / words[0], *words)
    return sorted(set(done.split()))


@test
def completion(box):
    """Bash completes commands and options"""
    equal(complete('retainwise-cli', ''), ['cat', 'compare', 'evaluate', 'inspect', 'model', 'score', 'train'], 'commands')
    equal(complete('retainwise-server', 'token', ''), ['add', 'list', 'remove'], 'commands of “token”')
    equal(complete('retainwise-cli', 'score', 'a.csv', '--out'), ['--output='], 'options of “score”')
    equal(complete('retainwise-worker', '--model-'), ['--model-sha256='], 'options of the worker')
    equal(complete('retainwise', '--new'), ['--new-window'], 'options of the window')
    equal(complete('retainwise', 'telco'), [], 'files are left to bash')


@test
def uninstalled(box):
    """“ninja uninstall” and caches.sh leave nothing"""
    run('ninja', '-C', BUILD, 'uninstall')
    run('sh', SOURCE / 'data' / 'caches.sh', PREFIX / 'share')
    equal(sorted(str(path) for path in PREFIX.rglob('*')), [], 'what is left')


if __name__ == '__main__':
    desktop.main()
