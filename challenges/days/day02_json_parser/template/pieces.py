"""Documents in pieces of bytes or text, cut anywhere."""

Piece = bytes | bytearray | memoryview | str
