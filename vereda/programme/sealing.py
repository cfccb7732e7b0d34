"""A donor report as sealed text: written once, in both languages, and shown again from it to the digit. Pure.

What is sealed is the very report, and not what it was reckoned from: whatever arrives later, and however this program changes,
the numbers that a donor has are those that are shown.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Any

from vereda.programme.blocks import Block, Cell, Claim, Column, Report
from vereda.programme.rules.periods import Period

FORMAT = 1
NUMBER = "number"  # stands before a number, so that text and number stay apart


@dataclass(frozen=True, slots=True)
class Changed:
    """One place that differs between two versions. was, now: None where it is not there."""

    block: str
    row: str
    column: str
    was: Cell
    now: Cell


def document_of(es: Report, en: Report) -> str:
    """Return both languages as one text; the same report is the same text."""
    told = {"format": FORMAT, "es": _plain(es), "en": _plain(en)}
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(document: str) -> str:
    """Return the SHA-256 of a document [hex]."""
    return sha256(document.encode()).hexdigest()


def report_of(document: str, lang: str) -> Report:
    """Return a report from its document, in a language."""
    told = json.loads(document)["en" if lang == "en" else "es"]
    period = told["period"]
    return Report(
        lang=told["lang"],
        title=told["title"],
        heading=tuple(told["heading"]),
        blocks=tuple(_block(one) for one in told["blocks"]),
        claims=tuple(Claim(**one) for one in told["claims"]),
        notes=tuple(told["notes"]),
        period=Period(period["code"], date.fromisoformat(period["from_on"]), date.fromisoformat(period["until_on"])),
    )


def changes(before: Report, after: Report) -> list[Changed]:
    """Return what differs between two versions of a report, in the order of the later one; not when they were made."""
    was, now = dict(_places(before)), dict(_places(after))
    return [Changed(*place, was.get(place), now.get(place)) for place in {**now, **was} if was.get(place) != now.get(place)]


def _places(report: Report) -> Iterator[tuple[tuple[str, str, str], Cell]]:
    """Yield each cell by block, row and column. A row is named by its first cell; by two where that one stands twice."""
    for block in report.blocks:
        firsts = [str(row[0]) for row in block.rows]
        for row in block.rows:
            name = str(row[0]) if firsts.count(str(row[0])) == 1 else " · ".join(map(str, row[:2]))
            for column, cell in zip(block.columns[1:], row[1:], strict=True):
                yield (block.title, name, column.head), cell
        for place, line in enumerate((*block.lead, *block.notes), start=1):
            yield (block.title, "", f"({place})"), line
    for claim in report.claims:
        yield (claim.section, claim.text, ""), claim.stands


def _plain(report: Report) -> dict[str, Any]:  # Any: JSON
    told = asdict(report)
    told["period"] = {name: str(value) for name, value in told["period"].items()}
    for block in told["blocks"]:
        block["rows"] = [[{NUMBER: str(cell)} if isinstance(cell, Decimal) else cell for cell in row] for row in block["rows"]]
    return told


def _block(told: Mapping[str, Any]) -> Block:  # Any: as above
    return Block(
        code=told["code"],
        title=told["title"],
        columns=tuple(Column(**one) for one in told["columns"]),
        rows=tuple(tuple(Decimal(cell[NUMBER]) if isinstance(cell, dict) else cell for cell in row) for row in told["rows"]),
        lead=tuple(told["lead"]),
        notes=tuple(told["notes"]),
        links=tuple(told["links"]),
    )
