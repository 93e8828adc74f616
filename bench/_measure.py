"""Hides how memory is read and figures are printed."""

import os
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path


def peak_mib() -> float:
    """This process's own peak resident memory, in MiB. (`ru_maxrss` would count what the parent held when it forked.)"""
    told = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines() if ":" in line)
    return _kib(told["VmHWM"]) / 1024


@contextmanager
def anonymous_peak() -> Iterator[list[float]]:
    """The largest private memory seen while the block ran, in MiB, looked at every few milliseconds; files mapped apart."""
    seen, ended = [_anonymous()], threading.Event()

    def look() -> None:
        while not ended.wait(0.004):
            seen[0] = max(seen[0], _anonymous())

    looking = threading.Thread(target=look)
    looking.start()
    yield seen
    ended.set()
    looking.join()


def _anonymous() -> float:
    told = Path("/proc/self/status").read_text()
    return _kib(told.partition("RssAnon:")[2]) / 1024


def cpu_seconds(pids: Iterable[int]) -> float:
    """Seconds of processor that these processes have used so far."""
    ticks = 0
    for pid in pids:
        after_name = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        ticks += int(after_name[11]) + int(after_name[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def server_peak_mib(data: Path) -> float:
    """The largest peak of private memory of any process of a PostgreSQL server, in MiB: its shared buffers apart."""
    peaks = [0.0]
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            command = (status.parent / "cmdline").read_bytes()
            told = dict(line.split(":", 1) for line in status.read_text().splitlines() if ":" in line)
        except OSError:
            continue
        if command.startswith(b"postgres:") or str(data).encode() in command:
            peaks.append(_kib(told.get("RssAnon", "0 kB")) / 1024)
    return max(peaks)


def _kib(told: str) -> float:
    return float(told.split(maxsplit=1)[0])


def line(label: str, seconds: float, births: int, beside: float | None = None) -> None:
    """One figure: seconds, births a second, and how many times as long as another took."""
    ratio = "" if beside is None else f"   {seconds / beside:6.2f} ×"
    print(f"{label:<46} {seconds:9.2f} s {births / seconds:12,.0f} births/s{ratio}", flush=True)


def percentile(seconds: list[float], share: int) -> float:
    """The least of these times that so many in a hundred do not exceed (nearest rank)."""
    return sorted(seconds)[-(-len(seconds) * share // 100) - 1]
