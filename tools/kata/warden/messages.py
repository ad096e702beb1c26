"""What client and warden say to each other. Imported by every `kata test`, so it must stay light.

A message is its length in decimal, a newline, and fields joined by NUL.

A question has the fields root and home (the realm, which must be the warden's own), unit (empty for
the current one), stage (empty for all), and three flags that are "1" or empty: run_all, json,
colour. An answer has exit status, text for standard output, text for standard error.
"""

# The public module `socket` takes longer to import than all the rest that a client does.
from _socket import socket

QUESTION_FIELDS = 7


def packed(fields: list[str]) -> bytes:
    """Returns one message as it is written."""
    body = "\0".join([field.replace("\0", "") for field in fields]).encode()
    return b"%d\n%b" % (len(body), body)


def unpacked(body: bytes) -> list[str]:
    """Returns the fields of a message whose length and newline were read already."""
    return body.decode().split("\0")


def send(connection: socket, fields: list[str]) -> None:
    """Writes one message."""
    connection.sendall(packed(fields))


def receive(connection: socket) -> list[str]:
    """Reads one message; an empty list means that the other end is gone."""
    data = b""
    while b"\n" not in data:
        piece = connection.recv(1 << 16)
        if not piece:
            return []
        data += piece
    head, _, data = data.partition(b"\n")
    pieces, missing = [data], int(head) - len(data)
    while missing > 0:
        piece = connection.recv(1 << 16)
        if not piece:
            return []
        pieces.append(piece)
        missing -= len(piece)
    return unpacked(b"".join(pieces))
