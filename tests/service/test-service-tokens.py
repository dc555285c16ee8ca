#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tokens judged by the hosted service's own library and by us.

usage: test-service-tokens.py RETAINWISE-CLI GENERATE-TELCO PROJECT JUDGE-TOKENS NPM-FOLDER [NODE]
"""

import json
import subprocess
import sys
from pathlib import Path

sys.path.append(str(Path(sys.argv[3]) / 'tests' / 'cli'))

import program  # noqa: E402
import tap  # noqa: E402
from tap import Skip, check, equal, test  # noqa: E402

JUDGE, NPM = (Path(path).resolve() for path in sys.argv[4:6])
NODE = sys.argv[6] if len(sys.argv) > 6 else None
SCRIPT = program.source('tests/npm/judge-tokens.mjs')
N_TOKENS = 40

# What the library takes and we do not, and why.
STRICTER = {
    'a stray =': 'RFC 7515: no padding',
    'something critical': 'RFC 7515: what is critical must be understood',
    'a name twice': 'RFC 7515: names are unique; readers differ about which one counts',
    'no iat': 'the hosted service needs it',
    'no aud': 'RFC 7519: whoever asks for an audience must be in it',
    'sub is empty': 'it names no user',
}


def run(box, *command):
    done = subprocess.run([*map(str, command)], cwd=box.folder, env=box.environment(),
                          capture_output=True, text=True, timeout=program.TIMEOUT)
    equal((done.returncode, done.stderr), (0, ''), f'end of {command[0]}')
    return done.stdout


def accepted_by_them(box, file):
    modules = NPM / 'node_modules'
    if NODE is None or not (modules / '@clerk').exists():
        raise Skip('no node, or nothing for it to run: “./dev test” installs both')
    box.path('node_modules').symlink_to(modules)
    script = box.write('judge-tokens.mjs', SCRIPT.read_bytes())
    run(box, NODE, script, file)
    tokens = json.loads(file.read_text())['tokens']
    check(len(tokens) > N_TOKENS, f'only {len(tokens)} tokens')
    return {token['name'] for token in tokens if token['accepted']}


@test
def same_judgement(box):
    """Each token is judged as the library does, or refused for a reason"""
    file = box.path('tokens.json')
    theirs = accepted_by_them(box, file)
    ours = {*run(box, JUDGE, file).splitlines()}
    check('good' in ours, 'not even a good token is taken')
    equal(sorted(ours - theirs), [], 'taken by us only')
    equal(sorted(theirs - ours), sorted(STRICTER), 'taken by them only')


if __name__ == '__main__':
    tap.main(program.Box)
