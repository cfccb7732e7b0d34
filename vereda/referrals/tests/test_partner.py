"""The account of a partner: what is offered to its institution alone, the minimum of it, and nothing once it is closed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
import time_machine

from vereda.access.tests.cast import Cast
from vereda.countries.door import ENFORCEMENT, Role
from vereda.logbook.schema import FieldClass
from vereda.people.words import WithdrawnBy
from vereda.referrals import errors
from vereda.referrals.tests.test_referrals import NOW, Desk, clock, desk  # noqa: F401  fixtures
from vereda.referrals.words import Answer, Basis, Item, RecalledFor, RefusedFor, Service, Status, Way

pytestmark = [pytest.mark.storage, pytest.mark.django_db]
TOLD = {
    Item.PEOPLE: "mujer y dos niños",
    Item.ARRIVES: "hoy a las 20:00, en camioneta del grupo",
    Item.CALL_BACK: "962 000 0000",
    Item.NAME: "Xóchitl",
}


class House(Desk):
    """The desk, and Rosa of a shelter."""

    @property
    def code(self) -> str:
        return self.cast.reader("rosa").institution

    def offers(self, **told: Any) -> UUID:  # Any: as make_referral
        from vereda.referrals.door import Receiver

        told = {"service": Service.SHELTER, "receiver": Receiver(code=self.code), "told": TOLD, **told}
        subject: UUID = self.refers(**told).receipt.subject
        return subject

    def offered(self, institution: str = "", at: Any = NOW) -> list[UUID]:  # Any: an instant
        from vereda.referrals.door import partner

        return [row.subject for row in partner.offered(institution or self.code, "mx", at)]

    def tells(self, subject: UUID, at: Any = NOW) -> dict[Item, str]:  # Any: an instant
        from vereda.referrals.door import partner, sealed

        row = partner.offered_one(subject, self.code, "mx", at)
        assert row
        about = sealed.about(row)
        assert about
        return partner.told(row, about)

    def says(self, act: str, subject: UUID, **told: Any) -> Any:  # Any: an act and its receipt
        from dataclasses import replace

        from vereda.access.door import author_of
        from vereda.referrals import door

        by = author_of(replace(self.cast.reader("rosa"), group=self.by().group))
        told = {"referral": subject, "institution": self.code, "by": by, "at": NOW, **told}
        return getattr(door, f"{act}_by_account")(**told)


@pytest.fixture
def house(cast: Cast) -> House:
    return House(cast)


def other_shelter(code: str) -> str:
    from vereda.access.places import partners

    return next(row.code for row in partners("mx") if row.kind == "shelter" and row.code != code)


def test_the_partner_of_the_demonstration_belongs_to_a_shelter(house: House):
    from vereda.countries.door import pack
    from vereda.referrals.door import partner

    assert pack("mx").services_directory[house.code].kind == "shelter"
    assert partner.role_of(house.code, "mx") is Role.SHELTER_NETWORK


def test_what_is_offered_is_seen_by_that_institution_alone(house: House):
    subject = house.offers()
    house.refers()  # to a hospital whose name was typed
    assert house.offered() == [subject]
    for another in (other_shelter(house.code), "no-such-place", "fgr", "inm"):
        assert house.offered(another) == []


def test_who_it_is_stands_there_only_once_it_was_accepted(house: House):
    subject = house.offers()
    assert house.tells(subject) == {item: TOLD[item] for item in Item if item in TOLD and item is not Item.NAME}
    house.says("answer", subject, answer=Answer.ACCEPTED)
    assert house.tells(subject) == {item: TOLD[item] for item in Item if item in TOLD}
    row = house.row(subject)
    assert (row.status, row.answered_by) == (Status.ACCEPTED, Way.ACCOUNT)


def test_the_minimum_is_asked_again_at_reading(house: House, monkeypatch: pytest.MonkeyPatch):
    """A table that shrank since, or a crafted entry: what it does not allow is not shown, whatever the box holds."""
    from vereda.referrals.lookups import partner
    from vereda.referrals.rules.minimum import pieces_of

    subject = house.offers()
    fewer = [piece for piece in pieces_of(Service.SHELTER, Basis.CONSENT) if piece.item is not Item.PEOPLE]
    monkeypatch.setattr(partner, "pieces_of", lambda service, basis: fewer)
    assert Item.PEOPLE not in house.tells(subject)


@pytest.mark.parametrize("way", ["withdrawn", "recalled", "refused", "expired", "erased"])
def test_what_closed_is_not_there_and_takes_no_answer(house: House, way: str):
    from vereda.logbook.door import erase
    from vereda.people.door import withdraw_consent
    from vereda.referrals.door import partner, recall

    subject, at = house.offers(), NOW
    row = house.row(subject)
    if way == "withdrawn":
        withdraw_consent(consent=row.consent, by=house.by(), at=NOW, way=WithdrawnBy.PAPER)
    elif way == "recalled":
        recall(referral=subject, reason=RecalledFor.NOT_NEEDED, classes=frozenset(FieldClass), by=house.by(), at=NOW)
    elif way == "refused":
        house.says("answer", subject, answer=Answer.REFUSED, reason=RefusedFor.FULL)
    elif way == "expired":
        at = NOW + timedelta(hours=72)
    else:
        erase(row.person, by=house.by("rafael"), second=house.by("adriana").account, at=NOW)
    assert house.offered(at=at) == []
    assert partner.offered_one(subject, house.code, "mx", at) is None
    for act, told in (("answer", {"answer": Answer.ACCEPTED}), ("arrived", {}), ("done", {}), ("note", {"text": "hola"})):
        with pytest.raises(errors.ReferralGone):
            house.says(act, subject, at=at, **told)


def test_no_account_answers_what_was_offered_to_another_house(house: House):
    subject = house.offers()
    for institution in (other_shelter(house.code), ""):
        with pytest.raises(errors.ReferralGone):
            house.says("answer", subject, institution=institution, answer=Answer.ACCEPTED)
    assert house.row(subject).answer == ""


def test_the_whole_way_by_account(house: House):
    from vereda.referrals.door import sealed

    subject = house.offers()
    with pytest.raises(errors.NotAcceptedYet):
        house.says("arrived", subject)
    with pytest.raises(errors.RefusalReasonMissing):
        house.says("answer", subject, answer=Answer.REFUSED)
    house.says("answer", subject, answer=Answer.ACCEPTED)
    with pytest.raises(errors.AlreadyAnswered):
        house.says("answer", subject, answer=Answer.REFUSED, reason=RefusedFor.FULL)
    house.says("arrived", subject)
    house.says("note", subject, text="Ya cenaron")
    house.says("done", subject)
    row = house.row(subject)
    assert (row.status, sealed.note(row, row.notes[0][0])) == (Status.DONE, "Ya cenaron")
    assert house.offered() == [subject]
    with time_machine.travel(NOW + timedelta(days=7)):
        assert house.offered(at=NOW + timedelta(days=7)) == [], "seven days after it accepted it is gone"


def test_what_is_practised_is_offered_to_nobody(house: House, monkeypatch: pytest.MonkeyPatch):
    from vereda.referrals.models import Referral

    subject = house.offers()
    Referral.objects.filter(subject=subject).update(group="practice.piedras-negras")
    assert house.offered() == []


def kinds_that_may_not() -> list[str]:
    from vereda.countries.door import RECEIVES_AS, DirectoryKind

    return sorted(set(DirectoryKind) - set(RECEIVES_AS))


def test_no_kind_of_the_directory_that_may_receive_is_enforcement():
    from vereda.countries.door import RECEIVES_AS

    assert not set(RECEIVES_AS.values()) & ENFORCEMENT
    assert kinds_that_may_not() == ["asylum_authority", "consulate", "temporary_centre", "trafficking_authority"]


def test_an_institution_that_may_not_receive_is_offered_and_told_nothing(house: House):
    from vereda.countries.door import pack
    from vereda.referrals.door import partner

    house.offers()
    for row in pack("mx").services_directory.values():
        if row.kind in kinds_that_may_not():
            assert partner.role_of(row.code, "mx") is None
            assert house.offered(row.code) == []
    for code in pack("mx").institutions:
        assert partner.role_of(code, "mx") is None, "the account of an institution is that of a place of the directory"


def test_what_is_offered_to_others_asks_the_database_nothing_more(house: House):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    house.offers()
    with CaptureQueriesContext(connection) as alone:
        house.offered()
    for _ in range(3):
        house.refers()
        house.refers(service=Service.SHELTER, receiver=receiver_of(other_shelter(house.code)), told=TOLD)
    with CaptureQueriesContext(connection) as beside:
        house.offered()
    assert len(alone) == len(beside)


def test_two_referrals_to_one_house_have_nothing_alike_in_clear(house: House):
    marks = {house.row(house.offers()).mark for _ in range(3)}
    assert len(marks) == 3
    assert all(len(mark) == 64 for mark in marks)
    assert house.row(house.refers().receipt.subject).mark == "", "a name that was typed"


def test_new_words_keep_it_with_the_institution(house: House):
    from vereda.referrals.door import give_words

    subject = house.offers()
    give_words(referral=subject, classes=frozenset(FieldClass), by=house.by(), at=NOW)
    assert house.offered() == [subject]


def receiver_of(code: str) -> Any:  # Any: whose class is imported where Django stands
    from vereda.referrals.door import Receiver

    return Receiver(code=code)
