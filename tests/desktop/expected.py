# SPDX-License-Identifier: GPL-3.0-or-later
"""What the window ought to say of a file, reckoned from what retainwise-cli wrote."""

import csv
import io

MILLION = 1000000
HIGH, MEDIUM = 700000, 400000
OURS = 4  # columns that were added


def customers(n):
    return f'{n} customer' if n == 1 else f'{n} customers'


def percent(share):
    return f'{share * 100:.1f} %'


class Scored:
    """The records of a scored file."""

    def __init__(self, data):
        self.data = data
        self.header, *self.rows = csv.reader(io.StringIO(data.decode(), newline=''))

    def risk(self, row):
        """The churn probability in millionths, digit for digit."""
        return int(row[-OURS].replace('.', ''))

    @property
    def n(self):
        return len(self.rows)

    def bands(self):
        risks = [self.risk(row) for row in self.rows]
        high, low = sum(r >= HIGH for r in risks), sum(r < MEDIUM for r in risks)
        return [high, self.n - high - low, low]

    def within(self, low, high, rows=None):
        """Those from @low to below @high millionths; a million is taken in."""
        return [row for row in rows or self.rows
                if low <= self.risk(row) and (self.risk(row) < high or high == MILLION)]

    def containing(self, text):
        """Those with @text in a cell of the file, in any case."""
        return [row for row in self.rows
                if any(text.casefold() in cell.casefold() for cell in row[:-OURS])]

    def riskiest_first(self, rows):
        return sorted(rows, key=self.risk, reverse=True)

    def above_text(self, threshold):
        n = len(self.within(threshold, MILLION))
        return f'{customers(n)} ({percent(n / self.n)})'

    def below_text(self, threshold):
        return f'{self.n - len(self.within(threshold, MILLION))} below'

    def shown_text(self, rows):
        return f'{len(rows)} of {customers(self.n)}'

    def bin_text(self, number, n_bins):
        low, high = number * MILLION // n_bins, (number + 1) * MILLION // n_bins
        n = len(self.within(low, high))
        return (f'{low // 10000} to {high // 10000} %: {customers(n)},'
                f' {percent(n / self.n)} of all')

    def row_text(self, row):
        risk = self.risk(row)
        level = 'High' if risk >= HIGH else 'Medium' if risk >= MEDIUM else 'Low'
        return f'{row[0]}, churn probability {percent(risk / MILLION)}, risk {level}'
