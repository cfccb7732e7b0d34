"""Reading the texts of a pack: one file a language, and what must hold between them, the topics and what they name."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from . import errors
from .errors import Problem, RowError
from .pack import TEXTS_FOLDER
from .reading import Placed, Table, explain, line_of, text_of
from .septets import length_of
from .texts import EXAMPLE, Named, TopicText, named_in
from .words import UNSHOWN

type Tables = dict[str, Table[Any]]  # Any: each table has rows of its own schema
TOLD = ("short", "spoken", "full")
OWN_NAME = "el nombre de la lengua en la propia lengua"
PART = "el código de un tema entre corchetes, y debajo sus textos"
PHRASES = {OWN_NAME, PART}


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of one language. own_name: as its speakers call it; written: the file as it stands, to find lines in."""

    file: str
    language: str
    own_name: str
    written: str = field(repr=False)
    rows: dict[str, Placed[TopicText]]

    def problem(self, code: str, name: str, found: object, error: RowError) -> Problem:
        """Return a mistake in a text with the line it stands on."""
        line = _line(self.written, code, name)
        return Problem(self.file, line, 1, name or code, "" if found is None else str(found), error)


def read_texts(folder: Path, problems: list[Problem]) -> list[Texts]:
    """Return the languages in which a pack tells of its topics, by code; what cannot be read goes to `problems`."""
    found = []
    for path in sorted((folder / TEXTS_FOLDER).glob("*")):
        if path.suffix != ".toml":
            problems.append(Problem(f"{TEXTS_FOLDER}/{path.name}", 0, 0, "", path.name, errors.UnknownFile()))
        elif (one := _read(path, problems)) is not None:
            found.append(one)
    return found


def _read(path: Path, problems: list[Problem]) -> Texts | None:
    name = f"{TEXTS_FOLDER}/{path.name}"
    written = text_of(path, "TOML", problems, name)
    if written is None:
        return None
    try:
        parts = tomllib.loads(written)
    except tomllib.TOMLDecodeError as wrong:
        at = re.search(r"line (\d+), column (\d+)", str(wrong))
        line, column = (int(at[1]), int(at[2])) if at else (written.count("\n") + 1, 0)
        problems.append(Problem(name, line, column, "", "", errors.Unreadable(format="TOML")))
        return None
    own_name = parts.pop("name", "")
    texts = Texts(name, path.stem, own_name, written, {})
    if not isinstance(own_name, str) or not own_name.strip():
        line = line_of(written, r"^name\s*=")
        problems.append(Problem(name, line, 0, "name", str(own_name), errors.BadValue(expected=OWN_NAME)))
    for code, told in parts.items():
        _take(texts, code, told, problems)
    return texts


def _take(texts: Texts, code: str, told: Any, problems: list[Problem]) -> None:  # Any: TOML as read
    if not isinstance(told, dict):
        problems.append(texts.problem(code, code, told, errors.BadValue(expected=PART)))
        return
    try:
        texts.rows[code] = Placed(_line(texts.written, code, ""), TopicText.model_validate(told))
    except ValidationError as wrong:
        problems += [texts.problem(code, name, found, error) for name, found, error in explain(wrong, TopicText)]


def _line(written: str, code: str, name: str) -> int:
    """Return the line of a key in the part of a topic; of the part itself where the key is not there."""
    start = line_of(written, rf"^\[\"?{re.escape(code)}\"?\]")
    if not start:
        return line_of(written, rf"^{re.escape(code)}\s*=")
    part = re.split(r"^\[", "".join(written.splitlines(keepends=True)[start:]), maxsplit=1, flags=re.MULTILINE)[0]
    inside = line_of(part, rf"^{re.escape(name)}\s*=") if name else 0
    return start + inside if inside else start


# What must hold -----------------------------------------------------------------------------------------------------------


def problems_of_texts(texts: list[Texts], tables: Tables) -> Iterator[Problem]:
    """Yield what is wrong between texts, topics, and the numbers and places that they name."""
    topics = {placed.row.code for placed in tables["topics"].rows}
    languages = {placed.row.code for placed in tables["languages"].rows}
    for one in texts:
        if one.language not in languages:
            error = errors.UnknownReference(file="languages.csv")
            yield Problem(one.file, 0, 0, "", one.language, error)
        for code, placed in one.rows.items():
            if code not in topics:
                yield one.problem(code, "", code, errors.UnknownReference(file="topics.csv"))
            yield from _of_one(one, code, placed.row, tables)


def _of_one(texts: Texts, code: str, told: TopicText, tables: Tables) -> Iterator[Problem]:
    if told.reviewed_on and told.valid_until and told.valid_until < told.reviewed_on:
        reversed_ = errors.DatesReversed(valid_from=told.reviewed_on.isoformat())
        yield texts.problem(code, "valid_until", told.valid_until, reversed_)
    wrong = False
    for name in TOLD:
        for found in named_in(getattr(told, name)):
            if (error := _unfilled(found, tables)) is not None:
                wrong = True
                yield texts.problem(code, name, found, error)
    length = length_of(told.short if wrong else _filled(told.short, tables))
    if not length.fits:
        too_long = errors.ShortTooLong(most=length.most, count=length.count)
        yield texts.problem(code, "short", f"{told.short[:30]}…", too_long)


def _unfilled(found: Named | str, tables: Tables) -> RowError | None:
    if isinstance(found, str):
        return errors.PlaceholderUnknown(example=EXAMPLE)
    row = _rows(found, tables).get(found.code)
    if row is None:
        return errors.PlaceholderUnknown(example=EXAMPLE)
    return errors.PlaceNotShown() if found.table == "service" and row.consent in UNSHOWN else None


def _filled(text: str, tables: Tables) -> str:
    for found in named_in(text):
        if isinstance(found, Named):
            row = _rows(found, tables)[found.code]
            text = text.replace(str(found), row.number if found.table == "hotline" else row.name)
    return text


def _rows(found: Named, tables: Tables) -> dict[str, Any]:  # Any: Hotline or DirectoryEntry
    table = tables["hotlines" if found.table == "hotline" else "services_directory"]
    return {placed.row.code: placed.row for placed in table.rows}
