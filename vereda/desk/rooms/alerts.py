"""Alerts as the desk shows them: how old, read or not, what is known; and the form by which one is taken at the telephone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from vereda.access.door import HEADQUARTERS, Action, Part, Reader, RecordClass, log_read, may, relation_to
from vereda.desk.dates import clock, lasting, shortday
from vereda.desk.labels import Labels, folio, label
from vereda.desk.rooms import layouts, meeting_form
from vereda.desk.rooms.history import names_of, who_is
from vereda.desk.rooms.typed import FORM, Typed
from vereda.logbook.door import Subject, open_box
from vereda.logbook.schema import FieldClass, value_of
from vereda.rescue.door import Alert, Level, Sign, Told, likely_pairs, open_alerts, urgency

BEACON = "beacon"
TO_FIND = (
    "water_left", "battery_pct", "last_seen_h", "means", "heading", "guide_left", "side", "language", "clothing",
)  # fmt: skip
"""What helps to find people, in the order of the form."""
FIELDS = {"rescue.nothing_told": FORM, "rescue.unknown_word": FORM}
"""Beside which field an action's refusal is shown."""


@dataclass(frozen=True)
class Loud:
    """An alert on the board.

    read     '' while nobody has
    hurry    how urgent in words, '' for the usual; because: the reasons, the most urgent first
    level    the same as a number, the most urgent the highest
    """

    row: Alert
    folio: str
    age: str
    read: str
    urgent: str
    what: str
    place: str
    level: int
    hurry: str
    because: Sequence[Reason]


@dataclass(frozen=True)
class Reason:
    """A rule that raised the urgency, in its own words. is_signed: whether somebody who may has signed it."""

    said: str
    owner: str
    version: int
    review_on: date
    is_signed: bool


HURRY = {Level.NOW: lazy("DE INMEDIATO"), Level.SOON: lazy("Pronto")}


def loud(group: str, country: str, now: datetime, labels: Labels) -> list[Loud]:
    """Return the open alerts of a group: the most urgent first, of these what nobody read, then the oldest."""
    return sorted(described(open_alerts(group, country), now, labels), key=lambda one: -one.level)


def described(rows: Sequence[Alert], now: datetime, labels: Labels) -> list[Loud]:
    """Return alerts in words."""
    names = names_of({row.read_by for row in rows})
    return [_loud(row, now, labels, who_is(row.read_by, names) if row.read_at else "") for row in rows]


def _loud(row: Alert, now: datetime, labels: Labels, read: str) -> Loud:
    judged = urgency(row, now)
    return Loud(
        row=row,
        folio=folio(row.subject),
        age=lasting(now - row.told_at),
        read=read,
        urgent=", ".join(labels.alert_word(code) for code in row.urgent),
        what=" · ".join(part for part in (in_danger(row), ", ".join(labels.alert_word(code) for code in row.needs)) if part),
        place=labels.place(row.state, row.municipality),
        level=judged.level,
        hurry=str(HURRY.get(judged.level, "")),
        because=[Reason(label(rule), rule.owner, rule.version, rule.review_on, rule.is_verified) for rule in judged.reasons],
    )


def that_helps(row: Alert, labels: Labels) -> list[tuple[str, str]]:
    """Return what was told that helps to find them: (what, in words), nothing for what nobody told."""
    seen, guide = row.last_seen_at, {True: _("sí"), False: _("no"), None: ""}[row.guide_left]
    said = (
        (_("Agua que les queda"), labels.alert_word(row.water_left)),
        (_("Pila del teléfono"), f"{row.battery_pct} %" if row.battery_pct is not None else ""),
        (_("Se supo de ellas por última vez"), f"{shortday(seen)}, {clock(seen)}" if seen else ""),
        (_("Cómo van"), labels.alert_word(row.means)),
        (_("Hacia dónde"), labels.alert_word(row.heading)),
        (_("Las dejó el guía"), guide),
        (_("Lengua"), labels.language(row.language) if row.language else ""),
    )
    return [(name, words) for name, words in said if words]


SIGNS = {
    Sign.SAME_NUMBER: lazy("dieron el mismo teléfono para llamar"),
    Sign.SAME_NAME: lazy("avisó alguien con el mismo nombre"),
    Sign.SAME_PLACE: lazy("el mismo lugar, a menos de 3 km"),
    Sign.NEAR_PLACE: lazy("la misma zona, a menos de 20 km"),
    Sign.FAR_PLACE: lazy("pero a más de 100 km"),
    Sign.SAME_PEOPLE: lazy("el mismo número de personas"),
    Sign.NEAR_PEOPLE: lazy("casi el mismo número de personas"),
    Sign.OTHER_PEOPLE: lazy("pero otro número de personas"),
    Sign.WITHIN_AN_HOUR: lazy("con menos de una hora entre las dos"),
    Sign.WITHIN_SIX_HOURS: lazy("con menos de seis horas entre las dos"),
}


