"""What somebody typed: kept as it came, so that nothing is lost when a form comes back; read as numbers, days and times."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from django.http import QueryDict
from django.utils.translation import gettext as _

from vereda.desk.labels import Labels
from vereda.desk.told import told
from vereda.errors import FieldError

FORM = "form"
"""Where an error stands that belongs to no single field."""

YEARS = range(1971, 2199)
"""Years that can be typed: those of entries, without the first and the last, which are others in another zone."""


class Typed:
    """The values of one form and what is wrong with them, by field."""

    def __init__(self, values: QueryDict | Mapping[str, str], labels: Labels, zone: ZoneInfo) -> None:
        # No person types U+0000, and PostgreSQL takes it in no column.
        self.values: dict[str, str] = {name: (values.get(name, "") or "").replace("\0", "") for name in values}
        self.labels = labels
        self.zone = zone
        self.errors: dict[str, str] = {}

    # for pages

    def get(self, name: str, usual: str = "") -> str:
        """Return what was typed, to be shown again."""
        return self.values.get(name, usual)

    def is_on(self, name: str) -> bool:
        """Return whether a box was ticked."""
        return bool(self.values.get(name))

    def error(self, name: str) -> str:
        """Return what is wrong with a field, '' when nothing is."""
        return self.errors.get(name, "")

    # for reading

    def text(self, name: str, most: int = 200) -> str:
        """Return a text without blanks around it; too long a text is an error, never cut, and '' here.

        Browsers send each end of a line as two signs and count it as one: what was kept with one sign comes back with one, so
        that a form in two languages changes nothing in the language that nobody touched.
        """
        found = self.get(name).replace("\r\n", "\n").strip()
        if len(found) > most:
            self.wrong(name, _("Es más largo que {most} signos; acórtelo.").format(most=most))
            return ""  # no entry can hold it
        return found

    def number(self, name: str, most: int = 1_000_000) -> int:
        """Return a whole number, 0 when the field is empty or wrong."""
        return self.number_or_none(name, most) or 0

    def number_or_none(self, name: str, most: int = 1_000_000) -> int | None:
        """Return a whole number, None when the field is empty or wrong."""
        written = self.get(name).strip().replace(" ", "")
        if not written:
            return None
        if re.fullmatch(r"\d{1,3}(,\d{3})+", written):
            written = written.replace(",", "")
        if not (written.isascii() and written.isdigit()):
            self.wrong(name, _("«{value}» no es un número entero. Escriba solo cifras.").format(value=written[:20]))
            return None
        if int(written[:12]) > most or len(written) > 12:
            self.wrong(name, _("Es más que {most}. Revise la cifra.").format(most=most))
            return None
        return int(written)

    def day(self, name: str) -> date | None:
        """Return a local date; an empty field is none."""
        written = self.get(name).strip()
        if not written:
            return None
        try:
            found = date.fromisoformat(written)
        except ValueError:
            self.wrong(name, _("La fecha no se entiende. Escriba año-mes-día, por ejemplo 2024-01-29."))
            return None
        return found if self._year_can_be(name, found) else None

    def instant(self, name: str) -> datetime | None:
        """Return a local day and hour at the post as an instant; an empty field is none."""
        written = self.get(name).strip()
        if not written:
            return None
        try:
            found = datetime.fromisoformat(written).replace(tzinfo=self.zone)
        except ValueError:
            self.wrong(name, _("La fecha y la hora no se entienden. Escriba, por ejemplo, 2024-01-29 19:20."))
            return None
        return found if self._year_can_be(name, found) else None

    def _year_can_be(self, name: str, found: date) -> bool:
        """Note a year that no entry can tell of: a slip of the finger is said, and what was typed comes back."""
        if found.year in YEARS:
            return True
        is_early = found.year < YEARS.start
        said = _("No puede ser del año {year}. Revise el año.") if is_early else _("{year} está en el futuro. Revise el año.")
        self.wrong(name, said.format(year=found.year))
        return False

    def named(self, prefix: str) -> Iterator[tuple[str, str]]:
        """Yield (rest of the name, field name) of the fields that begin so and hold something."""
        for name, value in self.values.items():
            if name.startswith(prefix) and value:
                yield name[len(prefix) :], name

    def wrong(self, name: str, said: str) -> None:
        """Note what is wrong; the first word on a field stands."""
        self.errors.setdefault(name, said)

    def refuse(self, error: FieldError, fields: Mapping[str, str]) -> None:
        """Note what an action refused, beside the field that its code names."""
        self.wrong(fields.get(error.code, FORM), told(error, self.labels))


def word_of[W: StrEnum](known: type[W], written: str) -> W | None:
    """Return a word of a closed list; None where nothing was written, or nothing that is in it."""
    return known(written) if written in set(known) else None
