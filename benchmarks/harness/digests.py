"""Digests of right answers, kept with the code: engines that agree may still all be wrong."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

from benchmarks.harness.agreement import Answer, digest
from benchmarks.harness.errors import DisagreementError


def check(path: Path, key: Mapping[str, object], input_sha256: str, answer: Answer) -> bool:
    """Compares an answer with the one on record, if there is one.

    Args:
        path: TOML file with tables `[[answer]]`, each with the entries of a key, the hash of the
            input, and the digest of the answer.
        key: What identifies the answer, such as scenario, rows and seed.

    Returns:
        Whether there is one on record.

    Raises:
        DisagreementError: The answer is another one, or the input is not the one on record.
    """
    shown = ", ".join(f"{name} {value}" for name, value in key.items())
    for entry in tomllib.loads(path.read_text())["answer"]:
        if any(entry[name] != value for name, value in key.items()):
            continue
        if entry["input_sha256"] != input_sha256:
            raise DisagreementError(
                f"{shown}: the input is another one than that of the digest on record in"
                f" {path.name} (hash {input_sha256}, must be {entry['input_sha256']}): has the"
                " generator changed?"
            )
        if entry["answer_sha256"] != digest(answer):
            raise DisagreementError(
                f"{shown}: all engines agree, but their answer is not the one on record in"
                f" {path.name} (digest {digest(answer)}, must be {entry['answer_sha256']})"
            )
        return True
    return False
