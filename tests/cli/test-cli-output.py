#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where retainwise-cli cannot write: one message, and everything stays as it was."""

import os
import resource
import signal
import subprocess

import program
import tables
import tap
from program import Box
from tap import check, contains, equal, same_bytes, test


def write_input(box, n_rows=7043):
    return box.write('in.csv', tables.compose(tables.telco_rows()[:n_rows + 1]))


def unchanged(box, before):
    """Names and contents below the box are those of @before."""
    now = contents(box)
    equal(sorted(now), sorted(before), 'files')
    for path, data in now.items():
        same_bytes(data, before[path], path)


def contents(box):
    return {str(path): path.read_bytes() for path in box.folder.rglob('*') if path.is_file()}


def refuses(box, words, output, *, train=True, **options):
    """Neither score nor train can write there, and nothing changes."""
    before = contents(box)
    box.fails(1, words, 'score', '-o', output, 'in.csv', **options)
    unchanged(box, before)
    if train:
        box.fails(1, words, 'train', '--label', 'Churn', '-o', output, 'in.csv', **options)
        unchanged(box, before)


@test
def missing_folder(box):
    """A folder that does not exist is told"""
    write_input(box, 200)
    for output in ('gone/out.csv', 'gone/', 'in.csv/out.csv'):
        refuses(box, ['cannot be written'], output)
    refuses(box, ['out.csv', 'folder does not exist'], 'gone/out.csv')
    refuses(box, ['cannot be written'], '', train=False)


@test
def told_first(box):
    """A model that cannot be written is told before anything is learned, for that may take minutes"""
    rows = tables.telco_rows()[:201]
    label = rows[0].index('Churn')
    box.write('in.csv', tables.compose([[row[0], row[label]] for row in rows]))
    box.fails(1, ['folder does not exist'], 'train', '--label', 'Churn', '-o', 'gone/model.json', 'in.csv')
    box.fails(1, ['no column'], 'train', '--label', 'Churn', '-o', 'model.json', 'in.csv')
    check(not box.path('model.json').exists(), 'a file is left')


@test
def folder_as_output(box):
    """A folder is not written to"""
    write_input(box, 200)
    box.path('folder').mkdir()
    for output in ('folder', 'folder/', '.', '/'):
        refuses(box, ['cannot be written', 'is a folder'], output)


@test
def read_only(box):
    """A folder or file that may only be read is told, and another one is to be chosen"""
    program.need_root()
    write_input(box, 200).chmod(0o644)
    box.path('folder').mkdir(0o555)
    box.write('folder/old.csv', 'old').chmod(0o666)
    box.write('old.csv', 'old').chmod(0o444)
    for output in ('folder/out.csv', 'folder/old.csv', 'old.csv'):
        refuses(box, [os.path.basename(output), 'read-only', 'another folder'], output, nobody=True)


@test
def drop_box(box):
    """A folder that may be written but not listed is written to, or left alone"""
    program.need_root()
    write_input(box, 200).chmod(0o644)
    box.path('folder').mkdir()
    box.path('folder').chmod(0o333)
    result = box.run('score', '-o', 'folder/out.csv', 'in.csv', nobody=True)
    written = box.path('folder/out.csv').exists()
    equal((result.code, written), (0, True) if written else (1, False),
          f'exit code and output ({result.err!r})')


@test
def own_input(box):
    """The input is not replaced by its result, under whatever name"""
    write_input(box, 200)
    box.path('folder').mkdir()
    box.path('folder/symbolic.csv').symlink_to('../in.csv')
    os.link(box.path('in.csv'), box.path('hard.csv'))
    for output in ('in.csv', './in.csv', 'folder/../in.csv', 'folder/symbolic.csv', 'hard.csv',
                   box.path('in.csv')):
        refuses(box, ['being read', 'another name'], output, train=False)


@test
def model_is_kept(box):
    """Nor is the model, under another name either"""
    shipped = program.source('models/telco.json').read_bytes()
    write_input(box, 20)
    box.write('model.json', shipped)
    box.path('link.json').symlink_to('model.json')
    for name in ('model.json', 'link.json'):
        box.fails(1, [name, 'is the model'], 'score', '-m', 'model.json', '-o', name, 'in.csv')
    check(box.read('model.json') == shipped, 'the model was replaced')


def limit_files(size):
    """No file may become larger than @size, as if the disk were full."""
    def prepare():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    return prepare


