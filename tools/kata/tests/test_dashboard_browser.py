"""The dashboard in a real browser: reading it, writing on it, and whom it talks to."""

from __future__ import annotations

import json
import re
import shutil
import urllib.parse
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright

from tools.kata.dashboard.page import file_page
from tools.kata.dashboard.server import Dashboard
from tools.kata.learner.progress_file import NO_NOTES, ProgressFile, notes_stamp
from tools.kata.tests.checkouts import DEADLINE_S
from tools.kata.tests.dashboards import Site

CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not on this machine")

KNOWN_EMPTY = notes_stamp(NO_NOTES)
HOSTILE = "'\"></script><script>document.title = 'taken'</script><img src=x onerror=alert(1)>"


# A busy machine may take its time; a page that is right never makes a test wait for this.
expect.set_options(timeout=1000 * DEADLINE_S)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield made
        made.close()


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


@pytest.fixture
def server(site: Site) -> Iterator[Dashboard]:
    with site.served() as server:
        yield server


class Watched:
    """A page that remembers what it asked for and what went wrong in it."""

    def __init__(self, browser: Browser, width: int = 1280, scheme: str = "light") -> None:
        self._context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,  # type: ignore[arg-type]
            reduced_motion="reduce",
        )
        self.page = self._context.new_page()
        self.asked: list[str] = []
        self.wrong: list[str] = []
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("console", self._heard)

    def open(self, url: str) -> Page:
        self.page.goto(url)
        return self.page

    def _heard(self, said: ConsoleMessage) -> None:
        if said.type == "error":
            self.wrong.append(said.text)

    def close(self) -> None:
        """Closes it, and makes sure that nothing went wrong and nothing was asked elsewhere."""
        self._context.close()
        assert self.wrong == []
        hosts = {urllib.parse.urlsplit(url).hostname or "" for url in self.asked}
        assert hosts <= {"127.0.0.1", ""}, self.asked


@pytest.fixture
def watched(browser: Browser) -> Iterator[Watched]:
    made = Watched(browser)
    yield made
    made.close()


def focused(page: Page) -> str:
    """Returns the id or the text of the element that has the focus."""
    found: str = page.evaluate("document.activeElement.id || document.activeElement.innerText")
    return found


def press(page: Page, key: str, until: str) -> None:
    """Presses a key until the focus is somewhere."""
    for _ in range(400):
        page.keyboard.press(key)
        if focused(page) == until:
            return
    raise AssertionError(f"{key} never leads to {until}")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing(browser: Browser, site: Site, width: int, scheme: str) -> None:
    """Neither in the overview nor in panels that hold everything; and nothing is too wide."""
    site.fill(700)
    site.learner.start(site.units[0])
    watched = Watched(browser, width, scheme)
    with site.served() as server:
        page = watched.open(server.url)
        page.locator("#active-days summary").click()
        for panel in ("", "#unit-unit_1", "#unit-unit_10", "#unit-day01_cache"):
            page.goto(server.url + panel)
            if panel:
                expect(page.locator("dialog[open]")).to_be_visible()
                for summary in page.locator("dialog[open] summary").all():
                    summary.click()
            found = Axe().run(page)
            assert found.violations_count == 0, found.generate_report()
            assert page.evaluate("document.documentElement.scrollWidth") == width
            assert (
                page.evaluate("document.querySelector('dialog[open]')?.scrollWidth ?? 0") <= width
            )
        watched.close()


