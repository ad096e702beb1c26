"""Generated input depends on test and subject alone, so that two judges never disagree."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
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
