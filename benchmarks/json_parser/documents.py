"""What is read and written: documents that others measure with, and generated ones."""

from __future__ import annotations

import hashlib
import io
import json
import lzma
import random
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.harness.errors import BenchmarkError
from tools.bazel.fetch_sdist import download

# Source distribution, version, its SHA-256, and the members with the hash of the plain text.
_SDISTS = [
    (
        "jiter",
        "0.19.0",
        "ba3064f8be276d7cfb83c2fb85c858be533da2c2f80f9b048c3781b45a57a195",
        {
            "crates/jiter/benches/data/twitter.json.xz": (
                "a08b769f32b95f426cbc3abafcec65c1a19d3eb544d4ddf320eae142c99efc5d"
            ),
            "crates/jiter/benches/data/canada.json.xz": (
                "f83b3b354030d5dd58740c68ac4fecef64cb730a0d12a90362a7f23077f50d78"
            ),
            "crates/jiter/benches/data/citm_catalog.json.xz": (
                "a73e7a883f6ea8de113dff59702975e60119b4b58d451d518a929f31c92e2059"
            ),
        },
    ),
    (
        "ssrjson",
        "0.0.24",
        "44bc283c37b601c77d478b6392714721bfb123c02bd83d0a91f43214b660fa4b",
        {"bench/github.json": "65323a6415212874d786eb65ebf4e79d31ae308b1f907a1f57922de280432ffb"},
    ),
]


def known_documents(folder: Path) -> dict[str, bytes]:
    """Returns the documents of others by name, fetched into a folder once.

    Raises:
        BenchmarkError: A hash differs.
    """
    folder.mkdir(parents=True, exist_ok=True)
    found = {}
    for name, version, sha256, members in _SDISTS:
        files = {member: folder / Path(member).name.removesuffix(".xz") for member in members}
        if not all(file.exists() for file in files.values()):
            archive = download(name, version)
            _check(f"{name} {version}", archive, sha256)
            for member, data in _members(archive, files):
                files[member].write_bytes(data)
        for member, file in files.items():
            data = file.read_bytes()
            _check(str(file), data, members[member])
            found[file.stem] = data
    return found


def _members(archive: bytes, wanted: dict[str, Path]) -> Iterator[tuple[str, bytes]]:
    with tarfile.open(fileobj=io.BytesIO(archive)) as opened:
        for member in opened:
            name = member.name.partition("/")[2]
            content = opened.extractfile(member) if name in wanted else None
            if content:
                data = content.read()
                yield name, lzma.decompress(data) if name.endswith(".xz") else data


def _check(name: str, data: bytes, sha256: str) -> None:
    found = hashlib.sha256(data).hexdigest()
    if found != sha256:
        raise BenchmarkError(f"{name} has the hash {found}, must have {sha256}")


def generated_documents() -> dict[str, bytes]:
    """Returns documents that each ask for one thing, the same at every call."""
    draws = random.Random(8259)
    words = ["alpha", "beta", "gamma", "delta", "epsilon"]
    small = {"id": 4711, "name": "somebody", "tags": ["a", "b"], "score": 0.5, "ok": True}
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
