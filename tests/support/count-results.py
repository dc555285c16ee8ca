# SPDX-License-Identifier: GPL-3.0-or-later
"""Adds up what Meson's test runs in the given build folders found and prints it as one line."""

import json
import re
import sys
from pathlib import Path


def count_program(result: dict) -> tuple[int, int, int]:
    """(passed, failed, skipped) cases of one program; one that died has a failed case more."""
    lines = re.findall(r"^(ok|not ok)\b(.*)$", result.get("stdout", ""), re.MULTILINE)
    skipped = sum(1 for state, rest in lines if state == "ok" and re.search(r"# skip", rest, re.I))
    failed = sum(1 for state, _ in lines if state == "not ok")
    passed = len(lines) - failed - skipped
    good = result["result"] in ("OK", "SKIP")
    if not lines:
        return int(result["result"] == "OK"), int(not good), int(result["result"] == "SKIP")
    return passed, failed + (0 if good or failed else 1), skipped


def count(build: str) -> tuple[int, int, int]:
    """The sum of one build; a run that wrote no report is a failure."""
    report = Path(build, "meson-logs", "testlog.json")
    if not report.exists():
        return 0, 1, 0
    results = [json.loads(line) for line in report.read_text().splitlines() if line]
    return tuple(sum(part) for part in zip((0, 0, 0), *map(count_program, results)))


def main() -> None:
    totals = [sum(part) for part in zip(*map(count, sys.argv[1:]))]
    print(f"{totals[0]} passed, {totals[1]} failed, {totals[2]} skipped")


main()
