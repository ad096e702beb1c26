"""Any stack of layers against a plain recursion, and any changes against a list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from types import ModuleType
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from challenges.shared.testing import check

Next = Callable[[str], str]
Layer = Callable[[str, Next], str]


def recover(request: str, next: Next) -> str:
    try:
        return next(request)
    except ValueError:
        return "recovered"


def fail(request: str, next: Next) -> str:
    raise ValueError(next(request))


LAYERS: dict[str, Layer] = {
    "around": lambda request, next: f"({next(request)})",
    "louder": lambda request, next: next(request.upper() + "!"),
    "twice": lambda request, next: next(request) + next(request + "2"),
    "answer": lambda request, next: f"answer to {request}",
    "recover": recover,
    "fail": fail,
}


def by_definition(kinds: Sequence[str], request: str) -> str:
    """Run the first layer around the rest; without layers the handler answers."""
    if not kinds:
        return f"handled {request}"
    return LAYERS[kinds[0]](request, lambda inner: by_definition(kinds[1:], inner))


def outcome(function: Callable[..., str], *arguments: Any) -> str:
    try:
        return function(*arguments)
    except ValueError as error:
        return f"fails with {error}"


@given(st.lists(st.sampled_from(list(LAYERS)), max_size=7))
def test_any_stack(subject: ModuleType, kinds: list[str]) -> None:
    """Layers of all kinds, in any order, work together as the definition says."""
    pipeline = subject.Pipeline(lambda request: f"handled {request}")
    for number, kind in enumerate(kinds):
        pipeline.use(f"{kind} {number}", LAYERS[kind])
    check(outcome, pipeline.handle, "x").returns(
        outcome(by_definition, kinds, "x"), why=f"the layers are {kinds}, outermost first"
    )


names = st.sampled_from("abcd")
changes = st.one_of(
    st.tuples(st.just("use"), names, st.none() | names),
    st.tuples(st.just("remove"), names, st.none()),
)


@given(st.lists(changes, max_size=15))
def test_any_changes(subject: ModuleType, script: list[tuple[str, str, str | None]]) -> None:
    """After any calls of `use` and `remove` the layers stand in the order of a plain list."""
    pipeline = subject.Pipeline(str)
    order: list[str] = []
    for action, name, before in script:
        after = f"the layers were {order}"
        if action == "remove":
            call = check(pipeline.remove, name)
            if name not in order:
                call.raises(KeyError, why=after)
            else:
                call.returns(None, why=after)
                order.remove(name)
            continue
        layer = (lambda tag: lambda request, next: f"{tag}{next(request)}")(name)
        if name in order:
            check(pipeline.use, name, layer).raises(ValueError, why=after)
        elif before is not None and before not in order:
            check(pipeline.use, name, layer, before=before).raises(KeyError, why=after)
        else:
            pipeline.use(name, layer, before=before)
            order.insert(len(order) if before is None else order.index(before), name)
        check(pipeline.handle, ".").returns("".join(order) + ".", why=after)
