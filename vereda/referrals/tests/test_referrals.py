"""Referrals as written: sealed, with consent, to nobody of enforcement; opened by words, answered, taken back, closed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
import time_machine

from vereda.access.tests.cast import Cast
from vereda.countries.door import ENFORCEMENT, Role
from vereda.logbook.schema import FieldClass
from vereda.people.words import ConsentFor, WithdrawnBy
from vereda.referrals import errors
from vereda.referrals.words import Answer, Basis, Item, RecalledFor, RefusedFor, Service, Status, Way

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 13, 2, 0, tzinfo=ZoneInfo("America/Mexico_City"))
ALL = frozenset(FieldClass)
TOLD = {
    Item.AGE_SEX: "mujer, 24",
    Item.CALL_BACK: "962 000 0000",
    Item.HANDOVER: "fractura de tobillo, 32 semanas",
    Item.NEEDS: "dos niños",
}
SECRETS = ("fractura", "32 semanas", "dos niños", "Hospital General", "mujer, 24", '"health"]', "962 000 0000", "Xóchitl")


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@dataclass(frozen=True)
class Desk:
    cast: Cast

    def by(self, name: str = "ines") -> Any:  # Any: an author, whose class is imported where Django stands
        from vereda.access.door import author_of

        return author_of(self.cast.reader(name))

    def person(self, by: str = "ines") -> UUID:
        from vereda.logbook.door import Plain, record
        from vereda.people.door import PersonMet

        boxes = [Plain(cls=FieldClass.IDENTITY, fields={"given": "Xóchitl"})]
        return record(PersonMet(nationality="HN", purpose="assist"), by=self.by(by), at=NOW, boxes=boxes).subject

    def consent(self, person: UUID, **told: Any) -> Any:  # Any: what note_consent wants and returns
        from vereda.people.door import note_consent

        told = {"given": [ConsentFor.REFER], **told}
        return note_consent(by=self.by(), at=NOW, now=NOW, language="spa", person=person, **told)

    def refers(self, *, person: UUID | None = None, consent: UUID | None = None, **told: Any) -> Any:  # Any: as make_referral
        from vereda.referrals.door import Receiver, make_referral

        person = person or self.person()
        if consent is None and "basis" not in told:
            consent = self.consent(person).receipt.subject
        receiver = Receiver(name="Hospital General", role=Role.HEALTH)
        told = {"service": Service.HEALTH, "receiver": receiver, "told": TOLD, "at": NOW, "now": NOW, "by": self.by(), **told}
        told.setdefault("reader", self.cast.reader("ines", "assist"))
        return make_referral(person=person, consent=consent, **told)

    def row(self, subject: UUID, name: str = "ines", classes: Any = ALL) -> Any:  # Any: a row
        from vereda.referrals.door import referrals

        by = self.by(name)
        return referrals.referral(subject, by.group, "mx", classes)

    def opens(self, words: str, token: str = "first", at: datetime = NOW) -> Any:  # Any: a page
        from vereda.referrals.door import open_by_words

        return open_by_words(words, token=token, country="mx", at=at)


@pytest.fixture
def desk(cast: Cast) -> Desk:
    return Desk(cast)


def test_nothing_of_it_stands_in_a_clear_word(desk: Desk):
    from vereda.logbook.models import LogEntry
    from vereda.referrals.door import sealed

    made = desk.refers()
    row = desk.row(made.receipt.subject)
    clear = b"".join(bytes(one.body) for one in LogEntry.objects.filter(subject=row.subject)).decode()
    for secret in (*SECRETS, made.words, " ".join(made.words.split()[:2])):
        assert secret not in clear
    about = sealed.about(row)
    assert about
    assert (about.service, about.name, about.role) == (Service.HEALTH, "Hospital General", Role.HEALTH)
    assert sealed.told(row) == {item: TOLD[item] for item in Item if item in TOLD}
    assert (row.status, row.folio[:2], row.until) == (Status.SENT, "R-", NOW + timedelta(hours=72))


def test_a_hidden_referral_and_an_absent_one_answer_alike(desk: Desk):
    from vereda.referrals.door import referrals

    subject, person = desk.refers().receipt.subject, desk.person()
    for classes in ((), (FieldClass.CONTACT,), tuple(ALL - {FieldClass.HEALTH})):
        for asked in (subject, UUID(int=7)):
            assert desk.row(asked, classes=classes) is None
        group = desk.by().group
        assert referrals.open_referrals(group, "mx", classes) == []
    group = desk.by().group
    assert [one.subject for one in referrals.open_referrals(group, "mx", {FieldClass.HEALTH})] == [subject]
    assert person


def test_nadia_of_another_group_sees_none_and_changes_none(desk: Desk):
    from vereda.referrals import door

    subject = desk.refers().receipt.subject
    assert desk.row(subject, "nadia") is None
    acts: list[Any] = [  # Any: acts, each with what it wants
        lambda one: door.recall(referral=one, reason=RecalledFor.MISTAKEN, classes=ALL, by=desk.by("nadia"), at=NOW),
        lambda one: door.give_words(referral=one, classes=ALL, by=desk.by("nadia"), at=NOW),
        lambda one: door.remind(referral=one, classes=ALL, by=desk.by("nadia"), at=NOW),
        lambda one: door.take_answer_back(referral=one, classes=ALL, by=desk.by("nadia"), at=NOW),
        lambda one: door.note_answer(referral=one, answer=Answer.ACCEPTED, classes=ALL, by=desk.by("nadia"), at=NOW),
        lambda one: door.recall(referral=one, reason=RecalledFor.MISTAKEN, classes={FieldClass.LEGAL}, by=desk.by(), at=NOW),
    ]
    for act in acts:
        for asked in (subject, UUID(int=7)):
            with pytest.raises(errors.ReferralGone):
                act(asked)
    assert desk.row(subject).status == Status.SENT


@pytest.mark.parametrize("role", sorted(ENFORCEMENT))
def test_a_body_of_enforcement_is_refused_by_its_role(desk: Desk, role: Role):
    from vereda.referrals.door import Receiver

    with pytest.raises(errors.ReferredToEnforcement):
        desk.refers(receiver=Receiver(name="Alguien", role=role))


@pytest.mark.parametrize(
    "name",
    [
        *("INM", "inm Tapachula", "Instituto Nacional de Migración", "Guardia Nacional", "GN", "FGR", "Border Patrol", "Sedena"),
        *("Delegación del INM", "Lic. Paz, Instituto Nacional de Migración", "Enfermería de la Guardia Nacional", "CITPE"),
        *("Policía Municipal de Reynosa", "Fiscalía General del Estado", "Hospital Naval, Secretaría de Marina"),
    ],
)
def test_a_body_of_enforcement_is_refused_by_its_name_whatever_role_is_chosen(desk: Desk, name: str):
    from vereda.referrals.door import Receiver, Referral

    with pytest.raises(errors.ReferredToEnforcement):
        desk.refers(receiver=Receiver(name=name, role=Role.HEALTH))
    assert not Referral.objects.exists()


def test_who_helps_is_not_taken_for_who_detains(desk: Desk):
    from vereda.countries.door import is_enforcement_name

    for name in ("Hospital General", "Albergue Belén", "Cruz Roja Mexicana", "Instituto Nacional de Cardiología", "DIF"):
        assert not is_enforcement_name(name, "mx")
    for name in (
        "Albergue Marina",
        "Casa del Migrante Nacional",
        "Clínica municipal",
        "Defensoría Pública Federal",
        "Grupo Beta",
    ):
        assert not is_enforcement_name(name, "mx")
    for name in ("Роlicía Municipal", "POLICÍA\u200b MUNICIPAL", "Pol\u00adicías (municipales)"):  # Cyrillic, and signs unseen
        assert is_enforcement_name(name, "mx")


def test_a_receiver_gives_that_help_or_is_refused(desk: Desk):
    from vereda.countries.door import pack
    from vereda.referrals.door import Receiver

    directory = pack("mx").services_directory.values()
    for kind in ("consulate", "asylum_authority", "temporary_centre", "shelter"):
        code = next(one.code for one in directory if one.kind == kind)
        with pytest.raises(errors.ReceiverCannotServe):
            desk.refers(receiver=Receiver(code=code))
    for receiver in (Receiver(), Receiver(code="nobody"), Receiver(name="x"), Receiver(role=Role.HEALTH)):
        with pytest.raises(errors.ReceiverUnknown):
            desk.refers(receiver=receiver)
    hospital = next(one.code for one in directory if one.kind == "hospital")
    assert desk.refers(receiver=Receiver(code=hospital))


def test_only_what_the_table_allows_is_told(desk: Desk):
    told = {**TOLD, Item.LEGAL_MATTER: "pidió refugio"}
    with pytest.raises(errors.ToldTooMuch) as why:
        desk.refers(told=told)
    assert why.value.details["items"] == "legal_matter"
    with pytest.raises(errors.ToldTooLittle) as short:
        desk.refers(told={**TOLD, Item.HANDOVER: " "})
    assert short.value.details["items"] == "handover"
    with pytest.raises(errors.ToldTooLong):
        desk.refers(told={**TOLD, Item.HANDOVER: "x" * 481})
    assert desk.refers(told={**TOLD, Item.HANDOVER: "x" * 480, Item.NEEDS: ""})


def test_without_consent_nothing_goes_but_on_the_two_other_grounds(desk: Desk):
    from vereda.referrals.door import Receiver

    person, other = desk.person(), desk.person()
    no = desk.consent(person, given=[], refused=[ConsentFor.REFER]).receipt.subject
    keep = desk.consent(person, given=[ConsentFor.KEEP]).receipt.subject
    theirs = desk.consent(other).receipt.subject
    for consent in (no, keep, theirs, UUID(int=7)):
        with pytest.raises(errors.ReferralConsentMissing):
            desk.refers(person=person, consent=consent)
    assert desk.refers(person=person, basis=Basis.LIFE)
    with pytest.raises(errors.ToldTooMuch):
        desk.refers(person=person, basis=Basis.LIFE, told={**TOLD, Item.NAME: "Xóchitl"})
    shelter = {"service": Service.SHELTER, "receiver": Receiver(name="Albergue", role=Role.SHELTER_NETWORK)}
    shelter["told"] = {Item.PEOPLE: "3", Item.ARRIVES: "hoy", Item.CALL_BACK: "962"}
    for basis in (Basis.LIFE, Basis.BEST_INTERESTS):
        with pytest.raises(errors.BasisDoesNotFit):
            desk.refers(person=person, basis=basis, **shelter)
    child: dict[str, Any] = {  # Any: as make_referral
        "service": Service.CHILD_PROTECTION,
        "receiver": Receiver(name="Procuraduría de Protección", role=Role.CHILD_PROTECTION),
        "told": {Item.PEOPLE: "1", Item.AGE_SEX: "niño, 9", Item.LANGUAGE: "spa", Item.CALL_BACK: "962", Item.CHILDREN: "solo"},
    }
    with pytest.raises(errors.BestInterestsUnsaid):
        desk.refers(person=person, basis=Basis.BEST_INTERESTS, **child)
    assert desk.refers(person=person, basis=Basis.BEST_INTERESTS, reason="Nadie responde; quiere ir con su tía.", **child)


def test_of_whom_is_of_the_own_group(desk: Desk):
    with pytest.raises(errors.ReferralEncounterUnknown):
        desk.refers(person=desk.person("nadia"), basis=Basis.LIFE)
    with pytest.raises(errors.ReferralEncounterUnknown):
        desk.refers(encounter=UUID(int=7), basis=Basis.LIFE)
    with pytest.raises(errors.ReferralInFuture):
        desk.refers(at=NOW + timedelta(minutes=1))


def test_the_receiver_opens_accepts_and_tells_how_it_went(desk: Desk):
    from vereda.referrals import door

    made = desk.refers()
    page = desk.opens(made.words.upper().replace(" ", "-"))
    assert (page.look, page.row.subject) == (door.Look.SHOWN, made.receipt.subject)
    with pytest.raises(errors.NotAcceptedYet):
        door.arrived_by_page("first", country="mx", at=NOW)
    door.answer_by_page("first", Answer.ACCEPTED, country="mx", at=NOW + timedelta(minutes=12))
    with pytest.raises(errors.AlreadyAnswered):
        door.answer_by_page("first", Answer.REFUSED, reason=RefusedFor.FULL, country="mx", at=NOW)
    late = NOW + timedelta(days=5)
    door.arrived_by_page("first", country="mx", at=late)
    door.note_by_page("first", "Ya la ve la doctora", country="mx", at=late)
    assert door.note_by_page("first", "  ", country="mx", at=late) is None
    door.done_by_page("first", country="mx", at=late)
    row = desk.row(made.receipt.subject)
    assert (row.status, row.answered_by, row.answered_at) == (Status.DONE, Way.LINK, NOW + timedelta(minutes=12))
    assert [door.sealed.note(row, entry) for entry, _at, _way in row.notes] == ["Ya la ve la doctora"]
    assert door.held("first", country="mx", at=NOW + timedelta(days=8)).look is door.Look.CLOSED


def test_a_refusal_says_why_and_closes_the_page(desk: Desk):
    from vereda.referrals import door

    made = desk.refers()
    desk.opens(made.words)
    with pytest.raises(errors.RefusalReasonMissing):
        door.answer_by_page("first", Answer.REFUSED, country="mx", at=NOW)
    door.answer_by_page("first", Answer.REFUSED, reason=RefusedFor.FULL, country="mx", at=NOW)
    assert desk.row(made.receipt.subject).reason == RefusedFor.FULL
    assert desk.opens(made.words).look is door.Look.CLOSED
    door.take_answer_back(referral=made.receipt.subject, classes=ALL, by=desk.by(), at=NOW)
    assert desk.opens(made.words).look is door.Look.SHOWN


def test_words_opened_twice_show_nothing_to_the_second_and_tell_the_group(desk: Desk):
    from vereda.referrals import door

    made = desk.refers()
    assert desk.opens(made.words).look is door.Look.SHOWN
    second = desk.opens(made.words, "second")
    assert (second.look, second.row) == (door.Look.ELSEWHERE, None)
    assert door.held("second", country="mx", at=NOW).look is door.Look.CLOSED
    assert desk.opens(made.words).look is door.Look.SHOWN
    row = desk.row(made.receipt.subject)
    assert (row.status, row.elsewhere, row.opened_at) == (Status.OPENED, 1, NOW)
    anew = door.give_words(referral=row.subject, classes=ALL, by=desk.by(), at=NOW)
    assert door.held("first", country="mx", at=NOW).look is door.Look.CLOSED, "the words before open nothing any more"
    assert desk.opens(made.words).look is door.Look.CLOSED
    assert desk.opens(anew, "second").look is door.Look.SHOWN


def test_all_that_is_closed_looks_the_same(desk: Desk):
    """Expired, recalled, never made, mistyped: one answer, and no row with it."""
    from vereda.referrals import door

    expired, recalled = desk.refers(), desk.refers()
    door.recall(referral=recalled.receipt.subject, reason=RecalledFor.MISTAKEN, classes=ALL, by=desk.by(), at=NOW)
    pages = [
        desk.opens(expired.words, at=NOW + timedelta(hours=72)),
        desk.opens(recalled.words),
        desk.opens("abaco abdomen abeja abierto abogado abono"),
        desk.opens("no"),
        desk.opens(""),
        door.held("", country="mx", at=NOW),
        door.open_by_words(expired.words, token="t", country="gt", at=NOW),
    ]
    assert set(pages) == {door.Page(door.Look.CLOSED)}
    assert desk.row(expired.receipt.subject).opened_at is None
    with pytest.raises(errors.ReferralRests):
        door.recall(referral=recalled.receipt.subject, reason=RecalledFor.MISTAKEN, classes=ALL, by=desk.by(), at=NOW)


def test_consent_taken_back_closes_the_page_at_once_and_the_recall_stands_in_the_same_block(desk: Desk):
    from vereda.logbook.door import record_all
    from vereda.people.door import consents, withdrawal_drafts
    from vereda.referrals import door

    person = desk.person()
    asked = desk.consent(person)
    made, other = desk.refers(person=person, consent=asked.receipt.subject), desk.refers()
    desk.opens(made.words)
    door.answer_by_page("first", Answer.ACCEPTED, country="mx", at=NOW)
    rows = consents.with_code(asked.code, "mx")
    drafts = withdrawal_drafts(rows, by=desk.by(), at=NOW, way=WithdrawnBy.SMS)
    drafts += door.recall_drafts([one.subject for one in drafts], by=desk.by(), at=NOW)
    assert len({receipt.block for receipt in record_all(drafts)}) == 1
    row = desk.row(made.receipt.subject)
    assert (row.status, row.recalled_for) == (Status.RECALLED, RecalledFor.CONSENT_WITHDRAWN)
    assert door.held("first", country="mx", at=NOW).look is door.Look.CLOSED
    with pytest.raises(errors.ReferralGone):
        door.arrived_by_page("first", country="mx", at=NOW)
    assert desk.row(other.receipt.subject).status == Status.SENT


def test_a_withdrawal_without_a_recall_closes_the_page_too(desk: Desk):
    """One that was written elsewhere, and arrives later: the page asks the consent, not the recall."""
    from vereda.people.door import withdraw_consent
    from vereda.referrals import door

    person = desk.person()
    consent = desk.consent(person).receipt.subject
    made = desk.refers(person=person, consent=consent)
    desk.opens(made.words)
    withdraw_consent(consent=consent, by=desk.by(), at=NOW, way=WithdrawnBy.PAPER)
    assert door.held("first", country="mx", at=NOW).look is door.Look.CLOSED
    assert desk.opens(made.words).look is door.Look.CLOSED
    with pytest.raises(errors.ReferralConsentMissing):
        door.give_words(referral=made.receipt.subject, classes=ALL, by=desk.by(), at=NOW)


def test_a_yes_that_arrives_after_a_later_no_sends_nothing_and_shows_nothing(desk: Desk, clock: time_machine.Traveller):
    """A post without a line wrote the yes and the referral; at headquarters the person said no in the meantime."""
    from vereda.people.door import note_consent

    person, later = desk.person(), NOW + timedelta(hours=1)
    yes = desk.consent(person).receipt.subject
    made = desk.refers(person=person, consent=yes)
    clock.move_to(later)
    by = replace(desk.by("nadia"), group="piedras-negras")  # written elsewhere: of the older yes nothing is known there
    with pytest.MonkeyPatch.context() as elsewhere:
        elsewhere.setattr("vereda.people.lookups.consents.consents_of", lambda *_country, **_whose: [])
        note_consent(by=by, at=later, now=later, language="spa", person=person, refused=[ConsentFor.REFER])
    assert desk.opens(made.words, at=later).look == "closed"
    with pytest.raises(errors.ReferralConsentMissing):
        desk.refers(person=person, consent=yes)


def test_what_the_receiver_says_by_telephone_is_written_at_the_desk(desk: Desk):
    from vereda.referrals import door

    subject = desk.refers().receipt.subject
    door.remind(referral=subject, classes=ALL, by=desk.by(), at=NOW)
    door.note_answer(referral=subject, answer=Answer.ACCEPTED, classes=ALL, by=desk.by(), at=NOW, text="Que entre por urgencias")
    door.note_arrival(referral=subject, classes=ALL, by=desk.by(), at=NOW)
    door.note_done(referral=subject, classes=ALL, by=desk.by(), at=NOW)
    row = desk.row(subject)
    assert (row.status, row.answered_by, row.reminded_at) == (Status.DONE, Way.TELEPHONE, NOW)
    assert door.sealed.note(row, row.notes[0][0]) == "Que entre por urgencias"


def test_all_that_is_sealed_goes_with_the_person(desk: Desk):
    from vereda.logbook.door import erase
    from vereda.referrals import door

    person = desk.person()
    made, other = desk.refers(person=person), desk.refers()
    desk.opens(made.words)
    door.note_by_page("first", "Ya llegó", country="mx", at=NOW)
    erase(person, by=desk.by("rafael"), second=desk.by("adriana").account, at=NOW)
    row = desk.row(made.receipt.subject)
    assert (door.sealed.about(row), door.sealed.told(row), door.sealed.note(row, row.notes[0][0])) == (None, {}, "")
    assert door.held("first", country="mx", at=NOW).look is door.Look.CLOSED
    assert door.sealed.about(desk.row(other.receipt.subject))


def test_words_go_after_the_days_of_the_table(desk: Desk):
    from vereda.referrals.door import referrals

    subject = desk.refers().receipt.subject
    assert list(referrals.kept_too_long((NOW + timedelta(days=89)).astimezone(UTC))) == []
    assert list(referrals.kept_too_long((NOW + timedelta(days=91)).astimezone(UTC))) == [subject]