def test_whole_journey_by_keyboard(watched: Watched, site: Site, server: Dashboard) -> None:
    """Skip link, cell, panel, start, notes, Escape; the focus is always where one left it."""
    unit = site.units[6]
    page = watched.open(server.url)
    page.keyboard.press("Tab")
    assert focused(page) == "Skip to challenges"
    page.keyboard.press("Enter")
    press(page, "Tab", f"cell-{unit.slug}")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="7 · Twice 7")).to_be_visible()
    assert focused(page) == "Close"
    press(page, "Tab", f"unit-{unit.slug}-start")
    page.keyboard.press("Enter")
    expect(page.locator("dialog[open]")).to_contain_text("This is your current unit.")
    expect(page.locator("dialog[open]")).to_contain_text("begun from the template")
    expect(page.locator(f"#unit-{unit.slug}-start")).to_be_focused()
    assert site.learner.current() == unit
    press(page, "Tab", f"unit-{unit.slug}-notes")
    page.keyboard.type("two pointers")
    press(page, "Tab", "Save notes")
    page.keyboard.press("Enter")
    expect(page.locator("dialog[open] form")).to_contain_text("Saved.")
    assert ProgressFile(site.learner).notes()[unit.uuid] == "\ntwo pointers\n"
    page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)
    expect(page.locator(f"#cell-{unit.slug}")).to_be_focused()
    expect(page.locator("#summary")).to_contain_text("Current unit: 7 · Twice 7")
    page.reload()
    page.locator(f"#cell-{unit.slug}").press("Enter")
    expect(page.locator("dialog[open]")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page).to_have_url(server.url)
    page.keyboard.press("Enter")
    expect(page.locator("dialog[open] textarea")).to_have_value("two pointers")


def test_links_in_panels_and_back_lead_from_unit_to_unit(
    watched: Watched, site: Site, server: Dashboard
) -> None:
    """One panel at a time; the browser's history has them."""
    page = watched.open(f"{server.url}#unit-unit_2")
    page.get_by_role("dialog").get_by_role("link", name="Twice 1").click()
    expect(page.get_by_role("dialog", name="1 · Twice 1")).to_be_visible()
    expect(page.locator("dialog[open]")).to_have_count(1)
    page.go_back()
    expect(page.get_by_role("dialog", name="2 · Twice 2")).to_be_visible()
    page.get_by_role("button", name="Close").click()
    page.locator("#graph").get_by_role("link", name="9 · Twice 9: new").click()
    expect(page.get_by_role("dialog", name="9 · Twice 9")).to_be_visible()


def test_page_follows_the_journal_and_spares_what_is_being_typed(
    watched: Watched, site: Site, server: Dashboard
) -> None:
    """A verdict shows by itself; unsaved notes, unfolded parts and the focus stay."""
    unit = site.units[0]
    site.judged(unit, "WA")
    page = watched.open(f"{server.url}#unit-{unit.slug}")
    panel = page.locator("dialog[open]")
    panel.locator("textarea").fill("half a tho")
    panel.get_by_text("All runs").click()
    panel.locator("textarea").focus()
    site.judged(unit, "AC")
    expect(panel.locator(".standing")).to_contain_text("Solved, 2 of 2 stages")
    expect(panel.locator("table tbody tr")).to_have_count(2)
    expect(panel.locator("table")).to_be_visible()
    expect(panel.locator("textarea")).to_have_value("half a tho")
    expect(panel.locator("textarea")).to_be_focused()
    expect(page.locator("#summary")).to_contain_text("1 of 66")
    panel.get_by_text("All runs").focus()
    site.judged(unit, "WA")
    expect(panel.locator("table tbody tr")).to_have_count(3)
    expect(panel.locator("summary", has_text="All runs")).to_be_focused()


def test_notes_that_were_changed_elsewhere_show_unless_there_are_unsaved_ones(
    watched: Watched, site: Site, server: Dashboard
) -> None:
    """Then saving is refused, and what was typed is still there."""
    first, second = site.units[:2]
    page = watched.open(f"{server.url}#unit-{first.slug}")
    typed = page.locator(f"#unit-{first.slug}-notes")
    typed.fill("mine")
    file = ProgressFile(site.learner)
    for unit in (first, second):
        file.write_notes(unit.uuid, "\nof the editor\n", KNOWN_EMPTY)
    expect(page.locator(f"#unit-{second.slug}-notes")).to_have_value("of the editor")
    page.get_by_role("button", name="Save notes").click()
    expect(page.locator("dialog[open] form")).to_contain_text("have changed meanwhile")
    expect(typed).to_have_value("mine")
    assert file.notes()[first.uuid] == "\nof the editor\n"
    (refused,) = watched.wrong  # the browser's own line about status 409
    assert "409" in refused
    watched.wrong.clear()


