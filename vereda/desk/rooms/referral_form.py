"""Handing somebody on, as the form asks it: to which help, to whom, what is told.

The desk proposes what it knows; who writes may take away, and adds nothing that the table of that help does not name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from vereda.access.door import Action, Purpose, Reader, RecordClass, holds, log_read, may, relation_to
from vereda.bundles import door as bundles
from vereda.bundles.door import PostAbroad
from vereda.countries.door import ENFORCEMENT, Role, is_enforcement_name, pack
from vereda.desk.labels import Labels, folio
from vereda.desk.rooms import consent_child, directory, first_aid_handover
from vereda.desk.rooms import encounter as told_room
from vereda.desk.rooms import first_aid as aid_room
from vereda.desk.rooms.directory import Listed
from vereda.desk.rooms.typed import FORM, Typed
from vereda.desk.words import referrals as words
from vereda.encounters.door import Encounter, persons_of
from vereda.groups import door as groups
from vereda.logbook import door as logbook
from vereda.medical import door as medical
from vereda.medical.door import FirstAid, Known
from vereda.people import door as people
from vereda.referrals import door as referrals
from vereda.referrals.door import ITEM_CLASS, Basis, Item, Piece, Receiver, Service, labels

NEAR = 12
"""Places of the directory that are offered, the nearest first."""
TYPED = "typed"
"""In the list of receivers: none of them, the name is written."""
PLACE = "receiver"


@dataclass(frozen=True)
class About:
    """Of whom. person: who gave a name and is meant; group: whose record it is; record: of first aid, where there is one."""

    group: str
    encounter: Encounter | None
    person: UUID | None
    record: FirstAid | None = None

    @property
    def consent_of(self) -> dict[str, Any]:  # Any: as people ask for it
        """Whose consent it takes: the person's; of who was not named, that of the encounter."""
        met = self.encounter.subject if self.encounter and not self.person else None
        return {"person": self.person, "encounter": met}


@dataclass(frozen=True)
class Filled:
    """What is to be sent, checked. told: word by word; abroad: code of a group of another country, '' within the own."""

    service: Service
    receiver: Receiver
    name: str
    told: Mapping[Item, str]
    abroad: str = ""


def way_in(reader: Reader) -> str:
    """Return the route by which the reader hands on from an encounter, '' for who does not."""
    if not reader.group:
        return ""
    if holds(reader.role, RecordClass.K2, Action.WRITE):
        return "refer"
    return "refer_family" if holds(reader.role, RecordClass.K6, Action.WRITE) else ""


def services(reader: Reader, group: str) -> list[tuple[Service, Purpose]]:
    """Return to which helps the reader may hand somebody on, each with the purpose for which that is allowed."""
    found = [(one, referrals.rights.purpose_to_refer(reader, one, group)) for one in Service]
    return [(one, purpose) for one, purpose in found if purpose]


def persons(reader: Reader, row: Encounter) -> list[tuple[UUID, str]]:
    """Return who gave a name in the encounter; by name where the reader may open names for this purpose, which is logged."""
    found = logbook.subject(row.subject)
    named = [UUID(one) for one in persons_of(found.folded.state)] if found else []
    is_open = bool(named) and told_room.may_read_names(reader, row)
    if is_open:
        log_read(reader, RecordClass.K2, subjects=named)
    return [(one, (name_of(one) if is_open else "") or folio(one)) for one in named]


def name_of(person: UUID) -> str:
    """Return how somebody is called, '' where nobody knows it any more."""
    known = people.person_of(person)
    told = people.identity(known) if known else None
    return " ".join(part for part in (told.given, *told.families) if part) or told.nickname if told else ""


def _is_of(person: UUID, group: str) -> bool:
    known = people.person_of(person)
    return known is not None and known.group == group


def near(reader: Reader, service: Service, now: datetime) -> tuple[list[Listed], list[Listed]]:
    """Return who gives that help, the nearest first, with hours and room where the place said them; then those far away."""
    wanted = referrals.RECEIVERS[service]
    rows = [one for one in pack(reader.country).services_directory.values() if referrals.ROLE_OF_KIND.get(one.kind) in wanted]
    found = directory.listed(reader, [one for one in rows if one.status != "closed"], now)
    close = [one for one in found if one.km is not None and one.km <= directory.NEAR_KM]
    return close[:NEAR], [one for one in found if one not in close]


def abroad(country: str) -> list[tuple[PostAbroad, str]]:
    """Return the groups of other countries that take persons in, with the name of their country."""
    named = Labels(country)
    return [(one, named.nationality(one.country.upper())) for one in bundles.partners.posts_abroad(country)]


def roles(service: Service) -> list[tuple[str, str]]:
    """Return what an institution may be whose name is typed."""
    return [(one, words.said(words.RECEIVERS, one)) for one in words.RECEIVERS if one in referrals.RECEIVERS[service]]


def pieces(service: Service) -> list[tuple[Piece, str]]:
    """Return what may be told for that help, what is needed first."""
    rows = sorted(referrals.pieces_of(service, Basis.CONSENT), key=lambda row: not row.is_needed)
    return [(row, str(labels.ITEMS[row.item])) for row in rows]


