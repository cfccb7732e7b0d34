"""Individuals of a period by each of the three ways, and what is kept of them between two looks. Never one without the others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Count, F, Max, Q, QuerySet

from vereda.logbook.door import days_of
from vereda.people.lookups.cards import card_estimates, first_of_month, today_in
from vereda.people.lookups.links import PUT_TOGETHER, is_by_program
from vereda.people.models import CardCount, ExpectedOfErased, MatchedRecord, PairToReview, PeriodEstimated, Person, PersonLink
from vereda.people.rules import estimates
from vereda.people.rules.estimates import Estimate, NotEstimated
from vereda.people.rules.kept import Found
from vereda.people.rules.noted import LEAST
from vereda.people.words import LastHelp, LinkSays, Method
from vereda.said import Said

if TYPE_CHECKING:
    from vereda.people.rules.matched import Below, Checked, Matched
    from vereda.people.rules.observed import Asked, Met

SAID = {LinkSays.SAME: True, LinkSays.DIFFERENT: False}


def question_estimate(met: Iterable[Met], asked: Iterable[Asked], outside: Iterable[Met], from_on: date, to_on: date) -> Found:
    """Return individuals by what people answered (`rules.individuals.by_question`)."""
    from vereda.people.rules.individuals import by_question  # numbers of a science: not at every start

    return by_question(met, asked, outside, from_on=from_on, to_on=to_on)


def recall_ranges() -> list[tuple[LastHelp, LastHelp, float, float]]:
    """Return what is assumed of memory: meant, said, and between which shares of those who mean it [0 to 1]."""
    from vereda.people.rules.recall import ANSWERS, recall  # numbers of a science: not at every start

    known = recall()
    cells = [(row, column) for row in range(len(ANSWERS)) for column in range(len(ANSWERS)) if known.high[row, column] > 0]
    low, high = known.low.tolist(), known.high.tolist()
    return [(ANSWERS[row], ANSWERS[column], low[row][column], high[row][column]) for row, column in cells]


def card_estimate(country: str, from_on: date, to_on: date, *, now: datetime) -> Found:
    """Return individuals by the cards, as the monthly count left them: from the first of January to the end of a month alone."""
    month = first_of_month(to_on)
    if (from_on.month, from_on.day) != (1, 1) or from_on.year != to_on.year or (to_on + timedelta(days=1)).day != 1:
        return NotEstimated(method=Method.CARD, why=Said(estimates.CARDS_FROM_JANUARY))
    if month >= first_of_month(today_in(country, now)):
        return NotEstimated(method=Method.CARD, why=Said(estimates.CARDS_NOT_YET))
    if kept := card_estimates(country, month.year, now=now).get(month):
        return _of_cards(kept)
    if CardCount.objects.filter(country=country, month__year=month.year, month__lte=month).exists():
        return NotEstimated(method=Method.CARD, why=Said(estimates.FEW_CARDS_AGAIN, least=LEAST))
    return NotEstimated(method=Method.CARD, why=Said(estimates.NO_CARDS))


def _of_cards(kept: Mapping[str, Any]) -> Estimate:  # Any: JSON
    from vereda.people.rules.shown_again import Carried  # numbers of a science

    low, high = Carried().shown
    return Estimate(
        method=Method.CARD,
        version=kept["version"],
        from_on=date.fromisoformat(kept["from_on"]),
        to_on=date.fromisoformat(kept["to_on"]),
        met=kept["met"],
        individuals=kept["individuals"],
        low=kept["low"],
        high=kept["high"],
        sampled=0,
        answered=0,
        assumed=(Said(estimates.CARDS_ASSUMED, low=low, high=high), Said(estimates.CARDS_SINCE)),
    )


def matching_estimate(country: str, from_on: date, to_on: date) -> Found:
    """Return individuals among records of cases that were written in the period, by the last run of the matching.

    Of erased records only their number of expected matches is left, and the time of their subject.
    """
    from vereda.people.rules.matched import by_matching  # numbers of a science: not at every start

    if not MatchedRecord.objects.filter(country=country).exists():
        return NotEstimated(method=Method.MATCHING, why=Said(estimates.NO_RUN))
    records, checked = _run(country, _written(country, from_on, to_on), _kept(country, from_on, to_on))
    return by_matching(records, checked, from_on=from_on, to_on=to_on)


def _written(country: str, from_on: date, to_on: date) -> dict[UUID, str]:
    """Return the nationality of each record of the last run that was written in the period."""
    there = dict(MatchedRecord.objects.filter(country=country).values_list("person", "nationality"))
    rows = Person.objects.filter(subject__among=list(there), identity_entry__isnull=False).values_list(
        "subject", "identity_entry"
    )
    entries = {person: entry for person, entry in rows if entry}
    days = days_of(entries.values())
    inside = sorted(person for person, entry in entries.items() if entry in days and from_on <= days[entry] <= to_on)
    return {person: there[person] for person in inside}


def _kept(country: str, from_on: date, to_on: date) -> list[float]:
    rows = ExpectedOfErased.objects.filter(country=country).order_by("subject").values_list("subject", "expected")
    return [expected for subject, expected in rows if from_on <= _day_of(subject) <= to_on]


def _day_of(subject: UUID) -> date:
    return datetime.fromtimestamp((subject.int >> 80) / 1000, UTC).date()


def _run(country: str, nationality: Mapping[UUID, str], kept: Sequence[float]) -> tuple[Matched, Checked]:
    """Return the records with the pairs that the model scored, and what persons said of some of these.

    Where pairs were drawn by chance, what was said of others is left out: they were answered from the surest down.
    """
    import numpy as np

    from vereda.people.rules.matched import Checked, Matched

    place = {person: at for at, person in enumerate(nationality)}
    rows = [
        row for row in PairToReview.objects.filter(country=country).order_by("link") if row.left in place and row.right in place
    ]
    scored = {(row.left, row.right): row.probability for row in rows if not row.is_below}
    said = dict[tuple[UUID, UUID], bool]()
    for link in _links(country):
        pair = link.left, link.right
        if pair[0] not in place or pair[1] not in place:
            continue
        if (is_same := _said(link)) is not None:
            said[pair] = is_same
        if is_by_program(link.words):
            scored[pair] = PUT_TOGETHER
    chance = {(row.left, row.right): row.chance for row in rows if row.chance is not None}
    pairs = list(scored)
    at = [number for number, pair in enumerate(pairs) if pair in said and (pair in chance or not chance)]
    records = Matched(
        np.array(list(nationality.values()), dtype="U2"),
        np.array([place[left] for left, _right in pairs], dtype=np.int64),
        np.array([place[right] for _left, right in pairs], dtype=np.int64),
        np.array([scored[pair] for pair in pairs], dtype=float),
        np.array(kept, dtype=float),
    )
    checked = Checked(np.array(at, dtype=np.int64), np.array([said[pairs[number]] for number in at], dtype=bool))
    if not chance:
        return records, checked
    return records, replace(
        checked,
        weight=np.array([1 / chance[pairs[number]] for number in at], dtype=float),
        below=_below([row for row in rows if row.is_below], nationality, said),
        drawn=np.array([nationality[left] for left, _right in chance], dtype="U2"),
    )


def _below(rows: Sequence[PairToReview], nationality: Mapping[UUID, str], said: Mapping[tuple[UUID, UUID], bool]) -> Below:
    """Return the pairs that were drawn among those too unlikely to wait."""
    import numpy as np

    from vereda.people.rules.matched import Below

    return Below(
        np.array([nationality[row.left] for row in rows], dtype="U2"),
        np.array([row.probability for row in rows], dtype=float),
        np.array([1 / row.chance for row in rows if row.chance], dtype=float),
        np.array([said.get((row.left, row.right), -1) for row in rows], dtype=np.int64),
    )


def _said(link: PersonLink) -> bool | None:
    """Return what persons say of a pair, also where the program says otherwise; None where none does, or they differ."""
    standing = [word for word in link.words if not word[4] and not word[6]]
    if not standing:
        return None
    if link.says:
        return SAID.get(LinkSays(link.says))
    found = {word[1] for word in standing}
    return SAID.get(LinkSays(found.pop())) if len(found) == 1 else None


def _links(country: str) -> QuerySet[PersonLink]:
    return PersonLink.objects.filter(Q(is_split=True) | Q(says__in=[says.value for says in SAID]), country=country).order_by(
        "subject"
    )


def run_state(country: str) -> str:
    """Return what changes whenever the last run of the matching, what was said of its pairs, or a way of estimating does."""
    run = PairToReview.objects.filter(country=country).aggregate(n=Count("link"), at=Max("found_at"))
    records = MatchedRecord.objects.filter(country=country).count()
    words = PersonLink.objects.filter(country=country).aggregate(
        n=Count("subject"), at=Max("said_at"), same=Count("says", Q(says="same"))
    )
    return "|".join(
        str(one) for one in (run["n"], run["at"], records, words["n"], words["at"], words["same"], *estimates.VERSIONS.values())
    )


def period_estimated(country: str, from_on: date, to_on: date) -> PeriodEstimated | None:
    """Return what was kept of a period, or that somebody waits for it."""
    return PeriodEstimated.objects.filter(country=country, from_on=from_on, to_on=to_on).first()


def periods_estimated(country: str) -> list[PeriodEstimated]:
    """Return all that was kept, or is waited for, the latest first; what is waited for before."""
    return list(
        PeriodEstimated.objects.filter(country=country).order_by(F("wanted_at").asc(nulls_last=True), "-to_on", "from_on")
    )
