"""The text of a note: from what was drafted and what its edition prints, to paragraphs in two languages whose figures say where
they stand. Pure: the same draft and edition give the same text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from vereda.press.entries import Estimated, Figure, NoteDrafted, NoteText, Paragraph, Participants, Run, Said, Workshop
from vereda.press.errors import TotalWithheld
from vereda.press.rules.phrases import BY, DAY, MONTH, MONTHS, PHRASES, SMALL, listed
from vereda.press.rules.rounding import more_than
from vereda.press.words import ATTENTIONS, GROUPS, INDIVIDUALS, LANGUAGES, PEOPLE, TOTAL, UNNAMED, Method, Part, Stands

METHOD = "vereda-press-note-1"
NATIONALITIES = 3
_PLACE = re.compile(r"\{(\w+)\}")
_PARTICIPANTS = "participants"


@dataclass(frozen=True)
class Printed:
    """What a note may read of an edition: its protected tables and its own words for their codes.

    name    'mx-2011-r1'; cut_on: day of the block up to which it counts
    values  table -> codes -> value, None where it is held back
    labels  dimension -> code -> words
    units, definitions  table -> what one unit is, in words
    """

    name: str
    period: str
    cut_on: date | None
    values: Mapping[str, Mapping[tuple[str, ...], int | None]]
    labels: Mapping[str, Mapping[str, Mapping[str, str]]]
    units: Mapping[str, Said]
    definitions: Mapping[str, Said]

    def value(self, table: str, cell: Sequence[str]) -> int | None:
        return self.values.get(table, {}).get(tuple(cell))


@dataclass
class _Figures:
    """The figures of a note, each once, whatever it says."""

    found: list[Figure] = field(default_factory=list)

    def number(self, stands: Stands, document: str, table: str, cell: Sequence[str], value: int, unit: Said) -> int:
        for one in self.found:
            if (one.stands, one.document, one.table, one.cell) == (stands, document, table, list(cell)):
                return one.number
        made = Figure(
            number=len(self.found) + 1, stands=stands, document=document, table=table, cell=list(cell), value=value, unit=unit
        )
        self.found.append(made)
        return made.number


type Filled = str | Run | Sequence[Run]
type Say = Callable[[str], Mapping[str, Filled]]  # language -> what fills a sentence


def told(draft: NoteDrafted, edition: Printed) -> NoteText:
    """Return the text of a note. Raises TotalWithheld where the edition does not print how many attentions there were."""
    figures = _Figures()
    made = {lang: list(_paragraphs(draft, edition, figures, lang)) for lang in LANGUAGES}
    return NoteText(method=METHOD, es=made["es"], en=made["en"], figures=figures.found)


def _paragraphs(draft: NoteDrafted, edition: Printed, figures: _Figures, lang: str) -> Iterator[Paragraph]:
    total = _total(edition, figures, lang)
    period = period_said(edition.period, lang)
    about = "" if total.is_above else "_about"
    yield _paragraph(Part.HEADLINE, lang, f"headline{about}", network=draft.network.of(lang), n=total.run, period=period)
    if draft.workshop:
        yield _workshop(draft.workshop, figures, lang)
    groups = _groups(draft, figures, lang)
    yield _paragraph(Part.COUNT, lang, f"count{about}", period=period, groups=groups, n=total.run)
    yield _people(draft, figures, lang)
    if (first := _nationalities(edition, figures, lang)) is not None:
        yield first
    for one in draft.quotations:
        yield _paragraph(Part.QUOTATION, lang, "quotation", words=one.words.of(lang), speaker=one.speaker, office=one.office)
    if draft.programme:
        yield Paragraph(part=Part.PROGRAMME, runs=[Run(text=draft.programme.text.of(lang))])
    yield _paragraph(
        Part.METHOD, lang, "method", attention=edition.definitions[ATTENTIONS].of(lang),
        person=edition.definitions[PEOPLE].of(lang), edition=edition.name,
        cut=day_said(edition.cut_on, lang) if edition.cut_on else "—",
    )  # fmt: skip


@dataclass(frozen=True)
class _Total:
    run: Run
    is_above: bool


def _total(edition: Printed, figures: _Figures, lang: str) -> _Total:
    cell = (TOTAL, TOTAL)
    printed = edition.value(ATTENTIONS, cell)
    if printed is None:
        raise TotalWithheld(edition=edition.name)
    number = figures.number(Stands.EDITION, edition.name, ATTENTIONS, cell, printed, edition.units[ATTENTIONS])
    above = more_than(printed)
    return _Total(Run(text=_number(above or printed), figure=number), above is not None)


def _groups(draft: NoteDrafted, figures: _Figures, lang: str) -> list[Run]:
    count = draft.annex.groups
    number = figures.number(Stands.ANNEX, "", GROUPS, (TOTAL,), count, _unit("groups_unit"))
    return _filled(PHRASES[lang]["one_group" if count == 1 else "groups"], {"n": Run(text=_number(count), figure=number)})


def _people(draft: NoteDrafted, figures: _Figures, lang: str) -> Paragraph:
    """Return the sentence of individuals: the question's estimate or the card's, of all who were met; never without interval."""
    main = main_of(draft.annex.estimates)
    if main is None:
        return _paragraph(Part.PEOPLE, lang, "no_individuals")
    runs = {}
    for name, value in (("individuals", main.individuals), ("low", main.low), ("high", main.high)):
        cell = (main.method.value, name)
        number = figures.number(Stands.ANNEX, "", INDIVIDUALS, cell, value or 0, _unit("individuals_unit"))
        runs[name] = Run(text=_number(value or 0), figure=number)
    said = _filled(
        PHRASES[lang]["individuals"],
        {"n": runs["individuals"], "low": runs["low"], "high": runs["high"], "by": BY[main.method][lang]},
    )
    return Paragraph(part=Part.PEOPLE, runs=_joined([*said, Run(text=PHRASES[lang]["others"])]))


def main_of(estimates: Sequence[Estimated]) -> Estimated | None:
    """Return the estimate that a sentence tells: of all people who were met, the question's where there is one."""
    by = {one.method: one for one in estimates if one.individuals is not None}
    return by.get(Method.QUESTION) or by.get(Method.CARD)


