"""Fetches one source distribution, checks its hash, and unpacks folders of it.

    fetch_sdist.py NAME VERSION SHA256 TARGET FOLDER...

`pip download` would run the build of a source distribution to learn what it needs; for data, pip
is only asked where the file is and how to get it: index, proxy and credentials are the machine's.
"""

from __future__ import annotations

import hashlib
import io
import pathlib
import sys
import tarfile

from pip._internal.commands import create_command


def download(name: str, version: str) -> bytes:
    """Returns the source distribution of a version.

    Raises:
        SystemExit: The index has none, or cannot be reached.
    """
    command = create_command("download")
    arguments = ["--no-deps", "--no-binary=:all:", "--no-input", "--quiet", name]
    options, _ = command.parse_args([*arguments, "--disable-pip-version-check"])
    with command.main_context():
        session = command.get_default_session(options)  # type: ignore[attr-defined]
        finder = command._build_package_finder(options, session)  # type: ignore[attr-defined]
        for candidate in finder.find_all_candidates(name):
            if str(candidate.version) == version and not candidate.link.is_wheel:
                answer = session.get(candidate.link.url_without_fragment, timeout=60)
                answer.raise_for_status()
                return bytes(answer.content)
    raise SystemExit(f"the index has no source distribution of {name} {version}")


def unpack(archive: bytes, folders: list[str], target: pathlib.Path) -> None:
    """Writes the files below some folders of an archive, and nothing that is no plain file."""
    with tarfile.open(fileobj=io.BytesIO(archive)) as opened:
        for member in opened:
            path = pathlib.PurePosixPath(*pathlib.PurePosixPath(member.name).parts[1:])
            wanted = any(path.is_relative_to(folder) for folder in folders)
            content = opened.extractfile(member) if wanted and member.isfile() else None
            if content is None or ".." in path.parts:
                continue
            (target / path).parent.mkdir(parents=True, exist_ok=True)
            (target / path).write_bytes(content.read())


def main(name: str, version: str, sha256: str, target: str, *folders: str) -> None:
    archive = download(name, version)
    found = hashlib.sha256(archive).hexdigest()
    if found != sha256:
        raise SystemExit(f"{name} {version} has the hash {found}, must have {sha256}")
    unpack(archive, list(folders), pathlib.Path(target))


if __name__ == "__main__":
    main(*sys.argv[1:])
