"""Generated input depends on test and subject alone, so that two judges never disagree."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis.internal import charmap
from hypothesis.internal.conjecture import providers

from tools.kata.judge import generating


@pytest.fixture
def restored() -> Iterator[None]:
    """Leaves hypothesis of this process as it was."""
    name = "is_local_module_file"
    before = vars(providers)[name]
    yield
    vars(providers)[name] = before


@pytest.mark.usefixtures("restored")
def test_only_the_subjects_constants_are_tried() -> None:
    """hypothesis asks this function of every imported module; a new release may ask another one."""
    package = Path("/course/attempt")
    for subject in (package, package / "inner.py"):
        generating.constants_only_from(subject)
        assert vars(providers)["is_local_module_file"](str(package / "inner.py"))
        assert not vars(providers)["is_local_module_file"](generating.__file__)
        assert "is_local_module_file(" in Path(providers.__file__).read_text(encoding="utf-8")


@pytest.mark.parametrize("codec", ["utf-8", "latin-1"])
def test_characters_of_a_codec_are_those_that_hypothesis_finds(codec: str) -> None:
    """What is known of UTF-8 is what trying each character tells; other codecs are tried."""
    name = codecs.lookup(codec).name
    tried = charmap.intervals_from_codec.__wrapped__(name)
    known = generating.codec_intervals(name)
    assert [part.intervals for part in known] == [part.intervals for part in tried]
