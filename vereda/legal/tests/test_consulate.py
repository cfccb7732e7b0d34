"""A word to the consulate: only for who wants it, and never for who seeks refuge, won it, or may be the one who does."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from vereda.legal import errors
from vereda.legal.tests.asking import NOW, Desk, met, row
from vereda.legal.words import Answer, CaseEnd, CaseKind, Step

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def test_the_consulate_is_told_only_for_who_wants_it_and_seeks_no_refuge(desk: Desk, person: UUID):
    from vereda.legal import door as legal

    for answer in (Answer.YES, Answer.UNKNOWN):
        with pytest.raises(errors.ConsulateNever):
            desk.opened(CaseKind.CONSULAR, person=person, seeks_refuge=answer, consents=True)
    with pytest.raises(errors.ConsulateNeedsConsent):
        desk.opened(CaseKind.CONSULAR, person=person, seeks_refuge=Answer.NO)
    case = desk.taken(CaseKind.CONSULAR, person=person, seeks_refuge=Answer.NO, consents=True)
    told = {"case": case, "what": Step.CONSULATE_TOLD, "on": NOW.date()}
    desk.does(legal.take_step, **told)
    desk.taken(CaseKind.REFUGE, person=person, seeks_refuge=Answer.YES)
    with pytest.raises(errors.ConsulateNever):
        desk.does(legal.take_step, **told)
    with pytest.raises(errors.ConsulateNever):
        desk.does(legal.take_step, case=case, what=Step.FILED, on=NOW.date(), before="consulate")
    with pytest.raises(errors.ConsulateNever):
        desk.opened(CaseKind.CONSULAR, person=person, seeks_refuge=Answer.NO, consents=True)


@pytest.mark.parametrize(
    ("why", "is_told"),
    [(CaseEnd.GRANTED, False), (CaseEnd.PASSED_ON, False), (CaseEnd.LOST_CONTACT, False), (CaseEnd.REFUSED, True),
     (CaseEnd.GIVEN_UP, True), (CaseEnd.MISTAKE, True)],
)  # fmt: skip
def test_who_was_granted_refuge_or_may_still_seek_it_is_not_made_known_to_the_consulate(
    desk: Desk, person: UUID, why: CaseEnd, is_told: bool
):
    from vereda.legal import door as legal

    claim = desk.taken(CaseKind.REFUGE, person=person)
    desk.does(legal.close_case, case=claim, why=why)
    told: dict[str, Any] = {"person": person, "seeks_refuge": Answer.NO, "consents": True}
    if is_told:
        assert desk.opened(CaseKind.CONSULAR, **told)
        return
    with pytest.raises(errors.ConsulateNever):
        desk.opened(CaseKind.CONSULAR, **told)


def test_at_one_encounter_whoever_has_no_name_may_be_the_one_who_seeks_refuge(desk: Desk, person: UUID):
    encounter = met(desk, 3)
    told: dict[str, Any] = {"seeks_refuge": Answer.NO, "consents": True, "encounter": encounter}
    assert desk.opened(CaseKind.CONSULAR, **told, person=person)
    desk.opened(CaseKind.REFUGE, encounter=encounter)
    for whom in ({"person": person}, {}):
        with pytest.raises(errors.ConsulateNever):
            desk.opened(CaseKind.CONSULAR, **told, **whom)


def test_no_evidence_goes_into_the_hands_of_a_consulate_that_must_not_be_told(desk: Desk, person: UUID):
    from vereda.legal import door as legal

    case = desk.taken(CaseKind.REFUGE, person=person)
    desk.does(legal.keep_evidence, case=case, what="Pasaporte", holder="Emilio")
    told = {"case": case, "item": UUID(row(case).items[0][0]), "giver": "Emilio", "passed_at": NOW}
    for taker in ("Consulado de Honduras", "el cónsul", "Sección CONSULAR"):
        with pytest.raises(errors.ConsulateNever):
            desk.does(legal.pass_evidence, taker=taker, **told)
    desk.does(legal.pass_evidence, taker="COMAR", **told)


def test_consent_to_tell_the_consulate_can_be_taken_back_and_a_case_cannot_become_one_for_who_seeks_refuge(
    desk: Desk, person: UUID
):
    from vereda.legal import door as legal

    case = desk.taken(CaseKind.CONSULAR, person=person, seeks_refuge=Answer.NO, consents=True)
    desk.does(legal.tell_case, case=case, opening=legal.Opening(what=CaseKind.CONSULAR, seeks_refuge=Answer.NO))
    with pytest.raises(errors.ConsulateNeedsConsent):
        desk.does(legal.take_step, case=case, what=Step.CONSULATE_TOLD, on=NOW.date())
    other = desk.taken(CaseKind.OTHER, person=person, seeks_refuge=Answer.YES)
    with pytest.raises(errors.ConsulateNever):
        desk.does(legal.tell_case, case=other, opening=legal.Opening(what=CaseKind.CONSULAR, consents=True))
