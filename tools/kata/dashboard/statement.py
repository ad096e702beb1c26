"""Renders the course's Markdown for the page, as part of a panel that has its own headings."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from tools.kata.dashboard.markup import Markup, element

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

# A unit's title is a level 2 heading on the page and "Statement" one of level 3.
_DEEPER = 2
_DEEPEST = 6


@lru_cache(maxsize=1024)
def render_markdown(text: str) -> Markup:
    """Returns a Markdown text as HTML; HTML in it stays text, pictures become their description.

    The title on top is left out and the other headings go two levels deeper. Links are kept when
    they lead to the web; a relative one has no meaning on the page.
    """
    parser = _parser()
    tokens = parser.parse(text)
    if tokens and tokens[0].tag == "h1":
        del tokens[:3]
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(int(token.tag[1]) + _DEEPER, _DEEPEST)}"
        elif token.type in ("fence", "code_block"):
            token.type = "block_of_code"
        _tame_links(token.children or [])
    return Markup(parser.renderer.render(tokens, parser.options, {}))


def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    parser.add_render_rule("block_of_code", _render_code)
    return parser


def _render_code(_renderer: object, tokens: list[Token], index: int, *_: object) -> str:
    # Wide code scrolls by itself, so it must be within reach of the keyboard.
    return element("pre", element("code", tokens[index].content), tabindex=0)


def _tame_links(tokens: list[Token]) -> None:
    for token in tokens:
        if token.type == "image":
            token.type, token.children = "text", None
        elif token.type == "link_open":
            if str(token.attrs["href"]).startswith(("https://", "http://")):
                token.attrs["rel"] = "noreferrer"
            else:
                token.tag, token.attrs = "span", {}
                _close(tokens, token)


def _close(tokens: list[Token], opened: Token) -> None:
    after = tokens[tokens.index(opened) + 1 :]
    next(token for token in after if token.type == "link_close").tag = "span"
