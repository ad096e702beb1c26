"""Any text there and back, and any code against an oracle that encodes what it has decoded."""

from __future__ import annotations

from itertools import product
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from challenges.intermediate.strings.run_codec.tests.oracle import code_of, text_of
from challenges.shared.testing import check

texts = st.text("ab17\\\n\N{ARABIC-INDIC DIGIT THREE}", max_size=20)


@given(texts | st.text(max_size=10))
def test_there_and_back(subject: ModuleType, text: str) -> None:
    """A text has the code of the statement, and comes back out of it."""
    code = code_of(text)
    check(subject.encode_runs, text).returns(code)
    check(subject.decode_runs, code).returns(text)


@pytest.mark.parametrize("length", [1, 2, 3])
def test_every_short_code(subject: ModuleType, length: int) -> None:
    """All strings of up to three of these characters are decoded, or refused, as they should be."""
    for characters in product("ab012\\", repeat=length):
        decode_or_refuse(subject, "".join(characters))


@given(st.text("ab0123\\", max_size=6))
def test_any_code_is_decoded_or_refused(subject: ModuleType, code: str) -> None:
    """A code is refused exactly when no text has it."""
    decode_or_refuse(subject, code)


def decode_or_refuse(subject: ModuleType, code: str) -> None:
    """Require the text of the code, or ValueError if there is none."""
    text = text_of(code)
    if text is None:
        check(subject.decode_runs, code).raises(ValueError, why="no text has this code")
    else:
        check(subject.decode_runs, code).returns(text)
