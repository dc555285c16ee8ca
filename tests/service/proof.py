# SPDX-License-Identifier: GPL-3.0-or-later
"""What must be true of a server whatever happened to it: counted, and printed as a table."""

from service import FINAL, program
from tap import check, equal, same_bytes

HEAD = f'# {"what happened":<40}{"jobs":>5}{"completed":>10}{"failed":>7}{"attempts":>9}{"most":>5}{"letters":>8}'

LETTERS = 'SELECT count (*) AS n FROM letters'


def make_inputs(box, *sizes):
    """Files of so many rows, and what must come of each."""
    inputs = {}
    for n_rows in sizes:
        name = f'{n_rows}.csv'
        box.write(name, program.generated(n_rows))
        box.succeeds('score', '-o', 'scored.csv', name)
        inputs[name] = box.read('scored.csv')
    return inputs


def check_jobs(server, wanted, failed=()):
    """@wanted: the right result of each job that was accepted; those of @failed are to fail."""
    states = server.states()
    equal({*states}, {*wanted}, 'jobs')
    for job, result in wanted.items():
        check(states[job] in FINAL, f'{job} is {states[job]}')
        equal(states[job], 'FAILED' if job in failed else 'COMPLETED', f'state of {job}')
        server.check_moves(job)
        equal(server.events(job).count('COMPLETED'), states[job] == 'COMPLETED', f'completions of {job}')
        if states[job] == 'COMPLETED':
            same_bytes(server.result(job), result, f'result of {job}')


def show(server, what):
    """A line of the table."""
    states = [*server.states().values()]
    attempts = [server.attempts(job) for job in server.states()]
    print(f'# {what:<40}{len(states):>5}{states.count("COMPLETED"):>10}{states.count("FAILED"):>7}'
          f'{sum(attempts):>9}{max(attempts, default=0):>5}{server.query(LETTERS)[0][0]:>8}')