def proposed(reader: Reader, about: About, service: Service) -> dict[str, str]:
    """Return the first values of the form: what is known and may be told. A name is proposed only where the help needs it."""
    known = {item: text for item, text in _known(reader, about) if text}
    rows = referrals.pieces_of(service, Basis.CONSENT)
    identity = {row.item for row in rows if ITEM_CLASS[row.item] == "identity" and not row.is_needed}
    return {f"told:{row.item}": known[row.item] for row in rows if row.item in known and row.item not in identity}


def _known(reader: Reader, about: About) -> Iterator[tuple[Item, str]]:
    named = Labels(reader.country)
    call = groups.call_number(about.group, reader.country)
    if call:
        yield Item.CALL_BACK, call.number
    if about.encounter:
        yield from _of_encounter(about.encounter, named)
    if about.record and aid_room.may_read(reader, about.record):
        log_read(reader, RecordClass.K3, subject=about.record.subject)
        yield from _of_first_aid(about.record)
    if about.person and _may_name(reader, about) and _is_of(about.person, about.group):
        yield Item.NAME, name_of(about.person)


def _of_encounter(row: Encounter, named: Labels) -> Iterator[tuple[Item, str]]:
    found = logbook.subject(row.subject)
    if found is None or found.is_erased:
        return
    told = told_room.told(found, row, named)
    lines = [f"{count} {who.lower()}" for count, who, _nation, _services in told.lines]
    yield Item.PEOPLE, _("{n} en total").format(n=told.people) + (f": {', '.join(lines)}" if lines else "")
    if told.people == 1 and lines:
        yield Item.AGE_SEX, lines[0].removeprefix("1 ").capitalize()
    yield Item.LANGUAGE, told.language


def _of_first_aid(record: FirstAid) -> Iterator[tuple[Item, str]]:
    told = medical.records.told(record)
    if told is None:
        return
    yield Item.AGE_SEX, aid_room.who(told)
    yield Item.HANDOVER, first_aid_handover.text(record).text
    if told.pregnant == Known.YES:
        yield Item.PREGNANCY, _("Está embarazada")
    allergies = _("No dar: {what}").format(what=told.allergies) if told.allergies else ""
    yield Item.MEDICINES, ". ".join(part for part in (allergies, aid_room.medicines_said(told)) if part)[:480]


def _may_name(reader: Reader, about: About) -> bool:
    relation = relation_to(reader, country=reader.country, groups=[about.group], is_case=True)
    return may(reader, RecordClass.K2, Action.READ, relation)


def read(typed: Typed, service: Service, country: str) -> Filled | None:
    """Return what is to be sent; None with the errors beside their fields."""
    receiver, name = _receiver(typed, service, country)
    told: dict[Item, str] = {}
    for row, said in pieces(service):
        text = typed.text(f"told:{row.item}", 480)
        if text:
            told[row.item] = text
        elif row.is_needed:
            typed.wrong(f"told:{row.item}", _("Sin esto no pueden ayudar: {what}.").format(what=said.lower()))
    there = typed.get(PLACE) if receiver and receiver.is_abroad else ""
    return None if typed.errors or receiver is None else Filled(service, receiver, name, told, there)


def _receiver(typed: Typed, service: Service, country: str) -> tuple[Receiver | None, str]:
    chosen = typed.get(PLACE)
    if post := bundles.partners.post_abroad(chosen, country):
        said = f"{post.said} ({Labels(country).nationality(post.country.upper())})"[:200]
        return Receiver(name=said, role=Role.NETWORK, is_abroad=True), said
    if chosen and chosen != TYPED:
        entry = pack(country).services_directory.get(chosen)
        if entry is None:
            typed.wrong(PLACE, _("Elija a quién se envía."))
            return None, ""
        return Receiver(code=entry.code), entry.name
    name, role = typed.text("name", 200), typed.get("role")
    if not name:
        typed.wrong("name" if chosen == TYPED else PLACE, _("Elija a quién se envía, o escriba el nombre."))
    elif role in ENFORCEMENT or is_enforcement_name(name, country):
        typed.wrong("name", _("No se envía a una autoridad migratoria, policía, ejército ni fiscalía."))
    elif role not in referrals.RECEIVERS[service]:
        typed.wrong("role", _("Diga qué es esa institución, entre las que dan esa ayuda."))
    return (None if typed.errors else Receiver(name=name, role=Role(role)), name)


def aloud(filled: Filled) -> list[tuple[str, str]]:
    """Return what is read to the person and then sent: each piece with its heading, in the order of the receiver's page."""
    return [(str(labels.ITEMS[item]), filled.told[item]) for item in Item if item in filled.told]


FIELDS: Mapping[str, str] = {
    "referrals.receiver_unknown": PLACE,
    "referrals.receiver_cannot_serve": "role",
    "referrals.to_enforcement": "name",
    "referrals.consent_missing": "answer",
    "referrals.basis_does_not_fit": "answer",
    "referrals.best_interests_unsaid": "reason",
    **consent_child.FIELDS,
    "people.witness_missing": "witness",
    "people.consent_text_missing": "language",
    "people.nothing_answered": "answer",
    "referrals.told_too_much": FORM,
}


def carried(typed: Typed, names: Sequence[str]) -> list[tuple[str, str]]:
    """Return what a step of the form hands to the next, so that nothing typed is lost on the way there and back."""
    return [(name, value) for name, value in typed.values.items() if name not in names and value]
