"""Text as bytes and back; UTF-16 and UTF-32, for those who ask for them."""

from __future__ import annotations

from .errors import JSONDecodeError

_MARKS = (  # UTF-32 first: its mark begins with that of UTF-16
    (b"\xff\xfe\0\0", "utf-32"),
    (b"\0\0\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
# A document begins with an ASCII character; where its zero bytes lie tells the encoding (RFC 4627).
_ZEROS = {
    (True, True, True, False): "utf-32-be",
    (False, True, True, True): "utf-32-le",
    (True, False): "utf-16-be",
    (False, True): "utf-16-le",
}


def utf8_or_text(data: object, encoding: str) -> object:
    """Returns data as it is if it is UTF-8 or str, otherwise decoded.

    Args:
        data: What `loads` was given.
        encoding: "utf-8", or "auto" to look at the first bytes.

    Raises:
        JSONDecodeError: The bytes are not of the encoding they seem to be of (`bad_utf8`).
        ValueError: There is no such choice.
    """
    if encoding not in ("utf-8", "auto"):
        raise ValueError(f"encoding is {encoding!r}, must be utf-8 or auto")
    if encoding == "utf-8" or not isinstance(data, bytes | bytearray | memoryview):
        return data
    document = bytes(data)
    found = _encoding(document)
    if not found:
        return document
    try:
        return document.decode(found)
    except UnicodeDecodeError as error:
        raise JSONDecodeError("bad_utf8", document, error.start) from None


def bytes_of(data: bytes | bytearray | memoryview | str) -> bytes:
    """Returns bytes as they are, and the UTF-8 of text, in which surrogates may be."""
    return data.encode(errors="surrogatepass") if isinstance(data, str) else bytes(data)


def as_given(data: bytes, is_text: bool) -> bytes | str:
    """Returns bytes as they are, or the text of which `bytes_of` made them."""
    return data.decode(errors="surrogatepass") if is_text else data


def _encoding(document: bytes) -> str:
    for mark, name in _MARKS:
        if document.startswith(mark):
            return name
    for size in (4, 2):
        zeros = tuple(not byte for byte in document[:size])
        if zeros in _ZEROS:
            return _ZEROS[zeros]
    return ""
