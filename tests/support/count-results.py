# SPDX-License-Identifier: GPL-3.0-or-later
"""Adds up what the given reports of Meson's test runs say (BUILD/meson-logs/NAME.json): what failed, with what it said,
and the sum in the last line."""

import json
import re
import sys
from pathlib import Path

CASE = re.compile(r"^(ok|not ok)\b(.*)$", re.MULTILINE)
LINES_SHOWN = 60


def count_program(result: dict) -> tuple[int, int, int]:
    """(passed, failed, skipped) cases of one program; one that died has a failed case more."""
    lines = CASE.findall(result.get("stdout", ""))
    skipped = sum(1 for state, rest in lines if state == "ok" and re.search(r"# skip", rest, re.I))
    failed = sum(1 for state, _ in lines if state == "not ok")
    passed = len(lines) - failed - skipped
    good = result["result"] in ("OK", "SKIP")
    if not lines:
        return int(result["result"] == "OK"), int(not good), int(result["result"] == "SKIP")
    return passed, failed + (0 if good or failed else 1), skipped


def show_failure(build: str, result: dict) -> None:
    """Here, because what a run prints last is what somebody far from the machine sees of it."""
    print(f"\n{build}: {result['name']}: {result['result']} after {result['duration']:.0f} s")
    for stream in ("stdout", "stderr"):
        for line in result.get(stream, "").splitlines()[-LINES_SHOWN:]:
            print(f"  {line}")


def count(report: Path) -> tuple[int, int, int]:
    """The sum of one run; one that wrote no report is a failure."""
    build = report.parents[1].name
    if not report.exists():
        print(f"\n{build}: no test ran")
        return 0, 1, 0
    total = (0, 0, 0)
    for result in map(json.loads, filter(None, report.read_text().splitlines())):
        counts = count_program(result)
        if counts[1] > 0:
            show_failure(build, result)
        total = tuple(map(sum, zip(total, counts)))
    return total


def main() -> None:
    totals = map(sum, zip(*(count(Path(report)) for report in sys.argv[1:])))
    print("{} passed, {} failed, {} skipped".format(*totals))


main()
