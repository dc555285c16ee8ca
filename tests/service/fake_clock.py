# SPDX-License-Identifier: GPL-3.0-or-later
"""Programs with a clock that is ahead of the computer's."""

from pathlib import Path

LIBRARY = next(Path('/usr/lib').glob('*/faketime/libfaketimeMT.so.1'))
# What waits does so by another clock, and for as long as it says.
VARIABLES = {'LD_PRELOAD': LIBRARY, 'FAKETIME_DONT_FAKE_MONOTONIC': '1'}


def ahead(hours):
    """The variables of a program whose clock is ahead by so much."""
    return VARIABLES | {'FAKETIME': f'+{hours}h'}


class FakeClock:
    """The clock of all programs that get its variables; it jumps while they run."""

    def __init__(self, path):
        self.path = path
        self.minutes = 0  # ahead of the computer's
        self.jump(0)
        self.variables = VARIABLES | {'FAKETIME_TIMESTAMP_FILE': path, 'FAKETIME_NO_CACHE': '1'}

    def jump(self, minutes):
        """All see it at once: nobody reads half of the file."""
        self.minutes += minutes
        beside = self.path.with_suffix('.new')
        beside.write_text(f'{self.minutes:+}m\n')
        beside.rename(self.path)
