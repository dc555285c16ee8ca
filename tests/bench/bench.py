# SPDX-License-Identifier: GPL-3.0-or-later
"""Scores the same customers with the same model here and in pandas + xgboost, in turn, and prints the
ratios and the time of each of our steps. usage: bench.py ROOT BUILD ROWS"""

import os
import statistics
import subprocess
import sys
from pathlib import Path

from measuring import generate, measure

PAIRS = 3


def print_row(name: str, ours: list[float], theirs: list[float], unit: str) -> None:
    ratio = statistics.median(b / a for a, b in zip(ours, theirs))
    print(f"{name:<8}{statistics.median(ours):>12.2f} {unit:<4}"
          f"{statistics.median(theirs):>12.2f} {unit:<4}{ratio:>10.1f}")


def compare(ours: list[str], theirs: list[str], rows: int) -> None:
    pairs = []
    for _ in range(PAIRS + 1):
        pairs.append((measure(ours), measure(theirs)))
    warm = pairs[1:]
    print(f"{rows} customers, {PAIRS} pairs of runs after one to warm up, medians")
    print(f"{'':<8}{'here':>12}     {'pandas':>12}     {'ratio':>10}")
    print_row("time", [a[0] for a, _ in warm], [b[0] for _, b in warm], "s")
    print_row("memory", [a[1] for a, _ in warm], [b[1] for _, b in warm], "MiB")


def drive_window(root: Path, build: Path, table: Path, out: Path) -> None:
    """The window over the same file, on a screen of its own, measured by its probe."""
    probe = build / "bench" / "probe.txt"
    settings = {"GSETTINGS_BACKEND": "memory", "GSETTINGS_SCHEMA_DIR": str(build / "data"),
                "RETAINWISE_PROBE": str(probe), "GTK_A11Y": "none"}
    subprocess.run(["/usr/bin/python3", root / "tests/support/with-display.py",
                    build / "tests/bench/bench-window", table, out],
                   env=os.environ | settings, check=True, stderr=subprocess.DEVNULL)
    print_window(probe.read_text(), table.stat().st_size / 2**20)
    probe.unlink()


def print_window(lines: str, size: float) -> None:
    """A row a step: its slowest answer by the application ("opened", "updated", "exported"), or all of
    its time where it asks for none."""
    print("\nThe window: time to answer, longest time the main loop was busy, peak memory of its own")
    print(f"{'':<20}{'time':>10}{'longest gap':>14}{'memory':>12}{'÷ file':>8}")
    answers, gaps = [], []
    for line in lines.splitlines():
        step, seconds, gap, _, own = line.split("\t")
        gaps.append(float(gap))
        if step in ("updated", "exported"):
            answers.append(float(seconds))
            continue
        print(f"{step:<20}{max(answers or [float(seconds)]):>8.2f} s{max(gaps):>11.1f} ms"
              f"{own:>8} MiB{float(own) / size:>8.2f}")
        answers, gaps = [], []


def main() -> None:
    root, build, rows = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    rival = root.parent / "shared" / "bench" / "pandas_score.py"
    table, model = generate(build, rows), root / "models" / "telco.json"
    ours, theirs = build / "bench" / "ours.csv", build / "bench" / "theirs.csv"
    if rival.exists():
        compare([str(build / "src/cli/retainwise-cli"), "score", str(table), "-m", str(model),
                 "-o", str(ours)],
                ["/usr/bin/python3", str(rival), str(table), str(model), str(theirs)], rows)
    else:
        print("No comparison: ../shared/bench/pandas_score.py is not here.")
    print("\nOur steps, one after the other:")
    sys.stdout.flush()
    subprocess.run([build / "tests/bench/bench-steps", table, model, ours], check=True)
    sys.stdout.flush()
    drive_window(root, build, table, ours)
    for result in (ours, theirs):
        result.unlink(missing_ok=True)


main()
