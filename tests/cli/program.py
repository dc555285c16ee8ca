# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs retainwise-cli in a box: a folder, an environment and a time of its own."""

import collections
import contextlib
import functools
import os
import resource
import shutil
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

from tap import Failure, Skip, check, contains, equal, shorten

TIMEOUT = 60  # seconds for one run
NOBODY = 65534
LEFTOVERS = ('.retainwise-', 'retainwise-')
# What people are told the figures in JSON are called.
TITLES = {
    'mean_probability': 'Mean churn probability', 'auc': 'AUC',
    'average_precision': 'Average precision', 'log_loss': 'Log loss', 'brier': 'Brier score',
    'ece': 'Calibration error (ECE)', 'lift': 'Lift of the riskiest tenth',
    'accuracy': 'Accuracy', 'precision': 'Precision', 'recall': 'Recall', 'f1': 'F1 score',
}
# Never in what the program says, whatever happens.
DIRT = (b'GLib', b'CRITICAL', b'WARNING **', b'Traceback', b'Stack trace', b'Assertion',
        b'Sanitizer', b'runtime error', b'(null)')
# What a build with sanitizers or memory checks needs to know.
PASSED_ON = ('ASAN_OPTIONS', 'LSAN_OPTIONS', 'UBSAN_OPTIONS', 'TSAN_OPTIONS', 'MALLOC_PERTURB_',
             'MALLOC_CHECK_', 'G_SLICE', 'LD_LIBRARY_PATH')

Result = collections.namedtuple('Result', 'code out err')


def need_root():
    if os.geteuid() != 0:
        raise Skip('only root can run the program as another user')


def source(path):
    """A file of the project."""
    return Path(sys.argv[3]) / path


def comparing():
    """The command that compares the model that ships with itself."""
    model = source('models/telco.json')
    return ('compare', '--label', 'Churn', '-m', model, '-m', model)


@functools.cache
def generated(n_rows, *options):
    """Generated customers, made once for a program."""
    done = subprocess.run([sys.argv[2], *options, str(n_rows)], capture_output=True,
                          timeout=TIMEOUT, check=True)
    return done.stdout


