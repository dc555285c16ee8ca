#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes manifests for other places of the one in this folder, in which the application is the tree
around it.

usage: manifest.py local TREE RUNTIME SDK VERSION  for a runtime that has all libraries
       manifest.py release URL TAG                 for publishing: the application from a repository
"""

import json
import subprocess
import sys
from pathlib import Path

FILE = Path(__file__).resolve().parent / 'com.retainwiseanalytics.Desktop.json'


def read():
    return json.loads(FILE.read_text())


def with_source(manifest, source):
    """The same application from elsewhere."""
    application = manifest['modules'][-1] | {'sources': [source]}
    return manifest | {'modules': [*manifest['modules'][:-1], application]}


def make_local(manifest, tree, runtime, sdk, version):
    made = with_source(manifest, {'type': 'dir', 'path': tree})
    return made | {'runtime': runtime, 'runtime-version': version, 'sdk': sdk,
                   'modules': made['modules'][-1:]}


def make_release(manifest, url, tag, commit):
    return with_source(manifest, {'type': 'git', 'url': url, 'tag': tag, 'commit': commit})


def find_commit(tag):
    done = subprocess.run(['git', 'rev-parse', '--verify', f'refs/tags/{tag}^{{commit}}'],
                          cwd=FILE.parent, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f'There is no tag {tag}.')
    return done.stdout.strip()


def main(arguments):
    match arguments:
        case ['local', tree, runtime, sdk, version]:
            made = make_local(read(), tree, runtime, sdk, version)
        case ['release', url, tag]:
            made = make_release(read(), url, tag, find_commit(tag))
        case _:
            sys.exit(__doc__)
    print(json.dumps(made, indent=4))


if __name__ == '__main__':
    main(sys.argv[1:])
