# SPDX-License-Identifier: GPL-3.0-or-later
"""Adds up what Meson's test runs in the given build folders found and prints it as one line."""

import sys
from pathlib import Path
from xml.etree import ElementTree


def count(build: str) -> tuple[int, int, int]:
    """(passed, failed, skipped) cases of one build; a run that wrote no report is a failure."""
    report = Path(build, "meson-logs", "testlog.junit.xml")
    if not report.exists():
        return 0, 1, 0
    passed = failed = skipped = 0
    for case in ElementTree.parse(report).iter("testcase"):
        if case.find("failure") is not None or case.find("error") is not None:
            failed += 1
        elif case.find("skipped") is not None:
            skipped += 1
        else:
            passed += 1
    return passed, failed, skipped


def main() -> None:
    totals = [sum(part) for part in zip(*map(count, sys.argv[1:]))]
    print(f"{totals[0]} passed, {totals[1]} failed, {totals[2]} skipped")


main()
