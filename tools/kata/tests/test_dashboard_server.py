"""`kata dash` as a server: who may read and write, and what is written."""

from __future__ import annotations

import contextlib
import http.client
import json
import signal
import subprocess
import urllib.parse
from collections.abc import Iterator
from pathlib import Path

import pytest

from tools.kata.dashboard.server import Dashboard
from tools.kata.learner.errors import KataError
from tools.kata.learner.progress_file import NO_NOTES, ProgressFile, notes_stamp
from tools.kata.tests.checkouts import DEADLINE_S, Checkout, eventually
from tools.kata.tests.dashboards import Site

EMPTY = notes_stamp(NO_NOTES)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path, challenges=3, days=1)


@pytest.fixture
def server(site: Site) -> Iterator[Dashboard]:
    with site.served() as server:
        yield server


@pytest.fixture
def checkout(tmp_path: Path) -> Iterator[Checkout]:
    made = Checkout(tmp_path)
    yield made
    made.close()


def ask(
    server: Dashboard, method: str, path: str, body: object = None, **headers: str | None
) -> tuple[int, str, http.client.HTTPMessage]:
    """Sends a request as the page would; a header given as None is left out."""
    own = f"127.0.0.1:{server.server_port}"
    known: dict[str, str | None] = {"Host": own, "Origin": f"http://{own}"}
    known["X-Kata-Token"] = server.token
    known |= {name.replace("_", "-"): value for name, value in headers.items()}
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=DEADLINE_S)
    connection.putrequest(method, path, skip_host=True)
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    if method == "POST" and "Content-Length" not in known:
        known["Content-Length"] = str(len(content))
    for name, value in known.items():
        if value is not None:
            connection.putheader(name, value)
    connection.endheaders(content if method == "POST" else None)
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    return answer.status, text, answer.headers


def with_token(server: Dashboard, path: str) -> str:
    return f"{path}?token={server.token}"


def page(site: Site, server: Dashboard) -> str:
    status, text, _ = ask(server, "GET", with_token(server, "/"))
    assert status == 200
    return text


def notes_of(site: Site) -> dict[str, str]:
    return ProgressFile(site.learner).notes()


@pytest.mark.parametrize("host", ["evil.example", "evil.example:{port}", "127.0.0.1", "", None])
@pytest.mark.parametrize(("method", "path"), [("GET", "/"), ("POST", "/notes")])
def test_a_foreign_host_is_refused(
    server: Dashboard, host: str | None, method: str, path: str
) -> None:
    """A name that was made to lead here (DNS rebinding) reads and writes nothing."""
    named = host.format(port=server.server_port) if host else host
    status, text, _ = ask(server, method, with_token(server, path), {}, Host=named)
    assert status == 421
    assert "<html" not in text


def test_localhost_is_this_machine_too(server: Dashboard) -> None:
    """Both names of it may be typed."""
    host = f"localhost:{server.server_port}"
    assert ask(server, "GET", with_token(server, "/"), Host=host)[0] == 200


@pytest.mark.parametrize("path", ["/", "/?token=x", "/events", "/progress.json?token=%C3%BC"])
def test_nothing_is_read_without_the_token(server: Dashboard, path: str) -> None:
    """Another user of this machine finds the port, but not the notes."""
    status, text, _ = ask(server, "GET", path)
    assert status == 403
    assert "kata dash" in text


@pytest.mark.parametrize(
    "headers",
    [
        {"X_Kata_Token": None},
        {"X_Kata_Token": "wrong"},
        {"Origin": None},
        {"Origin": "null"},
        {"Origin": "http://evil.example"},
        {"Origin": "https://127.0.0.1"},
    ],
)
def test_nothing_is_written_without_token_and_origin(
    site: Site, server: Dashboard, headers: dict[str, str | None]
) -> None:
    """Neither notes nor an event; the right request differs in that header alone."""
    body = {"unit": site.units[0].uuid, "notes": "mine", "known": EMPTY}
    for path in ("/notes", "/start"):
        status, text, _ = ask(server, "POST", path, body, **headers)
        assert status == 403
        assert json.loads(text)["error"]
    assert not notes_of(site)
    assert not site.learner.journal.events()
    assert ask(server, "POST", "/notes", body)[0] == 200
    assert ask(server, "POST", "/start", body)[0] == 200


