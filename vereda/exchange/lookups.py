"""Reading good practice: those of the files and those that were written here, each with its texts and who took it up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

from vereda.countries.door import pack
from vereda.exchange.entries import Card, Figure
from vereda.exchange.errors import FigureUnknown, LanguageUnknown, PracticeUnknown
from vereda.exchange.models import Adoption, GoodPractice, PracticeText
from vereda.exchange.rules import search
from vereda.exchange.rules.fold import Text, seed_subject, text_of
from vereda.exchange.seeds import Seed, seeds
from vereda.exchange.words import Origin, Stage, Topic
from vereda.statistics import door as statistics
from vereda.statistics.door import EditionFilesWrong, EditionUnknown


@dataclass(frozen=True)
class TakenUp:
    """That somebody took a practice up. state: as it is folded; the last result is the one that counts."""

    subject: UUID
    state: Mapping[str, Any]  # Any: JSON

    @property
    def told(self) -> Mapping[str, Any]:
        return self.state["adopted"]

    @property
    def results(self) -> Sequence[Mapping[str, Any]]:
        return sorted(self.state["results"], key=lambda one: one["on"])


@dataclass(frozen=True)
class Practice:
    """A practice. language: in which it was written first; code: of the files, '' where it was written here."""

    subject: UUID
    language: str
    origin: Origin
    came_from: str
    card: Card
    texts: Mapping[str, Text]
    taken_up: Sequence[TakenUp]
    code: str = ""

    def text(self, language: str) -> Text:
        return self.texts.get(language) or Text(language)

    @property
    def first(self) -> Text:
        return self.text(self.language)

    @property
    def is_published(self) -> bool:
        return any(one.published for one in self.texts.values())

    def is_behind(self, language: str) -> bool:
        """Tell whether a translation says an older version of the first language than what was written there last."""
        text, first = self.text(language), self.first.newest
        return language != self.language and bool(text.translates) and first is not None and text.translates != first.version

    def read_in(self, asked: str, *, published: bool) -> str:
        """Return the language in which it is shown to who asks for one: that one, the first, else any that there is."""
        there = [code for code, one in self.texts.items() if (one.published if published else one.newest)]
        return next((code for code in (asked, self.language) if code in there), min(there, default=self.language))


def practices(country: str) -> list[Practice]:
    """Return all practices of a country: those of the files in their order, then those written here, the newest last."""
    states: dict[UUID, Mapping[UUID | str, Any]] = defaultdict(dict)
    rows = {row.subject: row.state for row in GoodPractice.objects.filter(country=country).order_by("subject")}
    for text in PracticeText.objects.filter(country=country).order_by("language"):
        states[text.practice] = {**states[text.practice], text.language: text.state}
    taken: dict[UUID, list[TakenUp]] = defaultdict(list)
    for row in Adoption.objects.filter(country=country).order_by("on", "subject"):
        taken[row.practice].append(TakenUp(row.subject, row.state))
    of_files = {seed_subject(country, one.code): one for one in seeds()}
    others = sorted((one for one in rows if one not in of_files), key=lambda one: _opened_at(rows[one]))
    subjects = [*of_files, *others]
    return [_practice(one, rows.get(one), states[one], taken[one], of_files.get(one)) for one in subjects]


def _opened_at(state: Mapping[str, Any]) -> str:  # Any: JSON
    return str((state["opened"] or {}).get("at", ""))


def practice(subject: UUID, country: str) -> Practice:
    """Return one. Raises PracticeUnknown."""
    found = next((one for one in practices(country) if one.subject == subject), None)
    if found is None:
        raise PracticeUnknown
    return found


def _practice(
    subject: UUID, row: Mapping[str, Any] | None, states: Mapping[Any, Any], taken: Sequence[TakenUp], seed: Seed | None
) -> Practice:  # Any: folded states by language
    opened = (row or {}).get("opened") or {}
    card = Card.model_validate(row["card"]) if row else (seed.card if seed else None)
    if card is None:
        raise PracticeUnknown
    of_file = seed.texts if seed else {}
    return Practice(
        subject=subject,
        language=opened.get("language") or (seed.language if seed else ""),
        origin=Origin(opened.get("origin") or Origin.SOURCES),
        came_from=opened.get("came_from", ""),
        card=card,
        texts={code: text_of(code, states.get(code), of_file.get(code)) for code in sorted({*states, *of_file})},
        taken_up=taken,
        code=seed.code if seed else "",
    )


def found(
    rows: Sequence[Practice], written: str = "", *, topic: Topic | None = None, country: str = "", drafts: bool = False
) -> list[Practice]:
    """Return the practices that answer, the best first; drafts: also what is not published.

    written  words, in any of its languages; country: where it was done
    """
    words = search.asked(written)
    kept = [
        one
        for one in rows
        if (drafts or one.is_published)
        and topic in (None, *one.card.topics)
        and (not country or country in one.card.practised_in)
    ]
    if not words:
        return kept
    weighed = [(search.weight(words, _said(one, drafts=drafts)), one) for one in kept]
    return [one for weight, one in sorted(weighed, key=lambda pair: -pair[0]) if weight]


def _said(one: Practice, *, drafts: bool) -> list[Any]:  # Any: Said
    published = [text.published.said for text in one.texts.values() if text.published]
    return [*published, *(text.newest for text in one.texts.values() if drafts and text.newest)]


def waiting(rows: Sequence[Practice]) -> list[tuple[Practice, Text]]:
    """Return the texts that wait for another person: written or reviewed here, and neither what stands nor what was taken off."""
    return [(one, text) for one in rows for text in one.texts.values() if text.waits and _is_at_work(text)]


def _is_at_work(text: Text) -> bool:
    last = text.revisions[-1].version if text.revisions else ""
    is_new = text.newest is not None and text.newest.version != last and bool(text.state["written"])
    return is_new or bool(text.state["reviews"])


def stages(one: Practice) -> list[tuple[str, Stage]]:
    """Return how far each language is, the first one before the others."""
    return sorted(((code, text.stage) for code, text in one.texts.items()), key=lambda pair: (pair[0] != one.language, pair[0]))


def languages(country: str) -> list[tuple[str, str]]:
    """Return (code, own name) of the languages in which a practice may be written; the country's main one first."""
    here = pack(country)
    names = {code: here.own_names.get(code) or row.label_es for code, row in here.languages.items()}
    return sorted(names.items(), key=lambda pair: (pair[0] != here.country.main_language, pair[1].casefold()))


