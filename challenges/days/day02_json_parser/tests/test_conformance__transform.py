"""Stage 7, test_transform of JSONTestSuite: documents that parsers read differently."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

from challenges.days.day02_json_parser.tests.present import on_each_backend
from challenges.days.day02_json_parser.tests.reading import Reader, Refused
from challenges.days.day02_json_parser.tests.suites import needs
from challenges.shared.testing import check

COMPOSED, DECOMPOSED = "\u00e9", "e\u0301"  # the same letter, and not the same key

# What is read of each document: nothing is rounded, normalised or replaced.
READ: dict[str, Any] = {
    "number_-9223372036854775808": [-(2**63)],
    "number_-9223372036854775809": [-(2**63) - 1],
    "number_1.0": [1.0],
    "number_1.000000000000000005": [1.0],
    "number_1000000000000000": [10**15],
    "number_10000000000000000999": [10000000000000000999],
    "number_1e-999": [0.0],
    "number_1e6": [1000000.0],
    "number_9223372036854775807": [2**63 - 1],
    "number_9223372036854775808": [2**63],
    "object_key_nfc_nfd": {COMPOSED: "NFC", DECOMPOSED: "NFD"},
    "object_key_nfd_nfc": {DECOMPOSED: "NFD", COMPOSED: "NFC"},
    "object_same_key_different_values": {"a": 2},
    "object_same_key_same_value": {"a": 1},
    "object_same_key_unclear_values": {"a": 0},
    "string_1_escaped_invalid_codepoint": Refused("lone_surrogate", 2, "/0"),
    "string_1_invalid_codepoint": ["\ufffd" * 3],  # of this package, which has lost the bytes
    "string_2_escaped_invalid_codepoints": Refused("lone_surrogate", 2, "/0"),
    "string_2_invalid_codepoints": ["\ufffd" * 6],
    "string_3_escaped_invalid_codepoints": Refused("lone_surrogate", 2, "/0"),
    "string_3_invalid_codepoints": ["\ufffd" * 9],
    "string_with_escaped_NULL": ["A\0B"],
}
# And with surrogates="keep", of those that are refused.
KEPT = {
    "string_1_escaped_invalid_codepoint": ["\ud800"],
    "string_2_escaped_invalid_codepoints": ["\ud800" * 2],
    "string_3_escaped_invalid_codepoints": ["\ud800" * 3],
}


def package() -> list[Path]:
    """Returns the file with the documents, if it could be fetched (`@json_transforms`)."""
    places = (os.environ.get("JSON_TRANSFORMS", ""), *sys.path)
    files = [Path(place, "data/transform.js") for place in places if place]
    return [file for file in files if file.is_file()][:1]


def documents(file: Path) -> dict[str, bytes]:
    """Returns the documents by name; behind its first lines the file is JSON."""
    text = file.read_text(encoding="utf-8")
    found = json.loads(text[text.index("[") :])
    return {each["name"].removesuffix(".json"): each["input"].encode() for each in found}


@needs(package())
@on_each_backend
def test_transform(subject: ModuleType, backend: str) -> None:
    """Of each of the 22 documents the value in the table is read."""
    found = documents(*package())
    check(sorted, found).returns(sorted(READ))
    reader = Reader(subject, backend)
    for name, value in READ.items():
        check(reader.read, found[name]).returns(value, why=name)
        check(reader.shown, found[name]).returns(repr(value), why=name)
    for name, value in KEPT.items():
        check(reader.once, found[name], surrogates="keep").returns(value, why=name)
