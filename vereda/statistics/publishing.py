"""Publishing an edition: one person proposes, another one says yes. What was published is never written again.

Both work on the same files: what is proposed is drawn once and lies on the shelf until the second person says yes to these very
numbers. The logbook names it by its SHA-256.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from vereda.countries.door import pack
from vereda.logbook.door import Author, Receipt, in_turn, record
from vereda.statistics import editions, lookups, published, rules, shelf
from vereda.statistics.drawing import Month, draw, draw_year
from vereda.statistics.editions import CHANGES, EXACT, MANIFEST, METHOD, Row, Sheet
from vereda.statistics.entries import EditionProposed, EditionPublished, EditionRevised
from vereda.statistics.errors import (
    AnotherProposed,
    MonthTooYoung,
    NothingCounted,
    NothingProposed,
    NothingToRevise,
    ProposalFilesWrong,
    SamePersonPublishes,
    WhyMissing,
    YearNotWhole,
)
from vereda.statistics.models import Edition
from vereda.statistics.public_tables import list_version, public_table
from vereda.statistics.words import Origin

type Json = dict[str, Any]  # Any: JSON
type Files = dict[str, bytes]


@dataclass(frozen=True)
class PressTable:
    """A table that others printed. rows: codes and value, as they were printed; notes: what a reader must know of it."""

    code: str
    title_es: str
    title_en: str
    by: tuple[str, ...]
    rows: Sequence[tuple[tuple[str, ...], int]]
    unit_es: str = ""
    unit_en: str = ""
    notes: Sequence[str] = field(default_factory=tuple)


def propose(month: date, *, by: Author, at: datetime, why: str = "") -> Receipt:
    """Draw the public tables of a month and propose them; of a month that is published already, as its next revision.

    month  its first day; why: in words, of a revision
    Raises MonthTooYoung, NothingCounted, WhyMissing, NothingToRevise, and records nothing.
    """
    _demand_old(month, by, at)
    period, year = f"{month:%Y-%m}", published.edition(by.country, f"{month:%Y}")
    beside = _months_of(month.year, by.country) | {year.period: year} if year and year.revisions else {}
    beside.pop(period, None)
    drawn = partial(draw, by.country, month, beside=_exact(beside))
    return _propose(period, drawn, beside, by=by, at=at, why=why)


def propose_year(year: int, *, by: Author, at: datetime, why: str = "") -> Receipt:
    """Draw the public tables of a year and propose them, beside its months: the editions of these must stand.

    Raises what `propose` does, and YearNotWhole.
    """
    first, last = date(year, 1, 1), date(year, 12, 1)
    _demand_old(last, by, at)
    beside = _months_of(year, by.country)
    counted = {f"{on:%Y-%m}" for _group, on in lookups.days(by.country, first, editions.last_day(last))}
    if missing := sorted(counted - set(beside)):
        raise YearNotWhole(year=str(year), months=", ".join(missing))
    drawn = partial(draw_year, by.country, rules.months(first, last), beside=_exact(beside))
    return _propose(str(year), drawn, beside, by=by, at=at, why=why)


def _months_of(year: int, country: str) -> dict[str, Edition]:
    """Return the editions that stand of the months of a year, by period."""
    found = (published.edition(country, f"{year}-{month:02d}") for month in range(1, 13))
    return {row.period: row for row in found if row and row.revisions}


def _exact(beside: Mapping[str, Edition]) -> dict[str, bytes]:
    return {period: published.kept(row).exact for period, row in beside.items()}


def propose_period(period: str, *, by: Author, at: datetime, why: str = "") -> Receipt:
    """Propose a month ('2011-12') or a year ('2011'). Raises MonthNotUnderstood, and what these do."""
    if editions.is_year(period):
        return propose_year(int(period), by=by, at=at, why=why)
    return propose(editions.month_of(period), by=by, at=at, why=why)


def _propose(
    period: str, drawing: Callable[[bytes | None], Month], beside: Mapping[str, Edition], *, by: Author, at: datetime, why: str
) -> Receipt:
    """Draw a period and propose it. beside: the editions of the same year beside which it is drawn."""
    with in_turn("edition", by.country, period):
        row = published.edition(by.country, period)
        revision, why = len(row.revisions) + 1 if row else 1, why.strip()
        if revision > 1 and not why:
            raise WhyMissing
        before = published.kept(row, revision - 1) if row and revision > 1 else None
        drawn = drawing(before.exact if before else None)
        if not drawn.is_something:
            raise NothingCounted(period=period)
        changed = editions.changes(before.sheets, drawn.sheets) if before else []
        if before and not changed:
            raise NothingToRevise
        files = _files(drawn.sheets, changed if before else None) | {EXACT: drawn.exact}
        draft = _draft(period, revision, drawn, files, len(changed), why, beside)
        content = editions.digest(draft)
        place = published.here()
        place.drop_proposed(by.country, period)
        place.put(place.proposed(by.country, period, content), {**files, MANIFEST: draft})
        payload = EditionProposed(
            period=period, revision=revision, content=content, as_of_block=drawn.as_of_block, **_sums(drawn.sheets),
            changed=len(changed), why=why or None,
        )  # fmt: skip
        return record(payload, subject=editions.subject_of(by.country, period), by=by, at=at)


def publish(month: date, *, by: Author, at: datetime, content: str | None = None) -> Receipt:
    """Say yes to what another person proposed of a month: from now on it stands. As `publish_period`."""
    return publish_period(f"{month:%Y-%m}", by=by, at=at, content=content)


def publish_period(period: str, *, by: Author, at: datetime, content: str | None = None) -> Receipt:
    """Say yes to what another person proposed: from now on it stands.

    period   '2011-12' or '2011'
    content  SHA-256 of the draft that was looked at; None: the one that waits
    Raises NothingProposed, AnotherProposed, SamePersonPublishes, ProposalFilesWrong, and publishes nothing.
    """
    with in_turn("edition", by.country, period):
        row = published.edition(by.country, period)
        waits = row.proposal if row else None
        if row is None or waits is None:
            raise NothingProposed
        if content is not None and content != waits["content"]:
            raise AnotherProposed
        if by.account == waits["by"]:
            raise SamePersonPublishes
        files, manifest = _approved(row, waits, by, at)
        folder = published.here().edition(by.country, period, waits["revision"])
        common = {name: waits[name] for name in ("as_of_block", "cells", "withheld")}
        common |= {"period": period, "proposal": waits["entry"], "content": editions.digest(manifest)}
        payload: EditionPublished | EditionRevised
        if waits["revision"] == 1:
            payload = EditionPublished(**common)
        else:
            payload = EditionRevised(**common, revision=waits["revision"], changed=waits["changed"], why=waits["why"])
        receipt = _stand(payload, folder, {**files, **_sealed(manifest)}, row.subject, by=by, at=at)
        published.here().drop_proposed(by.country, period)
        return receipt


def publish_press(
    *,
    period: str,
    series: str,
    tables: Sequence[PressTable],
    printed_in: str,
    by: Author,
    at: datetime,
    why: str = "",
    notes: Sequence[str | Mapping[str, str]] = (),
    labels: Mapping[str, Any] | None = None,  # Any: JSON
) -> Receipt | None:
    """Keep what others printed as an edition without protection; printed otherwise later, as a revision of it.

    period      '2011-12', or '2011' of a year; series: a code that names whose series it is
    printed_in  where it was printed
    why         of a revision, in words
    notes       what a reader must know, in one language or by language; of a contradiction with the `rule` that found it
    labels      column -> code -> words by language, where the pack has none
    Returns None where the same stands already. Raises WhyMissing.
    """
    name = f"press-{series}-{period}"
    sheets = [Sheet(one.code, one.by, tuple(Row(tuple(codes), value) for codes, value in one.rows)) for one in tables]
    with in_turn("edition", by.country, name):
        row = published.press_edition(by.country, period, series)
        revision = len(row.revisions) + 1 if row else 1
        changed = editions.changes(published.kept(row, revision - 1).sheets, sheets) if row else []
        if row and not changed:
            return None
        if row and not why.strip():
            raise WhyMissing
        files = _files(sheets, changed if row else None)
        told = [
            {
                "code": one.code, "title_es": one.title_es, "title_en": one.title_en, "unit_es": one.unit_es,
                "unit_en": one.unit_en, "by": list(one.by), "notes": list(one.notes), "file": editions.table_file(one.code),
                "cells": len(one.rows), "withheld": {},
            }
            for one in tables
        ]  # fmt: skip
        manifest = editions.json_bytes(
            {
                **_common(by.country, period, revision, files, len(changed), why.strip()),
                "protection": "none", "source": "press", "series": series, "printed_in": printed_in, "notes": list(notes),
                "labels": dict(labels or {}), "copied": {"by": by.account, "at": at.isoformat()}, "tables": told,
            }
        )  # fmt: skip
        fields = {
            "period": period, "origin": Origin.PRESS, "series": series, "printed_in": printed_in,
            "content": editions.digest(manifest), **_sums(sheets),
        }  # fmt: skip
        payload: EditionPublished | EditionRevised
        payload = (
            EditionRevised(**fields, revision=revision, changed=len(changed), why=why.strip())
            if row
            else EditionPublished(**fields)
        )
        folder = published.here().edition(by.country, name, revision)
        subject = editions.subject_of(by.country, period, series)
        return _stand(payload, folder, {**files, **_sealed(manifest)}, subject, by=by, at=at)


def _stand(
    payload: EditionPublished | EditionRevised,
    folder: Path,
    files: Mapping[str, bytes],
    subject: UUID,
    *,
    by: Author,
    at: datetime,
) -> Receipt:
    """Put an edition on the shelf and record that it stands; where it cannot be recorded, nothing stays on the shelf."""
    place = published.here()
    if folder.exists():  # of an act that ended before its entry: the logbook knows nothing of it
        shelf.drop(folder)
    place.put(folder, files)
    try:
        return record(payload, subject=subject, by=by, at=at)
    except BaseException:
        shelf.drop(folder)
        raise


def _demand_old(month: date, by: Author, at: datetime) -> None:
    """Raise MonthTooYoung where the month is not over for so long, by the calendar of the country."""
    on = editions.may_leave_on(month)
    if at.astimezone(ZoneInfo(pack(by.country).country.default_zone)).date() < on:
        raise MonthTooYoung(on=on)


def _files(sheets: Sequence[Sheet], changed: Sequence[editions.Change] | None) -> Files:
    files = {editions.table_file(one.code): editions.csv_text(one).encode() for one in sheets}
    return files if changed is None else files | {CHANGES: editions.changes_csv(changed).encode()}


def _sums(sheets: Sequence[Sheet]) -> dict[str, int]:
    return {"cells": sum(len(one.rows) for one in sheets), "withheld": sum(one.withheld.total() for one in sheets)}


def _common(country: str, period: str, revision: int, files: Files, changed: int, why: str) -> Json:
    """Return what every manifest says."""
    revised = {"changed": changed, "why": why} if revision > 1 else None
    return {
        "edition": f"{country}-{period}-r{revision}",
        "country": country,
        "period": period,
        "revision": revision,
        "revised": revised,
        "method": METHOD,
        "software": published.software(),
        "files": {name: editions.digest(content) for name, content in sorted(files.items())},
    }


def _draft(
    period: str, revision: int, drawn: Month, files: Files, changed: int, why: str, beside: Mapping[str, Edition]
) -> bytes:
    """Return the manifest as it is proposed: all but who said yes. beside: which editions of the same year were reckoned with."""
    withheld: Counter[str] = Counter()
    for one in drawn.sheets:
        withheld += one.withheld
    return editions.json_bytes(
        {
            **_common(drawn.catalogue.country, period, revision, files, changed, why),
            "protection": "cell-key", "source": "vereda", "rules": drawn.rules, "noise_table": drawn.noise_table,
            "as_of": {"block": drawn.as_of_block, "on": drawn.as_of_on.isoformat() if drawn.as_of_on else None},
            "catalogue": list_version(), "pack": drawn.catalogue.pack_hash, **_sums(drawn.sheets),
            "withheld_by_rule": dict(sorted(withheld.items())),
            "tables": [_told(one, drawn.counted[one.code]) for one in drawn.sheets],
            "labels": drawn.labels, "dimensions": drawn.dimensions, "categories": drawn.categories,
            **({"beside": {name: len(row.revisions) for name, row in beside.items()}} if beside else {}),
        }
    )  # fmt: skip


def _told(sheet: Sheet, counted: int) -> Json:
    """Return what the manifest says of a table. left_out: rows of codes that are held back by themselves, or of nobody."""
    table = public_table(sheet.code)
    return {
        "code": sheet.code, "file": editions.table_file(sheet.code), "by": list(table.by), "count": str(table.count),
        "unit_es": table.unit("es"), "unit_en": table.unit("en"), **table.words,
        "sensitive": {name: sorted(codes) for name, codes in table.sensitive.items()},
        "cells": len(sheet.rows), "withheld": dict(sorted(sheet.withheld.items())), "left_out": counted - len(sheet.rows),
    }  # fmt: skip


def _approved(row: Edition, waits: Json, by: Author, at: datetime) -> tuple[Files, bytes]:
    """Return the files of what is proposed, as they were proposed, and their manifest with both names."""
    files = shelf.read(published.here().proposed(row.country, row.period, waits["content"]))
    if shelf.wrong(files, waits["content"]):
        raise ProposalFilesWrong
    draft = editions.manifest_of(files.pop(MANIFEST))
    draft["proposed"] = {"by": waits["by"], "at": waits["at"]}
    draft["approved"] = {"by": by.account, "at": at.isoformat()}
    return files, editions.json_bytes(draft)


def _sealed(manifest: bytes) -> Files:
    return {MANIFEST: manifest, shelf.SUM: f"{editions.digest(manifest)}  {MANIFEST}\n".encode()}
