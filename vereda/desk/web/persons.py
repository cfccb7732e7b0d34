"""Persons with a name: found by it, seen one by one, and erased when they ask and two accounts agree."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vereda.access.door import (
    Action,
    NotForYou,
    Purpose,
    Reader,
    RecordClass,
    demand,
    log_read,
    may,
    reach_of,
    relation_to,
    serves,
)
from vereda.desk.frame import author, now, page, room, to
from vereda.desk.labels import folio
from vereda.desk.rooms.case_relation import is_of_own_case
from vereda.desk.rooms.history import names_of, who_is
from vereda.desk.rooms.sought import known_otherwise
from vereda.desk.web.acting import attempt
from vereda.encounters.door import encounters_among
from vereda.logbook.door import loss_of
from vereda.people import door as people
from vereda.people.door import Person

K2 = RecordClass.K2
NAMING = (Purpose.ASSIST, Purpose.RESCUE, Purpose.MEDICAL, Purpose.DATA_SUBJECT_REQUEST)
OF_CASES = (*NAMING, Purpose.PROTECTION_CASE, Purpose.LEGAL_AID)
READS_NAMES = serves(K2, on_post=Action.READ, purposes=NAMING)
READS_ONE = serves(K2, on_post=Action.READ, purposes=OF_CASES)
"""The mark of one person: also for who carries a case that holds that person."""
APPROVES = serves(K2, action=Action.APPROVE, purposes=(Purpose.DATA_SUBJECT_REQUEST,), usual=Purpose.DATA_SUBJECT_REQUEST)


@READS_NAMES
@room
@require_http_methods(["GET", "POST"])
def persons(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Find persons of the own group by name. The name is sent in the body, so that it stands in no address and no log."""
    reach = reach_of(reader, K2)
    if reach.kind != "own_group":
        raise NotForYou
    name = request.POST.get("name", "").strip()[:200]
    rows = [row for row in people.find(name, reach.group) if row.country == reader.country] if name else []
    rows = known_otherwise(reader, rows, reach.group)
    if name:
        log_read(reader, K2, subjects=[row.subject for row in rows])
    told = people.identities(rows)
    shown = [(row, folio(row.subject), told.get(row.subject)) for row in rows]
    context = {"rows": shown, "name": name, "asked": bool(name), "is_cut": len(shown) >= people.FOUND}
    return page(request, "desk/persons.html", context)


@READS_ONE
@room
@require_GET
def person(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Show who somebody is, after the tap that says so; the look is logged."""
    row = _person(reader, subject)
    log_read(reader, K2, subject=subject)
    linked = encounters_among(loss_of(subject).linked, row.group, row.country)
    notes = len(linked)
    relation = relation_to(reader, country=row.country, groups=[row.group])
    if linked and may(reader, RecordClass.K1, Action.READ, relation):
        log_read(reader, RecordClass.K1, subjects=[one.subject for one in linked])
    else:
        linked = []
    context = {
        "row": row,
        "identity": people.identity(row),
        "folio": folio(subject),
        "folio_of": folio,
        "linked": linked,
        "notes": notes,
        "asked_by": who_is(row.erasure_asked_by, names_of([row.erasure_asked_by])) if row.erasure_asked_at else "",
    }
    return page(request, "desk/person.html", context)


@READS_ONE
@room
@require_POST
def ask_erasure(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Write down that the person asks to be erased; a second account decides."""
    _person(reader, subject)
    act = partial(people.ask_erasure, subject, by=author(reader), at=now())
    attempt(request, reader, act, _("Anotado. Falta que otra cuenta lo apruebe; mientras, nada se borra."))
    return to("person", subject=subject)


@APPROVES
@room
@require_GET
def erasures(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show the requests that wait for a second account, and what each would destroy; no name is opened for that."""
    rows = [row for row in people.erasures_asked(reader.country, reader.group or None) if _may_approve(reader, row)]
    log_read(reader, K2, Action.APPROVE, subjects=[row.subject for row in rows])
    asked = {row.subject: people.asked_by(row, author(reader)) for row in rows}
    names = names_of(set(asked.values()))
    shown = [
        {
            "row": row,
            "folio": folio(row.subject),
            "asked_by": who_is(asked[row.subject], names),
            "asked_at": row.erasure_asked_at or row.reached_at,
            "is_reached": not row.erasure_asked_at,
            "is_mine": asked[row.subject] == reader.account,
            **_lost(reader, row),
        }
        for row in rows
    ]
    return page(request, "desk/erasures.html", {"rows": shown})


@APPROVES
@room
@require_POST
def decide_erasure(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Approve an erasure that another account asked for, or decline it."""
    row = people.person_of(subject)
    if row is None or not _may_approve(reader, row):
        raise NotForYou
    log_read(reader, K2, Action.APPROVE, subject=subject)
    if request.POST.get("approve") == "1":
        act = partial(people.approve_erasure, subject, by=author(reader), at=now())
        attempt(request, reader, act, _("Borrada. Aquí ya no existe; de las copias se va en 7 días. Las cuentas siguen igual."))
    else:
        act = partial(people.decline_erasure, subject, by=author(reader), at=now())
        attempt(request, reader, act, _("No se aprobó. La persona sigue en el sistema, y queda escrito."))
    return to("erasures")


def _lost(reader: Reader, row: Person) -> dict[str, Any]:  # Any: what the page draws
    """Return the other records of the person that go with this one, of the own group alone for who has one; and whose notes go.

    Encounters by folio, and how many other records, since who approves may not know of which.
    """
    rows = people.links.records_of(row.subject, row.country)
    rows = [one for one in rows if one.subject == row.subject or not reader.group or one.group == reader.group]
    linked = {one for each in rows for one in loss_of(each.subject).linked}
    met = [one for group in {each.group for each in rows} for one in encounters_among(sorted(linked), group, row.country)]
    same = [(folio(one.subject), one.group) for one in rows if one.subject != row.subject]
    return {"same": same, "linked": sorted(folio(one.subject) for one in met), "others": len(linked) - len(met)}


def _may_approve(reader: Reader, row: Person) -> bool:
    is_request = bool(people.asked_by(row, author(reader)))
    relation = relation_to(reader, country=row.country, groups=[row.group], is_request=is_request)
    return may(reader, K2, Action.APPROVE, relation)


def _person(reader: Reader, subject: UUID) -> Person:
    """Return a person whom the reader may see for this purpose; anybody else is not there."""
    row, is_case = people.person_of(subject), is_of_own_case(reader, subject)  # both are asked, whoever is there
    if row is None:
        raise NotForYou
    relation = relation_to(
        reader,
        country=row.country,
        groups=[row.group],
        is_request=bool(people.asked_by(row, author(reader))),
        is_case=is_case,
    )
    demand(reader, K2, Action.READ, relation)
    if not known_otherwise(reader, [row], row.group):
        raise NotForYou
    return row
