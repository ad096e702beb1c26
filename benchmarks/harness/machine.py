"""Where and from what a result came."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
from pathlib import Path


def facts() -> dict[str, str | int]:
    """Returns processor, cores, memory, kernel and interpreter of this machine."""
    return {
        "cpu": _first_value("/proc/cpuinfo", "model name") or platform.processor() or "unknown",
        "cores": len(os.sched_getaffinity(0)),
        "memory_bytes": os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES"),
        "kernel": f"{platform.system()} {platform.release()}",
        "architecture": platform.machine(),
        "python": platform.python_version(),
    }


def load_average() -> float:
    """Returns how many processes wanted to run in the last minute, on average."""
    return round(os.getloadavg()[0], 2)


def git_commit(checkout: Path) -> str | None:
    """Returns the commit of a checkout, `-dirty` added when files differ; None outside git."""
    if shutil.which("git") is None:
        return None
    git = ["git", "-C", str(checkout)]
    head = subprocess.run(
        [*git, "rev-parse", "HEAD"], capture_output=True, text=True, check=False
    ).stdout.strip()
    changed = subprocess.run(
        [*git, "status", "--porcelain"], capture_output=True, text=True, check=False
    ).stdout.strip()
    return head + ("-dirty" if changed else "") if head else None


def _first_value(path: str, key: str) -> str:
    try:
        lines = Path(path).read_text().splitlines()
    except OSError:
        return ""
    return next((line.partition(":")[2].strip() for line in lines if line.startswith(key)), "")