def test_no_script_or_data_from_elsewhere(site: Site, server: Dashboard) -> None:
    """The policy names the page's own script and style by their hashes."""
    _, text, headers = ask(server, "GET", with_token(server, "/"))
    policy = dict(
        part.strip().split(" ", 1) for part in str(headers["Content-Security-Policy"]).split(";")
    )
    assert policy["default-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert policy["script-src"].startswith("'sha256-")
    assert policy["style-src"].startswith("'sha256-")
    assert headers["Referrer-Policy"] == "no-referrer"
    assert " style=" not in text
    assert " onclick=" not in text


def test_notes_reach_the_file_and_stay(site: Site, server: Dashboard) -> None:
    """All else in the file stays as it is, byte for byte, and `progress --md` keeps the notes."""
    unit, other = site.units[:2]
    file = ProgressFile(site.learner)
    file.write()
    by_hand = file.file.read_bytes() + "\r\nmy own line · \n".encode()
    file.file.write_bytes(by_hand)
    notes = "\n# sliding <b>window</b>\n\n- [x] é\n"
    body = {"unit": unit.uuid, "notes": notes, "known": EMPTY}
    status, text, _ = ask(server, "POST", "/notes", body)
    assert status == 200
    marker = f"<!-- notes:{unit.uuid} -->".encode()
    empty, full = marker + b"\n" + marker, marker + f"\n{notes}\n".encode() + marker
    assert file.file.read_bytes() == by_hand.replace(empty, full)
    assert "&lt;b&gt;window&lt;/b&gt;" in page(site, server)
    file.write()
    assert notes_of(site)[unit.uuid] == f"\n{notes}\n"
    assert ask(server, "POST", "/notes", {**body, "notes": "", **json.loads(text)})[0] == 200
    assert notes_of(site)[unit.uuid] == notes_of(site)[other.uuid] == NO_NOTES


def test_notes_that_were_changed_elsewhere_are_not_overwritten(
    site: Site, server: Dashboard
) -> None:
    """Who writes second is told so, and the file stays as it is."""
    body = {"unit": site.units[0].uuid, "notes": "first", "known": EMPTY}
    assert ask(server, "POST", "/notes", body)[0] == 200
    status, text, _ = ask(server, "POST", "/notes", {**body, "notes": "second"})
    assert status == 409
    assert "have changed meanwhile" in json.loads(text)["error"]
    assert notes_of(site)[site.units[0].uuid] == "\nfirst\n"


def test_a_file_without_markers_for_the_unit_is_archived_first(
    site: Site, server: Dashboard
) -> None:
    """It has to be written anew, so what was in it is kept."""
    file = ProgressFile(site.learner).file
    file.write_text("mine alone\n", encoding="utf-8")
    body = {"unit": site.units[0].uuid, "notes": "n", "known": EMPTY}
    assert ask(server, "POST", "/notes", body)[0] == 200
    archived = site.learner.home / "archive" / file.name
    assert archived.read_text(encoding="utf-8") == "mine alone\n"


@pytest.mark.parametrize(
    ("body", "status", "said"),
    [
        (b"{", 400, "not JSON"),
        (b"\xff", 400, "not JSON"),
        ([], 400, "not a JSON object"),
        ({}, 400, "unit is None"),
        ({"unit": "x", "notes": "", "known": EMPTY}, 404, "no unit 'x'"),
        ({"unit": 1, "notes": "", "known": EMPTY}, 400, "unit is 1"),
        ({"unit": "UUID", "notes": ["n"], "known": EMPTY}, 400, "notes is ['n']"),
        ({"unit": "UUID", "notes": "\ud800", "known": EMPTY}, 400, "UTF-8"),
        ({"unit": "UUID", "notes": "<!-- notes:UUID -->", "known": EMPTY}, 400, "marks where"),
    ],
)
def test_what_cannot_be_notes_is_refused(
    site: Site, server: Dashboard, body: object, status: int, said: str
) -> None:
    """With the offending value; nothing is written."""
    if isinstance(body, dict):
        body = {
            name: value.replace("UUID", site.units[0].uuid) if isinstance(value, str) else value
            for name, value in body.items()
        }
    answer = ask(server, "POST", "/notes", body)
    assert (answer[0], said in json.loads(answer[1])["error"]) == (status, True), answer[1]
    assert not ProgressFile(site.learner).file.exists()


@pytest.mark.parametrize("length", ["1048577", "-1", "x", None])
def test_a_body_must_say_its_length_and_be_small(server: Dashboard, length: str | None) -> None:
    """It is not read otherwise."""
    assert ask(server, "POST", "/notes", {}, Content_Length=length)[0] == 413


def test_unknown_paths_are_named(server: Dashboard) -> None:
    """With those that there are."""
    status, text, _ = ask(server, "GET", with_token(server, "/etc/passwd"))
    assert (status, "/progress.json" in text) == (404, True)
    assert ask(server, "POST", "/delete", {})[0] == 404


def test_start_makes_a_unit_current_and_begins_it(site: Site, server: Dashboard) -> None:
    """As `kata start` does; an attempt that is there stays."""
    unit = site.units[1]
    answer = ask(server, "POST", "/start", {"unit": unit.uuid})
    assert "begun from the template" in json.loads(answer[1])["said"]
    assert unit.attempt.read_bytes() == unit.template.read_bytes()
    assert site.learner.current() == unit
    unit.attempt.write_text("mine", encoding="utf-8")
    answer = ask(server, "POST", "/start", {"unit": unit.uuid})
    assert "as you left it" in json.loads(answer[1])["said"]
    assert unit.attempt.read_text(encoding="utf-8") == "mine"


def test_a_wrong_course_is_an_answer_not_a_crash(site: Site, server: Dashboard) -> None:
    """The page says what is wrong, and comes back when it is mended."""
    file = site.root / "challenges" / "catalogue.toml"
    good = file.read_text(encoding="utf-8")
    file.write_text("[[unit", encoding="utf-8")
    status, text, _ = ask(server, "GET", with_token(server, "/"))
    assert (status, "catalogue.toml" in text) == (500, True)
    file.write_text(good + "\n", encoding="utf-8")
    page(site, server)


def test_exports_are_downloads(server: Dashboard) -> None:
    """JSON, badge, and the page as a file that cannot write."""
    assert json.loads(ask(server, "GET", with_token(server, "/progress.json"))[1])["total"] == 4
    assert ask(server, "GET", with_token(server, "/progress.svg"))[1].startswith("<svg")
    alone = ask(server, "GET", with_token(server, "/progress.html"))[1]
    assert "data-start" not in alone.partition("<script>")[0]
    assert server.token not in alone


def test_events_tell_of_a_change(site: Site, server: Dashboard) -> None:
    """At once when the page is older than the data, and again when it changes."""
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=DEADLINE_S)
    connection.request("GET", f"{with_token(server, '/events')}&stamp=old")
    answer = connection.getresponse()
    first = answer.readline()
    assert first.startswith(b"data: ")
    answer.readline()
    site.judged(site.units[0], "WA")
    second = answer.readline()
    assert second.startswith(b"data: ")
    assert second != first
    connection.close()


