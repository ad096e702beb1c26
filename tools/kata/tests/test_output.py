"""What is kept of a case's output."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.kata.judge.output import OutputKeeper

MARKER = b"\0marker\0"


def kept(pieces: list[bytes], kept_kb: int = 40) -> OutputKeeper:
    keeper = OutputKeeper(MARKER, kept_kb)
    for piece in pieces:
        keeper.feed(piece)
    return keeper


@given(st.lists(st.sampled_from([b"a", b"bc\n", MARKER]), max_size=12), st.data())
def test_only_the_last_case_counts_however_the_bytes_are_cut(
    parts: list[bytes], data: st.DataObject
) -> None:
    """The text is what follows the last marker, also when a marker arrives in two pieces."""
    whole = b"".join(parts)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(whole)), max_size=6)))
    pieces = [whole[i:j] for i, j in zip([0, *cuts], [*cuts, len(whole)], strict=True)]
    keeper = kept(pieces)
    assert keeper.text() == whole.rpartition(MARKER)[2].decode()
    assert keeper.total == len(whole.replace(MARKER, b""))


def test_beginning_and_end_of_long_output_are_kept() -> None:
    """Of 100 kB the first 32 KiB and the last 8 KiB stay, with a note between them."""
    text = kept([b"<" + b"x" * 100_000 + b">"]).text()
    assert text.startswith("<xx")
    assert text.endswith("xx>")
    assert f"{(100_002 - 40 * 1024) / 1000:.0f} kB dropped" in text
    assert text.count("x") == 40 * 1024 - 2


def test_long_output_of_an_earlier_case_is_forgotten() -> None:
    """Both its beginning and its end."""
    keeper = kept([b"y" * 100_000, MARKER, b"z"])
    assert keeper.text() == "z"


@pytest.mark.parametrize(("count", "flooded"), [(256, False), (257, True)])
def test_flood_is_256_times_what_is_kept(count: int, flooded: bool) -> None:
    """Exactly 256 times as much is no flood yet."""
    assert kept([b"x" * 10_240] * count, kept_kb=10).flooded is flooded
