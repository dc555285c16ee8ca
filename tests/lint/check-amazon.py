#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What an operator gives to Amazon: check-amazon.py PROJECT NPM-FOLDER [NODE] prints TAP.

HashiCorp's own parser reads the Terraform module; what may be declared, used and referred to is looked
at here, and that its numbers are those of the programs.
"""

import json
import re
import subprocess
import sys
from pathlib import Path

from results import report

PROGRAMS = ('server', 'worker')
PLACEHOLDER = re.compile(r'\$\{(\w+)\}')
ACTION = re.compile(r'(?:s3|sqs):[A-Z][A-Za-z]+')
RESOURCE = re.compile(r'\$\{queue_arn\}|\$\{dead_letter_queue_arn\}|\$\{bucket_arn\}'
                      r'|\$\{bucket_arn\}/\$\{prefix\}(?:inputs|results|models)/\*')
# What a text of the module refers to, as (kind, name).
REFERENCES = {
    'variable': re.compile(r'\bvar\.(\w+)'),
    'local': re.compile(r'\blocal\.(\w+)'),
    'resource': re.compile(r'(?<![\w.])(aws_\w+\.\w+)'),
    'data': re.compile(r'\bdata\.(aws_\w+\.\w+)'),
}


class Module:
    """A Terraform module, as it was parsed."""

    def __init__(self, files):
        self.files = files
        self.texts = [text for content in files.values() for text in texts_of(content)]

    def blocks(self, kind):
        """Pairs of name and content."""
        for content in self.files.values():
            for name, block in content.get(kind, {}).items():
                yield name, block

    def declared(self, kind):
        if kind == 'local':
            return {name for content in self.files.values() for block in content.get('locals', [])
                    for name in block}
        if kind == 'variable':
            return {name for name, _ in self.blocks(kind)}
        return {f'{kind_of}.{name}' for kind_of, named in self.blocks(kind) for name in named}

    def used(self, kind):
        return {name for text in self.texts for name in REFERENCES[kind].findall(text)}

    def resource(self, kind, name):
        found = [named[name][0] for of, named in self.blocks('resource') if of == kind and name in named]
        return found[0] if found else {}


def texts_of(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from texts_of(part)
    elif isinstance(value, list):
        for part in value:
            yield from texts_of(part)


def listed(value):
    return value if isinstance(value, list) else [value]


def policy(root, program):
    return json.loads((root / f'data/service/amazon/{program}-policy.json').read_text())


def statement_problems(program, statement):
    if statement['Effect'] != 'Allow' or {*statement} - {'Sid', 'Effect', 'Action', 'Resource', 'Condition'}:
        yield f'{program}: {statement["Sid"]} is no plain permission'
    actions, resources = listed(statement['Action']), listed(statement['Resource'])
    if actions != sorted({*actions}) or resources != sorted({*resources}):
        yield f'{program}: {statement["Sid"]} is not sorted, or says something twice'
    yield from (f'{program}: {action} is no single action' for action in actions if not ACTION.fullmatch(action))
    yield from (f'{program}: {resource} is none of our places' for resource in resources
                if not RESOURCE.fullmatch(resource))
    for action in actions:
        if action.startswith('sqs:') != resources[0].endswith('queue_arn}'):
            yield f'{program}: {action} is not for {resources[0]}'


def policy_problems(root):
    for program in PROGRAMS:
        statements = policy(root, program)['Statement']
        names = [statement['Sid'] for statement in statements]
        if len({*names}) != len(names):
            yield f'{program}: two statements have one name'
        for statement in statements:
            yield from statement_problems(program, statement)


def placeholder_problems(root, module):
    """Policies, what they say of themselves, and who fills them in know the same placeholders."""
    folder = root / 'data/service/amazon'
    given = re.findall(r'^\s*(\w+)\s*=', next(text for text in module.texts if 'templatefile' in text), re.MULTILINE)
    told = re.findall(r'^\| `\$\{(\w+)\}`', (folder / 'README.md').read_text(), re.MULTILINE)
    for program in PROGRAMS:
        used = {*PLACEHOLDER.findall((folder / f'{program}-policy.json').read_text())}
        for names, where in ((given, 'main.tf'), (told, 'README.md')):
            if {*names} != used:
                yield f'{program}: {sorted(used)} are filled in, {where} has {sorted(names)}'


def reference_problems(module):
    for kind in REFERENCES:
        declared, used = module.declared(kind), module.used(kind)
        yield from (f'{kind} {name} is used and not declared' for name in used - declared)
        if kind != 'resource':
            yield from (f'{kind} {name} is declared and not used' for name in declared - used)


def description_problems(module):
    for kind in ('variable', 'output'):
        for name, block in module.blocks(kind):
            if not block[0].get('description', '').endswith('.'):
                yield f'{kind} {name} has no description'
            if kind == 'variable' and 'type' not in block[0]:
                yield f'{kind} {name} has no type'


def config_problems(root, module):
    """The file that the module writes has the sections and keys that the programs read."""
    source = (root / 'src/engines/rw-config.c').read_text()
    known = {section: {*re.findall(r'"([\w-]+)"', keys)}
             for section, keys in re.findall(r'\{ "(\w+)", \{(.*?), NULL \} \}', source)}
    text = dict(module.blocks('output'))['config'][0]['value']
    for section, body in re.findall(r'^\s*\[(\w+)\]\n((?:\s*[\w-]+=.*\n?)*)', text, re.MULTILINE):
        for key in re.findall(r'^\s*([\w-]+)=', body, re.MULTILINE):
            if key not in known.get(section, ()):
                yield f'output config: [{section}] {key} is not known to the programs'
    if {*re.findall(r'\[(\w+)\]\n', text)} != {*known}:
        yield 'output config: a section is missing'


def number_in(root, path, pattern):
    """A product of numbers in C."""
    found = re.search(pattern + r'\s*\(?([\d *]+)', (root / path).read_text())
    product = 1
    for factor in found[1].split('*'):
        product *= int(factor)
    return product


def number_problems(root, module):
    queue = module.resource('aws_sqs_queue', 'jobs')
    letters = module.resource('aws_sqs_queue', 'dead_letters')
    lease = number_in(root, 'src/service/rw-worker.h', 'RW_WORKER_LEASE')
    receives = number_in(root, 'src/engines/rw-queue.h', 'RW_QUEUE_MAX_RECEIVES')
    pairs = (
        (queue['visibility_timeout_seconds'] * 1000, lease + lease // 10, 'visibility, ms'),
        (queue['receive_wait_time_seconds'] * 1000,
         number_in(root, 'src/service/rw-worker.c', 'LONGEST_WAIT'), 'long poll, ms'),
        (queue['max_message_size'], 1024 * number_in(root, 'src/engines/rw-queue.h', 'text of at most'), 'bytes'),
        (int(re.search(r'maxReceiveCount\W+(\d+)', queue['redrive_policy'])[1]), receives, 'receives'),
        (queue['message_retention_seconds'], 14 * 24 * 60 * 60, 'retention, s'),
        (letters['message_retention_seconds'], 14 * 24 * 60 * 60, 'retention of letters, s'),
    )
    return [f'{name}: {theirs} in the module, {ours} in the programs' for theirs, ours, name in pairs
            if theirs != ours]


def read_module(root, npm, node):
    """None where the parser is not; ends the program when it refuses something."""
    if node is None or not (npm / 'node_modules/@cdktf').is_dir():
        return None
    files = sorted((root / 'data/service/terraform').glob('*.tf'))
    done = subprocess.run([node, root / 'tests/npm/read-terraform.mjs', npm, *files],
                          capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f'Bail out! {done.stderr}')
    return Module(json.loads(done.stdout))


def main(arguments):
    root, npm = Path(arguments[0]), Path(arguments[1]).resolve()
    module = read_module(root, npm, arguments[2] if len(arguments) > 2 else None)
    checks = (
        ('policies', policy_problems, root),
        ('placeholders', placeholder_problems, root, module),
        ('references', reference_problems, module),
        ('descriptions', description_problems, module),
        ('configuration', config_problems, root, module),
        ('numbers', number_problems, root, module),
    )
    print(f'1..{len(checks)}')
    passed = [report(number, name, None if None in values else check(*values),
                     'no node, or nothing for it to run: “./dev test” installs both')
              for number, (name, check, *values) in enumerate(checks, 1)]
    return 0 if all(passed) else 1


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
