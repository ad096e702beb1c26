"""Where tests put caches: a namespace of a real Redis, seen from outside."""

from __future__ import annotations

import os
import signal
from types import ModuleType
from typing import Any

import redis


def opened(subject: ModuleType, url: str, maxsize: int | None = 100, **options: Any) -> Any:
    """Returns a cache of the namespace `app` that flushes only when told to."""
    return subject.PersistentLRU(maxsize, url, "app", **{"flush_every": None, **options})


def raw(url: str) -> Any:
    """Returns a client that looks at Redis from outside."""
    return redis.Redis.from_url(url, socket_timeout=10)


def writes(url: str) -> int:
    """Returns how many writes Redis has applied to the namespace."""
    with raw(url) as client:
        return int(client.hget("{app}:meta", "writes") or 0)


def entry_names(url: str) -> list[bytes]:
    """Returns the names of all entries, sorted."""
    with raw(url) as client:
        return sorted(client.keys("{app}:e:*"))


def kill_server(url: str) -> None:
    """Ends the server by SIGKILL."""
    with raw(url) as client:
        process = int(client.info("server")["process_id"])
    os.kill(process, signal.SIGKILL)
