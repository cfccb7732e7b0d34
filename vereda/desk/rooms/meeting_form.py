"""From what an agent typed to a meeting: counts by tapping, what was given, where and when; nothing is completed or guessed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from vereda.countries.door import Role
from vereda.desk.rooms import point_field, spots
from vereda.desk.rooms.typed import FORM, Typed
from vereda.encounters.door import (
    AgeBand,
    Attribute,
    Disposition,
    Line,
    Margin,
    Meeting,
    PlaceKind,
    Service,
    Sex,
    Where,
)
from vereda.logbook.schema import Channel

PAD = (("F", "18+"), ("M", "18+"), ("F", "0-17"), ("M", "0-17"))
"""The four large tiles of a nationality; their keys are 1 to 4."""
PAD_REST = (("U", "0-17"), ("U", "18+"), ("U", "U"))
"""The three small ones; their keys are 5 to 7."""
APART = (
    ("age_band", "0-17"), ("age_band", "18+"), ("sex", "F"), ("sex", "M"),
    ("age_band", "0-4"), ("age_band", "5-11"), ("age_band", "12-17"), ("age_band", "60+"),
)  # fmt: skip
"""What is often known apart from the tally ('de quienes')."""
CHANNELS = (Channel.DESK, Channel.PAPER, Channel.RADIO, Channel.TELEPHONE)

FIELDS: Mapping[str, str] = {
    "encounters.people_fewer_than_lines": "people",
    "encounters.margin_above_people": "apart",
    "encounters.known_together": "apart",
    "encounters.nothing_met": "people",
    "encounters.service_above_people": "services",
    "encounters.service_twice": "services",
    "encounters.in_the_future": "at",
}
"""Beside which field an action's refusal is shown."""


@dataclass(frozen=True)
class Ground:
    """What the form may choose from: open patrols and missions of the group, its members, the place of the post.

    patrols     those that are out; back: those that came back lately, of which much is written only now
    own_patrol  the one that is out with the reader on its team, '' when none is
    group       in whose table a tower is looked up by its number; '': in none
    """

    country: str
    state: str
    municipality: str
    patrols: Mapping[str, str] = field(default_factory=dict)  # id -> what people call it
    missions: Mapping[str, str] = field(default_factory=dict)
    members: Mapping[str, str] = field(default_factory=dict)
    own_patrol: str = ""
    group: str = ""
    back: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Sent:
    """A form that could be read: the meeting, when it was, how it became known and who saw it."""

    meeting: Meeting
    at: datetime
    channel: Channel
    reported_by: str | None


def read(typed: Typed, ground: Ground, now: datetime) -> Sent | None:
    """Return what the form says, or None with `typed.errors` filled."""
    lines = read_lines(typed)
    bodies = typed.number("bodies", 10_000)
    total = typed.number_or_none("people")
    people = total if total is not None else sum(line.count for line in lines)
    meeting = Meeting(
        people_met=people,
        lines=lines,
        margins=read_margins(typed),
        services=read_services(typed, people),
        where=read_where(typed, ground),
        dispositions=read_dispositions(typed, people),
        language=typed.get("language"),
        unaccompanied_minors=read_unaccompanied(typed, people),
        bodies=bodies,
        note=typed.text("note", 4000),
        mission=_one_of(typed, "mission", ground.missions),
        patrol=_one_of(typed, "patrol", {**ground.patrols, **ground.back}),
    )
    at = typed.instant("at") or now
    channel = typed.get("channel") or Channel.DESK
    reported_by = typed.get("reported_by")
    if channel not in CHANNELS or (reported_by and reported_by not in ground.members):
        typed.wrong(FORM, _("El formulario trae un dato que no está en la lista. Recargue la página."))
    return None if typed.errors else Sent(meeting, at, Channel(channel), reported_by or None)


def line_id(nationality: str, sex: str, band: str) -> str:
    """Return the name of a tally line; the same people of the same kind are one line."""
    return f"{nationality}-{sex}-{band}".replace("+", "p")


def read_lines(typed: Typed) -> list[Line]:
    """Return the tally: tiles (`t:HN:F:18+`) and rows with more detail (`d0-count`, ...), the same kind added up."""
    counts: Counter[tuple[str, str, str]] = Counter()
    for rest, name in typed.named("t:"):
        nationality, sex, band = [*rest.split(":"), "", ""][:3]
        counts[nationality, sex, band] += typed.number(name)
    for row in sorted({rest.split("-")[0] for rest, _name in typed.named("d") if re.match(r"\d+-", rest)}):
        count = typed.number(f"d{row}-count")
        if count:
            key = (typed.get(f"d{row}-nationality") or "XX", typed.get(f"d{row}-sex") or "U", typed.get(f"d{row}-band") or "U")
            counts[key] += count
    made = []
    for (nationality, sex, band), count in counts.items():
        if not count:
            continue
        if not re.fullmatch(r"[A-Z]{2}", nationality) or sex not in set(Sex) or band not in set(AgeBand):
            typed.wrong(FORM, _("El formulario trae un dato que no está en la lista. Recargue la página."))
            continue
        made.append(
            Line(
                line_id=line_id(nationality, sex, band),
                count=count,
                nationality=nationality,
                sex=Sex(sex),
                age_band=AgeBand(band),
            )
        )
    return made


def read_margins(typed: Typed) -> list[Margin]:
    """Return what is known apart (`m:age_band:0-17`); zero is the same as not said."""
    made = []
    for rest, name in typed.named("m:"):
        attribute, _colon, value = rest.partition(":")
        count = typed.number(name)
        if count and attribute in set(Attribute) and 0 < len(value) <= 8:
            made.append(Margin(attribute=Attribute(attribute), value=value, count=count))
    return made


