"""An edition as DHIS2 takes it: one dataValueSet in JSON, with objects named by their `code`. Pure.

DHIS2 developer guide, "Data values": bulks of values carry period and org unit themselves, and schemes of identifiers stand in
the set, where they go before those of the address. A value that is held back is not there. One that an earlier revision
printed and this one does not is sent with `deleted`, by which DHIS2 tells of values that are gone; else it would stand there
for ever.

How a cell becomes a value: the codes that it tells (all but TOTAL) say which data element it is of, so that no total is a sum of
what is printed; of these the state is the org unit, the others together are the category option combination.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from vereda.statistics.editions import Sheet, written
from vereda.statistics.feeds.errors import CodesNotUnderstood
from vereda.statistics.feeds.long import unit_of
from vereda.statistics.public_tables import OTHER
from vereda.statistics.words import TOTAL, By

STEMS = Path(__file__).parents[1] / "data" / "dhis2.csv"
COLUMNS = ("object", "code", "dhis2", "name_es", "name_en")
"""Of the table of codes: what it is, our code, the code there, what it means."""
ELEMENT, COMBO, UNIT = "dataElement", "categoryOptionCombo", "orgUnit"
SCHEMES = {f"{name}IdScheme": "CODE" for name in (ELEMENT, COMBO, UNIT)}

type Manifest = Mapping[str, Any]  # Any: JSON
type Codes = Mapping[tuple[str, str], str]


class Place(NamedTuple):
    """Where a value stands in DHIS2, beside its period. combo '': the default one."""

    element: str
    unit: str
    combo: str


@dataclass(frozen=True)
class Stem:
    """A unit or a dimension: the beginning of a code, and its words."""

    code: str
    name_es: str
    name_en: str


@cache
def stems() -> Mapping[tuple[str, str], Stem]:
    """Return the beginnings of codes, by kind and our name."""
    with STEMS.open(encoding="utf-8", newline="") as file:
        return {(row["kind"], row["ours"]): Stem(row["code"], row["name_es"], row["name_en"]) for row in csv.DictReader(file)}


def value_set(
    now: Sequence[Sheet], manifest: Manifest, earlier: Iterable[Sequence[Sheet]] = (), codes: Codes | None = None
) -> dict[str, Any]:  # Any: JSON
    """Return the values of a revision.

    earlier  the sheets of revisions before it: what these printed and it does not is sent as deleted
    codes    (object, our code) -> the code there, where it is another one
    """
    there = codes or {}
    printed, gone = _printed(now, manifest), dict[Place, int]()
    for sheets in earlier:
        gone |= _printed(sheets, manifest)
    values = [_value(place, manifest, value, there) for place, value in printed.items()]
    comment = f"{manifest['edition']}: withheld"
    values += [
        {**_value(place, manifest, value, there), "deleted": True, "comment": comment}
        for place, value in gone.items()
        if place not in printed
    ]
    return {**SCHEMES, "dataValues": values}


def codes_csv(sheets: Sequence[Sheet], manifest: Manifest) -> str:
    """Return the codes of an edition as a table: what DHIS2 must know, and where a country writes its own codes beside ours."""
    found: dict[tuple[str, str], tuple[str, str]] = {}
    for place, told in _placed(sheets, manifest):
        said = _said(place, told, manifest)
        for key, words in said.items():
            found.setdefault(key, words)
    rows = [[kind, code, code, *words] for (kind, code), words in sorted(found.items())]
    return written([COLUMNS, *rows])


def read_codes(text: str, path: Path) -> Codes:
    """Return a table of codes that somebody filled. Raises CodesNotUnderstood."""
    rows = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    columns = ", ".join(COLUMNS[:3])
    if not set(COLUMNS[:3]) <= set(rows.fieldnames or ()):
        raise CodesNotUnderstood(path=path, reason=", ".join(rows.fieldnames or ["—"]), columns=columns)
    found: dict[tuple[str, str], str] = {}
    for row in rows:
        kind, code, there = (str(row[name] or "").strip() for name in COLUMNS[:3])
        if kind not in (ELEMENT, COMBO, UNIT) or not code or not there or (kind, code) in found:
            raise CodesNotUnderstood(path=path, reason=f"{rows.line_num}: {kind}, {code}, {there}", columns=columns)
        found[kind, code] = there
    return found


def _value(place: Place, manifest: Manifest, value: int, codes: Codes) -> dict[str, Any]:  # Any: JSON
    def there(kind: str, code: str) -> str:
        return codes.get((kind, code), code)

    told = {ELEMENT: there(ELEMENT, place.element), "period": manifest["period"].replace("-", ""), UNIT: there(UNIT, place.unit)}
    if place.combo:
        told[COMBO] = there(COMBO, place.combo)
    return {**told, "value": str(value)}


def _printed(sheets: Sequence[Sheet], manifest: Manifest) -> dict[Place, int]:
    """Return what is printed, each once: a cell has one number in whatever table it stands."""
    found: dict[Place, int] = {}
    values = {(sheet.code, row.codes): row.value for sheet in sheets for row in sheet.rows}
    for place, (sheet, codes, _) in _placed(sheets, manifest):
        value = values[sheet.code, codes]
        if value is not None:
            found.setdefault(place, value)
    return found


type Told = tuple[Sheet, tuple[str, ...], str]


def _placed(sheets: Sequence[Sheet], manifest: Manifest) -> Iterator[tuple[Place, Told]]:
    units = {one["code"]: unit_of(one["count"], one["by"]) for one in manifest["tables"]}
    country = manifest["country"].upper()
    for sheet in sheets:
        unit = units.get(sheet.code)
        if unit is None:  # of an earlier revision with a table that this one has not
            continue
        for row in sheet.rows:
            told = {name: code for name, code in zip(sheet.columns, row.codes, strict=True) if code != TOTAL}
            state = told.pop(By.STATE, None)
            dims = [*told, *([By.STATE.value] if state else [])]
            element = "_".join(
                [stems()["unit", unit].code, *(["BY"] if dims else []), *(stems()["dimension", one].code for one in dims)]
            )
            combo = "_".join(f"{stems()['dimension', name].code}-{code}" for name, code in told.items())
            place = Place(element, country if state is None else f"{country}-{OTHER}" if state == OTHER else state, combo)
            yield place, (sheet, row.codes, unit)


def _said(place: Place, told: Told, manifest: Manifest) -> dict[tuple[str, str], tuple[str, str]]:
    """Return the words of the codes of a cell, in both languages."""
    sheet, codes, unit = told
    pairs = [(name, code) for name, code in zip(sheet.columns, codes, strict=True) if code != TOTAL]
    others = [(name, code) for name, code in pairs if name != By.STATE]
    state = next((code for name, code in pairs if name == By.STATE), None)
    parts = [stems()["unit", unit], *(stems()["dimension", name] for name, _ in pairs)]
    element = " ".join(one.name_es for one in parts), " ".join(one.name_en for one in parts)
    where = _label(manifest, By.STATE, state) if state else (manifest["country"].upper(),) * 2
    found = {(ELEMENT, place.element): element, (UNIT, place.unit): where}
    if place.combo:
        words = [_label(manifest, name, code) for name, code in others]
        found[COMBO, place.combo] = ", ".join(one[0] for one in words), ", ".join(one[1] for one in words)
    return found


def _label(manifest: Manifest, name: str, code: str) -> tuple[str, str]:
    words = manifest.get("labels", {}).get(name, {}).get(code, {"es": code, "en": code})
    return words["es"], words["en"]
