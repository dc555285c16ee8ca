# SPDX-License-Identifier: GPL-3.0-or-later
"""Sends many small files to a server on this machine and prints jobs a second, the time from sending
to COMPLETED, memory, and what becomes of them when many jobs are kept. usage: bench-service.py BUILD"""

import asyncio
import json
import os
import random
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from backends import Embedded, Engines

JOBS = 300
SENDERS = 16  # at once
PAUSE = 0.02  # seconds between two looks at a job
WORKERS = (1, 2, 4)
WATCHERS = 1000  # clients that poll
LOOK = 4  # seconds between two looks of such a client, and of one whose requests are counted
WATCHED_JOBS = 100
KEPT = (1_000, 10_000, 100_000)  # jobs in the store
LISTS = 50  # of a page each
FILE_ROWS = 50
ORDINARY_ROWS = 1500
BOUNDARY = "retainwise-bench"


class Client:
    """One connection that stays open."""

    def __init__(self, service: "Service"):
        self.port, self.token = service.port, service.token
        self.reader = self.writer = None

    async def ask(self, method: str, path: str, body: bytes = b"", headers: str = "") -> dict:
        if self.writer is None:
            self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port)
        self.writer.write(f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {self.token}\r\n"
                          f"Content-Length: {len(body)}\r\n{headers}\r\n".encode() + body)
        head = await self.reader.readuntil(b"\r\n\r\n")
        length = int(re.search(rb"Content-Length: *(\d+)", head, re.IGNORECASE)[1])
        answer = json.loads(await self.reader.readexactly(length))
        if not answer["success"]:
            sys.exit(f"{method} {path}: {answer}")
        return answer

    async def submit(self, form: bytes) -> str:
        kind = f"Content-Type: multipart/form-data; boundary={BOUNDARY}\r\n"
        return (await self.ask("POST", "/api/csv", form, kind))["prediction_id"]

    async def state(self, job: str) -> str:
        return (await self.ask("GET", f"/api/predictions/{job}"))["prediction"]["status"]

    def close(self) -> None:
        if self.writer:
            self.writer.close()
        self.writer = None


class Service:
    """A server and workers in a folder of their own."""

    def __init__(self, build: Path, workers: int, backend, counting: bool = False):
        self.folder = tempfile.TemporaryDirectory(dir=build / "bench")
        self.data = Path(self.folder.name) / "data"
        self.programs = build / "src/service"
        self.environment = os.environ | backend.environment()
        self.place = ["--data", self.data, *self.write_config(backend.prepare(self.data, counting))]
        self.log = open(self.folder.name + "/log", "wb")
        if len(self.place) > 2:
            self.run("database", "migrate")
        self.server = self.start("retainwise-server", "serve", "--listen", "127.0.0.1:0", "--rate", "10000000",
                                 stdout=subprocess.PIPE, text=True)
        self.port = int(re.search(r":(\d+)\s*$", self.server.stdout.readline())[1])
        self.workers = [self.start("retainwise-worker") for _ in range(workers)]
        self.token = self.run("token", "add", "bench").strip()

    def write_config(self, sections: dict) -> list:
        """Options that name it."""
        if not sections:
            return []
        path = Path(self.folder.name) / "config"
        path.write_text("".join(f"[{name}]\n" + "".join(f"{key}={value}\n" for key, value in keys.items())
                                for name, keys in sections.items()))
        return ["--config", path]

    def start(self, program: str, *arguments, **options) -> subprocess.Popen:
        return subprocess.Popen([self.programs / program, *arguments, *self.place], stderr=self.log,
                                env=self.environment, **options)

    def run(self, group: str, command: str, *values) -> str:
        """A command of the server's; returns what it prints."""
        done = subprocess.run([self.programs / "retainwise-server", group, command, *self.place, *values],
                              capture_output=True, text=True, env=self.environment)
        if done.returncode != 0:
            sys.exit(f"{group} {command}: {done.stderr}")
        return done.stdout

    def peak(self, process) -> int:
        """MiB that it had at most."""
        status = Path(f"/proc/{process.pid}/status").read_text()
        return int(re.search(r"VmHWM:\s+(\d+)", status)[1]) // 1024

    def cpu(self, *processes) -> float:
        """Seconds that they have computed."""
        stats = [Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split() for process in processes]
        return sum(int(stat[11]) + int(stat[12]) for stat in stats) / os.sysconf("SC_CLK_TCK")

    def stop(self) -> None:
        for process in (*self.workers, self.server):
            process.send_signal(signal.SIGTERM)
        for process in (*self.workers, self.server):
            process.wait(60)
        self.log.close()
        self.folder.cleanup()


