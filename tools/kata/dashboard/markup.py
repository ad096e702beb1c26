"""HTML and SVG by construction: what is not made here is text, and is escaped."""

from __future__ import annotations

import html
from collections.abc import Iterable


class Markup(str):
    """A text that is markup already; every other text is escaped when it goes into an element."""

    __slots__ = ()


Node = Markup | str | None
Attribute = str | float | bool | None

_VOID = frozenset({"br", "hr", "img", "input", "link", "meta"})


def element(tag: str, *children: Node, **attributes: Attribute) -> Markup:
    """Returns an element.

    Args:
        tag: Its name.
        *children: What it holds; None is left out.
        **attributes: A trailing `_` is dropped and `_` becomes `-` (`class_`, `aria_label`).
            True is an attribute without a value; None and False leave it out.
    """
    parts = []
    for name, value in attributes.items():
        if value is None or value is False:
            continue
        name = name.rstrip("_").replace("_", "-")
        parts.append(f" {name}" if value is True else f' {name}="{html.escape(_text(value))}"')
    start = f"<{tag}{''.join(parts)}>"
    return Markup(start if tag in _VOID else f"{start}{join(*children)}</{tag}>")


def join(*children: Node) -> Markup:
    """Returns nodes one after the other."""
    return Markup("".join(map(_escaped, children)))


def listed(nodes: Iterable[Node]) -> Markup:
    """Returns nodes with commas between them."""
    return Markup(", ".join(map(_escaped, nodes)))


def _escaped(node: Node) -> str:
    if node is None:
        return ""
    return node if isinstance(node, Markup) else html.escape(node, quote=False)


def _text(value: str | float) -> str:
    return value if isinstance(value, str) else f"{value:g}"
