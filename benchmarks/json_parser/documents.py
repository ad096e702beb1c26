"""What is read and written: documents that others measure with, and generated ones."""

from __future__ import annotations

import hashlib
import json
import lzma
import random
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from benchmarks.harness.errors import BenchmarkError

# Of each document, the source distribution and the member it comes in, and the hash of its text.
_KNOWN = {
    "twitter": (
        "jiter 0.19.0",
        "crates/jiter/benches/data/twitter.json.xz",
        "a08b769f32b95f426cbc3abafcec65c1a19d3eb544d4ddf320eae142c99efc5d",
    ),
    "canada": (
        "jiter 0.19.0",
        "crates/jiter/benches/data/canada.json.xz",
        "f83b3b354030d5dd58740c68ac4fecef64cb730a0d12a90362a7f23077f50d78",
    ),
    "citm_catalog": (
        "jiter 0.19.0",
        "crates/jiter/benches/data/citm_catalog.json.xz",
        "a73e7a883f6ea8de113dff59702975e60119b4b58d451d518a929f31c92e2059",
    ),
    "github": (
        "ssrjson 0.0.24",
        "bench/github.json",
        "65323a6415212874d786eb65ebf4e79d31ae308b1f907a1f57922de280432ffb",
    ),
}


def known_names() -> tuple[str, ...]:
    """Returns the names of the documents of others."""
    return tuple(_KNOWN)


def known_documents(places: Iterable[str]) -> dict[str, bytes]:
    """Returns the documents of others by name.

    Args:
        places: Folders with unpacked source distributions. Bazel fetches them by hash
            (`@json_documents_jiter` and `@json_documents_ssrjson` in WORKSPACE).

    Raises:
        BenchmarkError: One is in no place, or its hash differs.
    """
    folders = [Path(place) for place in places if place]
    found = {}
    for name, (distribution, member, sha256) in _KNOWN.items():
        file = next((at for folder in folders if (at := folder / member).is_file()), None)
        if file is None:
            where = f"unpack the source distribution of {distribution} and name it by --data"
            raise BenchmarkError(f"there is no {member}: run the benchmark by Bazel, or {where}")
        data = file.read_bytes()
        found[name] = lzma.decompress(data) if file.suffix == ".xz" else data
        _check(str(file), found[name], sha256)
    return found


def _check(name: str, data: bytes, sha256: str) -> None:
    found = hashlib.sha256(data).hexdigest()
    if found != sha256:
        raise BenchmarkError(f"{name} has the hash {found}, must have {sha256}")


def generated_documents() -> dict[str, bytes]:
    """Returns documents that each ask for one thing, the same at every call."""
    draws = random.Random(8259)
    words = ["alpha", "beta", "gamma", "delta", "epsilon"]
    small = {"id": 4711, "name": "somebody in charge", "tags": ["a", "b"], "score": 0.5, "ok": True}
    deep: Any = []
    for _ in range(899):
        deep = [deep]
    made: dict[str, Any] = {
        "small object": small,
        "900 levels": deep,
        "63-bit ints": [draws.getrandbits(63) for _ in range(20_000)],
        "40-digit ints": [draws.randrange(10**39, 10**40) for _ in range(5_000)],
        "doubles": [draws.uniform(-1e3, 1e3) for _ in range(20_000)],
        "ASCII": ["x" * 1000] * 1000,
        "escapes": ['"\\\n\t' * 50] * 500,
        "CJK": ["漢字仮名交じり文" * 20] * 1000,
        "rows": [{"n": n, "word": draws.choice(words), "x": n / 7} for n in range(20_000)],
    }
    return {
        name: json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
        for name, value in made.items()
    }
