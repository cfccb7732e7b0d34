"""Between countries as pages show it: installations, bundles, the material of others, and public tables side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import get_language

from vereda.bundles import door as bundles
from vereda.bundles.door import Card, Exchanged, Lying, Partner, Standing
from vereda.desk.labels import Labels
from vereda.desk.rooms.history import names_of, who_is
from vereda.desk.words import between as words

type Json = dict[str, Any]  # Any: JSON
TOTAL = "TOTAL"


@dataclass(frozen=True)
class Shown:
    """An installation in words. said: whose fingerprint comparison is missing, or why it is trusted no more."""

    row: Partner
    card: Card
    country: str
    fingerprint: str
    standing: str
    is_trusted: bool
    is_revoked: bool
    proposed_by: str
    trusted_by: str
    revoked_for: str
    content: Sequence[tuple[str, int, datetime]]


def shown(row: Partner, named: Labels) -> Shown:
    """Return an installation as the pages show it."""
    names = names_of({row.proposed_by, row.trusted_by} - {""})
    content = [
        (str(words.kind(kind)), told["count"], datetime.fromisoformat(told["made_at"]))
        for kind, told in sorted(row.content.items())
    ]
    return Shown(
        row=row,
        card=row.told,
        country=named.nationality(row.card["country"].upper()),
        fingerprint=bundles.spaced(row.fingerprint),
        standing=str(words.STANDINGS[Standing(row.standing)]),
        is_trusted=row.standing == Standing.TRUSTED,
        is_revoked=row.standing == Standing.REVOKED,
        proposed_by=who_is(row.proposed_by, names),
        trusted_by=who_is(row.trusted_by, names) if row.trusted_by else "",
        revoked_for=str(words.REVOKED.get(row.revoked_for, "")),
        content=content,
    )


@dataclass(frozen=True)
class Bundle:
    """A bundle in words. what: its material; left: what of it was not taken; code: of a refusal."""

    at: datetime
    direction: str
    way: str
    what: str
    left: str
    code: str


def bundle(row: Exchanged) -> Bundle:
    """Return a bundle as the list shows it."""
    what = ", ".join(f"{words.kind(kind)}: {told['count']}" for kind, told in sorted(row.content.items()))
    left = ", ".join(f"{words.kind(kind)}: {count}" for kind, count in sorted(row.left.items()))
    return Bundle(row.at, str(words.DIRECTIONS[row.direction]), str(words.WAYS.get(row.way, "")), what, left, row.code)


# Material of others -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Item:
    """One item of another country's material: a heading, what it says, and its source with status."""

    title: str
    text: str
    status: str
    source: str


def items(lying: Lying) -> Iterator[Item]:
    """Yield laws and hazards as they came, in the language of the reader where they have it."""
    lang = "en" if (get_language() or "").startswith("en") else "es"
    for one in lying.items or ():
        title, text = TOLD.get(lying.kind, _plain)(one, lang)
        yield Item(title, text, str(one.get("status", "")), str(one.get("source", "")))


def _law(one: Json, lang: str) -> tuple[str, str]:
    return f"{one['instrument']}, {one['article']}" if one.get("article") else str(one["instrument"]), str(one[f"right_{lang}"])


def _hazard(one: Json, lang: str) -> tuple[str, str]:
    place = one["place"] if lang == "en" else one.get("place_es") or one["place"]
    return str(place), str(one[f"advice_{lang}"])


def _course(one: Json, lang: str) -> tuple[str, str]:
    text = one["texts"].get(lang) or next(iter(one["texts"].values()))
    return str(text["title"]), str(text["goal"])


def _plain(one: Json, lang: str) -> tuple[str, str]:
    """Return an item of a kind of another module: its title, or what of it is text."""
    title = next((one[name] for name in (f"title_{lang}", "title", "name", "code") if isinstance(one.get(name), str)), "—")
    text = next((one[name] for name in (f"text_{lang}", "summary", "text") if isinstance(one.get(name), str)), "")
    return str(title), text


TOLD: Mapping[str, Any] = {"law": _law, "hazard": _hazard, "course": _course}  # Any: functions as `_plain`


# Tables of several countries ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Column:
    """The edition of one country: name, period, revision."""

    country: str
    revision: int
    is_demo: bool


@dataclass(frozen=True)
class Together:
    """One published table of several countries in one period.

    rows  words of the cell, a value by country (None: not there, or held back), their sum, and whether a country is missing in it
    """

    title: str
    unit: str
    columns: Sequence[Column]
    rows: Sequence[tuple[str, Sequence[int | None], int | None, bool]]


def periods(lyings: Sequence[Lying]) -> dict[str, set[str]]:
    """Return the periods of the editions that lie here, the latest first, each with the codes of its tables."""
    found: dict[str, set[str]] = {}
    for lying in lyings:
        for one in lying.items or ():
            found.setdefault(one["period"], set()).update(table["code"] for table in one["tables"])
    return dict(sorted(found.items(), reverse=True))


def together(lyings: Sequence[Lying], period: str, code: str, named: Labels) -> Together | None:
    """Return a table of all countries that published it, and the sum of what they published; None where none did.

    What a country holds back is no zero: the sum then says 'at least'. Sums are of protected figures, each rounded on its own.
    """
    lang = "en" if (get_language() or "").startswith("en") else "es"
    found = [
        (lying, one, table)
        for lying in lyings
        for one in lying.items or ()
        for table in one["tables"]
        if one["period"] == period and table["code"] == code
    ]
    if not found:
        return None
    columns = [
        Column(named.nationality(lying.partner.card["country"].upper()), one["revision"], one["is_demo"])
        for lying, one, _ in found
    ]
    values = [{row.codes: row.value for row in _sheet(one, code).rows} for _lying, one, _table in found]
    by = found[0][2]["by"]
    rows = []
    for cell in dict.fromkeys(codes for one in values for codes in one):
        told = [one.get(cell) for one in values]
        there = [value for value in told if value is not None]
        rows.append((_cell(by, cell, found[0][1], named, lang), told, sum(there) if there else None, len(there) < len(told)))
    table = found[0][2]
    return Together(table[f"title_{lang}"], table[f"unit_{lang}"], columns, rows)


def _sheet(item: Json, code: str) -> Any:  # Any: statistics' Sheet
    return next(sheet for sheet in bundles.sheets_of(item) if sheet.code == code)


def _cell(by: Sequence[str], cell: Sequence[str], item: Json, named: Labels, lang: str) -> str:
    """Return a cell in the words of the edition it came with."""
    return " · ".join(_label(name, code, item, named, lang) for name, code in zip(by, cell, strict=False))


def _label(name: str, code: str, item: Json, named: Labels, lang: str) -> str:
    if code == TOTAL:
        return "Total"
    told = item.get("labels", {}).get(name, {}).get(code)
    if isinstance(told, dict) and told.get(lang):
        return str(told[lang])
    of_all = {"nationality": named.nationality, "sex": named.sex, "age_band": named.band}
    return of_all[name](code) if name in of_all else code


def title(lyings: Sequence[Lying], period: str, code: str) -> str:
    """Return the title of a table as its edition says it."""
    lang = "en" if (get_language() or "").startswith("en") else "es"
    found = (
        table[f"title_{lang}"]
        for lying in lyings
        for one in lying.items or ()
        for table in one["tables"]
        if one["period"] == period and table["code"] == code
    )
    return str(next(found, code))