def read_services(typed: Typed, people: int) -> list[Service]:
    """Return what was given: to all (`s:WATER`) or to some (`sn:WATER`). Saying that nothing was given is an answer too."""
    codes = {rest: name for rest, name in typed.named("s:") if rest != "none"}
    parts = {rest: typed.number_or_none(name) for rest, name in typed.named("sn:")}
    chosen = [*codes, *(code for code, some in parts.items() if some and code not in codes)]
    if people and not chosen and not typed.is_on("s:none"):
        typed.wrong("services", _("Marque qué se dio. Si no se dio nada, marque «Nada»."))
    if chosen and typed.is_on("s:none"):
        typed.wrong("services", _("«Nada» está marcado junto con algo que sí se dio; quite uno."))
    for code, some in parts.items():
        if some == 0:
            typed.wrong("services", _("Un servicio dice que se dio a 0 personas: quite la marca o escriba cuántas."))
            codes.pop(code, None)
    return [Service(service=code, people=parts.get(code) or None) for code in chosen if people or parts.get(code)]


def read_dispositions(typed: Typed, people: int) -> list[Disposition]:
    """Return where people went: all (`p:SHELTER`) or some (`pn:SHELTER`), and which authority took them where it is asked."""
    made, named = [], 0
    rows = typed.labels.pack.dispositions
    codes = dict.fromkeys([rest for rest, _n in typed.named("p:")] + [rest for rest, _n in typed.named("pn:")])
    for code in codes:
        some = typed.number_or_none(f"pn:{code}")
        role = typed.get(f"pr:{code}") if code in rows and rows[code].asks_role else ""
        if code in rows and rows[code].asks_role and not role:
            typed.wrong(f"pr:{code}", _("Diga qué autoridad se las llevó, o «No se sabe cuál»."))
        named += some or 0
        made.append(Disposition(code=code, people=some or None, role=role[:40]))
    if named > people:
        typed.wrong(
            "dispositions",
            _("Los destinos suman {named} personas, más que las {people} del encuentro.").format(named=named, people=people),
        )
    return made


def read_unaccompanied(typed: Typed, people: int) -> int:
    """Return how many children were alone; they are told to the child-protection authority, or somebody says: not yet."""
    alone = typed.number("alone")
    if alone > people:
        typed.wrong("alone", _("Son más que las {people} personas del encuentro. Revise la cifra.").format(people=people))
    told = any(typed.is_on(f"p:{code}") or typed.get(f"pn:{code}") for code in protection_codes(typed))
    if alone and not told and not typed.is_on("alone_later"):
        typed.wrong("alone", _("Falta avisar: elija el destino de protección de la niñez, o marque «Aún no se avisa»."))
    return alone


def protection_codes(typed: Typed) -> Sequence[str]:
    """Return the dispositions that hand a child to the child-protection authority."""
    return [code for code, row in typed.labels.pack.dispositions.items() if row.role == Role.CHILD_PROTECTION]


def read_where(typed: Typed, ground: Ground) -> Where:
    """Return the place: a point, a name, a numbered tower, a patrol or mission, the post, or only the municipality."""
    told = _told_place(typed, ground)
    lat, place, state, municipality = told.lat, told.name, told.state, told.municipality
    if lat is not None:
        kind = PlaceKind.POINT
    elif typed.is_on("at_post"):
        kind, state, municipality = PlaceKind.POST, ground.state, ground.municipality
    elif place:
        kind = PlaceKind.NAMED
    elif typed.get("mission"):
        kind = PlaceKind.MISSION
    elif typed.get("patrol"):
        kind = PlaceKind.PATROL
    else:
        kind = PlaceKind.NAMED if municipality else PlaceKind.UNKNOWN
    accuracy = typed.get("accuracy_m") if typed.get("point").strip() else ""
    known = float(accuracy) if lat is not None and re.fullmatch(r"\d{1,5}(\.\d+)?", accuracy) else None
    return Where(kind=kind, lat=lat, lon=told.lon, accuracy_m=known, place=place, state=state, municipality=municipality)


def _told_place(typed: Typed, ground: Ground) -> spots.Spot:
    """Return what was typed of a place, with what a number in it stands for: 'torre 114' of the post's own table, a beacon."""
    state, municipality = _area(typed)
    point = point_field.written(typed, ground.country, ground.group)
    lat, lon = (point.lat, point.lon) if point else (None, None)
    spot = spots.chosen(typed, ground.group, ground.country)
    if spot is None:
        return spots.Spot(typed.text("place"), lat, lon, state, municipality)
    if not municipality:
        state, municipality = spot.state or state, spot.municipality
    if lat is not None and lon is not None and spots.is_elsewhere(spot, lat, lon):
        typed.wrong("point", _("El punto escrito no queda donde está {name}. Deje solo uno de los dos.").format(name=spot.name))
    if lat is None:
        lat, lon = spot.lat, spot.lon
    return spots.Spot(typed.text("place") or spot.name, lat, lon, state, municipality)


def _area(typed: Typed) -> tuple[str, str]:
    known = typed.labels.pack
    state, municipality = typed.get("state"), typed.get("municipality")
    found = known.admin2.get(municipality)
    if found is not None and state and found.state != state:
        typed.wrong("municipality", _("Ese municipio no es de esa entidad. Elija otro, o deje solo la entidad."))
    if found is not None:
        return found.state, municipality
    return (state if state in known.admin1 else ""), ""


def _one_of(typed: Typed, name: str, known: Mapping[str, str]) -> UUID | None:
    chosen = typed.get(name)
    if chosen and chosen not in known:
        typed.wrong(name, _("Ya no está abierto; elija otro o ninguno."))
        return None
    return UUID(chosen) if chosen else None
