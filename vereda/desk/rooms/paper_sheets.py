"""Sheets as the desk and the command line print them: from the pack of the group, with the symbols of the screen."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from django.utils import translation

from vereda.countries.door import pack
from vereda.desk.labels import OUTCOMES, TERRAINS
from vereda.desk.rooms.choices import authorities
from vereda.desk.words.supplies import CAME_FROM
from vereda.logbook.door import Author, forms
from vereda.paper import door as paper
from vereda.paper.door import Drawn, Form, Ground, Serial

LANGUAGES = ("es", "en")
ICONS = Path(__file__).parent.parent / "static" / "desk" / "icons.svg"
_SYMBOL = re.compile(r'<symbol id="([^"]+)"([^>]*)>(.*?)</symbol>', re.DOTALL)


@dataclass(frozen=True)
class Printed:
    """Sheets that were given numbers and drawn."""

    serials: Sequence[Serial]
    pdf: bytes

    @property
    def file_name(self) -> str:
        """Return a name that tells the form and the numbers: 'PNE-E-00001-00040.pdf'."""
        first, last = self.serials[0], self.serials[-1]
        return f"{str(first)[:-2]}-{last.number:05}.pdf"


def new_sheets(form: Form, copies: int, lang: str, *, by: Author, at: datetime) -> Printed:
    """Give numbers to new sheets and return them; nothing is given where they cannot be drawn."""
    ground = ground_of(by.country, by.group, lang, at)
    sheet = paper.drawn(form, ground)
    paper.pdf(sheet, ground, (), symbols())  # a text that does not fit is said before a number is used up
    serials = paper.print_sheets(form, copies=copies, lang=lang, lists=sheet.lists, by=by, at=at)
    return Printed(serials, paper.pdf(sheet, ground, serials, symbols()))


def again(serials: Sequence[Serial], lang: str, at: datetime) -> bytes:
    """Return sheets that have their numbers already, as when the printer jammed."""
    sheet, ground = of_serial(serials[0], lang, at)
    return paper.pdf(sheet, ground, serials, symbols())


def sample(form: Form, country: str, group: str, lang: str, at: datetime) -> bytes:
    """Return a blank sheet without number: to look at, and for practice."""
    ground = ground_of(country, group, lang, at)
    return paper.pdf(paper.drawn(form, ground), ground, (), symbols())


def of_serial(serial: Serial, lang: str, at: datetime) -> tuple[Drawn, Ground]:
    """Return a sheet with its boxes numbered as they are on the paper; as today where its printing is not known here."""
    batch = paper.batch_with(serial)
    ground = ground_of(serial.country, serial.group, lang, at, batch.lists if batch else {})
    return paper.drawn(serial.form, ground), ground


def ground_of(country: str, group: str, lang: str, at: datetime, printed: Mapping[str, Sequence[str]] | None = None) -> Ground:
    """Return what the sheets of a group are drawn from. printed: lists in the order of paper that exists already."""
    chosen = pack(country)
    here = chosen.groups[group]
    with translation.override(lang):
        terrains = [(code, str(said)) for code, said in TERRAINS.items() if code in {str(one) for one in here.terrain}]
        others = {
            "authorities": [(code, str(said)) for code, said in authorities(chosen)],
            "terrains": terrains or [(code, str(said)) for code, said in TERRAINS.items()],
            "mission_outcomes": [(code, str(said)) for code, said in OUTCOMES.items()],
            "came_from": [(str(code), str(said)) for code, said in CAME_FROM.items()],
        }
    today = at.astimezone(ZoneInfo(here.zone)).date()
    return Ground(chosen, group, lang, today, forms(), others, printed or {})


@cache
def symbols() -> Mapping[str, str]:
    """Return the symbols of the screen as files of their own, in black."""
    found = _SYMBOL.findall(ICONS.read_text(encoding="utf-8"))
    made = {id_: f'<svg xmlns="http://www.w3.org/2000/svg"{how}>{drawn}</svg>' for id_, how, drawn in found}
    return {id_: svg.replace("currentColor", "#000") for id_, svg in made.items()}
