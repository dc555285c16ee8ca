#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""systemd's own judgement of our units: check-units.py FOLDER-OF-UNITS PROJECT prints TAP."""

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

# Unit, what an operator puts beside it, and how much it may be exposed, of 10, by systemd-analyze.
UNITS = (
    ('retainwise-server.service', None, 1.5),
    ('retainwise-worker@.service', None, 1.0),
    ('retainwise-worker@.service', 'worker-network.conf', 1.5),
)
PROGRAM = re.compile(r'^ExecStart=\S+', re.MULTILINE)
LEVEL = re.compile(r'exposure level for \S+: (\d+\.\d+)')


def analyze(*arguments):
    return subprocess.run(['systemd-analyze', *arguments], capture_output=True, text=True, check=False)


def copy(unit, addition, folder):
    """With a program that is there: ours need not be installed."""
    path = Path(folder) / unit.name
    path.write_text(PROGRAM.sub('ExecStart=/bin/true', unit.read_text()))
    if addition is not None:
        beside = path.with_name(f'{unit.name}.d')
        beside.mkdir()
        shutil.copy(addition, beside / 'addition.conf')
    return path


def find_trouble(unit, addition, most):
    if '@bindir@' in unit.read_text():
        return 'a placeholder is left'
    with tempfile.TemporaryDirectory() as folder:
        path = copy(unit, addition, folder)
        verified = analyze('verify', '--man=no', str(path).replace('@.', '@1.'))
        if verified.returncode != 0 or verified.stderr:
            return verified.stderr
        level = LEVEL.search(analyze('security', '--offline=true', str(path)).stdout)
    if level is None:
        return 'its exposure cannot be told'
    return f'exposure {level[1]}, at most {most} is allowed' if float(level[1]) > most else None


def main(folder, project):
    print(f'1..{len(UNITS)}')
    troubles = []
    for number, (name, beside, most) in enumerate(UNITS, 1):
        addition = Path(project) / 'data/service' / beside if beside else None
        trouble = find_trouble(Path(folder) / name, addition, most)
        troubles.append(trouble)
        print(f'{"not ok" if trouble else "ok"} {number} - {name}{f" with {beside}" if beside else ""}')
        for line in (trouble or '').splitlines():
            print(f'# {line}')
    return 1 if any(troubles) else 0


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:]))
