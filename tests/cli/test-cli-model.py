#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""retainwise-cli model: the models that are kept, their cards, and whether they are whole."""

import hashlib
import json
import re

import program
import tables
import tap
from program import Box
from tap import check, close, contains, equal, same_bytes, test

SHIPPED = 'IBM Telco (sample)'
STORE = '.local/share/retainwise/models'


def shipped():
    return program.source('models/telco.json').read_bytes()


def training():
    document = json.loads(shipped())
    return json.loads(document['learner']['attributes']['retainwise'])['training']


def n_trees():
    return len(json.loads(shipped())['learner']['gradient_booster']['model']['trees'])


def titled(title):
    """The model that ships under another title."""
    document = json.loads(shipped())
    attributes = document['learner']['attributes']
    manifest = json.loads(attributes['retainwise'])
    manifest['title'] = title
    attributes['retainwise'] = json.dumps(manifest)
    return json.dumps(document).encode()


def keep(box, title, *options):
    """Imports a model with this title, and gives its bytes."""
    data = titled(title)
    box.write('model.json', data)
    box.succeeds('model', 'import', 'model.json', *options)
    box.path('model.json').unlink()
    return data


def listed(box):
    return json.loads(box.succeeds('model', 'list', '--json').out)['models']


@test
def show(box):
    """The card tells what the model's own description does"""
    out = box.succeeds('model', 'show', SHIPPED).out.decode()
    manifest = json.loads(json.loads(shipped())['learner']['attributes']['retainwise'])
    contains(out, SHIPPED, hashlib.sha256(shipped()).hexdigest(), training()['file_sha256'],
             'Churn = Yes', '7043', '1869', '26.5 %', 'max_depth 1', training()['program'],
             '{mean:.4f} ± {sd:.4f}'.format(**training()['figures']['auc']))
    for rival in training()['rivals']:
        contains(out, f"AUC {rival['auc']:.4f}, log loss {rival['log_loss']:.4f}")
    for one in manifest['inputs']:
        contains(out, one['name'], *one.get('aliases', ()), *one.get('levels', ()))
    shares = [float(share) for share in re.findall(r' (\d+\.\d) %  (?:number|category)', out)]
    equal(len(shares), len(manifest['inputs']), 'inputs')
    equal(shares, sorted(shares, reverse=True), 'order of the inputs')
    close(sum(shares), 100, 1.0, 'importance')


@test
def show_json(box):
    """As JSON the card is the model's description, its SHA-256, trees and importance"""
    card = json.loads(box.succeeds('model', 'show', '--json', SHIPPED).out)
    manifest = json.loads(json.loads(shipped())['learner']['attributes']['retainwise'])
    equal(card.pop('sha256'), hashlib.sha256(shipped()).hexdigest(), 'SHA-256')
    equal(card.pop('trees'), n_trees(), 'trees')
    close(sum(one.pop('importance') for one in card['inputs']), 1, 1e-8, 'importance')
    for one in card['inputs'] + manifest['inputs']:
        one.pop('reference')
    equal(card, manifest, 'description')


@test
def odd_descriptions(box):
    """What a description says that nobody knows is left out"""
    document = json.loads(shipped())
    attributes = document['learner']['attributes']
    manifest = json.loads(attributes['retainwise'])
    manifest['training'] = {'rows': 'x', 'seed': 1.5, 'recipe': [1], 'figures': {'auc': 7, 'f1': {
        'mean': 0.5, 'sd': None}, 'new': {'mean': 0.25, 'sd': 0.5}}, 'rivals': [
            1, {'rival': 'one_column'}, {'rival': 'new'}, {'rival': 'logistic', 'auc': 'x'}]}
    attributes['retainwise'] = json.dumps(manifest)
    box.write('model.json', json.dumps(document))
    out = box.succeeds('model', 'show', 'model.json').out
    contains(out, 'F1 score', '0.5000\n', '0.2500 ± 0.5000', 'AUC 0.0000')
    check(b'null' not in out and b'Recipe' not in out and b'Seed' not in out, f'shows {out!r}')


@test
def unpolished_names(box):
    """Names of a model cannot command the terminal"""
    box.write('model.json', titled('a\x1b[31m\nb'))
    out = box.succeeds('model', 'show', 'model.json').out
    equal(out.splitlines()[0], 'a\ufffd[31m b'.encode(), 'title')


