# SPDX-License-Identifier: GPL-3.0-or-later
"""Scores how polluted files are read with the dialect found by itself, as the benchmark Pollock does:
success, and precision, recall and F1 of header, records and cells, 10 together.
usage: pollock.py CLI-BATCH"""

import collections
import json
import sys
import tempfile
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parent.parent / 'cli'))

import batch  # noqa: E402
import pollution  # noqa: E402

PARTS = 400  # files of one process


def measures(source, loaded):
    """The sum of precision, recall and F1 of two lists."""
    if not source:
        return 3.0
    common = sum((collections.Counter(source) & collections.Counter(loaded)).values())
    if not common:
        return 0.0
    precision, recall = common / len(source), common / len(loaded)
    return precision + recall + 2 * precision * recall / (precision + recall)


def as_records(rows):
    return [''.join(cell or 'null' for cell in row) for row in rows]


def as_cells(rows):
    return [cell for row in rows for cell in row]


def score(polluted, loaded):
    """@loaded: its records, the header first; None: it was refused."""
    if loaded is None:
        return 0.0
    header, *rows = loaded
    return (1 + measures(polluted.header, header)
            + measures(as_records(polluted.rows), as_records(rows))
            + measures(as_cells(polluted.rows), as_cells(rows)))


def load(program_path, files, folder):
    """The records that the program reads of each file; None where it refuses one."""
    for at, polluted in enumerate(files):
        (folder / f'{at}.csv').write_bytes(polluted.text.encode())
    answers = []
    for first in range(0, len(files), PARTS):
        commands = [['cat', '--json', f'{at}.csv']
                    for at in range(first, min(first + PARTS, len(files)))]
        answers += batch.run(program_path, commands, folder)
    return [None if error else [json.loads(line)['cells'] for line in output.splitlines()]
            for output, error in answers]


def run(program_path, step=1):
    """The mean score of each kind, by every @step-th of its files, and their number."""
    kinds = collections.defaultdict(list)
    for polluted in pollution.files():
        kinds[polluted.kind].append(polluted)
    files = [polluted for of_kind in kinds.values() for polluted in of_kind[::step]]
    with tempfile.TemporaryDirectory(prefix='retainwise-pollock-') as folder:
        loaded = load(program_path, files, Path(folder))
    scores = collections.defaultdict(list)
    for polluted, records in zip(files, loaded):
        scores[polluted.kind].append(score(polluted, records))
    return {kind: (sum(scores[kind]) / len(scores[kind]), len(of_kind))
            for kind, of_kind in kinds.items()}


def totals(kinds):
    """The simple score, every file alike, and the one weighted by how common each fault is."""
    simple = sum(mean * n for mean, n in kinds.values()) / sum(n for _, n in kinds.values())
    weights = {kind: pollution.WEIGHTS[kind] * n for kind, (_, n) in kinds.items()}
    weighted = sum(kinds[kind][0] * weight for kind, weight in weights.items())
    return simple, weighted / sum(weights.values())


def main():
    kinds = run(sys.argv[1])
    for kind, (mean, n) in kinds.items():
        print(f'{kind:<30}{n:>6}{mean:>8.3f}{pollution.WEIGHTS[kind] * n:>9.1f}')
    simple, weighted = totals(kinds)
    print(f'simple {simple:.3f}, weighted {weighted:.3f}, of 10')


if __name__ == '__main__':
    main()