class Box:
    """A folder to work in, and an empty one for temporary files beside it."""

    def __init__(self, folder):
        self.home = Path(folder)
        self.folder = self.home / 'box'
        self.temporary = self.home / 'tmp'
        for path in (self.folder, self.temporary):
            path.mkdir()
            path.chmod(0o777)

    def path(self, name):
        return self.folder / name

    def write(self, name, content):
        path = self.path(name)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def read(self, name):
        return self.path(name).read_bytes()

    def device(self, name, minor):
        """A memory device; root, who could replace it by mistake, gets one of the box's own."""
        if os.geteuid() != 0:
            return Path('/dev') / name
        path = self.path(name)
        try:
            os.mknod(path, stat.S_IFCHR | 0o666, os.makedev(1, minor))
            path.open('wb').close()
        except OSError as error:
            raise Skip(f'no device can be made here: {error}') from None
        return path

    def environment(self, **more):
        kept = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
        return kept | {'PATH': '/usr/bin:/bin', 'HOME': str(self.folder), 'LC_ALL': 'C.UTF-8',
                       'TMPDIR': str(self.temporary), 'G_DEBUG': 'fatal-warnings'} | more

    def german(self):
        """The environment in which the program speaks to a German."""
        folder = self.home / 'locales'
        if not shutil.which('localedef') or not Path('/usr/share/i18n/locales/de_DE').exists():
            raise Skip('no localedef or no definition of de_DE to make a German locale of')
        if not folder.exists():
            folder.mkdir()
            subprocess.run(['localedef', '-i', 'de_DE', '-f', 'UTF-8', folder / 'de_DE.UTF-8'],
                           capture_output=True, timeout=TIMEOUT, check=True)
        return self.environment(LOCPATH=str(folder), LC_ALL='de_DE.UTF-8')

    def for_all(self):
        """A copy of the program that every user may run."""
        path = self.home / 'retainwise-cli'
        if not path.exists():
            shutil.copy(sys.argv[1], path)
            path.chmod(0o755)
        return path

    def popen(self, *arguments, env=None, nobody=False, prepare=None, **options):
        """The program, started with the pipes that @options ask for."""
        def child():
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
            if prepare is not None:
                prepare()
            if nobody:
                os.setgroups([])
                os.setgid(NOBODY)
                os.setuid(NOBODY)
        path = self.for_all() if nobody else os.path.abspath(sys.argv[1])
        return subprocess.Popen([path, *map(str, arguments)], cwd=self.folder, preexec_fn=child,
                                env=self.environment() if env is None else env, **options)

    def run(self, *arguments, stdin=b'', timeout=TIMEOUT, stdout=subprocess.PIPE, **options):
        """Runs the program to its end and checks that it ended decently."""
        given = stdin if isinstance(stdin, bytes) else None
        child = self.popen(*arguments, stdin=stdin if given is None else subprocess.PIPE,
                           stdout=stdout, stderr=subprocess.PIPE, **options)
        try:
            out, err = child.communicate(given, timeout)
        except subprocess.TimeoutExpired:
            raise Failure(f'still running after {timeout} s: {shorten(arguments)}') from None
        finally:
            stop(child)
        check_decent(child.returncode, err)
        return Result(child.returncode, out or b'', err)

    def succeeds(self, *arguments, **options):
        result = self.run(*arguments, **options)
        check(result.code == 0, f'exit {result.code}: {shorten(result.err)}')
        return result

    def fails(self, code, words, *arguments, **options):
        """Ends with @code and one message with @words in it, and prints nothing else."""
        result = self.run(*arguments, **options)
        equal(result.code, code, f'exit code ({shorten(result.err)})')
        equal(result.out, b'', 'standard output')
        check(result.err.startswith(b'retainwise-cli: ') and result.err.endswith(b'\n')
              and result.err.count(b'\n') == 1, f'not one message: {shorten(result.err)}')
        contains(result.err, *words)
        return result

    def leftovers(self):
        found = [path.name for path in self.folder.rglob('*') if path.name.startswith(LEFTOVERS)]
        return found + [path.name for path in self.temporary.rglob('*')]


def check_decent(code, err):
    check(code >= 0, f'ended by signal {-code}: {shorten(err)}')
    for dirt in DIRT:
        check(dirt not in err, f'{dirt!r} in the messages: {shorten(err)}')


def wait_for(condition, what, seconds=TIMEOUT, pause=0.001):
    end = time.monotonic() + seconds
    while not condition():
        check(time.monotonic() < end, f'waited {seconds} s for {what}')
        time.sleep(pause)


def starts_writing(box, child):
    """Waits until a part of the output is there."""
    wait_for(lambda: box.leftovers() or child.poll() is not None, 'the writing to begin')


def catches_signals(child):
    """Waits until the program takes care of signals itself: it leaves them to a thread."""
    wait_for(lambda: blocks_interrupts(child.pid) or child.poll() is not None,
             'the program to take care of signals')


def blocks_interrupts(pid):
    try:
        status = Path(f'/proc/{pid}/status').read_text()
    except OSError:
        return False
    return int(status.split('SigBlk:')[1].split()[0], 16) >> (signal.SIGINT - 1) & 1


def end_of(child, seconds=TIMEOUT):
    """The exit code; a program that goes on is a failure."""
    try:
        return child.wait(seconds)
    except subprocess.TimeoutExpired:
        raise Failure(f'the program still runs after {seconds} s') from None


def stop(child):
    """Ends what still runs; nothing is left to read after that."""
    if child.poll() is None:
        child.send_signal(signal.SIGKILL)
        child.wait()
    for pipe in (child.stdin, child.stdout, child.stderr):
        if pipe is not None:
            with contextlib.suppress(OSError):
                pipe.close()
