"""What a run of the matching leaves: pairs for a person, those put together without one, and how many matches are expected.

All but decisions is made anew by each run, stands in no backup, and goes with either record.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import inf
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from vereda.logbook.door import Author, Draft, record_all
from vereda.people.actions.drawn import held_rows
from vereda.people.entries.link import ExpectedKept, LinkDecided
from vereda.people.lookups import links as lookups
from vereda.people.lookups.matchable import who_allow
from vereda.people.models import ExpectedOfErased, MatchedRecord, PairToReview, Person, PersonLink
from vereda.people.rules import links as rules
from vereda.people.rules.clusters import Tie, clusters
from vereda.people.words import LinkSays

BATCH = 500
A_STRATUM = 500
"""Pairs of a nationality and a year that are drawn for a person, or a few more."""


@dataclass(frozen=True, kw_only=True)
class Scored:
    """Two records as the matching weighed them. is_sure: high weight, and nothing contradicts; else a person looks."""

    left: UUID
    right: UUID
    weight: float
    probability: float
    is_sure: bool = False


@dataclass(frozen=True, kw_only=True)
class Held:
    """What a run left. joined: put together without a person; waiting: for one; drawn: by chance, some of them among these."""

    joined: int
    waiting: int
    drawn: int = 0


def hold_pairs(
    found: Sequence[Scored],
    expected: Mapping[UUID, float],
    *,
    model: str,
    by: Author,
    at: datetime,
    now: datetime,
    review_from: float = -inf,
    a_stratum: int = A_STRATUM,
) -> Held:
    """Take the place of what the run before left in the country of the author.

    found     pairs of our own records;  expected: of every record that was matched, the sum of the probabilities of its pairs
    review_from  weight from which a pair is for a person; of those below, and of those put together, some are drawn by chance
    a_stratum    so many are drawn of a nationality and a year
    What a person ever said of a pair is not said again by the program, also when it was taken back.
    """
    persons = list(expected)
    allow = who_allow(persons, by.country)
    found = [one for one in found if {one.left, one.right} <= allow]
    rows = {row.subject: row for row in Person.objects.filter(subject__among=list(allow), country=by.country)}
    keep_expected(by=by, at=at)
    sure = _sure(found, by.country)
    for start in range(0, len(sure), BATCH):
        record_all([_draft(one, model, by, at) for one in sure[start : start + BATCH]], now=now)
    nationality = {subject: row.nationality for subject, row in rows.items()}
    pairs = [_row(one, by.country, model, now, is_below=one.weight < review_from) for one in found]
    waiting, sampled = held_rows(pairs, nationality, lookups.joined_by_program(by.country), a_stratum)
    with transaction.atomic():
        PairToReview.objects.filter(country=by.country).delete()
        PairToReview.objects.bulk_create([*waiting, *sampled], batch_size=BATCH, ignore_conflicts=True)
        MatchedRecord.objects.filter(country=by.country).delete()
        MatchedRecord.objects.bulk_create(
            [
                MatchedRecord(
                    person=one, country=by.country, nationality=rows[one].nationality, expected=expected[one], model=model
                )
                for one in persons
                if one in rows
            ],
            batch_size=BATCH,
        )
    drawn = sum(row.chance is not None for row in (*waiting, *sampled))
    return Held(joined=len(sure), waiting=len(waiting), drawn=drawn)


def _sure(found: Sequence[Scored], country: str) -> list[Scored]:
    """Return the pairs that are put together without a person: nothing was ever said of them, and they keep to the limit."""
    sure = sorted((one for one in found if one.is_sure), key=lambda one: (-one.weight, rules.link_of(one.left, one.right)))
    known = set(
        PersonLink.objects.filter(subject__among=[rules.link_of(one.left, one.right) for one in sure]).values_list(
            "subject", flat=True
        )
    )
    fresh = [one for one in sure if rules.link_of(one.left, one.right) not in known]
    ties = lookups.ties(country)
    last = max((one.at for one in ties), default="")
    new = {_tie(one, f"{last}~{at:09}"): one for at, one in enumerate(fresh)}
    made = clusters([*ties, *new])
    left_out = {*made.held} | {tie for tie in new if any(tie.left in made.of[one.left] for one in made.contradicted)}
    return [one for tie, one in new.items() if tie not in left_out]


def _tie(one: Scored, at: str) -> Tie:
    left, right = rules.pair(one.left, one.right)
    return Tie(link=rules.link_of(left, right), left=left, right=right, says=LinkSays.SAME, at=at, agreed=0)


def _draft(one: Scored, model: str, by: Author, at: datetime) -> Draft:
    left, right = rules.pair(one.left, one.right)
    payload = LinkDecided(left=left, right=right, says=LinkSays.SAME, by_program=True, model=model or None)
    return Draft(payload=payload, subject=rules.link_of(left, right), by=by, at=at, seen=())


def _row(one: Scored, country: str, model: str, now: datetime, *, is_below: bool) -> PairToReview:
    left, right = rules.pair(one.left, one.right)
    return PairToReview(
        link=rules.link_of(left, right), country=country, left=left, right=right,
        weight=one.weight, probability=one.probability, model=model, found_at=now,
        is_below=is_below,
    )  # fmt: skip


def drop_pairs(persons: Collection[UUID]) -> None:
    """Drop the pairs of persons who are erased: called in the transaction that erases them."""
    PairToReview.objects.filter(Q(left__among=persons) | Q(right__among=persons)).delete()


def forget_pairs(*, now: datetime) -> int:
    """Drop pairs of which a record is gone, or no longer allows it; returns how many. Pages never show them."""
    gone = 0
    for country in PairToReview.objects.order_by().values_list("country", flat=True).distinct():
        rows = list(PairToReview.objects.filter(country=country))
        allow = who_allow({person for row in rows for person in (row.left, row.right)}, country)
        dead = [row.link for row in rows if not {row.left, row.right} <= allow]
        PairToReview.objects.filter(link__among=dead).delete()
        gone += len(dead)
    return gone


def keep_expected(*, by: Author, at: datetime) -> int:
    """Write of erased records how many matches of each were expected when they were matched last; returns of how many.

    The number alone: with it the record goes on counting as the part of a person that it was, and no estimate jumps.
    """
    seen = {row.person: row for row in MatchedRecord.objects.filter(country=by.country)}
    gone = set(seen) - set(Person.objects.filter(subject__among=list(seen)).values_list("subject", flat=True))
    written = set(
        ExpectedOfErased.objects.filter(subject__among=[rules.kept_of(one) for one in gone]).values_list("subject", flat=True)
    )
    drafts = [_kept(seen[one], by, at) for one in sorted(gone) if rules.kept_of(one) not in written]
    if drafts:
        record_all(drafts)
    MatchedRecord.objects.filter(person__among=list(gone)).delete()
    return len(drafts)


def _kept(row: MatchedRecord, by: Author, at: datetime) -> Draft:
    payload = ExpectedKept(expected=round(row.expected, 4), nationality=row.nationality, model=row.model or None)
    return Draft(payload=payload, subject=rules.kept_of(row.person), by=by, at=at, seen=())
