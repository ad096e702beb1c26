"""Stage 6: values of types, written and read."""

from __future__ import annotations

import dataclasses
import enum
from datetime import UTC, date, datetime
from decimal import Decimal
from types import ModuleType
from typing import Any, Literal, TypedDict
from uuid import UUID

import pytest

from challenges.shared.testing import check


@dataclasses.dataclass
class Tree:
    name: str
    children: list[Tree] = dataclasses.field(default_factory=list)


class Kind(enum.Enum):
    A = "a"


class Options(TypedDict, total=False):
    level: Literal[1, 2]


@dataclasses.dataclass
class Everything:
    when: datetime
    day: date
    id: UUID
    price: Decimal
    ratio: float
    kind: Kind
    options: Options
    pair: tuple[int, str]
    tags: set[str]
    either: int | str | None
    rest: dict[str, Any]


EVERYTHING = Everything(
    datetime(2025, 10, 10, 12, 0, tzinfo=UTC),
    date(2025, 10, 10),
    UUID(int=1),
    Decimal("0.10"),
    2.0,
    Kind.A,
    {"level": 2},
    (1, "x"),
    {"t"},
    None,
    {"a": [1.5, {"b": 1}]},
)


def test_types(subject: ModuleType) -> None:
    """encode writes dataclasses, enums, dates, UUIDs, Decimals and sets; decode reads them."""
    text = check(subject.encode, EVERYTHING).value
    check(lambda: subject.loads(text, numbers="lossless")["price"]).returns(subject.Number("0.10"))
    found = check(subject.decode, text, Everything)
    found.returns(EVERYTHING)
    check(lambda: repr(found.value.price)).returns("Decimal('0.10')")
    tree = Tree("r", [Tree("a"), Tree("b", [Tree("c")])])
    check(lambda: subject.decode(subject.encode(tree), Tree)).returns(tree)
    check(subject.decode, b"[1,2]", list[float]).returns([1.0, 2.0])
    check(subject.encode, [Decimal("1.50"), Kind.A]).returns(b'[1.50,"a"]')
    check(subject.encode, [Decimal("NaN")]).raises(subject.JSONEncodeError)


@pytest.mark.parametrize(
    ("data", "kind", "pointer"),
    [
        pytest.param(b'{"name":"r","children":[{"name":1}]}', Tree, "/children/0/name", id="deep"),
        pytest.param(b'{"name":"r","x":1}', Tree, "/x", id="a member too many"),
        pytest.param(b"{}", Tree, "", id="one too few"),
        pytest.param(b"[1,true]", list[int], "/1", id="a bool is no int"),
        pytest.param(b"[1.0]", list[int], "/0", id="a float is no int"),
        pytest.param(b'{"level":3}', Options, "/level", id="no such literal"),
        pytest.param(b'["2025-13-01"]', list[date], "/0", id="no such month"),
        pytest.param(b'[[1,"x",2]]', list[tuple[int, str]], "/0", id="too long for a tuple"),
        pytest.param(b'{"a":null}', dict[str, int | str], "/a", id="none of a union"),
        pytest.param(b'"b"', Kind, "", id="no such member of an enum"),
        pytest.param(b"[" * 900 + b"]" * 900, Tree, "", id="nested where nothing is"),
    ],
)
def test_types_that_do_not_fit(subject: ModuleType, data: bytes, kind: type, pointer: str) -> None:
    """A value of another type is refused, with a pointer to it."""
    error = check(subject.decode, data, kind).raises(subject.TypeMismatchError)
    check(lambda: error.pointer).returns(pointer)
