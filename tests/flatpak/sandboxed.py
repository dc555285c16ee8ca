# SPDX-License-Identifier: GPL-3.0-or-later
"""RetainWise in its sandbox, and the portals it talks to, as the tests of the desktop see them."""

import contextlib
import os
import subprocess
import time

import desktop
import hands
import tree

APPLICATION = 'com.retainwiseanalytics.Desktop'
LIBEXEC = '/usr/libexec'
# In the order in which they need each other: program, its name on the session bus.
PORTALS = (
    ('xdg-permission-store', 'org.freedesktop.impl.portal.PermissionStore'),
    ('xdg-document-portal', 'org.freedesktop.portal.Documents'),
    ('xdg-desktop-portal-gtk', 'org.freedesktop.impl.portal.desktop.gtk'),
    ('xdg-desktop-portal', 'org.freedesktop.portal.Desktop'),
)
KEPT = ('DBUS_SESSION_BUS_ADDRESS', 'DISPLAY', 'FLATPAK_USER_DIR', 'HOME', 'LANG', 'PATH')
N_STARTS = 7


def environment(**more):
    """The document portal's folder has the same path inside only below /run/user."""
    kept = {name: os.environ[name] for name in KEPT}
    return kept | {'XDG_RUNTIME_DIR': f'/run/user/{os.getuid()}'} | more


def run_words(*options):
    """The X server has no hardware to draw with."""
    return ['flatpak', 'run', '--user', '--env=GDK_BACKEND=x11', '--env=GSK_RENDERER=cairo',
            '--env=LC_ALL=C.UTF-8', *options, APPLICATION]


def run_inside(command, *arguments):
    """Another program in the same sandbox."""
    return subprocess.run([*run_words(f'--command={command}'), *arguments], env=environment(),
                          capture_output=True, text=True, timeout=tree.SECONDS, check=False)


def has_owner(name):
    done = subprocess.run(['gdbus', 'call', '--session', '--dest', 'org.freedesktop.DBus',
                           '--object-path', '/org/freedesktop/DBus', '--method',
                           'org.freedesktop.DBus.NameHasOwner', name],
                          capture_output=True, text=True, timeout=tree.SECONDS, check=True)
    return 'true' in done.stdout


class Portals:
    """Running ones. Their dialogs are the children of @node, as those of a program."""

    def __init__(self):
        self.desktop = tree.connect()
        self.log = open(f'{os.environ["HOME"]}/portals.log', 'wb')
        self.processes = {}
        for program, name in PORTALS:
            self.processes[program] = subprocess.Popen(
                [f'{LIBEXEC}/{program}'], stdout=self.log, stderr=self.log,
                cwd=os.environ['HOME'],
                env=environment(XDG_CURRENT_DESKTOP='GNOME', GTK_USE_PORTAL='0'))
            tree.wait(lambda: has_owner(name), program)

    @property
    def node(self):
        pid = self.processes['xdg-desktop-portal-gtk'].pid
        return tree.wait(lambda: next((node for node in self.desktop.children if node.pid == pid),
                                      None), 'the dialogs of the portals')

    def stop(self):
        for process in reversed(self.processes.values()):
            process.terminate()
            process.wait(tree.SECONDS)
        self.log.close()


class Program(desktop.Program):
    """Given files come as the desktop hands them on; ended with all of its sandbox."""

    def __init__(self, *files):
        super().__init__(*files)
        tree.wait(lambda: self.known.children, 'the window')

    def start(self, output, *files):
        words = run_words('--file-forwarding')
        if files:
            words += ['@@', *map(str, files), '@@']
        return subprocess.Popen(words, env=environment(), stdout=output, stderr=output)

    def find_node(self):
        """Its process is on the other side; the bus knows the proxy's."""
        self.check_alive()
        return next((node for node in self.desktop.children if node.name == 'retainwise'), None)

    def kill(self):
        if self.process.poll() is None:
            subprocess.run(['flatpak', 'kill', APPLICATION], env=environment(), check=False)
        super().kill()


def seconds_to_window(start):
    """From the command to a window on the screen; what @start started is ended."""
    begin = time.monotonic()
    process = start()
    try:
        hands.xdotool('search', '--sync', '--onlyvisible', '--name', '^RetainWise$')
        seconds = time.monotonic() - begin
        tree.wait(lambda: hands.active_title() == 'RetainWise', 'the keyboard')
        hands.press('ctrl+q')
        process.wait(tree.SECONDS)
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        process.wait()
    return seconds


def start_times():
    """Inside and outside, by turns, so that both have the same machine to themselves."""
    inside, outside = [], []
    for _ in range(N_STARTS):
        inside.append(seconds_to_window(lambda: subprocess.Popen(
            run_words(), env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)))
        outside.append(seconds_to_window(lambda: subprocess.Popen(
            [desktop.APP], env=desktop.environment(), stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL)))
    return sorted(inside), sorted(outside)
