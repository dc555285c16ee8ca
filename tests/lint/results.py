# SPDX-License-Identifier: GPL-3.0-or-later
"""What checks found, in the Test Anything Protocol."""


def report(number, name, problems, reason=None):
    """Prints one check, skipped for @reason when there is no list of problems; False when it failed."""
    if problems is None:
        print(f'ok {number} - {name} # SKIP {reason}')
        return True
    problems = sorted(problems)
    print(f'{"not ok" if problems else "ok"} {number} - {name}')
    for problem in problems:
        print(f'# {problem}')
    return not problems
