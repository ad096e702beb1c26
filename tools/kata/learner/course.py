"""The course in this checkout: its catalogue, its units, and how a learner names them."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from pathlib import Path

from tools.kata.learner.errors import JUDGE, KataError
from tools.kata.units import Entry, Unit, UnitError, find_units, load_catalogue, load_unit

_DAY = re.compile(r"day[\s_-]*0*(\d{1,2})", re.IGNORECASE)


class Course:
    """Catalogue and units below one root.

    Attributes:
        root: Root of the repository.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._file = root / "challenges" / "catalogue.toml"
        self._known: tuple[int, Sequence[Entry]] = (0, ())

    @property
    def catalogue(self) -> Sequence[Entry]:
        """All units of the course, planned or present; read again when the file has changed.

        Raises:
            KataError: The catalogue is wrong.
        """
        stamp = self._file.stat().st_mtime_ns if self._file.exists() else 0
        if stamp != self._known[0] or not stamp:
            try:
                self._known = (stamp, load_catalogue(self.root))
            except UnitError as error:
                raise KataError(str(error), JUDGE) from error
        return self._known[1]

    def unit(self, name: str) -> Unit:
        """Returns the unit that a learner names.

        Args:
            name: Its slug (with - or _), its number ("8", "day 5"), its folder or a file in it, or
                any beginning of a slug that only one unit has.

        Raises:
            KataError: No unit, or more than one, has this name; or it is planned only.
        """
        entry = self.entry(name)
        folder = self.root / entry.folder
        if not (folder / "unit.toml").is_file():
            raise KataError(f"{entry.slug} ({entry.title}) is planned; it is not there yet")
        return self.load(folder)

    def load(self, folder: Path) -> Unit:
        """Loads a unit by its folder; what is wrong with it is the course's own fault.

        Raises:
            KataError: Its unit.toml is wrong.
        """
        try:
            return load_unit(folder)
        except UnitError as error:
            raise KataError(str(error), JUDGE) from error

    def entry(self, name: str) -> Entry:
        """Returns the catalogue's entry for a name as `unit` takes it.

        Raises:
            KataError: No unit, or more than one, has this name.
        """
        wanted = self._slug_of_path(name) or name.strip().lower().replace("-", "_")
        if found := self._numbered(wanted):
            return found
        slugs = {entry.slug: entry for entry in self.catalogue}
        if wanted in slugs:
            return slugs[wanted]
        begin = [slug for slug in slugs if slug.startswith(wanted)] if wanted else []
        if len(begin) == 1:
            return slugs[begin[0]]
        close = begin or self._close(wanted)
        meant = f"; did you mean {', '.join(close)}?" if close else "; `kata list` shows all units"
        raise KataError(f"there is no unit {name!r}{meant}")

    def by_uuid(self, uuid: str, slug: str = "") -> Unit | None:
        """Returns the unit with a uuid, wherever it lies by now.

        Args:
            uuid: The uuid.
            slug: Its slug as far as is known; saves a look into every unit when it still holds.
        """
        for entry in self.catalogue:
            folder = self.root / entry.folder
            if entry.slug == slug and (folder / "unit.toml").is_file():
                unit = self.load(folder)
                if unit.uuid == uuid:
                    return unit
        return next((unit for unit in self.present() if unit.uuid == uuid), None)

    def present(self) -> list[Unit]:
        """Returns all units that are there, in the order of the catalogue.

        Raises:
            KataError: The unit.toml of one of them is wrong.
        """
        order = {entry.slug: position for position, entry in enumerate(self.catalogue)}
        units = [self.load(folder) for folder in find_units(self.root)]
        return sorted(units, key=lambda unit: order.get(unit.slug, len(order)))

    def _numbered(self, wanted: str) -> Entry | None:
        day = _DAY.fullmatch(wanted)
        number = int(day[1]) if day else int(wanted) if wanted.isdecimal() else 0
        for entry in self.catalogue:
            if entry.number == number and (entry.level == "day") is bool(day):
                return entry
        return None

    def _slug_of_path(self, name: str) -> str:
        """Returns the slug when the name is a path into a unit's folder, else nothing."""
        path = Path(name)
        if "/" not in name or not path.exists():
            return ""
        for folder in (path.resolve(), *path.resolve().parents):
            if (folder / "unit.toml").is_file():
                return folder.name
        return ""

    def _close(self, wanted: str) -> list[str]:
        slugs = [entry.slug for entry in self.catalogue]
        titles = {entry.title.lower().replace(" ", "_"): entry.slug for entry in self.catalogue}
        close = difflib.get_close_matches(wanted, [*slugs, *titles], n=4, cutoff=0.6)
        inside = [slug for slug in slugs if len(wanted) > 2 and wanted in slug]
        return list(dict.fromkeys([*(titles.get(name, name) for name in close), *inside]))[:4]