def make_form(build: Path, rows: int) -> bytes:
    table = subprocess.run([build / "data/generate-telco", str(rows)], capture_output=True,
                           check=True).stdout
    return (f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="small.csv"\r\n'
            f"Content-Type: text/csv\r\n\r\n").encode() + table + f"\r\n--{BOUNDARY}--\r\n".encode()


async def follow(client: Client, form: bytes, pause: float) -> float:
    """Seconds from sending to COMPLETED."""
    start = time.perf_counter()
    job = await client.submit(form)
    while (state := await client.state(job)) != "COMPLETED":
        if state not in ("QUEUED", "PROCESSING"):
            sys.exit(f"job {job} became {state}")
        await asyncio.sleep(pause)
    return time.perf_counter() - start


async def send_all(service: Service, form: bytes, jobs: int, pause: float = PAUSE) -> list[float]:
    numbers, times = iter(range(jobs)), []

    async def send():
        client = Client(service)
        for _ in numbers:
            times.append(await follow(client, form, pause))
        client.close()

    await asyncio.gather(*(send() for _ in range(SENDERS)))
    return times


async def count(service: Service) -> int:
    """Jobs that the server says are COMPLETED, page by page."""
    client, before, completed = Client(service), "", 0
    while page := (await client.ask("GET", f"/api/predictions/?limit=100{before}"))["predictions"]:
        completed += sum(job["status"] == "COMPLETED" for job in page)
        before = f"&before={page[-1]['upload_id']}"
    client.close()
    return completed


async def watch(service: Service, job: str, stop: asyncio.Event, times: list[float]) -> None:
    """With a connection for each look, as clients that look now and then have."""
    client = Client(service)
    await asyncio.sleep(LOOK * random.random())
    while not stop.is_set():
        start = time.perf_counter()
        await client.state(job)
        client.close()
        times.append(time.perf_counter() - start)
        await asyncio.sleep(LOOK)


async def send_watched(service: Service, form: bytes) -> tuple[float, list[float], list[float]]:
    """While many others look at a job of theirs now and then."""
    client, stop, answers = Client(service), asyncio.Event(), []
    job = await client.submit(form)
    watchers = [asyncio.create_task(watch(service, job, stop, answers)) for _ in range(WATCHERS)]
    while len(answers) < WATCHERS:
        await asyncio.sleep(0.1)
    start = time.perf_counter()
    times = await send_all(service, form, WATCHED_JOBS)
    seconds = time.perf_counter() - start
    stop.set()
    await asyncio.gather(*watchers)
    client.close()
    return seconds, times, answers


