"""Both directions are linear: no part of a text is copied or counted again and again."""

from __future__ import annotations

from types import ModuleType

import pytest

from challenges.shared.testing import Tally, at_most, cpu_growth

SIZE = 2_000


class SlicedText(str):
    """A text that counts the characters which its slices copy, and those which theirs copy."""

    tally: Tally

    def __new__(cls, text: str, tally: Tally) -> SlicedText:
        """Wrap `text`."""
        self = super().__new__(cls, text)
        self.tally = tally
        return self

    def __getitem__(self, index: object) -> str:
        part = super().__getitem__(index)  # type: ignore[index]
        self.tally.add(len(part))
        return SlicedText(part, self.tally) if isinstance(index, slice) else part


ALTERNATING = "xyz" * (SIZE // 3)
ONE_RUN = "x" * SIZE
CODE = "2x3y" * (SIZE // 4)


@pytest.mark.parametrize(
    ("name", "argument", "said", "expected_length"),
    [
        pytest.param("encode_runs", ALTERNATING, "'xyzxyz…'", len(ALTERNATING), id="no runs"),
        pytest.param("encode_runs", ONE_RUN, "'xxx…'", len(f"{SIZE}x"), id="one long run"),
        pytest.param("decode_runs", ALTERNATING, "'xyzxyz…'", len(ALTERNATING), id="no lengths"),
        pytest.param("decode_runs", CODE, "'2x3y2x3y…'", len(CODE) // 4 * 5, id="short runs"),
    ],
)
def test_characters_copied_by_slices(
    subject: ModuleType, name: str, argument: str, said: str, expected_length: int
) -> None:
    """Slices of a text of 2,000 characters copy at most 20 characters for each."""
    tally = Tally(
        20 * SIZE,
        "characters copied by indexing and slicing",
        call=f"{name}({said}), {len(argument):,} characters",
        why="a slice of all that is left copies it; remember how far you are instead",
    )
    assert len(getattr(subject, name)(SlicedText(argument, tally))) == expected_length


@pytest.mark.parametrize(
    ("name", "pattern"),
    [
        pytest.param("encode_runs", "xy", id="encoding, no runs"),
        pytest.param("encode_runs", "xx", id="encoding, one long run"),
        pytest.param("decode_runs", "xy", id="decoding, no lengths"),
        pytest.param("decode_runs", "2x3y", id="decoding, short runs"),
    ],
)
def test_growth_of_the_time(subject: ModuleType, name: str, pattern: str) -> None:
    """A text of twice the length takes about twice the time."""
    at_most(
        cpu_growth(
            lambda size: (pattern * (size // len(pattern)),),
            getattr(subject, name),
            [100, 200, 400, 800],
        ),
        1.5,
        "as exponent of the growth in time (1 is linear, 2 is quadratic)",
        call=f"{name}({pattern!r} * n), for 100 to 800 characters",
        why="what has been worked off need not be looked at again",
    )