@test
def kept(box):
    """A model that was imported is listed and can be used by its name and SHA-256"""
    equal([one['name'] for one in listed(box)], [SHIPPED], 'before')
    data = keep(box, 'Bank', '--name', 'My bank')
    sha256 = hashlib.sha256(data).hexdigest()
    sample, mine = listed(box)
    equal((sample['sample'], mine['sample']), (True, False), 'sample')
    equal((mine['name'], mine['sha256'], mine['rows']), ('My bank', sha256, 7043), 'facts')
    close(mine['auc'], training()['figures']['auc']['mean'], 1e-9, 'AUC')
    same_bytes(box.read(f'{STORE}/My bank.json'), data)
    out = box.succeeds('model', 'list').out
    contains(out, SHIPPED, 'Sample', 'My bank', sha256[:8], f"{mine['auc']:.4f}", '7043', mine['kept_at'][:10])
    box.write('in.csv', tables.compose(tables.telco_rows()[:50]))
    wanted = box.succeeds('score', '-o', '-', 'in.csv').out
    for what in ('My bank', sha256[:6], sha256.upper(), SHIPPED):
        same_bytes(box.succeeds('score', '-o', '-', '-m', what, 'in.csv').out, wanted)
    contains(box.succeeds('inspect', '-m', 'My bank', 'in.csv').out, 'Bank')
    box.succeeds('evaluate', '-m', 'My bank', '--label', 'Churn', 'in.csv')
    box.succeeds('compare', '-m', 'My bank', '-m', SHIPPED, '--label', 'Churn', 'in.csv')


@test
def file_first(box):
    """A file comes before a model that is kept under the same name"""
    keep(box, 'Kept', '--name', 'bank.json')
    contains(box.succeeds('model', 'show', 'bank.json').out, 'Kept')
    box.write('bank.json', titled('File'))
    contains(box.succeeds('model', 'show', 'bank.json').out, 'File')


@test
def import_again(box):
    """A model that is kept is not kept again; another one of that name gets a number"""
    keep(box, 'Bank')
    keep(box, 'Bank', '--name', 'Other')
    equal([one['name'] for one in listed(box)], [SHIPPED, 'Bank'], 'names')
    keep(box, 'Another', '--name', 'Bank')
    equal([one['name'] for one in listed(box)], [SHIPPED, 'Bank', 'Bank 2'], 'names')
    box.write('model.json', titled('Third'))
    said = json.loads(box.succeeds('model', 'import', '--json', 'model.json').out)
    equal((said['name'], said['sha256']),
          ('Third', hashlib.sha256(titled('Third')).hexdigest()), 'what is said')
    box.fails(1, ['a/b', 'cannot be called'], 'model', 'import', '--name', 'a/b', 'model.json',
              stdin=b'')


@test
def export(box):
    """An exported model has the bytes that were imported"""
    data = keep(box, 'Bank')
    box.succeeds('model', 'export', 'Bank', '-o', 'out.json')
    same_bytes(box.read('out.json'), data)
    same_bytes(box.succeeds('model', 'export', SHIPPED, '-o', '-').out, shipped())
    box.fails(1, ['“None”'], 'model', 'export', 'None', '-o', 'out.json')
    box.fails(1, ['is the model'], 'model', 'export', 'Bank', '-o', f'{STORE}/Bank.json')
    same_bytes(box.read('out.json'), data)


@test
def damaged(box):
    """A file that is no model is listed with the reason and hides no other"""
    keep(box, 'Bank')
    box.write(f'{STORE}/broken.json', titled('x')[:5000])
    models = {one['name']: one for one in listed(box)}
    equal(sorted(models), sorted([SHIPPED, 'Bank', 'broken']), 'names')
    contains(models['broken']['problem'], 'damaged')
    contains(box.succeeds('model', 'list').out, 'broken', 'damaged', 'Bank')
    box.write('in.csv', tables.compose(tables.telco_rows()[:50]))
    box.fails(1, ['damaged'], 'score', '-m', 'broken', 'in.csv')


@test
def verify(box):
    """What is whole is OK; what is not is told, with exit code 1"""
    sha256 = hashlib.sha256(shipped()).hexdigest()
    path = program.source('models/telco.json').resolve()
    equal(box.succeeds('model', 'verify', path).out.decode(), f'OK: {sha256}\n', 'output')
    said = json.loads(box.succeeds('model', 'verify', '--json', '--sha256', sha256, path).out)
    equal(said, {'ok': True, 'sha256': sha256, 'trees': n_trees()}, 'JSON')
    box.fails(1, ['another model', sha256], 'model', 'verify', '--sha256', 'ab' * 32, path)
    document = json.loads(shipped())
    document['learner']['gradient_booster']['model']['trees'][3]['left_children'][0] = 0
    box.write('loop.json', json.dumps(document))
    box.fails(1, ['loop.json', 'do not form a tree'], 'model', 'verify', 'loop.json')
    result = box.run('model', 'verify', '--json', 'loop.json')
    equal(result.code, 1, 'exit code')
    said = json.loads(result.out)
    equal(said['ok'], False, 'ok')
    contains(said['problem'], 'do not form a tree')


if __name__ == '__main__':
    tap.main(Box)
