# SPDX-License-Identifier: GPL-3.0-or-later
"""What a manifest that is published must keep to. Each rule takes the manifest and yields what is
wrong with it."""

import re

APPLICATION = 'com.retainwiseanalytics.Desktop'
RUNTIME, SDK, NEWEST = 'org.gnome.Platform', 'org.gnome.Sdk', 51
ALLOWED_BEHIND = 2  # versions; one more and the runtime has ended

KEYS = ('id', 'runtime', 'runtime-version', 'sdk', 'command', 'finish-args', 'cleanup', 'modules')
MODULE_KEYS = ('name', 'buildsystem', 'builddir', 'config-opts', 'cleanup', 'sources')
SOURCE_KEYS = ('type', 'url', 'path', 'tag', 'commit')

ARGUMENTS = ('--share=ipc', '--share=network', '--socket=fallback-x11', '--socket=wayland',
             '--device=dri')
NO_PORTAL = re.compile(r'--(?:filesystem|talk-name|own-name|system-talk-name|system-own-name)=')

COMMIT = re.compile(r'[0-9a-f]{40}')
NAME = re.compile(r'[\w.-]+')


def order(value, keys, what):
    """Unknown keys, and known ones that are not in their order."""
    for key in value:
        if key not in keys:
            yield f'{what}: “{key}” is not for a manifest that is published'
    known = [key for key in value if key in keys]
    if known != sorted(known, key=keys.index):
        yield f'{what}: keys are in the order {", ".join(known)}'


def keys(manifest):
    yield from order(manifest, KEYS, 'manifest')
    for key in KEYS:
        if key not in manifest:
            yield f'manifest: “{key}” is missing'
    for module in manifest['modules']:
        yield from order(module, MODULE_KEYS, module['name'])
        for source in module['sources']:
            yield from order(source, SOURCE_KEYS, f'{module["name"]}, source')


def identity(manifest):
    if manifest['id'] != APPLICATION:
        yield f'the id is {manifest["id"]}, not {APPLICATION}'
    if not NAME.fullmatch(manifest['command']):
        yield f'the command “{manifest["command"]}” is no name of a program'


def runtime(manifest):
    version = manifest['runtime-version']
    if (manifest['runtime'], manifest['sdk']) != (RUNTIME, SDK):
        yield f'the runtime is not {RUNTIME} with {SDK}'
    if not version.isdecimal() or int(version) < NEWEST - ALLOWED_BEHIND:
        yield f'version {version} of the runtime has ended'


def arguments(manifest):
    given = manifest['finish-args']
    for argument in given:
        if NO_PORTAL.match(argument):
            yield f'{argument}: portals do this'
        elif argument not in ARGUMENTS:
            yield f'{argument} is not needed'
    if len(set(given)) != len(given):
        yield 'a permission is asked for twice'


def sockets(manifest):
    given = manifest['finish-args']
    has_x11 = '--socket=x11' in given
    has_fallback, has_wayland = '--socket=fallback-x11' in given, '--socket=wayland' in given
    if has_x11 and (has_fallback or has_wayland):
        yield 'x11 beside wayland or fallback-x11'
    if (has_x11 or has_fallback) and '--share=ipc' not in given:
        yield 'X11 without --share=ipc'
    if has_fallback != has_wayland:
        yield 'wayland and fallback-x11 go together'


def cleanup(manifest):
    for owner in (manifest, *manifest['modules']):
        for pattern in owner.get('cleanup', ()):
            if pattern.startswith('/lib/debug'):
                yield f'{pattern} is not ours to remove'


def network(manifest):
    """A build that looks at the network is not the same twice."""
    for module in manifest['modules']:
        if '--share=network' in module.get('build-options', {}).get('build-args', ()):
            yield f'{module["name"]}: the network is open while it is built'
    if '--share=network' in manifest.get('build-options', {}).get('build-args', ()):
        yield 'the network is open while it is built'


def sources(manifest):
    for module in manifest['modules']:
        for source in module['sources']:
            for trouble in source_trouble(source):
                yield f'{module["name"]}: {trouble}'


def source_trouble(source):
    for weak in ('md5', 'sha1'):
        if weak in source:
            yield f'{weak} tells nothing'
    if source['type'] != 'git':
        yield f'a source of the type “{source["type"]}”'
        return
    if not source.get('url', '').startswith('https://'):
        yield f'“{source.get("url")}” is not https'
    if not COMMIT.fullmatch(source.get('commit', '')):
        yield f'“{source.get("commit")}” is no commit in full'
    if 'tag' not in source:
        yield 'no tag is named'


def no_server(manifest):
    """The window is published, not the queue's server, and no tests."""
    options = manifest['modules'][-1].get('config-opts', ())
    for option in ('-Dservice=false', '-Dtests=false'):
        if option not in options:
            yield f'the application is built without {option}'


RULES = (keys, identity, runtime, arguments, sockets, cleanup, network, sources, no_server)
