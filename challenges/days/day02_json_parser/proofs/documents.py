"""Random documents: made by a grammar, or taken from material and damaged."""

from __future__ import annotations

import random
import struct
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from challenges.days.day02_json_parser.proofs.material import TOKENS

# Sets of options: most documents are read with none, as most documents are.
LOAD_OPTIONS: tuple[dict[str, Any], ...] = (
    *({} for _ in range(16)),
    {"max_depth": 1},
    {"max_depth": 3, "duplicates": "error"},
    {"numbers": "decimal"},
    {"numbers": "decimal", "max_digits": 3, "nonfinite": "allow"},
    {"numbers": "lossless"},
    {"numbers": "lossless", "duplicates": "list"},
    {"numbers": "float"},
    {"numbers": "float", "nonfinite": "allow"},
    {"duplicates": "first"},
    {"duplicates": "error", "intern_keys": False},
    {"duplicates": "list"},
    {"surrogates": "keep"},
    {"surrogates": "keep", "duplicates": "first", "nonfinite": "allow"},
    {"nonfinite": "allow"},
    {"max_digits": 2},
    {"max_digits": 0},
    {"max_size": 20},
    {"bom": "error", "intern_keys": False, "gc": "leave"},
)
DUMP_OPTIONS: tuple[dict[str, Any], ...] = (
    *({} for _ in range(6)),
    {"indent": 2},
    {"indent": "\t", "sort_keys": True, "newline": True},
    {"ensure_ascii": True},
    {"sort_keys": True},
    {"nonfinite": "null", "separators": (", ", " : ")},
    {"nonfinite": "literal", "key_coercion": "stdlib"},
    {"max_depth": 2},
)
IN_PIECES = 4  # every fourth document is also read in pieces, which takes longer than all else
_SPACES = ("", "", "", "", " ", "\n", "\t ", "\r\n  ")
_SHORT = tuple('abcxyz"\\/\b\f\n\r\t é語😀\x7f\u2028')
_KEYS = ("a", "b", "id", "name", "é", "", "a/b", "~", "\\u0061", "price in euro", "price in yen")


@dataclass(frozen=True, slots=True)
class Case:
    """One document and what is done with it.

    Attributes:
        data: The document.
        load: Options of reading.
        dump: Options of writing what was read.
        text: Whether it is given as str, where it is UTF-8.
        cuts: Where pieces end, for reading in pieces; None: it is not.
        multiple: Whether documents may follow one another in pieces.
        select: Which values of pieces are asked for.
    """

    data: bytes
    load: Mapping[str, Any] = field(default_factory=dict)
    dump: Mapping[str, Any] = field(default_factory=dict)
    text: bool = False
    cuts: tuple[int, ...] | None = None
    multiple: bool = False
    select: str = ""

    def given(self) -> bytes | str:
        """Returns the document in the form in which it is given."""
        if self.text:
            with suppress(UnicodeDecodeError):
                return self.data.decode(errors="surrogatepass")
        return self.data


class Source:
    """Makes cases. The n-th of a seed is the same, whatever was made before.

    Args:
        material: Documents to begin with.
        seed: Of all that is drawn.
    """

    def __init__(self, material: Sequence[bytes], seed: int) -> None:
        self._material = material
        self._seed = seed
        self._draws = random.Random()

    def case(self, index: int) -> Case:
        """Returns the case of a number."""
        draws = self._draws
        draws.seed(self._seed << 64 | index)
        data = Grammar(draws).document() if draws.random() < 0.35 else draws.choice(self._material)
        if draws.random() < 0.75:
            data = self._damaged(data)
        load = draws.choice(LOAD_OPTIONS)
        dump = draws.choice(DUMP_OPTIONS)
        text = draws.random() < 0.2
        if index % IN_PIECES:
            return Case(data, load, dump, text)
        cuts = tuple(sorted(draws.randint(0, len(data)) for _ in range(draws.randint(0, 6))))
        select = draws.choice(("", "", "/*", "/a", "/0", "/*/*", "/a/*", "/*/b"))
        return Case(data, load, dump, text, cuts, draws.random() < 0.2, select)

    def _damaged(self, given: bytes) -> bytes:
        """Returns a document with some bytes added, removed, changed, doubled or of another."""
        draws, data = self._draws, bytearray(given)
        for _ in range(draws.choice((1, 1, 1, 2, 2, 3, 6))):
            place = draws.randint(0, len(data))
            match draws.randrange(8):
                case 0 | 1:
                    data[place:place] = draws.choice(TOKENS)
                case 2:
                    del data[place : place + draws.randint(1, 4)]
                case 3:
                    data[place : place + 1] = draws.choice(TOKENS)
                case 4:
                    begin = draws.randint(0, len(data))
                    data[place:place] = data[begin : begin + draws.randint(1, 20)]
                case 5 if place < len(data):
                    data[place] ^= 1 << draws.randrange(8)
                case 6:
                    other = draws.choice(self._material)
                    begin = draws.randint(0, len(other))
                    data[place:place] = other[begin : begin + draws.randint(1, 30)]
                case _:
                    if draws.random() < 0.3:
                        del data[place:]
        return bytes(data[:2000])


