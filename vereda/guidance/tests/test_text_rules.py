"""What a text is after its entries, and what of it may reach a migrant. Without a database."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import permutations
from uuid import UUID

import pytest

from vereda.countries.door import TopicText
from vereda.guidance.entries.text import TextChecked, TextWithdrawn, TextWritten
from vereda.guidance.rules import effective
from vereda.guidance.rules import text as rules
from vereda.guidance.rules.effective import GAP, Fillings, ends_on, filled
from vereda.guidance.rules.text import Check, Said, Version
from vereda.guidance.words import Kept, Lacks
from vereda.logbook.entries import Payload
from vereda.logbook.rules.fields import conflicts
from vereda.logbook.rules.fold import Entry, Folded, fold_all, fold_one

ON = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)
SAID = Said("Lleve agua.", "Lleve agua.", "Lleve agua y descanse.", "https://example.org", "")
OTHER = replace(SAID, full="Lleve agua, sombra y descanso.")
PAOLA, RAFAEL, HECTOR = "paola", "rafael", "hector"
NOTHING = Fillings({}, frozenset())
DAY = timedelta(days=1)


def entry(
    number: int, payload: Payload, author: str = PAOLA, seen: tuple[int, ...] = (), on: date = ON, minute: int | None = None
) -> Entry:
    return Entry(
        id=str(UUID(int=number)), kind=payload.kind, payload=payload, subject="s", seen=[str(UUID(int=one)) for one in seen],
        clock=f"{number if minute is None else minute:016x}", group="central", country="mx", author=author, reported_by=author,
        channel="desk", device="desk", occurred_at=NOW, local_on=on,
    )  # fmt: skip


def written(said: Said = SAID) -> TextWritten:
    told = {name: getattr(said, name) for name in ("title", "short", "spoken", "full", "source", "article")}
    return TextWritten(topic="heat", language="spa", **told)


def checked(said: Said = SAID, read_on: date = ON, until: date = ON + 365 * DAY) -> TextChecked:
    return TextChecked(
        topic="heat", language="spa", version_id=said.version, reviewer="Ana", office="PC", source_read_on=read_on, until=until
    )


def withdrawn(*said: Said) -> TextWithdrawn:
    return TextWithdrawn(topic="heat", language="spa", reason="mal", versions=[one.version for one in said])


def folded(*entries: Entry):
    return fold_all(list(entries), rules.start, rules.step).state


def public(state, of_pack: TopicText | None = None, on: date = ON, fillings: Fillings = NOTHING) -> Version | None:
    versions = rules.versions(state, of_pack)
    authors = {one.id: rules.writers(state, one.id) for one in versions}
    return effective.published(versions, authors, fillings, on)


def lacking(state, of_pack: TopicText | None = None, on: date = ON, fillings: Fillings = NOTHING) -> tuple[Lacks, ...]:
    newest = effective.preview(rules.versions(state, of_pack))
    return effective.lacks(newest, rules.writers(state, newest.id) if newest else set(), fillings, on)


def of_pack(**changed) -> TopicText:
    usual = {"short": "a", "spoken": "b", "full": "c", "source": "d", "status": "source_read", "source_read_on": ON}
    signed = {"reviewed_by": "Ana", "office": "PC", "reviewed_on": ON}
    return TopicText.model_validate({**usual, **signed, **changed})


def test_a_text_is_published_when_a_second_person_checked_this_version():
    state = folded(entry(1, written()))
    assert public(state) is None
    assert lacking(state) == (Lacks.SOURCE, Lacks.REVIEWER)
    state = folded(entry(1, written()), entry(2, checked(), HECTOR, seen=(1,)))
    assert public(state).said == SAID
    assert lacking(state) == ()


def test_who_wrote_it_is_no_second_person_wherever_the_entry_came_from():
    state = folded(entry(1, written()), entry(2, checked(), PAOLA, seen=(1,)))
    assert public(state) is None
    assert lacking(state) == (Lacks.SOURCE, Lacks.REVIEWER)


def test_a_newer_version_waits_and_the_checked_one_stays():
    state = folded(entry(1, written()), entry(2, checked(), HECTOR, seen=(1,)), entry(3, written(OTHER), seen=(2,)))
    versions = rules.versions(state, None)
    assert effective.preview(versions).said == OTHER
    assert public(state).said == SAID
    assert effective.kept(versions, public(state)) == Kept.OLDER


def test_a_check_ends_on_its_day_and_at_the_latest_a_year_after_its_source_was_read():
    state = folded(entry(1, written()), entry(2, checked(until=ON + 10 * DAY), HECTOR, seen=(1,)))
    assert public(state, on=ON + 10 * DAY)
    assert public(state, on=ON + 11 * DAY) is None
    assert lacking(state, on=ON + 11 * DAY) == (Lacks.SOURCE, Lacks.EXPIRED)
    late = folded(entry(1, written()), entry(2, checked(read_on=ON - 300 * DAY, until=ON + 365 * DAY), HECTOR, seen=(1,)))
    assert public(late, on=ON + 65 * DAY)
    assert public(late, on=ON + 66 * DAY) is None
    assert public(state, on=ON - DAY) is None, "nobody had checked it the day before"


def test_what_is_withdrawn_is_gone_at_once_with_every_older_version_and_that_of_the_pack():
    mine = of_pack()
    before = [entry(1, written()), entry(2, checked(), HECTOR, seen=(1,))]
    pack_version = rules.versions(None, mine)[0].said
    state = folded(*before, entry(3, withdrawn(SAID, pack_version), RAFAEL, seen=(2,)))
    assert public(state, mine) is None
    assert effective.preview(rules.versions(state, mine)) is None
    assert effective.kept(rules.versions(state, mine), None) == Kept.WITHDRAWN
    assert rules.withdrawals(state) == [("mal", RAFAEL, NOW.isoformat())]


def test_written_anew_it_is_back_and_the_older_versions_are_not():
    before = [entry(1, written()), entry(2, checked(), HECTOR, seen=(1,)), entry(3, withdrawn(SAID), RAFAEL, seen=(2,))]
    state = folded(*before, entry(4, written(OTHER), seen=(3,)))
    assert effective.preview(rules.versions(state, None)).said == OTHER
    assert public(state) is None, "the withdrawn version had its check and does not come back by it"


def test_the_same_words_written_anew_need_a_second_person_again():
    """Who wrote them cannot alone bring back what another one took off."""
    before = [entry(1, written()), entry(2, checked(), HECTOR, seen=(1,)), entry(3, withdrawn(SAID), HECTOR, seen=(2,))]
    again = [*before, entry(4, written(), seen=(3,))]
    assert effective.preview(rules.versions(folded(*again), None)).said == SAID
    assert public(folded(*again)) is None
    assert lacking(folded(*again)) == (Lacks.SOURCE, Lacks.REVIEWER)
    assert [one.is_void for one in rules.versions(folded(*again), None)[0].checks] == [True], "it stays readable"
    assert public(folded(*again, entry(5, checked(), HECTOR, seen=(4,)))).said == SAID


def test_older_words_come_back_by_a_second_person_alone():
    """What was checked was replaced by better words: who writes the older ones again cannot alone put them in their place."""
    before = [
        entry(1, written()),
        entry(2, checked(), HECTOR, seen=(1,)),
        entry(3, written(OTHER), RAFAEL, seen=(2,)),
        entry(4, checked(OTHER), HECTOR, seen=(3,)),
    ]
    for seen in ((4,), (1,), ()):  # whatever a form says that its author had before him
        assert public(folded(*before, entry(5, written(), RAFAEL, seen=seen))).said == OTHER, seen
    again = [*before, entry(5, written(), RAFAEL, seen=(4,)), entry(6, checked(), HECTOR, seen=(5,))]
    assert public(folded(*again)).said == SAID


def test_a_withdrawal_takes_with_it_what_its_author_had_seen_and_leaves_what_another_wrote_meanwhile():
    state = folded(entry(1, written()), entry(2, written(OTHER), RAFAEL), entry(3, withdrawn(SAID), HECTOR, seen=(1,)))
    assert effective.preview(rules.versions(state, None)).said == OTHER


def test_two_who_wrote_apart_are_a_conflict_and_the_chosen_one_stands():
    state = folded(entry(1, written()), entry(2, written(OTHER), RAFAEL))
    [conflict] = conflicts("s", state["fields"])
    assert conflict.field == "guidance_text"
    assert len(rules.versions(state, None)) == 2
    seen = folded(entry(1, written()), entry(2, written(OTHER), RAFAEL, seen=(1,)))
    assert list(conflicts("s", seen["fields"])) == []


def test_any_order_of_arrival_and_step_by_step_give_the_same():
    entries = [
        entry(1, written()),
        entry(2, written(OTHER), RAFAEL),
        entry(3, checked(), HECTOR, seen=(1,)),
        entry(4, withdrawn(SAID), RAFAEL, seen=(2, 3)),
        entry(5, written(), seen=(4,)),
        entry(6, checked(), HECTOR, seen=(2,)),
    ]
    states = [fold_all(list(order), rules.start, rules.step).state for order in permutations(entries)]
    assert all(state == states[0] for state in states)
    one = Folded(rules.start())
    for each in entries:
        one = fold_one(one, each, rules.step)
    assert one.state == states[0]


# Texts of the pack ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({}, ()),
        ({"reviewed_by": None}, (Lacks.REVIEWER,)),
        ({"source_read_on": None}, (Lacks.SOURCE,)),
        ({"status": "drafted"}, (Lacks.SOURCE,)),
        ({"status": "drafted", "reviewed_by": None, "source_read_on": None}, (Lacks.SOURCE, Lacks.REVIEWER)),
        ({"reviewed_on": ON - 366 * DAY}, (Lacks.EXPIRED,)),
        ({"valid_until": ON - DAY, "reviewed_on": ON - 9 * DAY}, (Lacks.EXPIRED,)),
        ({"source_read_on": ON - 366 * DAY}, (Lacks.SOURCE, Lacks.EXPIRED)),
        ({"reviewed_on": ON + DAY}, (Lacks.REVIEWER,)),
    ],
)
def test_a_text_of_the_pack_needs_a_source_that_was_read_and_a_named_reviewer(changed, found):
    assert lacking(None, of_pack(**changed)) == found
    assert bool(public(None, of_pack(**changed))) is not found


def test_a_draft_of_the_pack_is_published_once_somebody_checked_it_on_the_desk():
    draft = of_pack(status="drafted", reviewed_by=None, source_read_on=None)
    state = folded(entry(1, checked(rules.versions(None, draft)[0].said), HECTOR))
    assert lacking(state, draft) == ()
    assert public(state, of_pack(status="drafted", reviewed_by=None, full="otra cosa")) is None, "another version is not checked"


def test_the_desk_stands_before_the_pack_and_the_same_words_are_one_version():
    mine = of_pack()
    state = folded(entry(1, written()))
    assert [one.entry != "" for one in rules.versions(state, mine)] == [True, False]
    same = folded(entry(1, written(Said("a", "b", "c", "d", ""))))
    assert len(rules.versions(same, mine)) == 1


# What the pack fills ----------------------------------------------------------------------------------------------------------


def test_a_text_that_names_a_number_that_may_not_be_given_is_not_published():
    calls = replace(SAID, short="Llame al {hotline.uno} o vaya a {service.casa}.")
    state = folded(entry(1, written(calls)), entry(2, checked(calls), HECTOR, seen=(1,)))
    given = {"hotline.uno": "911", "service.casa": "Casa"}
    assert lacking(state, fillings=Fillings(given, frozenset())) == ()
    assert lacking(state, fillings=Fillings(given, frozenset({"hotline.uno"}))) == (Lacks.NUMBER,)
    assert lacking(state, fillings=Fillings(given, frozenset({"service.casa"}))) == (Lacks.PLACE,)
    assert lacking(state, fillings=Fillings({"service.casa": "Casa"}, frozenset())) == (Lacks.NAME,)
    assert public(state, fillings=Fillings(given, frozenset({"hotline.uno"}))) is None


def test_numbers_are_written_out_and_what_may_not_be_shown_is_a_gap():
    fillings = Fillings({"hotline.uno": "911"}, frozenset())
    assert filled("Al {hotline.uno}, {hotline.dos} o {nada}.", fillings) == f"Al 911, {GAP} o {GAP}."


@pytest.mark.parametrize(
    ("checked_on", "read_on", "until", "last"),
    [
        (ON, ON, ON + 30 * DAY, ON + 30 * DAY),
        (ON, ON - 10 * DAY, ON + 900 * DAY, ON + 355 * DAY),
        (ON, None, ON + 900 * DAY, ON + 365 * DAY),
    ],
)
def test_the_last_day_of_a_check(checked_on: date, read_on: date | None, until: date, last: date):
    assert ends_on(Check("Ana", "PC", checked_on, read_on, until, HECTOR)) == last


def test_a_check_that_ends_within_thirty_days_is_told_and_one_that_is_over_is_not():
    check = Check("Ana", "PC", ON, ON, ON + 60 * DAY, HECTOR)
    assert [effective.ends_soon(check, ON + days * DAY) for days in (0, 29, 30, 60, 61)] == [False, False, True, True, False]
