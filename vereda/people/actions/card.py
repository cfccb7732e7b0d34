"""Noting that a card was given or read, and counting them once a month. Nobody is ever told whether a card was known."""

from __future__ import annotations

import secrets
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from vereda.countries.door import installed
from vereda.logbook.door import Author, Draft, Plain, ReadOnce, Receipt, in_turn, record
from vereda.people.entries.card import CARRIERS_MOST, SEALED, CardNoted, CardSeen
from vereda.people.lookups.cards import cards_of, first_of_month, keys_of, shown_until, today_in
from vereda.people.models import CardCount, CardMonth
from vereda.people.rules import card as rules
from vereda.people.rules.noted import Noted, counted, told_of
from vereda.people.rules.observed import Met
from vereda.people.words import CardAct


def fresh_code() -> str:
    """Return the five words of a new card; they are kept nowhere."""
    return rules.fresh(secrets.randbelow)


def note_card(
    code: str,
    act: CardAct,
    *,
    by: Author,
    at: datetime,
    carriers: int = 1,
    nationality: str = "XX",
    entry: UUID | None = None,
) -> Receipt:
    """Record that a card was given or read. The same whether anybody ever saw it. Raises ValueError of what is no code.

    carriers     how many people carry it, said when it is given;  nationality: of who carries it, 'XX' where nobody said
    entry        id of the entry, so that a form that is sent twice is one; never made of the words
    """
    return record(CardNoted(), by=by, at=at, boxes=[_box(code, act, carriers, nationality)], id=entry)


def card_draft(code: str, act: CardAct, *, by: Author, at: datetime, carriers: int = 1, nationality: str = "XX") -> Draft:
    """Return the same as a draft, for who writes many at once. Raises ValueError of what is no code."""
    return Draft(payload=CardNoted(), by=by, at=at, seen=(), boxes=[_box(code, act, carriers, nationality)])


def _box(code: str, act: CardAct, carriers: int, nationality: str) -> Plain:
    most = min(max(carriers, 1), CARRIERS_MOST)
    told = CardSeen(code=rules.number_of(code), act=act, carriers=most, nationality=nationality)
    return Plain(cls=SEALED, fields=told.model_dump(mode="json"))


def take_cards(noted: Sequence[ReadOnce], now: datetime) -> None:
    """Put the digests of cards that enter into the cards of their month, in the same transaction; the codes are gone with it."""
    by_month: dict[tuple[str, date], list[Noted]] = defaultdict(list)
    for one in noted:
        country, fields = one.body.country, one.fields.get(SEALED)
        month = _month_of(country, one.body.local_on, now) if fields and country in installed() else None
        keys = keys_of(country, month.year, now) if month else None
        if fields and month and keys:
            seen = CardSeen.model_validate(fields)
            digest = rules.digest_of(keys.digest, seen.code)
            told = Noted(digest, seen.nationality, seen.act is CardAct.GIVEN, seen.carriers)
            by_month[country, month].append(told)
    for (country, own), some in sorted(by_month.items()):
        with in_turn("cards", country):
            month = _open(country, own, now)
            _keep(country, month, [*cards_of(country, month, now), *some], now)


def count_cards(*, now: datetime) -> list[tuple[str, date]]:
    """Count the cards of every month that is over and was not counted, once; returns (country, month) of each.

    On the last day of a year its last month is counted while it runs, since nobody can afterwards: it is shown when it is over.
    What is left of years whose key is gone is deleted. Runs each hour.
    """
    done = []
    for row in CardMonth.every.filter(is_over=False).order_by("country", "month"):
        today = today_in(row.country, now)
        is_last = row.month == first_of_month(today) and (today + timedelta(days=1)).year > today.year
        is_due = row.month.year == today.year and (row.month < first_of_month(today) or is_last)
        if is_due and _count(row.country, row.month, now, is_over=not is_last):
            done.append((row.country, row.month))
    for country in sorted(set(CardMonth.every.values_list("country", flat=True))):
        CardMonth.every.filter(country=country, month__lt=date(today_in(country, now).year, 1, 1)).delete()
    return done


def estimate_by_card(country: str, month: date, met: Iterable[Met], *, now: datetime) -> None:
    """Keep beside the count of a month how many individuals the cards tell of, from January to its end.

    Once, with the count: whoever could have it made anew would see by it whether a card that they typed was known.
    met  everybody met in that time
    """
    from vereda.people.rules.shown_again import by_card  # numbers of a science, that no page needs

    last = (month + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    found = by_card(shown_until(country, month, now=now), met, from_on=date(month.year, 1, 1), to_on=last)
    CardCount.objects.filter(country=country, month=month).update(estimate=told_of(found))


def _count(country: str, month: date, now: datetime, *, is_over: bool) -> bool:
    with in_turn("cards", country):
        keys = keys_of(country, month.year, now)
        if keys is None:
            return False
        earlier = [date(month.year, number, 1) for number in range(1, month.month)]
        before = [one for first in earlier for one in cards_of(country, first, now)]
        rows = [one.to_json() for one in counted(cards_of(country, month, now), before, keys.count)]
        CardCount.objects.update_or_create(country=country, month=month, defaults={"counted_at": now, "rows": rows})
        if is_over:
            CardMonth.every.filter(country=country, month=month).update(is_over=True)
    return True


def _keep(country: str, month: date, cards: Sequence[Noted], now: datetime) -> None:
    keys = keys_of(country, month.year, now)
    assert keys is not None
    sealed = keys.seal(country, month, cards)
    CardMonth.every.update_or_create(country=country, month=month, defaults={"cards": sealed})


def _month_of(country: str, local_on: date, now: datetime) -> date | None:
    """Return of which month a card is; what claims to be of the future is of this one. None: of a year that is over."""
    running = first_of_month(today_in(country, now))
    own = min(first_of_month(local_on), running)
    return own if own.year == running.year else None


def _open(country: str, own: date, now: datetime) -> date:
    """Return the month to which a card is put: its own, or the running one where its own was counted."""
    is_over = CardMonth.every.filter(country=country, month=own, is_over=True).exists()
    return first_of_month(today_in(country, now)) if is_over else own
