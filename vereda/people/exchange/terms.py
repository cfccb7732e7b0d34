"""What countries agree to before anything is made: who, which days, which cells, which model, until when. Pure.

Terms are frozen: whoever signs anything of a run signs the digest of the terms with it, so that nobody agrees to one table and
answers for another. Closed lists and limits are here, and are looked at by everybody: who opens, who agrees, and the unit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

import orjson

from vereda.people.exchange.errors import CountTermsWrong
from vereda.said import Said, noop

PURPOSE = "statistics"
CELLS: tuple[str, ...] = ("nationality", "sex", "age_band")
"""What a cell may be made of, at most all three; no group, no place, no month: those tell where somebody is."""
LEAST_COUNTRIES = 3
"""Of two, each subtracts itself and reads the other."""
MOST_COUNTRIES = 12
LAG_DAYS = 30
"""No count is younger (rules.md, section 1)."""
OPEN_DAYS = 35
"""A run that nobody closes ends by itself; own proposal."""
QUERIES = 1
"""Tables of one set of tokens."""
UNIT = "unit"


@dataclass(frozen=True, kw_only=True)
class Card:
    """Who takes part: a country (ISO 3166-1 alpha-2, small), or the unit. signing: public key, DER, hexadecimal."""

    who: str
    signing: str

    @property
    def fingerprint(self) -> str:
        """Return what two read to each other over the telephone before they use a card [32 hexadecimal digits]."""
        return sha256(bytes.fromhex(self.signing)).hexdigest()[:32]


@dataclass(frozen=True, kw_only=True)
class Terms:
    """One run.

    cells         what the table is broken down by, of CELLS, in their order; empty: one number
    from_on, to_on  local days of the records, both inclusive
    model         version and digest of the stored model, 'version:digest'
    least         so many countries at least must send tokens
    expires_on    last day on which anything is made or counted [UTC]
    """

    run: UUID
    cells: tuple[str, ...]
    from_on: date
    to_on: date
    model: str
    countries: tuple[Card, ...]
    unit: Card
    least: int
    opened_on: date
    expires_on: date
    purpose: str = PURPOSE
    queries: int = QUERIES

    def card(self, who: str) -> Card | None:
        """Return the card of a country, or of the unit."""
        return next((one for one in (*self.countries, self.unit) if one.who == who), None)

    @property
    def names(self) -> tuple[str, ...]:
        """The countries, in order."""
        return tuple(one.who for one in self.countries)

    @property
    def digest(self) -> str:
        """Return the SHA-256 over all of it [hexadecimal]."""
        return sha256(orjson.dumps(as_json(self), option=orjson.OPT_SORT_KEYS)).hexdigest()


def check(terms: Terms, today: date) -> None:
    """Raise CountTermsWrong with the first thing that nobody may agree to."""
    if problem := _problem(terms, today):
        raise CountTermsWrong(problem=problem)


def _problem(terms: Terms, today: date) -> str | None:
    names = [*terms.names, terms.unit.who]
    whole_month = today - timedelta(days=LAG_DAYS)
    lasts = (terms.expires_on - terms.opened_on).days
    found: Sequence[tuple[bool, str]] = (
        (terms.purpose != PURPOSE, Said(ONLY_STATISTICS)),
        (terms.queries != QUERIES, Said(ONE_TABLE)),
        (list(terms.cells) != [one for one in CELLS if one in terms.cells], Said(CELLS_OTHER, cells=", ".join(CELLS))),
        (terms.to_on < terms.from_on, Said(DAYS_TURNED)),
        (terms.to_on > whole_month, Said(TOO_YOUNG, days=LAG_DAYS, on=whole_month.isoformat())),
        (
            not LEAST_COUNTRIES <= len(terms.countries) <= MOST_COUNTRIES,
            Said(COUNTRIES_FEW, least=LEAST_COUNTRIES, most=MOST_COUNTRIES),
        ),
        (not LEAST_COUNTRIES <= terms.least <= len(terms.countries), Said(LEAST_WRONG, least=LEAST_COUNTRIES)),
        (
            len(set(names)) < len(names) or len({one.signing for one in (*terms.countries, terms.unit)}) < len(names),
            Said(CARD_TWICE),
        ),
        (not 0 < lasts <= OPEN_DAYS, Said(OPEN_TOO_LONG, days=OPEN_DAYS)),
    )
    return next((said for is_wrong, said in found if is_wrong), None)


ONLY_STATISTICS = noop("solo se cuenta para estadística; buscar a una persona es de búsqueda de familiares, con su permiso")
ONE_TABLE = noop("se da una sola tabla")
CELLS_OTHER = noop("las celdas son de {cells}, cada una una vez y en ese orden")
DAYS_TURNED = noop("el último día está antes que el primero")
TOO_YOUNG = noop("el último día debe tener al menos {days} días: a más tardar {on}")
COUNTRIES_FEW = noop("van de {least} a {most} países")
LEAST_WRONG = noop("el mínimo de países es al menos {least} y no más que los que hay")
CARD_TWICE = noop("una tarjeta está dos veces")
OPEN_TOO_LONG = noop("vence entre mañana y {days} días después de abrirse")


def as_json(terms: Terms) -> dict[str, Any]:  # Any: JSON
    """Return terms as they travel."""
    return {
        "run": str(terms.run),
        "purpose": terms.purpose,
        "queries": terms.queries,
        "cells": list(terms.cells),
        "from_on": terms.from_on.isoformat(),
        "to_on": terms.to_on.isoformat(),
        "model": terms.model,
        "countries": [{"who": one.who, "signing": one.signing} for one in terms.countries],
        "unit": {"who": terms.unit.who, "signing": terms.unit.signing},
        "least": terms.least,
        "opened_on": terms.opened_on.isoformat(),
        "expires_on": terms.expires_on.isoformat(),
    }


def from_json(values: Mapping[str, Any]) -> Terms:  # Any: JSON from outside
    """Return terms as they came. Raises KeyError, TypeError, ValueError where they are none."""
    terms = Terms(
        run=UUID(values["run"]),
        purpose=str(values["purpose"]),
        queries=int(values["queries"]),
        cells=tuple(str(one) for one in values["cells"]),
        from_on=date.fromisoformat(values["from_on"]),
        to_on=date.fromisoformat(values["to_on"]),
        model=str(values["model"]),
        countries=tuple(card_of(one) for one in values["countries"]),
        unit=card_of(values["unit"]),
        least=int(values["least"]),
        opened_on=date.fromisoformat(values["opened_on"]),
        expires_on=date.fromisoformat(values["expires_on"]),
    )
    if as_json(terms) != dict(values):
        raise ValueError("terms hold something else")
    return terms


def card_of(values: Mapping[str, Any]) -> Card:  # Any: as above
    """Return a card as it came. Raises KeyError, ValueError."""
    who, signing = str(values["who"]), str(values["signing"])
    bytes.fromhex(signing)
    if who != UNIT and not (len(who) == 2 and who.isascii() and who.islower()):
        raise ValueError("not a country")
    return Card(who=who, signing=signing)


def ends_at(terms: Terms) -> datetime:
    """Return the instant at which a run ends [UTC, from the first moment of the day after its last]."""
    return datetime.fromisoformat(f"{terms.expires_on.isoformat()}T00:00:00+00:00") + timedelta(days=1)
