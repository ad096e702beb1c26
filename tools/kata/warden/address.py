"""Where the warden of a checkout listens. Imported by every `kata test`, so it must stay light."""

import os
import zlib

PROTOCOL = "1"

# A socket's path may have about 100 bytes, so it cannot lie in the checkout or the data folder.
_FALLBACK = "/tmp"


class UnsafeFolderError(RuntimeError):
    """The folder for sockets belongs to somebody else, or others may write to it."""


def realm() -> tuple[str, str]:
    """Returns what a warden serves: one checkout and one learner's data.

    Returns:
        The root of the checkout that this file lies in, and what decides where the data lies:
        KATA_HOME, XDG_DATA_HOME and HOME.
    """
    root = os.path.realpath(__file__)
    for _ in ("address.py", "warden", "kata", "tools"):
        root = os.path.dirname(root)  # noqa: PTH120 (pathlib would cost milliseconds)
    chosen = os.environ.get("KATA_HOME", "")
    home = os.path.abspath(chosen) if chosen else ""  # noqa: PTH100
    names = ("XDG_DATA_HOME", "HOME")
    return root, ":".join([home, *(os.environ.get(name, "") for name in names)])


def socket_path(root: str, home: str) -> str:
    """Returns the path of a realm's socket, in a folder that only its user can reach.

    Two realms whose hashes meet share a path; the warden then refuses the one it does not serve.

    Raises:
        UnsafeFolderError: The folder exists and is not the user's own.
    """
    base = os.environ.get("XDG_RUNTIME_DIR") or _FALLBACK
    folder = f"{base}/kata-{os.getuid()}"
    try:
        os.mkdir(folder, 0o700)  # noqa: PTH102
    except FileExistsError:
        found = os.lstat(folder)
        # A plain folder, the user's own, closed to everybody else.
        if found.st_mode != 0o40700 or found.st_uid != os.getuid():
            said = f"{folder} is not a folder that only you can reach"
            raise UnsafeFolderError(f"{said}; remove it, or set XDG_RUNTIME_DIR") from None
    name = f"{zlib.crc32(root.encode()):08x}{zlib.crc32(home.encode()):08x}"
    return f"{folder}/{name}-{PROTOCOL}.sock"
