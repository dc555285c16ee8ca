# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs a command on a screen of its own: an X server without hardware, a window manager, a session
bus and an empty home. usage: with-display.py COMMAND [ARG …]; ends as the command does."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile

SCREEN = "1600x1000x24"
WAIT = 10  # seconds to end in
LOOK = 0.5  # seconds between two looks at the window manager
# What a bus of a machine with a desktop would start, and GTK then asks.
NOT_STARTED = ("org.freedesktop.portal.Desktop", "org.freedesktop.portal.Documents")


def start_server() -> tuple[subprocess.Popen, str]:
    """The X server picks a free display itself."""
    reader, writer = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writer), "-screen", "0", SCREEN, "-nolisten", "tcp"],
        pass_fds=[writer], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(writer)
    with os.fdopen(reader) as number:
        display = number.readline().strip()
    if not display:
        server.wait()
        sys.exit("with-display: Xvfb does not start")
    return server, f":{display}"


def stop(process: subprocess.Popen) -> None:
    process.terminate()
    try:
        process.wait(WAIT)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def hide_portals(runtime: str) -> None:
    """The files of this folder come first."""
    services = os.path.join(runtime, "dbus-1", "services")
    os.makedirs(services)
    for name in NOT_STARTED:
        with open(os.path.join(services, f"{name}.service"), "w", encoding="utf-8") as file:
            file.write(f"[D-BUS Service]\nName={name}\nExec=/bin/false\n")


def make_environment(home: str, display: str) -> dict[str, str]:
    runtime = os.path.join(home, "run")
    os.makedirs(runtime, mode=0o700)
    hide_portals(runtime)
    environment = {name: value for name, value in os.environ.items()
                   if not name.startswith("XDG_") and name != "WAYLAND_DISPLAY"}
    return environment | {"DISPLAY": display, "HOME": home, "XDG_RUNTIME_DIR": runtime,
                          "GDK_BACKEND": "x11", "GSK_RENDERER": "cairo",
                          "GTK_USE_PORTAL": "0", "ADW_DISABLE_PORTAL": "1"}


def start_command(environment: dict[str, str]) -> subprocess.Popen:
    """The command alone writes to our standard output: what the bus starts writes there as well."""
    os.dup2(1, 3)
    return subprocess.Popen(
        ["dbus-run-session", "--", "sh", "-c", 'exec "$@" >&3 3>&-', "sh", *sys.argv[1:]],
        env=environment, stdout=subprocess.DEVNULL, pass_fds=[3])


def start_manager(environment: dict[str, str]) -> subprocess.Popen:
    return subprocess.Popen(["openbox"], env=environment, stdout=subprocess.DEVNULL,
                            stderr=subprocess.DEVNULL)


class Screen:
    """The window manager is started again when it ends before the command does: on a busy machine
    it may not get through its start."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.environment = environment
        self.manager = start_manager(environment)

    def wait_for(self, command: subprocess.Popen) -> int:
        while True:
            try:
                return command.wait(LOOK)
            except subprocess.TimeoutExpired:
                if self.manager.poll() is not None:
                    self.manager = start_manager(self.environment)


def main() -> int:
    home = tempfile.mkdtemp(prefix="retainwise-home-")
    server, display = start_server()
    screen = None
    try:
        environment = make_environment(home, display)
        screen = Screen(environment)
        command = start_command(environment)
        signal.signal(signal.SIGTERM, lambda *_: command.terminate())
        status = screen.wait_for(command)
        return status if status >= 0 else 128 - status
    finally:
        if screen is not None:
            stop(screen.manager)
        stop(server)
        shutil.rmtree(home, ignore_errors=True)


sys.exit(main())
