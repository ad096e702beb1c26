"""Real servers for tests: each on a free loopback port, in a folder of the test's own.

A server is up when its context is entered and gone when it is left; readiness is what
the server itself says, not a guess by waiting.

    with redis_server(tmp_path) as url:
        client = redis.Redis.from_url(url)
"""

from __future__ import annotations

import contextlib
import os
import pathlib
import select
import shutil
import socket
import subprocess
from collections.abc import Iterator

_ATTEMPTS = 5  # another process may take the free port before the server does
_STOP_SECONDS = 10.0


class ServerError(RuntimeError):
    """A server is not installed or did not start; the message holds its own words."""


def free_port() -> int:
    """Returns a TCP port of 127.0.0.1 that nothing listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _program(name: str, package: str) -> str:
    path = shutil.which(name, path=os.environ.get("PATH", "") + ":/usr/sbin:/usr/local/sbin")
    if path is None:
        raise ServerError(f"{name} is not on the PATH; Debian's package is {package}")
    return path


@contextlib.contextmanager
def redis_server(folder: pathlib.Path, *options: str) -> Iterator[str]:
    """Runs redis-server.

    Args:
        folder: where it keeps its files; must exist.
        options: more of its command line, such as "--appendonly", "yes".

    Yields:
        Its URL, redis://127.0.0.1:PORT/0.

    Raises:
        ServerError: it is not installed or ends before it is ready.
    """
    program = _program("redis-server", "redis-server")
    printed: list[str] = []
    for _ in range(_ATTEMPTS):
        port = free_port()
        place = ["--port", str(port), "--bind", "127.0.0.1", "--dir", str(folder)]
        with subprocess.Popen(
            [program, *place, "--save", "", *options],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        ) as process:
            try:
                assert process.stdout is not None
                for line in process.stdout:
                    printed.append(line)
                    if "Ready to accept connections" in line:
                        yield f"redis://127.0.0.1:{port}/0"
                        return
            finally:
                _stop(process)
        if not any("Address already in use" in line for line in printed):
            break
    raise ServerError("redis-server did not start:\n" + "".join(printed))


def _stop(process: subprocess.Popen[str]) -> None:
    process.terminate()
    try:
        process.communicate(timeout=_STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()


_NGINX = """\
pid nginx.pid;
error_log error.log;
{user}events {{ worker_connections 256; }}
http {{
  access_log access.log;
  client_body_temp_path body;
  fastcgi_temp_path fastcgi;
  proxy_temp_path proxy;
  scgi_temp_path scgi;
  uwsgi_temp_path uwsgi;
  client_max_body_size 0;
  server {{
    listen 127.0.0.1:{port};
    root files;
    location / {{
      dav_methods PUT;
      create_full_put_path on;
      client_body_buffer_size 1m;
    }}
  }}
}}
"""


@contextlib.contextmanager
def nginx_webdav(folder: pathlib.Path) -> Iterator[str]:
    """Runs nginx as a store of files by PUT and GET: what Bazel takes as a remote cache.

    Args:
        folder: where it keeps configuration, logs and, below files/, what is put.

    Yields:
        Its URL, http://127.0.0.1:PORT.

    Raises:
        ServerError: it is not installed or does not start.
    """
    program = _program("nginx", "nginx-light")
    # Made beforehand: nginx would create these two without the x bit and refuse every PUT.
    for name in ("ac", "cas"):
        (folder / "files" / name).mkdir(parents=True, exist_ok=True)
    user = "user root;\n" if os.geteuid() == 0 else ""
    configuration = folder / "nginx.conf"
    finished = None
    for _ in range(_ATTEMPTS):
        port = free_port()
        configuration.write_text(_NGINX.format(port=port, user=user), encoding="utf-8")
        command = [program, "-p", str(folder), "-c", str(configuration), "-e", "error.log"]
        # It returns when its daemon listens.
        finished = subprocess.run(command, capture_output=True, text=True, check=False)
        if finished.returncode == 0:
            try:
                yield f"http://127.0.0.1:{port}"
            finally:
                master = int((folder / "nginx.pid").read_text(encoding="ascii"))
                with os.fdopen(os.pidfd_open(master)) as ended:
                    subprocess.run([*command, "-s", "quit"], capture_output=True, check=False)
                    select.select([ended], [], [], _STOP_SECONDS)
            return
        if "Address already in use" not in finished.stderr:
            break
    raise ServerError(f"nginx did not start:\n{finished.stderr if finished else ''}")