class Grammar:
    """Makes documents that are JSON, in all the ways that it can be written."""

    def __init__(self, draws: random.Random) -> None:
        self._draws = draws
        self._left = draws.choice((1, 3, 8, 20))  # values that may still be made

    def document(self) -> bytes:
        """Returns a document."""
        text = self._space() + self._value(0) + self._space()
        return text.encode(errors="surrogatepass")

    def _space(self) -> str:
        return self._draws.choice(_SPACES)

    def _value(self, depth: int) -> str:
        self._left -= 1
        kinds: tuple[Callable[[], str], ...] = (self._number, self._string, self._literal)
        if self._left <= 0 or depth > 6 or self._draws.random() < 0.4:
            return self._draws.choice(kinds)()
        return self._array(depth) if self._draws.random() < 0.5 else self._object(depth)

    def _array(self, depth: int) -> str:
        items = [
            self._space() + self._value(depth + 1) + self._space()
            for _ in range(self._draws.randint(0, 4))
        ]
        return f"[{','.join(items) or self._space()}]"

    def _object(self, depth: int) -> str:
        members = [
            f"{self._space()}{self._key()}{self._space()}:{self._space()}{self._value(depth + 1)}"
            for _ in range(self._draws.randint(0, 4))
        ]
        return f"{{{(self._space() + ',').join(members)}{self._space()}}}"

    def _key(self) -> str:
        return f'"{self._draws.choice(_KEYS)}"' if self._draws.random() < 0.7 else self._string()

    def _literal(self) -> str:
        return self._draws.choice(("true", "false", "null"))

    def _string(self) -> str:
        draws = self._draws
        size = draws.choice((0, 1, 3, 7, 8, 9, 15, 16, 17, 33, 70))
        if draws.random() < 0.5:
            return f'"{draws.choice("axé語😀") * size}"'
        return f'"{"".join(self._char() for _ in range(size))}"'

    def _char(self) -> str:
        char = self._draws.choice(_SHORT)
        if char in '"\\' or char < " ":
            return {"\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t"}.get(
                char, f"\\{char}"
            )
        if self._draws.random() < 0.2:
            pair = char.encode("utf-16-be")
            codes = (pair[at : at + 2].hex() for at in range(0, len(pair), 2))
            return "".join(f"\\u{code}" for code in codes)
        return char

    def _number(self) -> str:
        draws = self._draws
        match draws.randrange(6):
            case 0:
                return str(draws.randint(-20, 20))
            case 1:
                return str(draws.randint(-1, 1) * draws.getrandbits(draws.randint(1, 200)))
            case 2:
                return repr(draws.uniform(-1000, 1000))
            case 3:
                number = struct.unpack("<d", draws.randbytes(8))[0]
                return repr(number) if abs(number) < float("inf") else "0.0"
            case 4:
                return f"{draws.getrandbits(64)}.{draws.getrandbits(70)}e{draws.randint(-350, 300)}"
            case _:
                return draws.choice(("0", "-0", "0.0", "-0.0", "1E+2", "1e-400", "0e9", "1.0"))
