"""What a page shows, gathered for the template: topics on their shelves, dangers and helpers by state, numbers by country."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from vereda.countries.door import TopicKind, pack
from vereda.guidance import door as guidance
from vereda.guidance.door import Helper, Library, Number, TopicTold
from vereda.public.guide.spots import Spot, sort_key, spots

KINDS: Mapping[str, str | Promise] = {
    "shelter": lazy("Albergue"),
    "shelter_women_children": lazy("Casa para mujeres, niñas y niños"),
    "shelter_children": lazy("Casa para niñas, niños y adolescentes"),
    "children_services": lazy("Atención a la niñez"),
    "hospital": lazy("Hospital"),
    "legal_aid": lazy("Ayuda legal"),
    "asylum_authority": lazy("Oficina de refugio"),
    "human_rights_commission": lazy("Derechos humanos"),
    "consulate": lazy("Consulado"),
    "child_protection": lazy("Protección de la niñez"),
    "trafficking_authority": lazy("Contra la trata"),
    "local_government": lazy("Gobierno local"),
    "care_centre": lazy("Centro de atención"),
    "temporary_centre": lazy("Centro temporal"),
    "rehabilitation": lazy("Rehabilitación"),
    "red_cross": lazy("Cruz Roja"),
    "un_office": lazy("Naciones Unidas"),
}
_SENTENCE = re.compile(r"(?<=[.!?…]) (?=[A-ZÁÉÍÓÚÑÜÇÀÈÉÊÔ¿¡0-9])")
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


@dataclass(frozen=True)
class Here:
    """A state with what is ahead in it and who helps. spots: towns and crossing points there, to find it by."""

    code: str
    name: str
    spots: Sequence[Spot]
    dangers: Sequence[TopicTold]
    helpers: Sequence[Helper]


@dataclass(frozen=True)
class Warned:
    """A danger notice as it stands on a page. tag: of the language in which it could be told; until: its last day there."""

    title: str
    text: str
    tag: str
    symbol: str
    where: str
    until: date
    is_coming: bool


@dataclass(frozen=True)
class Dial:
    """A number as it stands on a page. title: of its topic where there is one; tel: as a telephone dials it."""

    code: str
    title: str
    number: str
    tel: str
    hours: str
    speaks: str
    abroad: str


@dataclass(frozen=True)
class Places:
    """What is where: dangers that hold everywhere, then states with dangers or helpers, by name."""

    everywhere: Sequence[TopicTold]
    states: Sequence[Here]


def of_kinds(told: Library, *kinds: TopicKind) -> list[TopicTold]:
    """Return the topics of some kinds, in the order in which they are read."""
    return [one for one in told.topics if one.topic.kind in kinds]


def beyond_core(told: Library, *kinds: TopicKind) -> list[TopicTold]:
    """Return the topics of some kinds, or none where all of them stand on the first page already."""
    rows = of_kinds(told, *kinds)
    return rows if any(not one.topic.safety_core for one in rows) else []


def core(told: Library) -> list[TopicTold]:
    """Return what life may depend on; the emergency number stands above all of it already."""
    return [one for one in told.topics if one.topic.safety_core and one.topic.kind != TopicKind.NUMBER]


def sentences(text: str) -> list[str]:
    """Return a text sentence by sentence: whoever reads slowly reads one at a time."""
    return _SENTENCE.split(text)


def places(told: Library, helpers: Iterable[Helper]) -> Places:
    """Return dangers and helpers by state."""
    here, dangers, helpers = pack(told.country), of_kinds(told, TopicKind.DANGER), list(helpers)
    states = [
        Here(
            code=row.code,
            name=row.name,
            spots=spots(told.country, row.code, [one for one in dangers if row.code in one.topic.states]),
            dangers=[one for one in dangers if row.code in one.topic.states],
            helpers=[one for one in helpers if one.state == row.code],
        )
        for row in sorted(here.admin1.values(), key=lambda row: sort_key(row.name))
    ]
    everywhere = [one for one in dangers if not one.topic.states]
    return Places(everywhere, [one for one in states if one.dangers or one.helpers])


def dials(told: Library) -> list[Dial]:
    """Return the numbers as they are shown, emergency of the own country first."""
    return [dial(told, one) for one in told.numbers]


def dial(told: Library, number: Number) -> Dial:
    """Return a number as it is shown."""
    title = next((one.text.title for one in told.topics if one.topic.hotline == number.code), number.name)
    own = pack(told.country).country.iso
    return Dial(
        code=number.code,
        title=title,
        number=number.number,
        tel=_tel(number.number),
        hours=_hours(number.hours),
        speaks=", ".join(_speaks(told.country, code) for code in number.languages.replace("|", " ").split()),
        abroad="" if number.country == own else _country(told.country, number.country),
    )


def called_in(told: Library, text: str) -> list[Dial]:
    """Return the numbers that a text names, so that each is one tap."""
    return [dial(told, one) for one in told.numbers if re.search(rf"(?<!\d){re.escape(one.number)}(?!\d)", text)]


def kind_said(helper: Helper) -> str:
    return str(KINDS.get(helper.kind, ""))


def towns_of(country: str, states: Iterable[str]) -> str:
    """Return the states of a topic by name; '' for the whole country."""
    return ", ".join(pack(country).admin1[code].name for code in states if code in pack(country).admin1)


def _tel(number: str) -> str:
    return re.sub(r"[^\d+]", "", number)


def _hours(hours: str) -> str:
    """Return the hours of a number in words; the pack writes '24h' and 'Mon-Fri 9-15'."""
    if hours.replace(" ", "").lower() in {"24h", "24/7", "24hours"}:
        return _("a cualquier hora")
    names = dict(zip(_DAYS, _("lun mar mié jue vie sáb dom").split(), strict=True))
    return re.sub(rf"\b({'|'.join(names)})\b", lambda day: names[day[1]], hours)


def _speaks(country: str, code: str) -> str:
    row = next((one for one in pack(country).languages.values() if code in (one.iso639_1, one.code)), None)
    return guidance.own_name(country, row.code).lower() if row else code


def _country(country: str, iso: str) -> str:
    row = pack(country).nationalities.get(iso)
    if row is None:
        return iso
    return row.label_en if get_language() == "en" else row.label_es


def day_said(on: date | None) -> str:
    """Return a day in words, short, with the month as letters: figures alone are read two ways."""
    months = _("ene feb mar abr may jun jul ago sep oct nov dic").split()
    return (
        pgettext("día mes año", "{day} {month} {year}").format(day=on.day, month=months[on.month - 1], year=on.year) if on else ""
    )
