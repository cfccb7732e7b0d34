"""What others printed of a country that bears on whether groups fit there: who passes, who is sent back, what a network costs.

Rows of the reference with their source and status, never added up: periods overlap, and each is counted as its source counts.
What no row tells is not known. Pure.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from babel import Locale
from babel.dates import format_date

from .reference import FLOW_KINDS, FLOW_WORDS, FLOWS, PRESS_FIGURES, PRESS_HEADINGS

PASSING = ("FLOW_TRANSIT_ESTIMATE_EVENTS", "FLOW_IRREGULAR_EVENTS", "FLOW_PRESENTED", "FLOW_RETURNED")
"""What is asked of those who pass through a country."""
SENT = ("FLOW_PRESENTED", "FLOW_RETURNED", "FLOW_DEPORTED")
"""What is asked of the country's own people elsewhere."""
MONEY_SAID = {"BUDGET": ("Presupuesto", "Budget"), "STAFF": ("Agentes", "Agents"), "GROUPS": ("Grupos", "Groups")}
MONEY = tuple(MONEY_SAID)
OWN_SAID = ("Su propia gente, en otro país: {what}", "Its own people, in another country: {what}")
STATUSES = {"second_hand": ("de segunda mano", "second hand")}
CODE_LETTERS = 2
STRANGERS = frozenset({"ALL", "FOREIGN", "CENTRAL_AMERICA"})
OWN = "own:"
"""Before the code of what is told of a country's own people."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A printed figure. from_on, to_on: local days, both included; place, who: codes; value: as it was printed."""

    kind: str
    from_on: date
    to_on: date
    place: str
    who: str
    value: str
    status: str
    source: str

    def said(self, lang: str) -> str:
        """Return it in one line with whom it counts, how far it may be trusted, and who printed it; lang: 'es' or 'en'."""
        about = _one(_named(PRESS_HEADINGS), self.kind, lang) if self.kind.split("_")[0] in MONEY else self._whom(lang)
        where = urlsplit(self.source).hostname or self.source.partition(":")[0]
        worth = f"{_one(STATUSES, self.status, lang)}: {where.removeprefix('www.')}"
        return f"{self._period(lang)}: {self._number()} · {about} · {worth}"

    def _whom(self, lang: str) -> str:
        names = Locale(lang).territories
        who = [_one(_named(FLOW_WORDS), part, lang) if len(part) > CODE_LETTERS else names[part] for part in self.who.split("+")]
        return f"{', '.join(who)} ({names[self.place]})"

    def _period(self, lang: str) -> str:
        ends = self.from_on, self.to_on + timedelta(days=1)
        is_whole = all((day.month, day.day) == (1, 1) for day in ends)
        first, last = (str(day.year) if is_whole else format_date(day, locale=lang) for day in (self.from_on, self.to_on))
        return first if first == last else f"{first} – {last}"

    def _number(self) -> str:
        return f"{int(self.value):,}" if self.value.isdecimal() else self.value


def flows(iso: str) -> Mapping[str, tuple[Figure, ...]]:
    """Return what was printed of who passes through a country ("HN"), and of its own people elsewhere, the latest first."""
    found = {
        code: [one for one in _read(FLOWS) if one.kind == code and one.place == iso and one.who in STRANGERS] for code in PASSING
    }
    for code in SENT:
        found[OWN + code] = [one for one in _read(FLOWS) if one.kind == code and iso in one.who.split("+") and one.place != iso]
    return {code: _latest_first(rows) for code, rows in found.items()}


def money(iso: str) -> Mapping[str, tuple[Figure, ...]]:
    """Return what was printed of what the network of a country costs and of whom it consists, the latest first."""
    own = [one for one in _read(PRESS_FIGURES) if one.place == iso]
    return {code: _latest_first([one for one in own if one.kind.split("_")[0] == code]) for code in MONEY}


def label(code: str, lang: str) -> str:
    """Return what a code of `flows` or `money` stands for."""
    if code in MONEY:
        return _one(MONEY_SAID, code, lang)
    said = _one(_named(FLOW_KINDS), code.removeprefix(OWN), lang)
    return OWN_SAID[lang == "en"].format(what=said.lower()) if code.startswith(OWN) else said


def _latest_first(rows: list[Figure]) -> tuple[Figure, ...]:
    return tuple(sorted(rows, key=lambda one: (one.to_on, one.from_on, one.who), reverse=True))


@cache
def _read(path: Path) -> tuple[Figure, ...]:
    """Return the rows of either table of figures."""
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(_figures(csv.DictReader(file)))


def _figures(rows: csv.DictReader[str]) -> Iterator[Figure]:
    for row in rows:
        begins, ends = (date.fromisoformat(row.get(one) or row[other]) for one, other in _DAYS)
        kind, place, who = (row.get(one) or row[other] for one, other in _CODES)
        yield Figure(kind, begins, ends, place, who, row["value"], row["status"], row["source"])


_DAYS = (("from_on", "period_start"), ("to_on", "period_end"))
_CODES = (("kind", "category"), ("place", "scope"), ("who", "nationality"))


@cache
def _named(path: Path) -> dict[str, tuple[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return {row["code"]: (row["label_es"], row["label_en"]) for row in csv.DictReader(file)}


def _one(words: Mapping[str, tuple[str, str]], code: str, lang: str) -> str:
    """Return one of two languages, and the code itself where nobody wrote words for it."""
    return words.get(code, (code, code))[lang == "en"]
