#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The files of npm's csv-spectrum, and what their author says is in them."""

import json
import sys
from pathlib import Path

import batch
import tap
from program import Box
from tap import Skip, equal, test

SPECTRUM = Path(sys.argv[5]).resolve() / 'node_modules' / 'csv-spectrum'

# It says another telephone number than the file, and is no list of rows.
BROKEN = 'location_coordinates'


@test
def spectrum(box):
    """All files have the cells that csv-spectrum says, but for its broken one"""
    if not SPECTRUM.is_dir():
        raise Skip('no csv-spectrum: “./dev test” installs it')
    files = {path.name: path.read_bytes() for path in (SPECTRUM / 'csvs').iterdir()}
    equal(len(files), 12, 'files')
    readings = batch.readings(box, files)
    wrong = []
    for name, reading in readings.items():
        equal(reading.error, '', f'error of {name}')
        header, *rows = reading.cells
        wanted = json.loads((SPECTRUM / 'json' / name.replace('.csv', '.json')).read_text())
        if [dict(zip(header, row)) for row in rows] != wanted:
            wrong.append(name)
    equal(wrong, [BROKEN + '.csv'], 'files with other cells')


if __name__ == '__main__':
    tap.main(Box)