@dataclass(frozen=True)
class Likely:
    """Two alerts that may be one emergency, in words. main: the one that stays; other: the one joined to it; who: how many."""

    main: Alert
    other: Alert
    main_folio: str
    other_folio: str
    main_who: str
    other_who: str
    why: str


def likely(reader: Reader, group: str) -> list[Likely]:
    """Return the pairs of a group that may be one emergency; whether two callers are the same, only for who may know them."""
    may_know = may(reader, RecordClass.K2, Action.READ, relation_to(reader, country=reader.country, groups=[group]))
    return [
        Likely(
            pair.main,
            pair.other,
            folio(pair.main.subject),
            folio(pair.other.subject),
            in_danger(pair.main),
            in_danger(pair.other),
            ", ".join(str(SIGNS[sign]) for sign in pair.signs),
        )
        for pair in likely_pairs(group, reader.country, with_callers=may_know)
    ]


def in_danger(row: Alert) -> str:
    """Return how many are in danger: '4 personas, 1 menor'; '' where nobody knows."""
    children = ngettext("%(n)d menor", "%(n)d menores", row.children or 0) % {"n": row.children} if row.children else ""
    if not row.people:
        return children
    people = ngettext("%(n)d persona", "%(n)d personas", row.people) % {"n": row.people}
    return _("{people}, de ellas {children}").format(people=people, children=children) if children else people


@dataclass(frozen=True)
class Sealed:
    """What the boxes of an alert say, as far as they open and the reader may see: who called, what was said."""

    caller: str
    call_back: str
    note: str
    clothing: str


def sealed(reader: Reader, subject: Subject, row: Alert) -> Sealed | None:
    """Return what was sealed, and log that it was looked at; None where the reader may not, or nothing is left."""
    relation = relation_to(reader, country=row.country, groups=[row.group])
    # What came to no post is read at headquarters: nobody else could.
    part = Part.ALERT_TEXT if row.group == HEADQUARTERS else Part.WHOLE
    if not may(reader, RecordClass.K2, Action.READ, relation, part):
        return None
    fields = subject.folded.state["fields"]
    caller = _opened(value_of(fields, "caller"), FieldClass.IDENTITY, subject.id)
    note = _opened(value_of(fields, "note"), FieldClass.FREE_TEXT, subject.id)
    if not (caller or note):
        return None
    log_read(reader, RecordClass.K2, subject=subject.id)
    return Sealed(caller.get("name", ""), caller.get("call_back", ""), note.get("text", ""), note.get("clothing", ""))


def _opened(entry: str | None, cls: FieldClass, owner: UUID) -> dict[str, Any]:  # Any: JSON of a box
    return (open_box(entry, cls, owner) if entry else None) or {}


def read(typed: Typed, ground: meeting_form.Ground, now: datetime) -> tuple[Told, datetime] | None:
    """Return what was typed and when it was told; None with the errors beside their fields."""
    told = layouts.read("alert", typed, typed.labels.pack)
    where = meeting_form.read_where(typed, ground)
    at = typed.instant("at") or now
    if at > now:
        typed.wrong("at", _("La hora está en el futuro. Revísela."))
    for path in ("people", "children"):
        if told.get(path) == 0:
            typed.wrong(path, _("Si no se sabe cuántas, déjelo en blanco."))
    if told.get("people") and told.get("children", 0) > told["people"]:
        typed.wrong("children", _("Son más que todas las personas de la alerta."))
    if typed.errors:
        return None
    made = Told(
        came_by=_came_by(told.get("came_by", "unknown"), typed),
        people=told.get("people"),
        children=told.get("children"),
        needs=told.get("needs", ()),
        urgent=told.get("urgent", ()),
        where=where,
        note=told.get("text", ""),
        caller=told.get("name", ""),
        call_back=told.get("call_back", ""),
        **{name: told[name] for name in TO_FIND if name in told},
    )
    return made, at


def _came_by(said: str, typed: Typed) -> str:
    """Return by which way it came: by the beacon that was chosen, where the pack has a word for that."""
    return BEACON if typed.get("from_point") and BEACON in typed.labels.pack.alert_words else said


def blank(ground: meeting_form.Ground, now: datetime) -> dict[str, str]:
    """Return the values of an empty form: the present hour, a call to the post, no municipality: nobody said where."""
    at = now.strftime("%Y-%m-%dT%H:%M")
    return {"at": at, "came_by": "telephone", "state": ground.state}
