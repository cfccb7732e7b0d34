"""What a run of the matching leaves: who is put together without a person, who waits, and what goes with an erased record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
import time_machine

from vereda.access.tests.cast import Cast
from vereda.people.words import ConsentFor, ConsentMode, LinkSays, UndoneFor, WithdrawnBy

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 13, 9, 0, tzinfo=ZoneInfo("America/Mexico_City"))
SAME, DIFFERENT, UNSURE = LinkSays


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=True) as traveller:
        yield traveller


@dataclass(frozen=True)
class Office:
    """Persons of two groups, and who compares them."""

    cast: Cast

    def by(self, name: str) -> Any:  # Any: an author, whose class is imported where Django stands
        from vereda.access.door import author_of

        return author_of(self.cast.reader(name))

    def person(self, given: str = "Xóchitl", by: str = "ines", *, allows: bool = True, **more: Any) -> UUID:
        from vereda.logbook.door import Plain, record
        from vereda.logbook.schema import FieldClass
        from vereda.people.door import PersonMet, note_consent

        boxes = [Plain(cls=FieldClass.IDENTITY, fields={"given": given, "families": ["Luna", "Paz"], **more})]
        met = PersonMet(nationality="HN", sex="F", age_band="30-59", purpose="legal")
        person = record(met, by=self.by(by), at=NOW, boxes=boxes).subject
        if allows:
            note_consent(
                by=self.by(by), language="spa", given=[ConsentFor.MATCH], person=person, mode=ConsentMode.SPOKEN,
                witness="Doña Eulalia", at=NOW, now=NOW,
            )  # fmt: skip
        return person

    def hold(
        self, *pairs: tuple[UUID, UUID, float, bool], also: tuple[UUID, ...] = (), **more: Any
    ) -> Any:  # Any: what the run left
        """Leave what a run found; more: of the sample, of which there is none else."""
        from vereda.people.door import Scored, hold_pairs

        found = [
            Scored(left=one, right=other, weight=weight, probability=1 / (1 + 2**-weight), is_sure=is_sure)
            for one, other, weight, is_sure in pairs
        ]
        expected = dict.fromkeys(also, 0.0)
        for one in found:
            for end in (one.left, one.right):
                expected[end] = expected.get(end, 0.0) + one.probability
        sample = {"a_stratum": 0, **more}
        return hold_pairs(found, expected, model="a1", by=self.by("gabriel"), at=NOW, now=NOW, **sample)

    def waiting(self, most: int = 10) -> list[set[UUID]]:
        from vereda.people.door import links

        return [{row.left, row.right} for row in links.waiting("mx", most=most)]

    def decide(self, one: UUID, other: UUID, says: LinkSays = SAME, by: str = "gabriel", known: Any = None) -> Any:
        from vereda.people.door import decide_link, links

        row = links.link(one, other)
        seen = [UUID(word[0]) for word in row.words] if row and known is None else known or []
        return decide_link(one, other, says, because=["given:same"], known=seen, by=self.by(by), at=NOW)

    def of(self, person: UUID) -> set[UUID]:
        from vereda.people.door import links

        return set(links.cluster_of(person, "mx").with_record(person))


def passed_down(*kinds: str) -> list[str]:
    """Return what is passed down of some kinds, to whatever post."""
    from vereda.countries.door import pack
    from vereda.logbook.door import Ours, list_for
    from vereda.logbook.models import LogEntry

    assert LogEntry.objects.filter(kind__in=kinds).exists()
    ids = [one.id for group in pack("mx").groups for one in list_for(Ours(country="mx", group=group), 0).listed]
    return [row.kind for row in LogEntry.objects.filter(id__in=ids, kind__in=kinds)]


@pytest.fixture
def office(cast: Cast) -> Office:
    return Office(cast)


@pytest.mark.storage
def test_sure_pairs_are_put_together_and_the_others_wait(office):
    a, b, c = office.person(), office.person("Xochil", "nadia"), office.person("Rosa", "nadia")
    held = office.hold((a, b, 12.0, True), (a, c, 1.0, False))
    assert (held.joined, held.waiting) == (1, 1)
    assert office.of(b) == {a, b}
    assert office.waiting() == [{a, c}]


def test_who_did_not_allow_it_is_in_no_pair(office):
    a, b = office.person(), office.person(by="nadia", allows=False)
    held = office.hold((a, b, 12.0, True))
    assert (held.joined, held.waiting) == (0, 0)
    assert office.waiting() == []


@pytest.mark.storage
def test_a_permission_that_is_taken_back_takes_the_pair_away_at_once_and_the_row_with_the_next_job(office):
    from vereda.people.door import PairToReview, consents, forget_pairs, withdraw_consent

    a, b = office.person(), office.person(by="nadia")
    office.hold((a, b, 3.0, False))
    consent = consents.consents_of("mx", person=b)[0]
    withdraw_consent(consent=consent.subject, by=office.by("nadia"), at=NOW, way=WithdrawnBy.DESK)
    assert office.waiting() == []
    assert forget_pairs(now=NOW) == 1
    assert not PairToReview.objects.exists()


def test_what_a_person_took_back_is_not_put_together_again_by_the_program(office):
    from vereda.people.door import links, undo_link

    a, b = office.person(), office.person(by="nadia")
    office.hold((a, b, 12.0, True))
    row = links.link(a, b)
    undo_link(row.subject, [UUID(row.words[0][0])], reason=UndoneFor.PERSON_SAYS, by=office.by("gabriel"), at=NOW)
    assert office.of(a) == {a}
    held = office.hold((a, b, 12.0, True))
    assert (held.joined, held.waiting) == (0, 1)
    assert office.waiting() == [{a, b}], "a person looks again"


def test_an_answer_takes_the_pair_from_the_queue_and_its_undoing_brings_it_back(office):
    from vereda.people.door import undo_link

    a, b = office.person(), office.person(by="nadia")
    office.hold((a, b, 3.0, False))
    done = office.decide(a, b, DIFFERENT)
    assert office.waiting() == []
    undo_link(done.subject, [done.entry], reason=UndoneFor.SLIP, by=office.by("gabriel"), at=NOW)
    assert office.waiting() == [{a, b}]


def test_what_somebody_else_said_meanwhile_is_not_written_over(office):
    from vereda.people.errors import LinkDecidedMeanwhile

    a, b = office.person(), office.person(by="nadia")
    office.hold((a, b, 3.0, False))
    office.decide(a, b, SAME)
    with pytest.raises(LinkDecidedMeanwhile):
        office.decide(a, b, DIFFERENT, known=[UUID(int=1)])
    assert office.of(a) == {a, b}


def test_a_key_that_is_pressed_twice_says_it_once(office):
    from vereda.logbook.schema import uuid7
    from vereda.people.door import decide_link, links

    a, b = office.person(), office.person(by="nadia")
    office.hold((a, b, 3.0, False))
    entry = uuid7(int(NOW.timestamp() * 1000))
    for _again in range(2):
        decide_link(a, b, SAME, because=[], known=[], by=office.by("gabriel"), at=NOW, entry=entry)
    assert len(links.link(a, b).words) == 1


def test_an_undoing_a_year_later_leaves_what_was_written_since(office, clock):
    from vereda.logbook.door import record
    from vereda.people.door import PersonDescribed, person_of, undo_link

    a, b = office.person(), office.person(by="nadia")
    office.hold((a, b, 3.0, False))
    done, nadia, gabriel = office.decide(a, b), office.by("nadia"), office.by("gabriel")
    clock.shift(86_400 * 300)
    record(PersonDescribed(nationality="GT"), subject=b, by=nadia, at=NOW)
    undo_link(done.subject, [done.entry], reason=UndoneFor.NEW_FACTS, by=gabriel, at=NOW)
    assert office.of(a) == {a}
    assert person_of(b).nationality == "GT"
    assert person_of(a).nationality == "HN"


def test_pairs_go_with_an_erased_record_and_its_part_of_a_person_goes_on_counting(office):
    from vereda.people.door import PairToReview, approve_erasure, ask_erasure
    from vereda.people.models import ExpectedOfErased

    a, b, c = office.person(), office.person(by="nadia"), office.person("Rosa")
    office.hold((a, b, 3.0, False), (b, c, 0.0, False))
    ask_erasure(a, by=office.by("ines"), at=NOW)
    approve_erasure(a, by=office.by("rafael"), at=NOW)
    assert [{row.left, row.right} for row in PairToReview.objects.all()] == [{b, c}]
    kept = ExpectedOfErased.objects.get()
    assert (kept.country, kept.nationality, round(kept.expected, 3)) == ("mx", "HN", 0.889)
    office.hold((b, c, 0.0, False))
    assert ExpectedOfErased.objects.count() == 1
    assert passed_down("people.expected_kept") == [], "how many matches a record had tells whether others know the person"


def test_erasing_a_person_covers_the_records_of_the_group_and_leaves_the_others_to_who_decides_for_the_country(office):
    from vereda.people.door import approve_erasure, ask_erasure, erasures_asked, links, person_of

    a, b, c = office.person(), office.person("Xochil"), office.person("Sochil", "nadia")
    office.hold((a, b, 12.0, True), (b, c, 11.0, True))
    assert links.records_of(a, "mx")[0].subject == a
    ask_erasure(a, by=office.by("ines"), at=NOW)
    approve_erasure(a, by=office.by("rafael"), at=NOW)
    assert person_of(a) is None
    assert person_of(b) is None
    assert person_of(c).erasure_asked_at is None, "the other group learns nothing"
    assert erasures_asked("mx", person_of(c).group) == []
    assert passed_down("people.erasure_reached", "people.link_decided") == [], "nor does its post"
    assert [row.subject for row in erasures_asked("mx")] == [c]
    assert office.of(c) == {a, b, c}, "ids stay"
    approve_erasure(c, by=office.by("adriana"), at=NOW)
    assert person_of(c) is None


def test_a_group_cannot_answer_what_waits_for_the_country(office):
    from vereda.people.door import approve_erasure, ask_erasure
    from vereda.people.errors import ErasureNotAsked

    a, b = office.person(), office.person(by="nadia")
    office.hold((a, b, 12.0, True))
    ask_erasure(a, by=office.by("ines"), at=NOW)
    approve_erasure(a, by=office.by("rafael"), at=NOW)
    with pytest.raises(ErasureNotAsked):
        approve_erasure(b, by=office.by("nadia"), at=NOW)


def test_read_models_of_pairs_are_the_same_after_a_rebuild(office):
    from vereda.logbook.door import digest_of_read_models, rebuild

    a, b, c = office.person(), office.person(by="nadia"), office.person("Rosa")
    office.hold((a, b, 12.0, True), (b, c, 2.0, False))
    office.decide(b, c, UNSURE)
    before = digest_of_read_models()
    rebuild()
    assert digest_of_read_models() == before


def test_a_no_inside_a_person_is_shown_to_a_person(office):
    from vereda.people.door import links

    a, b, c = office.person(), office.person(by="nadia"), office.person("Rosa")
    office.decide(a, c, DIFFERENT)
    office.decide(a, b)
    assert links.odd("mx") == []
    office.decide(b, c)
    assert [(one.why, {one.left, one.right}) for one in links.odd("mx")] == [("contradicted", {a, c})]


def test_what_is_compared_of_our_own_records_holds_no_more_than_the_columns(office):
    from vereda.people.door import matchable

    a, b = office.person(birth_year_from=1990, birth_year_to=1992, telephone="+504 9911 2233"), office.person(allows=False)
    [row] = matchable([a, b], "mx")
    assert row["record_id"] == str(a)
    assert (row["given_names"], row["surnames"], row["age"]) == ("Xóchitl", "Luna Paz", "35")


@pytest.mark.storage
def test_two_who_answer_at_the_same_moment_have_not_seen_each_other_and_a_person_looks_again(office, monkeypatch):
    """The other one saves between the look and the writing: neither is written over."""
    from vereda.people.actions import links as actions
    from vereda.people.door import links

    a, b = office.person(), office.person(by="nadia")
    office.hold((a, b, 3.0, False))
    read = links.link

    def overtaken(one: UUID, other: UUID) -> Any:  # Any: a row
        row = read(one, other)
        monkeypatch.setattr(actions.lookups, "link", read)
        office.decide(one, other, DIFFERENT, by="adriana")
        return row

    monkeypatch.setattr(actions.lookups, "link", overtaken)
    actions.decide_link(a, b, SAME, because=[], known=[], by=office.by("gabriel"), at=NOW)
    row = links.link(a, b)
    assert row.is_split
    assert row.says == ""
    assert office.of(a) == {a}
    assert [one.why for one in links.odd("mx")] == ["split"]


def test_what_was_put_together_twice_is_taken_apart_by_each_and_twice_taken_back_is_nothing(office):
    from vereda.people.door import links, undo_link
    from vereda.people.errors import NothingToUndo

    a, b = office.person(), office.person(by="nadia")
    first = office.decide(a, b)
    second = office.decide(a, b, by="adriana")
    undo_link(first.subject, [second.entry], reason=UndoneFor.SLIP, by=office.by("gabriel"), at=NOW)
    assert office.of(a) == {a, b}, "what stood before stands again"
    undo_link(first.subject, [first.entry, second.entry], reason=UndoneFor.SLIP, by=office.by("gabriel"), at=NOW)
    assert office.of(a) == {a}
    for entries in ([first.entry], [second.entry, first.entry], [UUID(int=3)], []):
        with pytest.raises(NothingToUndo):
            undo_link(first.subject, entries, reason=UndoneFor.SLIP, by=office.by("gabriel"), at=NOW)
    assert links.link(a, b).says == ""


@pytest.mark.storage
def test_a_merge_is_undone_after_later_entries_and_after_one_record_is_gone(office):
    from vereda.logbook.door import erase, record
    from vereda.people.door import PersonDescribed, person_of, undo_link

    a, b, c = office.person(), office.person(by="nadia"), office.person("Xochil")
    first, second = office.decide(a, b), office.decide(b, c)
    record(PersonDescribed(nationality="SV"), subject=a, by=office.by("ines"), at=NOW)
    erase(b, by=office.by("adriana"), second="nadia", at=NOW)
    assert office.of(a) == {a, b, c}, "two who were joined by one that is gone are still one person"
    undo_link(first.subject, [first.entry], reason=UndoneFor.NEW_FACTS, by=office.by("gabriel"), at=NOW)
    assert office.of(a) == {a}
    assert office.of(c) == {b, c}
    assert person_of(a).nationality == "SV", "what was written after the merge is kept"
    undo_link(second.subject, [second.entry], reason=UndoneFor.SLIP, by=office.by("gabriel"), at=NOW)
    assert office.of(c) == {c}