def demand_language(country: str, language: str) -> None:
    """Raises LanguageUnknown."""
    if language not in pack(country).languages:
        raise LanguageUnknown(language=language[:20])


def practice_subjects(country: str) -> set[UUID]:
    """Return what every post must hold of good practice, whoever wrote it."""
    return {
        one
        for model in (GoodPractice, PracticeText, Adoption)
        for one in model.objects.filter(country=country).values_list("subject", flat=True)
    }


# figures --------------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=64)
def _sheet(
    country: str, series: str, period: str, revision: int, content: str, table: str
) -> Mapping[tuple[str, ...], int | None]:
    """Return the cells of a table as it was published: the hash is part of the question, so what was read once is known."""
    kept = statistics.kept(statistics.standing(country, period, series), revision)
    sheet = kept.sheet(table)
    return {tuple(row.codes): row.value for row in sheet.rows} if sheet else {}


def standing_value(one: Figure, revision: int | None = None) -> int | None:
    """Return what the cell says in a revision, the last one where none is named; None: nothing, or it is withheld."""
    try:
        row = statistics.standing(one.country, one.period, one.series)
        number = revision or len(row.revisions)
        content = row.revisions[number - 1]["content"]
        return _sheet(one.country, one.series, one.period, number, content, one.table).get(tuple(one.cell))
    except (EditionUnknown, EditionFilesWrong, IndexError):
        return None


def figure(country: str, series: str, period: str, table: str, cell: Sequence[str]) -> Figure:
    """Return a cell of the revision that stands as a practice cites it. Raises FigureUnknown."""
    try:
        row = statistics.standing(country, period, series)
        one = Figure(
            country=country, series=series, period=period, revision=len(row.revisions), table=table, cell=list(cell), value=0
        )
    except (EditionUnknown, ValueError):
        raise FigureUnknown from None
    value = standing_value(one)
    if value is None:
        raise FigureUnknown
    return one.model_copy(update={"value": value})


def moved(figures: Collection[Figure], country: str) -> list[tuple[Figure, int | None]]:
    """Return (figure, what it says by now) of each figure of ours that its edition says otherwise since."""
    found = [(one, standing_value(one)) for one in figures if one.country == country]
    return [(one, value) for one, value in found if value != one.value]
