"""`kata dash`: the page of a learner's progress, served until Ctrl-C."""

from __future__ import annotations

import os
import sys
import threading
import webbrowser

from tools.kata.dashboard.server import Dashboard
from tools.kata.learner.trial import Learner


def dash(learner: Learner, port: int, *, browser: bool) -> None:
    """Serves the page on a port of this machine; 0 takes a free one.

    Raises:
        KataError: The port cannot be had.
    """
    server = Dashboard(learner, port)
    print(f"your dashboard  {server.url}\nCtrl-C ends it", flush=True)
    if browser and _has_browser():
        # It may take its time, and the page is there already.
        threading.Thread(target=webbrowser.open, args=(server.url,), daemon=True).start()
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        print()
    finally:
        server.close()


def _has_browser() -> bool:
    """Tells whether a browser would open in a window of its own, not in this terminal."""
    if sys.platform in ("darwin", "win32"):
        return True
    return any(os.environ.get(name) for name in ("BROWSER", "DISPLAY", "WAYLAND_DISPLAY"))
