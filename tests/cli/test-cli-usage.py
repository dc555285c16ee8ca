#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How retainwise-cli is called: help, versions and wrong arguments."""

import program
import tables
import tap
from program import Box
from tap import check, contains, equal, test

COMMANDS = ('score', 'inspect', 'cat', 'train', 'evaluate', 'compare')
MODEL_COMMANDS = {'show': ['--json', 'MODEL'], 'list': ['--json'],
                  'import': ['--for', '--label', '--positive', '--yes', '--name', '--json', 'MODEL'], 'export': ['--output', 'MODEL'],
                  'verify': ['--sha256', '--json', 'MODEL']}


def small(box):
    return box.write('in.csv', tables.compose(tables.telco_rows()[:120]))


@test
def no_command(box):
    """Without a command the commands are listed, and that is an error"""
    result = box.run()
    equal(result.code, 2, 'exit code')
    contains(result.out + result.err, *COMMANDS)


@test
def general_help(box):
    """With --help and -h the commands are listed"""
    for option in ('--help', '-h'):
        result = box.succeeds(option)
        contains(result.out, 'usage', '--help', *COMMANDS)
        equal(result.err, b'', 'standard error')


@test
def help_of_commands(box):
    """Every command tells its options and what it does"""
    options = {'score': ['--output', '--model', '--threads', 'standard input'],
               'inspect': ['--json'], 'cat': ['--json'],
               'train': ['--label', '--positive', '--output', '--title', '--aliases', '--ignore', '--keep',
                         '--budget', '--seed', '--json'],
               'evaluate': ['--model', '--label', '--positive', '--by', '--json'],
               'compare': ['--model', '--label', '--positive', '--json']}
    for command in COMMANDS:
        for option in ('--help', '-h'):
            result = box.succeeds(command, option)
            contains(result.out, f'retainwise-cli {command}', 'FILE', *options[command])
            equal(result.err, b'', 'standard error')


@test
def model_commands(box):
    """The commands of models are listed, tell their options, and take one model"""
    contains(box.succeeds('--help').out, *(f'model {name}' for name in MODEL_COMMANDS))
    for name, options in MODEL_COMMANDS.items():
        result = box.succeeds('model', name, '--help')
        contains(result.out, f'retainwise-cli model {name}', *options)
        box.fails(2, ['--bogus'], 'model', name, '--bogus')
        words = ('a',) if name == 'list' else ('a', 'b')
        box.fails(2, [f'“{words[-1]}”', f'retainwise-cli model {name}'], 'model', name, *words)
        if name != 'list':
            box.fails(2, ['No model', f'retainwise-cli model {name}'], 'model', name)
    box.fails(2, ['-o'], 'model', 'export', 'x')
    box.fails(2, ['“model”', '--help'], 'model')
    box.fails(2, ['“model bogus”', '--help'], 'model', 'bogus')


@test
def version(box):
    """With --version the program and its version are told"""
    result = box.succeeds('--version')
    name, number = result.out.decode().split()
    equal(name, 'retainwise-cli', 'name')
    contains(program.source('meson.build').read_text(), f"version: '{number}'")


@test
def unknown_command(box):
    """An unknown command is named, and where the known ones are listed"""
    for name in ('scores', '--bogus', 'SCORE', '', 'in.csv'):
        box.fails(2, [f'“{name}”', '--help'], name)


@test
def unknown_option(box):
    """An unknown option is named"""
    for command in COMMANDS:
        box.fails(2, ['--bogus'], command, '--bogus', 'in.csv')
        box.fails(2, ['-z'], command, '-z', 'in.csv')


@test
def number_of_files(box):
    """No file and a second file are told with the usage"""
    more = {'train': ('--label', 'a', '-o', 'b'), 'evaluate': ('--label', 'a'),
            'compare': ('--label', 'a', '-m', 'b', '-m', 'c')}
    for command in COMMANDS:
        box.fails(2, ['no file', f'retainwise-cli {command}'], command, *more.get(command, ()))
        box.fails(2, ['“second.csv”', f'retainwise-cli {command}'], command, 'first.csv',
                  'second.csv', *more.get(command, ()))


@test
def number_of_threads(box):
    """Option --threads takes 1 to 256; 0 means the default"""
    small(box)
    for number in ('-1', '257', 'x', '', '1.5', '99999999999'):
        box.fails(2, ['--threads'], 'score', f'--threads={number}', 'in.csv')
    wanted = box.succeeds('score', 'in.csv')
    for number in ('0', '1', '256'):
        equal(box.succeeds('score', '--threads', number, 'in.csv'), wanted, f'--threads {number}')


@test
def missing_values(box):
    """An option without its value is named"""
    for command, option in (('score', '-o'), ('score', '-m'), ('score', '--threads'),
                            ('train', '--label'), ('evaluate', '--positive')):
        box.fails(2, [option], command, option)


@test
def needed_options(box):
    """Options that a command cannot do without are asked for"""
    small(box)
    box.fails(2, ['-o'], 'train', '--label', 'Churn', 'in.csv')
    train = ('train', '--label', 'Churn', '-o', 'model.json', 'in.csv')
    box.fails(2, ['“fast”', 'quick, normal or thorough'], *train, '--budget', 'fast')
    for seed in ('0', '-1', 'x', '4294967296'):
        box.fails(2, [f'“{seed}”', 'whole number'], *train, '--seed', seed)
    box.fails(2, ['--label'], 'evaluate', 'in.csv')
    box.fails(2, ['--label'], 'evaluate', '--label=', 'in.csv')
    box.fails(2, ['--label'], 'compare', '-m', 'a', '-m', 'b', 'in.csv')
    check(not box.path('model.json').exists(), 'a model was written')


@test
def order_of_arguments(box):
    """Options may stand in front of the file and behind it"""
    small(box)
    wanted = box.succeeds('score', '-o', '-', 'in.csv').out
    for arguments in (('in.csv', '-o', '-'), ('in.csv', '--output=-'), ('--output', '-', 'in.csv')):
        equal(box.succeeds('score', *arguments).out, wanted, f'output with {arguments}')


@test
def model_to_standard_output(box):
    """With -o - train writes the model to standard output as score writes its file, or refuses"""
    small(box)
    result = box.run('train', '--label', 'Churn', '-o', '-', 'in.csv')
    check(not box.path('-').exists(), 'a file with the name “-” was written')
    check(result.out.startswith(b'{') or result.code != 0, f'printed {result.out[:80]!r}')


if __name__ == '__main__':
    tap.main(Box)
