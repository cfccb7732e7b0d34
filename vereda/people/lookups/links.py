"""Reading pairs: which wait for a person, what stands of them, and which records are one person. Access decides before."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from vereda.people.lookups.matchable import who_allow
from vereda.people.models import LinkWord, PairToReview, Person, PersonLink
from vereda.people.rules import links as rules
from vereda.people.rules.clusters import Clusters, Tie, clusters
from vereda.people.words import LinkSays

BATCH = 40
PUT_TOGETHER = 0.995
"""How likely a pair is one person that the program put together: all of them alike, whatever each weighed. Own proposal."""
MATTERS = (LinkSays.SAME, LinkSays.DIFFERENT)


@dataclass(frozen=True, kw_only=True)
class Odd:
    """A pair that does not fit. why: split (two people differ), held (past the limit), contradicted (a detour joins them)."""

    link: UUID
    left: UUID
    right: UUID
    why: str


def link(one: UUID, other: UUID) -> PersonLink | None:
    """Return what was said of two records, None where nothing was."""
    return PersonLink.objects.filter(subject=rules.link_of(one, other)).first()


def subject_of(one: UUID, other: UUID) -> UUID:
    """Return the subject on which decisions about two records stand."""
    return rules.link_of(one, other)


def link_with(subject: UUID, country: str) -> PersonLink | None:
    """Return what was said on a subject of the country."""
    return PersonLink.objects.filter(subject=subject, country=country).first()


def waiting(country: str, *, skip: Collection[UUID] = (), most: int = 1) -> list[PairToReview]:
    """Return the pairs that wait for a person, the surest first and those drawn by chance among them, without those in `skip`.

    Left out: of which something stands, whose records are one person by a detour, and of whom one is gone or no longer allows it.
    A pair that was drawn waits until a person said something, whatever the program did.
    """
    found = list[PairToReview]()
    for row in _undecided(country):
        if row.link in skip or (row.chance is None and _is_one(row, country)):
            continue
        if {row.left, row.right} <= who_allow([row.left, row.right], country):
            found.append(row)
        if len(found) == most:
            break
    return found


def _is_one(row: PairToReview, country: str) -> bool:
    return row.right in cluster_of(row.left, country).with_record(row.left)


def is_blind(one: UUID, other: UUID) -> bool:
    """Tell whether a pair was drawn and no person's word stands: nothing that was said of it is shown to who looks."""
    row = link(one, other)
    if row and any(not by_program and undone is None for *_word, by_program, _because, undone in row.words):
        return False
    return PairToReview.objects.filter(link=rules.link_of(one, other), chance__isnull=False).exists()


def joined_by_program(country: str) -> set[UUID]:
    """Return the pairs that the program put together and nobody took back, whatever a person said since."""
    rows = PersonLink.objects.filter(country=country).values_list("subject", "words")
    return {subject for subject, words in rows if is_by_program(words)}


def is_by_program(words: Iterable[Sequence[Any]]) -> bool:  # Any: JSON
    """Tell whether the program put a pair together and nobody took that back; words: as `PersonLink` has them."""
    return any(word[4] and not word[6] for word in words)


def is_waiting(one: UUID, other: UUID, country: str) -> bool:
    """Tell whether the matching found these two, and both allow it now."""
    there = PairToReview.objects.filter(link=rules.link_of(one, other), country=country).exists()
    return there and {one, other} <= who_allow([one, other], country)


def count_waiting(country: str) -> int:
    """Return how many pairs wait, at most: those that a detour answers are still in it."""
    return _undecided_rows(country).count()


def _undecided_rows(country: str) -> QuerySet[PairToReview]:
    said = PersonLink.objects.filter(~Q(says="") | Q(is_split=True), subject=OuterRef("link"))
    by_person = said.filter(~Q(says=LinkSays.SAME) | Q(agreed__gt=0))  # the program says nothing else, and is no person
    return PairToReview.objects.filter(~Exists(said) | Q(chance__isnull=False) & ~Exists(by_person), country=country)


def _undecided(country: str) -> Iterator[PairToReview]:
    yield from _undecided_rows(country).order_by("turn", "link").iterator(chunk_size=BATCH)


def ties(country: str, among: Collection[UUID] | None = None) -> list[Tie]:
    """Return what stands of pairs; among: of these records alone."""
    rows = PersonLink.objects.filter(country=country, says__in=MATTERS)
    if among is not None:
        rows = rows.filter(Q(left__among=list(among)) | Q(right__among=list(among)))
    return [_tie(row) for row in rows.only("subject", "left", "right", "says", "said_at", "agreed")]


def _tie(row: PersonLink) -> Tie:
    return Tie(link=row.subject, left=row.left, right=row.right, says=LinkSays(row.says), at=row.said_at, agreed=row.agreed)


def cluster_of(person: UUID, country: str) -> Clusters:
    """Return who is one person among all records that can be reached from one; computed at each call, stored nowhere."""
    found, new = {person}, {person}
    known: dict[UUID, Tie] = {}
    while new:
        reached = {one.link: one for one in ties(country, new)}
        known |= reached
        new = {end for one in reached.values() if one.says is LinkSays.SAME for end in (one.left, one.right)} - found
        found |= new
    return clusters(known.values())


def records_of(person: UUID, country: str) -> list[Person]:
    """Return the records of one person that are here, the given one first."""
    subjects = cluster_of(person, country).with_record(person)
    rows = Person.objects.filter(subject__among=list(subjects), country=country)
    return sorted(rows, key=lambda row: (row.subject != person, row.subject))


def links_with(persons: Iterable[UUID], country: str) -> list[PersonLink]:
    """Return what was said of pairs with some records, the latest word first; also of pairs that were taken apart again."""
    ids = list(persons)
    rows = PersonLink.objects.filter(Q(left__among=ids) | Q(right__among=ids), country=country)
    return sorted(rows, key=lambda row: (row.words[-1][3], row.subject), reverse=True)


def words_of(account: str, country: str, most: int = 10) -> list[tuple[PersonLink, UUID]]:
    """Return the latest decisions of an account that were not taken back, with the entry of each."""
    rows = LinkWord.objects.filter(country=country, author=account).order_by("-said_at", "-entry")[:most]
    found = {row.subject: row for row in PersonLink.objects.filter(subject__among=[row.subject for row in rows])}
    return [(found[row.subject], row.entry) for row in rows if row.subject in found]


def odd(country: str) -> list[Odd]:
    """Return the pairs that a person must look at again, whatever the matching says."""
    split = [
        Odd(link=row.subject, left=row.left, right=row.right, why="split")
        for row in PersonLink.objects.filter(country=country, is_split=True).order_by("subject")
    ]
    made = clusters(ties(country))
    rest = [(tie, "contradicted") for tie in made.contradicted] + [(tie, "held") for tie in made.held]
    found = [*split, *(Odd(link=tie.link, left=tie.left, right=tie.right, why=why) for tie, why in rest)]
    here = set(
        Person.objects.filter(subject__among=[end for one in found for end in (one.left, one.right)]).values_list(
            "subject", flat=True
        )
    )
    return [one for one in found if {one.left, one.right} <= here]