def _nationalities(edition: Printed, figures: _Figures, lang: str) -> Paragraph | None:
    """Return the first three by their printed numbers; of equals the first in the order of the edition."""
    rows = edition.values.get(PEOPLE, {})
    named = [
        (codes, value)
        for codes, value in rows.items()
        if codes[0] not in UNNAMED and set(codes[1:]) == {TOTAL} and value is not None
    ]
    first = sorted(named, key=lambda one: -one[1])[:NATIONALITIES]
    if not first:
        return None
    runs: list[Run] = []
    for place, (codes, value) in enumerate(first):
        number = figures.number(Stands.EDITION, edition.name, PEOPLE, codes, value, edition.units[PEOPLE])
        name = edition.labels.get("nationality", {}).get(codes[0], {}).get(lang, codes[0])
        if place:
            runs.append(Run(text=listed(["", ""], lang) if place == len(first) - 1 else ", "))
        runs += _filled(PHRASES[lang]["nationality"], {"name": name, "n": Run(text=_number(value), figure=number)})
    return _paragraph(Part.NATIONALITIES, lang, "nationalities", list=runs)


# the workshop -------------------------------------------------------------------------------------------------------


def _workshop(told: Workshop, figures: _Figures, lang: str) -> Paragraph:
    runs: list[Run] = []
    for place, one in enumerate(told.participants):
        if place:
            runs.append(Run(text=listed(["", ""], lang) if place == len(told.participants) - 1 else ", "))
        runs += _participants(one, place, told, figures, lang)
    days = figures.number(Stands.SOURCE, told.source, told.code, ("days",), told.days, _unit("days_unit"))
    small = SMALL[lang]
    length: Filled = PHRASES[lang]["one_day"]
    if told.days > 1:
        word = small[told.days] if told.days < len(small) else _number(told.days)
        length = _filled(PHRASES[lang]["days"], {"n": Run(text=word, figure=days)})
    dated = {"on": day_said(told.from_on, lang)} if told.from_on else {}
    said = _filled(
        PHRASES[lang]["workshop_dated" if dated else "workshop"],
        {
            "participants": runs, "days": length, "place": told.place.of(lang), **dated,
            "organisers": listed([one.of(lang) for one in told.organisers], lang),
        },
    )  # fmt: skip
    topics = listed([one.of(lang) for one in told.topics], lang)
    said += [Run(text=PHRASES[lang]["topics"].format(topics=topics))] if told.topics else []
    joined = _joined(said)
    first = joined[0]
    return Paragraph(
        part=Part.WORKSHOP, runs=[first.model_copy(update={"text": first.text[:1].upper() + first.text[1:]}), *joined[1:]]
    )


def _participants(one: Participants, place: int, told: Workshop, figures: _Figures, lang: str) -> list[Run]:
    if one.count is None:
        return [Run(text=one.who.of(lang))]
    cell = (_PARTICIPANTS, str(place + 1))
    number = figures.number(Stands.SOURCE, told.source, told.code, cell, one.count, _unit("participants_unit"))
    return _filled(PHRASES[lang]["participants"], {"n": Run(text=_number(one.count), figure=number), "who": one.who.of(lang)})


# words --------------------------------------------------------------------------------------------------------------


def period_said(period: str, lang: str) -> str:
    """Return a period in words: '2011', 'diciembre de 2011'."""
    year, _, month = period.partition("-")
    return MONTH[lang].format(month=MONTHS[lang][int(month) - 1], year=year) if month else year


def day_said(on: date, lang: str) -> str:
    """Return a day in words."""
    return DAY[lang].format(day=on.day, month=MONTHS[lang][on.month - 1], year=on.year)


def plain(paragraph: Paragraph) -> str:
    """Return a paragraph without its marks."""
    return "".join(one.text for one in paragraph.runs)


def _paragraph(part: Part, lang: str, phrase: str, **filled: Filled) -> Paragraph:
    return Paragraph(part=part, runs=_joined(_filled(PHRASES[lang][phrase], filled)))


def _filled(phrase: str, told: Mapping[str, Filled]) -> list[Run]:
    """Return a sentence with its places filled: what is text stays text, a figure keeps its number."""
    runs: list[Run] = []
    for at, piece in enumerate(_PLACE.split(phrase)):
        filled: Filled = told[piece] if at % 2 else piece
        runs += [Run(text=filled)] if isinstance(filled, str) else [filled] if isinstance(filled, Run) else list(filled)
    return [one for one in runs if one.text]


def _joined(runs: Sequence[Run]) -> list[Run]:
    """Return runs with neighbours that tell no figure as one."""
    made: list[Run] = []
    for one in runs:
        if made and made[-1].figure is None and one.figure is None:
            made[-1] = Run(text=made[-1].text + one.text)
        else:
            made.append(one)
    return made


def _unit(phrase: str) -> Said:
    return Said(es=PHRASES["es"][phrase], en=PHRASES["en"][phrase])


def _number(value: int) -> str:
    return f"{value:,}"