def test_a_port_that_is_taken_is_named(site: Site, server: Dashboard) -> None:
    """Before anything is served."""
    with pytest.raises(KataError, match=f"port {server.server_port} of 127.0.0.1 cannot be had"):
        Dashboard(site.learner, server.server_port)


@contextlib.contextmanager
def dash(checkout: Checkout, *options: str, **changes: str) -> Iterator[subprocess.Popen[str]]:
    """Runs `kata dash` while the context lasts."""
    with subprocess.Popen(
        checkout.command("dash", *options),
        cwd=checkout.root,
        env=checkout.environment(**changes),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as running:
        try:
            yield running
        finally:
            running.kill()


def test_dash_prints_its_address_and_ends_with_ctrl_c(checkout: Checkout) -> None:
    """Status 0, nothing on stderr, though a browser still listens."""
    with dash(checkout, "--no-browser") as running:
        assert running.stdout
        printed = running.stdout.readline()
        address = urllib.parse.urlsplit(printed.split()[-1])
        connection = http.client.HTTPConnection("127.0.0.1", address.port or 0, timeout=DEADLINE_S)
        connection.request("GET", f"/events?{address.query}")
        assert connection.getresponse().readline().startswith(b"data: ")
        running.send_signal(signal.SIGINT)
        _, errors = running.communicate(timeout=DEADLINE_S)
    assert (running.returncode, errors) == (0, "")
    connection.close()


def test_dash_opens_the_browser_of_the_learner(checkout: Checkout) -> None:
    """With the address that it prints."""
    opened = checkout.root / "opened"
    browser = checkout.root / "browser"
    browser.write_text(f'#!/bin/sh\nprintf %s "$1" >{opened}.part\nmv {opened}.part {opened}\n')
    browser.chmod(0o755)
    with dash(checkout, BROWSER=str(browser)) as running:
        assert running.stdout
        address = running.stdout.readline().split()[-1]
        eventually(opened.exists, "the browser was started")
    assert opened.read_text(encoding="utf-8") == address


def test_progress_writes_page_and_badge(checkout: Checkout) -> None:
    """To the file that is named, else beside progress.local.md; a folder is refused."""
    assert checkout.kata("progress", "--html", "--svg").returncode == 0
    assert "Twice" in (checkout.root / "progress.local.html").read_text(encoding="utf-8")
    assert (checkout.root / "progress.local.svg").read_text(encoding="utf-8").startswith("<svg")
    named = checkout.root / "my page.html"
    assert str(named) in checkout.kata("progress", "--html", str(named)).stdout
    assert named.exists()
    refused = checkout.kata("progress", "--svg", str(checkout.root))
    assert (refused.returncode, "is a directory" in refused.stderr) == (2, True)


def test_reading_leaves_no_trace(site: Site, server: Dashboard) -> None:
    """The page of one who has done nothing makes no file."""
    before = set(site.root.rglob("*"))
    page(site, server)
    assert set(site.root.rglob("*")) == before
