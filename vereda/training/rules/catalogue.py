"""The catalogue, what duties ask for, and the courses: read from files, each row with source and status. Pure."""

from __future__ import annotations

import csv
import tomllib
from calendar import monthrange
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from vereda.countries.door import TRAINING_TOPICS
from vereda.training.course import LANGS, Neutral, Text
from vereda.training.words import Duty

DATA = Path(__file__).parents[1] / "data"
COURSES = DATA / "courses"
LETTERS = "abcde"
VALID_MONTHS = 24
"""For which a certificate holds where its course does not say: the program's own proposal."""


class Read(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Topic(Read):
    """A topic. hours: as the catalogue proposes."""

    code: str
    module: str
    topic_en: str
    topic_es: str
    hours: float
    kirkpatrick_levels: str
    source: str
    status: str

    def said(self, lang: str) -> str:
        return self.topic_en if lang == "en" else self.topic_es


class Course(Read):
    """A course with its texts by language."""

    of: Neutral
    texts: dict[str, Text]

    @property
    def is_reviewed(self) -> bool:
        """Whether an expert signed it, with a day."""
        return bool(self.of.reviewed_by and self.of.reviewed_on)

    def text(self, lang: str) -> Text:
        """Return it in a language, else in the first one of the house."""
        return self.texts.get(lang) or self.texts[LANGS[0]]

    def right(self, answers: Mapping[str, str]) -> int:
        """Return how many answers are right."""
        return sum(1 for one in self.of.questions if answers.get(one.code) == one.answer)

    def passed(self, right: int, asked: int) -> bool:
        """Tell whether a test was passed."""
        return 100 * right >= self.of.pass_percent * asked


@cache
def topics() -> Mapping[str, Topic]:
    """Return the catalogue by code, in its order."""
    with TRAINING_TOPICS.open(encoding="utf-8", newline="") as file:
        return {row["code"]: Topic.model_validate(row) for row in csv.DictReader(file)}


@cache
def asked_by_duty() -> Mapping[Duty, tuple[str, ...]]:
    """Return which topics each duty asks for."""
    with (DATA / "duties.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {duty: tuple(row["topic"] for row in rows if row["duty"] == duty) for duty in Duty}


@cache
def courses() -> Mapping[str, Course]:
    """Return the courses of the house by code, in the order of the catalogue."""
    found = [read(path.parent, path.stem) for path in sorted(COURSES.glob("*.toml")) if "." not in path.stem]
    order = list(topics())
    return {one.of.code: one for one in sorted(found, key=lambda course: order.index(course.of.topics[0]))}


def read(folder: Path, code: str) -> Course:
    """Return a course from its files. Raises ValueError where a text misses a module or a question, or tells of one too many."""
    of = Neutral.model_validate(tomllib.loads((folder / f"{code}.toml").read_text(encoding="utf-8")))
    texts = {}
    for lang in LANGS:
        if (path := folder / f"{code}.{lang}.toml").exists():
            texts[lang] = Text.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
            check_whole(of, texts[lang], path.name)
    if LANGS[0] not in texts:
        raise ValueError(f"{code}: a course is written in {LANGS[0]} first")
    return Course(of=of, texts=texts)


def check_whole(of: Neutral, text: Text, name: str) -> None:
    """Raise ValueError where a text misses a module or a question, tells of one too many, or lacks the right option."""
    if list(text.modules) != [one.code for one in of.modules] or list(text.questions) != [one.code for one in of.questions]:
        raise ValueError(f"{name}: modules and questions are those of {of.code}.toml, in its order")
    for one in of.questions:
        if LETTERS.index(one.answer) >= len(text.questions[one.code].options):
            raise ValueError(f"{name}: question {one.code} has no option {one.answer}")


@cache
def _banks() -> Mapping[tuple[str, int], Mapping[str, str]]:
    found: dict[tuple[str, int], dict[str, str]] = {}
    with (DATA / "banks.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault((row["course"], int(row["revision"])), {})[row["question"]] = row["answer"]
    return found


def bank(course: str, revision: int) -> Mapping[str, str] | None:
    """Return the right letter of each question of any revision ever given out; None: of a later program."""
    return _banks().get((course, revision))


def counted(course: str, revision: int, answers: Mapping[str, str]) -> tuple[int, int] | None:
    """Return (right, asked) of a test; None where its bank is not known here."""
    right = bank(course, revision)
    return None if right is None else (sum(1 for code, letter in right.items() if answers.get(code) == letter), len(right))


def unknown(codes: Iterable[str]) -> list[str]:
    """Return the codes that the catalogue does not have."""
    return [code for code in codes if code not in topics()]


def holds_until(on: date, months: int) -> date:
    """Return the day so many months later, the last of its month where it has none so late."""
    years, month = divmod(on.month - 1 + months, 12)
    year = on.year + years
    return date(year, month + 1, min(on.day, monthrange(year, month + 1)[1]))
