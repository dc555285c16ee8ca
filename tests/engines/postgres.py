# SPDX-License-Identifier: GPL-3.0-or-later
"""A PostgreSQL server of the tests' own: a new cluster in a temporary folder, on a free port of
loopback. PostgreSQL does not run as root; then it runs as the user that Debian's package makes."""

import glob
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time

ACCOUNT = 'postgres'
USER = 'retainwise'
WAIT = 60  # seconds to start or end in
PAUSE = 0.02
STARTS = 5  # a port that was free may be taken by somebody else
SETTINGS = {
    'listen_addresses': '127.0.0.1',
    'shared_buffers': '32MB',
    'max_connections': '100',
    'full_page_writes': 'off',
    'synchronous_commit': 'on',
    'log_min_messages': 'warning',
}


def find_program(name):
    """Debian keeps them off the PATH, a folder for each version."""
    found = sorted(glob.glob(f'/usr/lib/postgresql/*/bin/{name}'),
                   key=lambda path: float(path.split('/')[4]))
    return found[-1] if found else name


def find_free_port():
    with socket.socket() as probe:
        probe.bind(('127.0.0.1', 0))
        return probe.getsockname()[1]


class Postgres:
    """One cluster. fsync: whether what is committed is on the disk, for tests that pull its plug. tls: the paths of
    a certificate and its key, when it is to speak TLS alone."""

    def __init__(self, fsync=False, tls=()):
        self.settings = SETTINGS | {'fsync': 'on' if fsync else 'off'}
        self.tls = tls
        self.account = pwd.getpwnam(ACCOUNT) if os.getuid() == 0 else None
        self.folder = self.password = self.port = self.server = None

    @property
    def uri(self):
        return f'postgresql://{USER}:{self.password}@127.0.0.1:{self.port}/postgres'

    def prefix(self):
        """Whatever becomes of us, the server does not outlive us."""
        who = ([] if self.account is None else
               [f'--reuid={self.account.pw_uid}', f'--regid={self.account.pw_gid}', '--init-groups'])
        return ['setpriv', '--pdeathsig', 'QUIT', *who, '--']

    def path(self, name):
        return os.path.join(self.folder, name)

    def start(self):
        """A new cluster; returns its URI."""
        self.folder = tempfile.mkdtemp(prefix='rw-pg-')
        if self.account is not None:
            os.chown(self.folder, self.account.pw_uid, self.account.pw_gid)
        self.password = secrets.token_hex(16)
        self.init()
        for _ in range(STARTS):
            self.port = find_free_port()
            if self.launch():
                return self.uri
        log = self.read_log()
        self.stop()
        raise RuntimeError(f'PostgreSQL does not start: {log}')

    def init(self):
        with open(self.path('password'), 'w', encoding='ascii') as file:
            file.write(self.password)
        os.chmod(self.path('password'), 0o644)  # in a folder that is the account's alone
        subprocess.run([*self.prefix(), find_program('initdb'), '--no-sync', '--no-locale', '-E', 'UTF8',
                        '-U', USER, '-A', 'scram-sha-256', '--pwfile', self.path('password'),
                        '-D', self.path('data')],
                       check=True, stdout=subprocess.DEVNULL, cwd='/', timeout=WAIT)
        if self.tls:
            self.secure()

    def secure(self):
        """PostgreSQL wants a key that is its account's alone."""
        certificate, key = (shutil.copy(path, self.folder) for path in self.tls)
        os.chmod(key, 0o600)
        if self.account is not None:
            os.chown(key, self.account.pw_uid, self.account.pw_gid)
        self.settings |= {'ssl': 'on', 'ssl_cert_file': certificate, 'ssl_key_file': key, 'hba_file': self.path('hba')}
        with open(self.path('hba'), 'w', encoding='ascii') as file:
            file.write('hostssl all all 127.0.0.1/32 scram-sha-256\n')

    def launch(self):
        """Returns whether it takes connections."""
        options = [part for name, value in self.settings.items() for part in ('-c', f'{name}={value}')]
        with open(self.path('log'), 'ab') as log:
            self.server = subprocess.Popen(
                [*self.prefix(), find_program('postgres'), '-D', self.path('data'), '-k', self.folder,
                 '-p', str(self.port), *options],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd='/', start_new_session=True)
        end = time.monotonic() + WAIT
        while time.monotonic() < end and self.server.poll() is None:
            if self.is_ready():
                return True
            time.sleep(PAUSE)
        self.end(signal.SIGQUIT)
        return False

    def is_ready(self):
        """The last line of this file, by the manual, is what state it is in."""
        try:
            with open(self.path('data/postmaster.pid'), encoding='utf-8') as file:
                lines = file.read().split('\n')
        except OSError:
            return False
        return len(lines) > 7 and lines[0] == str(self.server.pid) and lines[7].strip() == 'ready'

    def read_log(self):
        with open(self.path('log'), encoding='utf-8', errors='replace') as file:
            return file.read()

    def end(self, number):
        if self.server is None:
            return
        if self.server.poll() is None:
            self.server.send_signal(number)
        try:
            self.server.wait(WAIT)
        except subprocess.TimeoutExpired:
            self.server.kill()
            self.server.wait()
        self.server = None

    def halt(self):
        """Ends it in order: connections are closed, what was committed stays."""
        self.end(signal.SIGINT)

    def kill(self):
        """Ends it as a machine that fails does; the next start has to recover."""
        self.end(signal.SIGQUIT)

    def resume(self):
        """Starts it again, on the same port."""
        if not self.launch():
            raise RuntimeError(f'PostgreSQL does not start again: {self.read_log()}')

    def restart(self, kill=False):
        self.end(signal.SIGQUIT if kill else signal.SIGINT)
        self.resume()

    def ask(self, sql, uri=None):
        """What psql prints."""
        done = subprocess.run([find_program('psql'), '-XAtq', '-v', 'ON_ERROR_STOP=1', '-c', sql, uri or self.uri],
                              check=True, capture_output=True, text=True, timeout=WAIT)
        return done.stdout.strip()

    def stop(self):
        """For good."""
        self.kill()
        if self.folder is not None:
            shutil.rmtree(self.folder, ignore_errors=True)
            self.folder = None

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.stop()