def percentile(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def print_row(name: str, service: Service, jobs: int, seconds: float, times: list[float], lost: int) -> None:
    memory = max(service.peak(worker) for worker in service.workers)
    cpu = [1000 * service.cpu(*processes) / jobs for processes in ((service.server,), service.workers)]
    print(f"{name:<26}{jobs / seconds:>8.1f}{statistics.median(times):>9.3f} s{percentile(times, 0.99):>9.3f} s"
          f"{cpu[0]:>9.1f} ms{cpu[1]:>9.1f} ms{service.peak(service.server):>8} MiB{memory:>8} MiB{lost:>6}")
    sys.stdout.flush()


def send_timed(service: Service, form: bytes, jobs: int, pause: float = PAUSE) -> tuple[float, list[float]]:
    start = time.perf_counter()
    times = asyncio.run(send_all(service, form, jobs, pause))
    return time.perf_counter() - start, times


def run(build: Path, form: bytes, backend, workers: int, what: str = "") -> None:
    service = Service(build, workers, backend)
    seconds, times = send_timed(service, form, JOBS)
    lost = JOBS - asyncio.run(count(service))
    print_row(f"{workers} worker{'s'[:workers > 1]}{what}", service, JOBS, seconds, times, lost)
    service.stop()


def count_requests(build: Path, form: bytes, backend) -> None:
    """What a job asks of engines, with what servers and workers ask anyhow; who waits looks now and then."""
    service = Service(build, 2, backend, counting=True)
    before = backend.count()
    seconds, _ = send_timed(service, form, JOBS, LOOK)
    asked = backend.count() - before
    service.stop()
    print(f"In {seconds:.0f} s a job asked for "
          + ", ".join(f"{n / JOBS:.1f} {name}" for name, n in sorted(asked.items())) + ".")


def run_watched(build: Path, form: bytes, backend) -> None:
    service = Service(build, 2, backend)
    seconds, times, answers = asyncio.run(send_watched(service, form))
    lost = WATCHED_JOBS + 1 - asyncio.run(count(service))
    print_row(f"2, {WATCHERS} clients polling", service, WATCHED_JOBS, seconds, times, lost)
    print(f"The {WATCHERS} clients had {len(answers)} answers: half within {statistics.median(answers):.3f} s, "
          f"99 of 100 within {percentile(answers, 0.99):.3f} s.")
    service.stop()


async def list_pages(service: Service) -> list[float]:
    """Seconds of each look at one's newest jobs."""
    client, times = Client(service), []
    for _ in range(LISTS):
        start = time.perf_counter()
        await client.ask("GET", "/api/predictions/")
        times.append(time.perf_counter() - start)
    client.close()
    return times


def run_kept(build: Path, form: bytes, backend) -> None:
    """The same work while more and more jobs are kept that are over."""
    print(f"{'jobs kept':<26}{'jobs/s':>8}{'median':>11}{'p99':>11}{'list of 20':>12}{'store':>12}")
    service, kept = Service(build, 2, backend), 0
    for n in KEPT:
        backend.add_jobs(kept + 1, n)
        kept = n
        seconds, times = send_timed(service, form, JOBS)
        lists = asyncio.run(list_pages(service))
        print(f"{n:<26,}{JOBS / seconds:>8.1f}{statistics.median(times):>9.3f} s{percentile(times, 0.99):>9.3f} s"
              f"{1000 * statistics.median(lists):>9.1f} ms{backend.measure():>8.1f} MiB")
        sys.stdout.flush()
    service.stop()


def run_all(build: Path, form: bytes, backend) -> None:
    print(f"\nThe queue on this machine, {backend.name}: {JOBS} files of {FILE_ROWS} customers, {SENDERS} senders")
    print(f"{'':<56}{'CPU a job':>24}{'memory, at most':>24}")
    print(f"{'':<26}{'jobs/s':>8}{'median':>11}{'p99':>11}{'server':>12}{'worker':>12}{'server':>12}{'worker':>12}"
          f"{'lost':>6}")
    for workers in WORKERS:
        run(build, form, backend, workers)
    run(build, make_form(build, ORDINARY_ROWS), backend, 2, f", {ORDINARY_ROWS} customers")
    run_watched(build, form, backend)
    if backend.counts:
        count_requests(build, form, backend)
    run_kept(build, form, backend)


def main() -> None:
    build = Path(sys.argv[1])
    (build / "bench").mkdir(exist_ok=True)
    form = make_form(build, FILE_ROWS)
    for make in (Embedded, Engines):
        with make() as backend:
            run_all(build, form, backend)


main()
