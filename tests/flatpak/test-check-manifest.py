#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Each rule must see what it is there for: manifests with one fault each. Prints TAP."""

import sys

import manifest_rules as rules

COMMIT = '0123456789abcdef0123456789abcdef01234567'


def make():
    """A manifest nothing is wrong with."""
    return {
        'id': rules.APPLICATION, 'runtime': rules.RUNTIME, 'runtime-version': str(rules.NEWEST),
        'sdk': rules.SDK, 'command': 'retainwise', 'finish-args': list(rules.ARGUMENTS),
        'cleanup': ['/include'],
        'modules': [{'name': 'retainwise', 'buildsystem': 'meson',
                     'config-opts': ['-Dservice=false', '-Dtests=false'],
                     'sources': [{'type': 'git', 'url': 'https://example.org/a.git', 'tag': 'v1',
                                  'commit': COMMIT}]}],
    }


def change(**values):
    """Top keys with “_” for “-”."""
    return lambda made: made.update({key.replace('_', '-'): value for key, value in values.items()})


def source(**values):
    return lambda made: made['modules'][0]['sources'][0].update(values)


def drop(key):
    return lambda made: made['modules'][0]['sources'][0].pop(key)


def module(**values):
    return lambda made: made['modules'][0].update({key.replace('_', '-'): value
                                                   for key, value in values.items()})


def add(argument):
    return lambda made: made['finish-args'].append(argument)


def remove(argument):
    return lambda made: made['finish-args'].remove(argument)


def turn_round(made):
    made['command'] = made.pop('command')


# What is done to the manifest, and the rule that must not like it.
CASES = (
    ('another order', turn_round, rules.keys),
    ('a branch', change(branch='stable'), rules.keys),
    ('a key that is missing', lambda made: made.pop('cleanup'), rules.keys),
    ('a comment', module(x_why='because'), rules.keys),
    ('options of the build', module(build_options={}), rules.keys),
    ('another id', change(id='org.example.App'), rules.identity),
    ('a path as command', change(command='/app/bin/retainwise'), rules.identity),
    ('another runtime', change(runtime='org.kde.Platform'), rules.runtime),
    ('another SDK', change(sdk='org.freedesktop.Sdk'), rules.runtime),
    ('a runtime that has ended', change(runtime_version='48'), rules.runtime),
    ('a runtime of the day', change(runtime_version='master'), rules.runtime),
    ('the home', add('--filesystem=home'), rules.arguments),
    ('the host', add('--filesystem=host'), rules.arguments),
    ('a temporary folder', add('--filesystem=/tmp'), rules.arguments),
    ('a folder to read', add('--filesystem=xdg-data:ro'), rules.arguments),
    ('settings of the host', add('--talk-name=ca.desrt.dconf'), rules.arguments),
    ('the keyring itself', add('--talk-name=org.freedesktop.secrets'), rules.arguments),
    ('a portal by name', add('--talk-name=org.freedesktop.portal.Desktop'), rules.arguments),
    ('a name of the system', add('--system-talk-name=org.freedesktop.UPower'), rules.arguments),
    ('the session bus', add('--socket=session-bus'), rules.arguments),
    ('all devices', add('--device=all'), rules.arguments),
    ('a variable', add('--env=A=b'), rules.arguments),
    ('a permission twice', add('--share=ipc'), rules.arguments),
    ('x11 beside wayland', add('--socket=x11'), rules.sockets),
    ('X11 without ipc', remove('--share=ipc'), rules.sockets),
    ('fallback-x11 alone', remove('--socket=wayland'), rules.sockets),
    ('wayland alone', remove('--socket=fallback-x11'), rules.sockets),
    ('symbols removed', change(cleanup=['/lib/debug']), rules.cleanup),
    ('symbols of a module removed', module(cleanup=['/lib/debug/bin']), rules.cleanup),
    ('a module with network', module(build_options={'build-args': ['--share=network']}),
     rules.network),
    ('a build with network', change(build_options={'build-args': ['--share=network']}),
     rules.network),
    ('a folder as source', source(type='dir', path='..'), rules.sources),
    ('an archive', source(type='archive'), rules.sources),
    ('md5', source(md5='0'), rules.sources),
    ('sha1', source(sha1='0'), rules.sources),
    ('http', source(url='http://example.org/a.git'), rules.sources),
    ('no address', drop('url'), rules.sources),
    ('no commit', drop('commit'), rules.sources),
    ('half a commit', source(commit=COMMIT[:12]), rules.sources),
    ('no tag', drop('tag'), rules.sources),
    ('a server', module(config_opts=['-Dtests=false']), rules.no_server),
    ('tests', module(config_opts=['-Dservice=false']), rules.no_server),
)


def find_trouble(edit, rule):
    made = make()
    edit(made)
    if not list(rule(made)):
        return f'“{rule.__name__}” does not see it'
    return None


def main():
    print(f'1..{len(CASES) + 1}')
    liked = [trouble for rule in rules.RULES for trouble in rule(make())]
    print(f'{"not ok" if liked else "ok"} 1 - nothing is wrong with a good one')
    failed = bool(liked)
    for number, (name, edit, rule) in enumerate(CASES, 2):
        trouble = find_trouble(edit, rule)
        failed |= trouble is not None
        print(f'{"not ok" if trouble else "ok"} {number} - {name}')
        if trouble:
            print(f'# {trouble}')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
