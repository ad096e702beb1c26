"""Limits of a judged process, set by itself before it imports the attempt.

What the kernel cannot count (resident memory, processes, waiting) is polled by the supervisor.
"""

from __future__ import annotations

import contextlib
import ctypes
import math
import resource
import signal
import sys

from tools.kata.units import Limits

MAX_FILE_BYTES = 64 << 20
MAX_OPEN_FILES = 512
# Room for thread stacks (8 MiB of addresses each) and for libraries that reserve more than they
# use; what is really used is limited by resident memory.
ADDRESS_HEADROOM_BYTES = 256 << 20

_PR_SET_PDEATHSIG = 1
_PR_SET_CHILD_SUBREAPER = 36
_M_ARENA_MAX = -8


def apply(limits: Limits) -> None:
    """Limits the calling process and all that it starts.

    Processor time is enforced by the supervisor; the kernel's limit, in whole seconds and a little
    later, ends a process whose supervisor gets no turn.
    """
    cpu_s = math.ceil(limits.cpu_s) + 1
    _lower(resource.RLIMIT_CPU, cpu_s, cpu_s + 1)
    apply_all_but_cpu(limits)


def apply_all_but_cpu(limits: Limits) -> None:
    """Does what `apply` does, but for processor time.

    While there is a limit of it, Linux counts the time of a process in ticks of milliseconds, too
    coarse for whoever measures it.
    """
    addresses = _address_space() + (limits.memory_mb << 20) + ADDRESS_HEADROOM_BYTES
    _lower(resource.RLIMIT_AS, addresses, addresses)
    _lower(resource.RLIMIT_FSIZE, MAX_FILE_BYTES, MAX_FILE_BYTES)
    _lower(resource.RLIMIT_NOFILE, MAX_OPEN_FILES, MAX_OPEN_FILES)
    _lower(resource.RLIMIT_CORE, 0, 0)


def allow_open_files() -> None:
    """Raises the limit of open files to what `apply` leaves, where the system has a lower one."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MAX_OPEN_FILES if hard == resource.RLIM_INFINITY else min(MAX_OPEN_FILES, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def die_with_parent() -> None:
    """Ends the calling process when the thread that forked it ends."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def adopt_orphans() -> None:
    """Makes the calling process the parent of every descendant whose own parent ends."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def use_one_arena() -> None:
    """Keeps malloc from reserving 64 MiB of addresses for each thread, which RLIMIT_AS counts."""
    with contextlib.suppress(AttributeError):  # not the GNU C library
        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, 1)


def _lower(kind: int, soft: int, hard: int) -> None:
    # A limit that is lower already stays as it is.
    was_soft, was_hard = resource.getrlimit(kind)
    hard = hard if was_hard == resource.RLIM_INFINITY else min(hard, was_hard)
    soft = min(soft, hard)
    if was_soft != resource.RLIM_INFINITY:
        soft = min(soft, was_soft)
    with contextlib.suppress(ValueError, OSError):  # macOS refuses some of them
        resource.setrlimit(kind, (soft, hard))


def resident_kb() -> int:
    """Returns the resident memory of the calling process in kibibytes; 0 if nobody tells."""
    return _statm(1) >> 10


def _address_space() -> int:
    """Returns the bytes of address space in use; 0 where the kernel does not tell."""
    return _statm(0)


def _statm(field: int) -> int:
    try:
        with open("/proc/self/statm", encoding="ascii") as statm:  # noqa: PTH123 (a Path is slower)
            return int(statm.read().split()[field]) * resource.getpagesize()
    except OSError:
        return 0
