#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""systemd's own judgement of our units: check-units.py FOLDER-OF-UNITS prints TAP."""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

# Unit: how much it may be exposed, of 10, by systemd-analyze.
UNITS = {
    'retainwise-server.service': 1.5,
    'retainwise-worker@.service': 1.0,
}
PROGRAM = re.compile(r'^ExecStart=\S+', re.MULTILINE)
LEVEL = re.compile(r'exposure level for \S+: (\d+\.\d+)')


def analyze(*arguments):
    return subprocess.run(['systemd-analyze', *arguments], capture_output=True, text=True, check=False)


def copy(unit, folder):
    """With a program that is there: ours need not be installed."""
    path = Path(folder) / unit.name
    path.write_text(PROGRAM.sub('ExecStart=/bin/true', unit.read_text()))
    return path


def find_trouble(unit, most):
    if '@bindir@' in unit.read_text():
        return 'a placeholder is left'
    with tempfile.TemporaryDirectory() as folder:
        path = copy(unit, folder)
        verified = analyze('verify', '--man=no', str(path).replace('@.', '@1.'))
        if verified.returncode != 0 or verified.stderr:
            return verified.stderr
        level = LEVEL.search(analyze('security', '--offline=true', str(path)).stdout)
    if level is None:
        return 'its exposure cannot be told'
    return f'exposure {level[1]}, at most {most} is allowed' if float(level[1]) > most else None


def main(folder):
    print(f'1..{len(UNITS)}')
    troubles = []
    for number, (name, most) in enumerate(UNITS.items(), 1):
        trouble = find_trouble(Path(folder) / name, most)
        troubles.append(trouble)
        print(f'{"not ok" if trouble else "ok"} {number} - {name}')
        for line in (trouble or '').splitlines():
            print(f'# {line}')
    return 1 if any(troubles) else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1]))
