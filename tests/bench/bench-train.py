# SPDX-License-Identifier: GPL-3.0-or-later
"""Trains on a few thousand customers here and, five depths in five folds, with Python's xgboost.cv, in
turn, and on many; prints times, their ratio, and the memory beside the size of the file.
usage: bench-train.py ROOT BUILD ROWS"""

import statistics
import sys
from pathlib import Path

from measuring import generate, measure

N_FEW = 7043
PAIRS = 3
RIVAL = """
import sys, pandas, xgboost
table = pandas.read_csv(sys.argv[1])
label = table.pop('Churn') == 'Yes'
table['TotalCharges'] = pandas.to_numeric(table['TotalCharges'], errors='coerce')
features = pandas.get_dummies(table.drop(columns='customerID')).astype('float32')
matrix = xgboost.DMatrix(features, label)
for depth in (1, 3, 4, 6, 8):
    xgboost.cv({'objective': 'binary:logistic', 'tree_method': 'hist', 'max_depth': depth,
                'eta': 0.3 if depth == 1 else 0.1}, matrix, 1000, nfold=5, stratified=True,
               metrics='logloss', early_stopping_rounds=50)
"""


def train(build: Path, table: Path, budget: str) -> list[str]:
    return [str(build / "src/cli/retainwise-cli"), "train", str(table), "--label", "Churn", "--budget",
            budget, "-o", str(build / "bench" / "model.json")]


def compare(build: Path, table: Path) -> None:
    rival = ["/usr/bin/python3", "-c", RIVAL, str(table)]
    pairs = [(measure(train(build, table, "quick")), measure(train(build, table, "normal")),
              measure(rival)) for _ in range(PAIRS)]
    quick, normal, other = ([run[i][0] for run in pairs] for i in range(3))
    print(f"\nTraining on {N_FEW} customers, {PAIRS} runs of each in turn, medians; the rival searches "
          "five depths\nwith pandas and Python's xgboost.cv, and does no more")
    for name, ours in (("quick", quick), ("normal", normal)):
        ratio = statistics.median(b / a for a, b in zip(ours, other))
        print(f"{name:<10}{statistics.median(ours):>8.2f} s{statistics.median(other):>12.2f} s"
              f"{ratio:>10.1f} ×")


def train_many(build: Path, rows: int) -> None:
    table = generate(build, rows, "--label")
    seconds, memory = measure(train(build, table, "quick"))
    size = table.stat().st_size / 2**20
    print(f"\nTraining on {rows} customers ({size:.0f} MiB), quick: {seconds:.1f} s, "
          f"{memory:.0f} MiB = {memory / size:.2f} times the file")


def main() -> None:
    root, build, rows = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    (build / "bench").mkdir(exist_ok=True)
    telco = root.parent / "shared" / "data" / "telco-customer-churn.csv"
    compare(build, telco if telco.exists() else generate(build, N_FEW, "--label"))
    train_many(build, rows)
    (build / "bench" / "model.json").unlink()


main()
