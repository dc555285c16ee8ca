# SPDX-License-Identifier: GPL-3.0-or-later
"""What the benchmarks share: commands that are measured from outside, and invented customers."""

import os
import subprocess
import sys
import time
from pathlib import Path


def measure(command: list[str]) -> tuple[float, float]:
    """Wall seconds and peak MiB of a whole process."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{command[0]} ended with {process.returncode}")
    return time.perf_counter() - start, usage.ru_maxrss / 1024


def generate(build: Path, rows: int, *options: str) -> Path:
    """A file of @rows invented customers, with what "generate-telco" takes as @options."""
    folder = build / "bench"
    folder.mkdir(exist_ok=True)
    table = folder / f"customers-{rows}{''.join(options)}.csv"
    if not table.exists():
        with table.open("wb") as out:
            subprocess.run([build / "data" / "generate-telco", *options, str(rows)], stdout=out,
                           check=True)
    return table
