"""JSON with comments, and with a comma that may follow the last element or member."""

from __future__ import annotations

import re

from .machine import Event, Machine
from .repetition import many

BLOCK_COMMENT = r"/\*" + many(r"[^*]++|\*(?!/)") + r"\*/"


class JsoncMachine(Machine):
    """Reads jsonc, as editors have it in their settings."""

    skipped = re.compile(many(rf"[ \t\n\r]++|//[^\n\r]*+|{BLOCK_COMMENT}"))

    def skip_space(self) -> None:
        if skipped := self.skipped.match(self.text, self.pos):
            self.pos = skipped.end()
        if self.text.startswith("/*", self.pos):
            raise self.error("truncated", len(self.text))

    def _next_element(self, char: str) -> Event | None:
        if char == "]":
            self.stack[-1].member = None
            return self.leave()
        return super()._next_element(char)

    def _next_key(self, char: str) -> Event | None:
        return self.leave() if char == "}" else super()._next_key(char)