def test_hostile_text_stays_text(watched: Watched, site: Site) -> None:
    """In titles, statements, hints, notes, and any field of the journal."""
    unit = site.units[0]
    catalogue = site.root / "challenges" / "catalogue.toml"
    text = catalogue.read_text(encoding="utf-8")
    title = json.dumps(HOSTILE)
    catalogue.write_text(text.replace('"Twice 1"', title), encoding="utf-8")
    for name in ("README.md", "hints/1.md"):
        (unit.folder / name).write_text(f"# T\n\n{HOSTILE}\n\n`{HOSTILE}`\n", encoding="utf-8")
    site.judged(unit, HOSTILE, case=HOSTILE, stage=HOSTILE, scope=HOSTILE)
    points = [[10, 0.1, 0.2]]
    site.learner.journal.append("bench", unit.uuid, function=HOSTILE, points=points)
    site.learner.journal.append("hint", unit.uuid, rung=1)
    ProgressFile(site.learner).write_notes(unit.uuid, HOSTILE, KNOWN_EMPTY)
    with site.served() as server:
        page = watched.open(f"{server.url}#unit-{unit.slug}")
        panel = page.locator("dialog[open]")
        expect(panel.locator("textarea")).to_have_value(HOSTILE)
        expect(panel.locator("h2")).to_have_text(f"1 · {HOSTILE}")
        assert panel.locator("td", has_text=HOSTILE).count() == 3
        assert page.title() == "Python Challenges: progress"
        assert page.locator("script").count() == 1
        assert page.locator("img").count() == 0
        alone = site.root / "page.html"
        alone.write_text(file_page(site.learner), encoding="utf-8")
        watched.open(f"{alone.as_uri()}#unit-{unit.slug}")
        expect(panel.locator("pre.notes")).to_have_text(HOSTILE)
        assert page.title() == "Python Challenges: progress"


def test_file_needs_no_server_and_cannot_write(watched: Watched, site: Site) -> None:
    """Opened from the disk it shows all of it, without anything to write with."""
    site.fill(300)
    ProgressFile(site.learner).write_notes(site.units[0].uuid, "\nmy note\n", KNOWN_EMPTY)
    file = site.root / "my page.html"
    file.write_text(file_page(site.learner), encoding="utf-8")
    page = watched.open(file.as_uri())
    page.locator("#cell-unit_1").click()
    panel = page.get_by_role("dialog", name="1 · Twice 1")
    expect(panel.locator("pre.notes")).to_have_text("my note")
    expect(panel.locator(".chart.growth")).to_be_visible()
    assert panel.locator("form, textarea, [data-start]").count() == 0
    page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)
    assert watched.asked == [file.as_uri()]


def test_whole_course_is_shown(watched: Watched, tmp_path: Path) -> None:
    """140 units and 2,000 events: a cell for each, which says what it is, and opens a panel."""
    site = Site(tmp_path, challenges=100, days=40)
    site.fill(2000)
    with site.served() as server:
        page = watched.open(server.url)
        assert page.locator(".cell").count() == 100
        assert page.locator(".day").count() == 40
        days, challenges = page.locator("#days"), page.locator("#challenges")
        assert days.get_by_role("link", name=re.compile(r"^Day 40 · Twice 40: to come$")).count()
        challenges.get_by_role("link", name=re.compile(r"^99 · Twice 99: [a-z]")).click()
        expect(page.get_by_role("dialog", name="99 · Twice 99")).to_be_visible()


def test_print_leaves_out_what_only_a_screen_needs(
    watched: Watched, site: Site, server: Dashboard
) -> None:
    """No buttons, exports or skip links on paper, and no dark page."""
    page = watched.open(f"{server.url}#unit-unit_1")
    page.emulate_media(media="print", color_scheme="dark")
    for only in (".top nav", ".skip", "dialog[open] button >> nth=0", "dialog[open] form"):
        expect(page.locator(only)).to_be_hidden()
    expect(page.locator("#unit-unit_1-title")).to_be_visible()
    for light in ("body", "dialog[open]"):
        expect(page.locator(light)).to_have_css("background-color", "rgb(255, 255, 255)")
