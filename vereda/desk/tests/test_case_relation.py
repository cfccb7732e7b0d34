"""Who carries a case reads the first aid and the name of whom it holds, and of nobody else: to the others it is not there."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from vereda.access.door import NotForYou, Purpose, author_of
from vereda.access.models import ReadRow
from vereda.access.tests.cast import Cast, text
from vereda.desk.rooms import legal as legal_room
from vereda.desk.rooms import protection as protection_room
from vereda.desk.rooms.case_relation import is_of_own_case
from vereda.encounters.door import Line, Named
from vereda.legal import door as legal
from vereda.legal.entries.case import CaseOpened
from vereda.legal.errors import PersonUnknown
from vereda.logbook.door import Draft, Plain, record_all
from vereda.logbook.schema import FieldClass
from vereda.medical import door as medical
from vereda.people.door import Identity, Person
from vereda.protection import door as protection
from vereda.protection.door import CaseEnd, case_actions

pytestmark = [pytest.mark.django_db, pytest.mark.storage]


@pytest.fixture
def at() -> datetime:
    return datetime.now(UTC) - timedelta(seconds=1)


@pytest.fixture
def women(met: Any, at: datetime) -> tuple[UUID, dict[str, UUID]]:  # Any: a fixture that is a function
    """Return an encounter with Xóchitl and Ana, and who they are."""
    lines = [Line(line_id=one, count=1, nationality="HN", sex="F", age_band="18+") for one in ("a", "b")]
    named = [
        Named(line_id=line, identity=Identity(given=given), purpose="medical") for line, given in (("a", "Xóchitl"), ("b", "Ana"))
    ]
    encounter = met(2, lines=lines, named=named, at=at)
    from vereda.people import door as people

    found = {people.identity(row).given: row.subject for row in Person.objects.all() if people.identity(row)}  # type: ignore[union-attr]  # asked before
    return encounter, {str(name): subject for name, subject in found.items()}


def hurt(encounter: UUID, person: UUID | None, allergies: str, by: Any, at: datetime) -> UUID:  # Any: as above
    told = medical.Told(complaints=["FRACT"], allergies=allergies)
    return record_all(medical.opening_drafts(told, encounter=encounter, person=person, by=by("tomas"), at=at))[0].subject


@pytest.fixture
def case(cast: Cast, women: tuple[UUID, dict[str, UUID]], at: datetime) -> UUID:
    """Return a case of Xóchitl that Lucía carries."""
    encounter, who = women
    by = author_of(cast.reader("lucia"))
    asked = protection.AskedFor(words="la esperan afuera")
    return case_actions.ask(asked, encounter=encounter, person=who["Xóchitl"], by=by, at=at, takes=True).subject


def test_a_case_worker_reads_the_first_aid_of_whom_the_case_holds_and_each_look_is_a_row(cast, case, women, by, at):
    encounter, who = women
    own, other = hurt(encounter, who["Xóchitl"], "penicilina", by, at), hurt(encounter, who["Ana"], "Obsidiana", by, at)
    nameless = hurt(encounter, None, "yodo", by, at)
    lucia = cast.client("lucia")
    listed = lucia.get(f"/proteccion/{case}/primeros-auxilios/")
    assert listed.status_code == 200
    assert {str(one) in listed.content.decode() for one in (own, nameless)} == {True}
    assert str(other) not in listed.content.decode(), "Ana is not in the case"
    page = lucia.get(f"/proteccion/{case}/primeros-auxilios/{own}/")
    assert (page.status_code, "penicilina" in text(page)) == (200, True)
    for of in (other, uuid4()):
        answer = lucia.get(f"/proteccion/{case}/primeros-auxilios/{of}/")
        assert (answer.status_code, "Obsidiana" in text(answer)) == (404, False)
    rows = ReadRow.objects.filter(account=str(cast.account("lucia").pk), record_class="K3").values_list("subject", flat=True)
    assert list(rows) == ["", str(own)]


def test_what_is_hers_to_read_is_hers_by_no_other_way(cast, case, women, by, at):
    encounter, who = women
    own = hurt(encounter, who["Xóchitl"], "penicilina", by, at)
    for address in (f"/primeros-auxilios/{own}/", f"/encuentros/{encounter}/primeros-auxilios/"):
        assert cast.client("lucia").get(address).status_code == 403


@pytest.mark.parametrize("name", ["ines", "tomas", "rafael", "nadia", "emilio", "graciela", "adriana"])
def test_nobody_else_reads_it_there(cast, case, women, by, at, name: str):
    encounter, who = women
    own = hurt(encounter, who["Xóchitl"], "penicilina", by, at)
    for of in (case, uuid4()):
        for address in (f"/proteccion/{of}/primeros-auxilios/", f"/proteccion/{of}/primeros-auxilios/{own}/"):
            answer = cast.client(name).get(address)
            assert answer.status_code == 403
            assert "penicilina" not in text(answer)


def test_a_case_that_somebody_else_carries_or_that_is_closed_opens_nothing(cast, women, by, at):
    encounter, who = women
    own = hurt(encounter, who["Xóchitl"], "penicilina", by, at)
    waits = case_actions.ask(protection.AskedFor(words="x"), encounter=encounter, by=by("ines"), at=at).subject
    lucia = cast.client("lucia")
    assert lucia.get(f"/proteccion/{waits}/primeros-auxilios/").status_code == 404
    case_actions.take(case=waits, by=author_of(cast.reader("lucia")), at=at)
    assert lucia.get(f"/proteccion/{waits}/primeros-auxilios/{own}/").status_code == 200, (
        "the case holds the encounter, and names nobody"
    )
    case_actions.close(CaseEnd.SAFE, case=waits, by=author_of(cast.reader("lucia")), at=at)
    assert lucia.get(f"/proteccion/{waits}/primeros-auxilios/{own}/").status_code == 404


def test_a_case_worker_reads_who_the_person_of_her_case_is(cast, case, women):
    _encounter, who = women
    lucia = cast.client("lucia")
    page = lucia.get(f"/personas/{who['Xóchitl']}/?purpose=protection_case")
    assert (page.status_code, "Xóchitl" in text(page)) == (200, True)
    for of in (who["Ana"], uuid4()):
        answer = lucia.get(f"/personas/{of}/?purpose=protection_case")
        assert (answer.status_code, "Ana" in text(answer)) == (404, False)
    assert lucia.post("/personas/", {"name": "Xóchitl", "purpose": "protection_case"}).status_code in (403, 404)


def test_who_works_for_another_group_now_carries_it_no_more(cast, case, women):
    """An account that stayed on a case when its bearer was moved, or took a second post, opens nothing from there."""
    _encounter, who = women
    here = cast.reader("lucia").with_purpose(Purpose.PROTECTION_CASE)
    there = replace(here, group="tapachula")
    assert protection_room.row_of(here, case).subject == case
    assert is_of_own_case(here, who["Xóchitl"])
    assert not is_of_own_case(there, who["Xóchitl"])
    with pytest.raises(NotForYou):
        protection_room.row_of(there, case)


def test_a_legal_adviser_reads_who_the_person_of_his_case_is_while_it_is_open(cast, women, by, at):
    _encounter, who = women
    opening = legal.Opening(what=legal.CaseKind.OTHER, note="x")
    case = legal.open_case(opening, by=by("ines"), at=at, person=who["Xóchitl"]).receipt.subject
    emilio, where = cast.client("emilio"), f"/personas/{who['Xóchitl']}/?purpose=legal_aid"
    assert emilio.get(where).status_code == 404, "nobody has taken it"
    legal.take_case(case=case, by=author_of(cast.reader("emilio")), at=at)
    page = emilio.get(where)
    assert (page.status_code, "Xóchitl" in text(page)) == (200, True)
    assert emilio.get(f"/personas/{who['Ana']}/?purpose=legal_aid").status_code == 404


def test_who_works_for_another_group_now_reads_no_legal_case_from_there(cast, women, by, at):
    """A case worker who was added to one and was moved since, or an adviser who works on cases of another group now."""
    _encounter, who = women
    opening = legal.Opening(what=legal.CaseKind.OTHER, note="x")
    case = legal.open_case(opening, by=by("ines"), at=at, person=who["Xóchitl"]).receipt.subject
    legal.take_case(case=case, by=author_of(cast.reader("emilio")), at=at)
    legal.add_helper(case=case, account=str(cast.account("lucia").pk), by=author_of(cast.reader("emilio")), at=at)
    lucia = cast.reader("lucia").with_purpose(Purpose.PROTECTION_CASE)
    assert legal_room.row_of(lucia, case).subject == case
    moved = replace(lucia, group="tapachula"), replace(lucia, account=str(cast.account("emilio").pk), group="tapachula")
    for there in moved:
        with pytest.raises(NotForYou):
            legal_room.row_of(there, case)


def test_a_case_that_another_group_asked_for_opens_nobody_of_this_group(cast, women, by, at):
    """A telephone of another group, in wrong hands, can name in its request whoever's id it learned."""
    _encounter, who = women
    opening = legal.Opening(what=legal.CaseKind.OTHER, note="x")
    with pytest.raises(PersonUnknown):
        legal.open_case(opening, by=author_of(cast.reader("nadia")), at=at, person=who["Xóchitl"])
    own = legal.open_case(opening, by=by("ines"), at=at, person=who["Xóchitl"])
    asked = CaseOpened(folio="L-000001", person=who["Xóchitl"])
    box = Plain(cls=FieldClass.LEGAL, fields={"what": "other"})
    case = record_all([Draft(payload=asked, by=author_of(cast.reader("nadia")), at=at, boxes=[box])])[0].subject
    legal.take_case(case=case, by=author_of(cast.reader("emilio")), at=at)
    emilio = cast.client("emilio")
    assert emilio.get(f"/personas/{who['Xóchitl']}/?purpose=legal_aid").status_code == 404
    for where in (f"/casos/{case}/", "/casos/", f"/casos/{case}/referir/?ayuda=legal"):
        answer = emilio.get(where)
        assert (answer.status_code, "Xóchitl" in text(answer)) == (200, False)
    legal.take_case(case=own.receipt.subject, by=author_of(cast.reader("emilio")), at=at)
    assert "Xóchitl" in text(emilio.get("/casos/")), "the case of the own group says it as before"
