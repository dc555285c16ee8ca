# SPDX-License-Identifier: GPL-3.0-or-later
"""What must be true of a server whatever happened to it: counted, and printed as a table."""

from service import MOVES, program
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


def ask_events(server):
    """All states that each job was in, one after another."""
    events = {}
    for job, state in server.query('SELECT jobs.id, events.state FROM events JOIN jobs ON jobs.number = events.job '
                                   'ORDER BY events.number'):
        events.setdefault(job, []).append(state)
    return events


def check_events(job, states, end):
    """Every move is a legal one, the last one led to where the job is, and COMPLETED was never left."""
    for move in zip([None, *states], states):
        check(move in MOVES, f'{move} is no legal move of {job}: {states}')
    equal(states[-1], end, f'state of {job}')
    equal(states.count('COMPLETED'), end == 'COMPLETED', f'completions of {job}')


def check_jobs(server, wanted, failed=()):
    """@wanted: the right result of each job that was accepted; those of @failed are to fail."""
    keys = dict(server.query('SELECT id, result_key FROM jobs'))
    events = ask_events(server)
    equal({*keys}, {*wanted}, 'jobs')
    for job, result in wanted.items():
        check_events(job, events[job], 'FAILED' if job in failed else 'COMPLETED')
        if job not in failed:
            same_bytes(server.backend.files.read(keys[job]), result, f'result of {job}')


def show(server, what):
    """A line of the table."""
    jobs = server.query('SELECT id, state, attempt FROM jobs')
    states = [state for _, state, _ in jobs]
    attempts = [attempt for _, _, attempt in jobs]
    print(f'# {what:<40}{len(states):>5}{states.count("COMPLETED"):>10}{states.count("FAILED"):>7}'
          f'{sum(attempts):>9}{max(attempts, default=0):>5}{server.query(LETTERS)[0][0]:>8}')