@test
def full_disk(box):
    """When the disk is full the old file stays and the new one is gone"""
    write_input(box)
    box.write('old.csv', 'old')
    for size in (0, 1, 4096, 300000, 1100000):
        for output in ('old.csv', 'new.csv'):
            refuses(box, [output, 'cannot be written'], output, train=False,
                    prepare=limit_files(size))
    before = contents(box)
    box.fails(1, ['old.csv', 'cannot be written'], 'train', '--label', 'Churn', '-o', 'old.csv',
              'in.csv', prepare=limit_files(20000))
    unchanged(box, before)


@test
def full_temporary_folder(box):
    """So it is when there is no room for the copy of standard input"""
    data = tables.compose(tables.telco_rows())
    box.write('old.csv', 'old')
    box.fails(1, ['temporary copy', 'cannot be written'], 'score', '-o', 'old.csv', '-',
              stdin=data, prepare=limit_files(100000))
    equal(box.read('old.csv'), b'old', 'old file')


@test
def no_temporary_folder(box):
    """A missing folder for temporary files is told"""
    env = box.environment(TMPDIR=str(box.path('gone')))
    box.fails(1, [str(box.path('gone'))], 'score', '-', stdin=b'a,b\n1,2\n', env=env)


@test
def full_device(box):
    """A device that is full is told as such"""
    write_input(box)
    full = box.device('full', 7)
    for command in (('score',), ('train', '--label', 'Churn')):
        box.fails(1, ['full', 'cannot be written'], *command, '-o', full, 'in.csv')


def print_commands():
    """Commands that print something, with the option they print their data with."""
    return (('score',), ('score', '-o', '-'), ('inspect',), ('inspect', '--json'), ('cat',),
            ('cat', '--json'), ('evaluate', '--label', 'Churn'),
            ('evaluate', '--json', '--label', 'Churn'), program.comparing(),
            (*program.comparing(), '--json'))


@test
def full_output(box):
    """Standard output that is full is told, with why"""
    box.write('in.csv', tables.compose(tables.telco_rows()[:500]))
    with open('/dev/full', 'wb') as full:
        for command in print_commands():
            result = box.fails(1, ['standard output', 'cannot be written'], *command, 'in.csv',
                               stdout=full)
            check(b'No space' in result.err or b'disk is full' in result.err,
                  f'{command} does not tell why: {result.err!r}')


@test
def closed_output(box):
    """Standard output that is closed is told"""
    box.write('in.csv', tables.compose(tables.telco_rows()[:500]))
    for command in print_commands():
        box.fails(1, ['standard output', 'cannot be written'], *command, 'in.csv',
                  prepare=lambda: os.close(1))


@test
def reader_gone(box):
    """A reader that goes away ends the program with a message"""
    box.write('in.csv', program.generated(20000, '--label'))
    for command in (('score', '-o', '-'), ('cat',), ('cat', '--json')):
        child = box.popen(*command, 'in.csv', stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE)
        try:
            check(child.stdout.read(10), 'nothing was printed')
            child.stdout.close()
            equal(program.end_of(child), 1, f'exit code of {command}')
            err = child.stderr.read()
        finally:
            program.stop(child)
        program.check_decent(child.returncode, err)
        contains(err, 'standard output', 'cannot be written', 'broken pipe')


@test
def summary_lost(box):
    """Where only the summary cannot be printed, the output is whole"""
    write_input(box)
    box.succeeds('score', '-o', 'wanted.csv', 'in.csv')
    with open('/dev/full', 'wb') as full:
        for number, settings in enumerate(({'stdout': full}, {'prepare': lambda: os.close(1)})):
            output = f'out{number}.csv'
            box.fails(1, ['standard output'], 'score', '-o', output, 'in.csv', **settings)
            same_bytes(box.read(output), box.read('wanted.csv'), output)


@test
def without_streams(box):
    """With all standard streams closed the output is written as ever, and nothing else to it"""
    write_input(box)
    box.succeeds('score', '-o', 'wanted.csv', 'in.csv')
    box.run('score', '-o', 'out.csv', 'in.csv', prepare=lambda: os.closerange(0, 3))
    same_bytes(box.read('out.csv'), box.read('wanted.csv'))
    same_bytes(box.read('in.csv'), tables.compose(tables.telco_rows()), 'input')


@test
def many_outputs(box):
    """Two runs at once to the same file leave the whole file of one of them"""
    write_input(box)
    box.succeeds('score', '-o', 'wanted.csv', 'in.csv')
    children = [box.popen('score', '-o', 'out.csv', 'in.csv', stdout=subprocess.DEVNULL)
                for _ in range(4)]
    try:
        equal([program.end_of(child) for child in children], [0] * 4, 'exit codes')
    finally:
        for child in children:
            program.stop(child)
    same_bytes(box.read('out.csv'), box.read('wanted.csv'))


if __name__ == '__main__':
    tap.main(Box)
