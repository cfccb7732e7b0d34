"""Between countries as pages show it: installations, bundles, the material of others, and public tables side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import get_language

from vereda.bundles import door as bundles
from vereda.bundles.door import Card, Exchanged, Lying, Partner, Standing, Told
from vereda.desk.labels import Labels
from vereda.desk.rooms.history import names_of, who_is
from vereda.desk.words import between as words
from vereda.legal.door import labels as law_labels

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
    """A bundle in words. what: its material; left: what of it was not taken; refused: why it was not taken at all."""

    at: datetime
    direction: str
    way: str
    what: str
    left: str
    refused: str


def bundle(row: Exchanged) -> Bundle:
    """Return a bundle as the list shows it."""
    what = ", ".join(f"{words.kind(kind)}: {told['count']}" for kind, told in sorted(row.content.items()))
    left = ", ".join(f"{words.kind(kind)}: {count}" for kind, count in sorted(row.left.items()))
    return Bundle(
        row.at, str(words.DIRECTIONS[row.direction]), str(words.WAYS.get(row.way, "")), what, left, words.refused(row.code)
    )


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
    lang = _lang()
    for one in lying.items or ():
        title, text = TOLD.get(lying.kind, _plain)(one, lang)
        status = str(one.get("status", ""))
        yield Item(title, text, str(law_labels.STATUSES.get(status, status)), str(one.get("source", "")))


def _law(one: Json, lang: str) -> tuple[str, str]:
    return f"{one['instrument']}, {one['article']}" if one.get("article") else str(one["instrument"]), str(one[f"right_{lang}"])


def _hazard(one: Json, lang: str) -> tuple[str, str]:
    place = one["place"] if lang == "en" else one.get("place_es") or one["place"]
    return str(place), str(one[f"advice_{lang}"])


def _practice(one: Json, lang: str) -> tuple[str, str]:
    """Return what was done, in the language of the reader where it came in it, else in which it was written."""
    texts = {text["language"]: text["said"] for text in one["texts"]}
    said = texts.get({"es": "spa", "en": "eng"}[lang]) or texts.get(one["language"]) or next(iter(texts.values()))
    return str(said["title"]), " ".join(said[name] for name in ("problem", "done", "limits") if said.get(name))


def _course(one: Json, lang: str) -> tuple[str, str]:
    text = one["texts"].get(lang) or next(iter(one["texts"].values()))
    return str(text["title"]), str(text["goal"])


def _plain(one: Json, lang: str) -> tuple[str, str]:
    """Return an item of a kind of another module: its title, or what of it is text."""
    title = next((one[name] for name in (f"title_{lang}", "title", "name", "code") if isinstance(one.get(name), str)), "—")
    text = next((one[name] for name in (f"text_{lang}", "summary", "text") if isinstance(one.get(name), str)), "")
    return str(title), text


TOLD: Mapping[str, Any] = {"law": _law, "hazard": _hazard, "practice": _practice, "course": _course}  # Any: functions as `_plain`


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


def together(told: Sequence[Told], named: Labels) -> Together:
    """Return a table of all countries that published it, and the sum of what they published.

    What a country holds back is no zero: the sum then says 'at least'. Sums are of protected figures, each rounded on its own.
    """
    lang, first = _lang(), told[0]
    columns = [Column(named.nationality(one.country.upper()), one.edition["revision"], one.edition["is_demo"]) for one in told]
    rows = [
        (_cell(first.table["by"], one.codes, first.edition, named, lang), one.values, one.total, one.is_least)
        for one in bundles.tables.added_up(told)
    ]
    return Together(first.table[f"title_{lang}"], first.table[f"unit_{lang}"], columns, rows)


def _lang() -> str:
    return "en" if (get_language() or "").startswith("en") else "es"


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


def title(told: Sequence[Told]) -> str:
    """Return the title of a table as its edition says it."""
    return str(told[0].table[f"title_{_lang()}"])
