"""Sentences that say what a chart shows, made from its numbers, as a person would write them. Pure; both languages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from vereda.countries.door import worded
from vereda.statistics.charts.words import day, listed, month, number, percent, tongue

FEW = 20
"""Below so many a percentage says more than is known: the difference is told as a number."""
type Named = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Span:
    """Local days, both inclusive, as they are spoken of. to_on of a month that runs is the last day that is counted."""

    from_on: date
    to_on: date

    @property
    def is_month(self) -> bool:
        return self.is_in_month and (self.to_on + timedelta(days=1)).day == 1

    @property
    def is_in_month(self) -> bool:
        """Whether it begins a month and ends in it."""
        return self.from_on.day == 1 and (self.from_on.year, self.from_on.month) == (self.to_on.year, self.to_on.month)

    @property
    def is_year(self) -> bool:
        return (self.from_on.month, self.from_on.day, self.to_on.month, self.to_on.day) == (1, 1, 12, 31) and self._one_year

    @property
    def _one_year(self) -> bool:
        return self.from_on.year == self.to_on.year

    def words(self, lang: str) -> str:
        """Return 'octubre de 2026', 'del 1 al 18 de noviembre de 2026', '2026', '3 de octubre de 2026'."""
        english = tongue(lang) == "en"
        if self.is_year:
            return str(self.from_on.year)
        if self.is_month:
            return month(self.from_on, lang)
        if self.from_on == self.to_on:
            return day(self.from_on, lang)
        same = (self.from_on.year, self.from_on.month) == (self.to_on.year, self.to_on.month)
        first = str(self.from_on.day) if same else day(self.from_on, lang, with_year=not self._one_year)
        return f"{first} to {day(self.to_on, lang)}" if english else f"del {first} al {day(self.to_on, lang)}"

    def opening(self, lang: str) -> str:
        """Return how a sentence about it begins: 'En octubre de 2026', 'Del 1 al 18 de noviembre de 2026'."""
        said = self.words(lang)
        if tongue(lang) == "en":
            return (
                f"In {said}" if self.is_month or self.is_year else f"On {said}" if self.from_on == self.to_on else f"From {said}"
            )
        return (
            f"En {said}"
            if self.is_month or self.is_year
            else f"El {said}"
            if self.from_on == self.to_on
            else said[0].upper() + said[1:]
        )


@dataclass(frozen=True, slots=True)
class Before:
    """What a count is held against. name: 'un año antes', 'los mismos días de un año antes'."""

    count: int
    es: str
    en: str

    def name(self, lang: str) -> str:
        return self.en if tongue(lang) == "en" else self.es


def year_before(count: int, span: Span) -> Before:
    """Return what the same days of the year before counted, with the words for them."""
    if span.is_month or span.is_year:
        return Before(count, "un año antes", "a year before")
    return Before(count, "en los mismos días de un año antes", "on the same days a year before")


def month_before(count: int, span: Span) -> Before:
    if span.is_month:
        return Before(count, "el mes anterior", "the month before")
    return Before(count, "en los mismos días del mes anterior", "on the same days of the month before")


def change(now: int, before: Before, lang: str) -> str:
    """Return how a count stands to an earlier one: '12 % menos que un año antes', 'una más que el mes anterior'."""
    english, then = tongue(lang) == "en", before.name(lang)
    gap = now - before.count
    if gap == 0:
        return f"as many as {then}" if english else f"lo mismo que {then}"
    if before.count == 0:
        return f"nobody {then}" if english else f"{then}, nadie"
    if now == 0:
        return f"{number(before.count, lang)} {then}"
    word = ("more" if gap > 0 else "fewer") if english else ("más" if gap > 0 else "menos")
    if before.count < FEW:
        return f"{number(abs(gap), lang)} {word} than {then}" if english else f"{number(abs(gap), lang)} {word} que {then}"
    share = abs(gap) / before.count
    if gap > 0 and share >= 1:
        times = f"{now / before.count:.1f}".removesuffix(".0")
        return f"{times} times as many as {then}" if english else f"{times} veces lo {_of(then.removeprefix('en '))}"
    if share < 0.01:
        return f"about as many as {then}" if english else f"casi lo mismo que {then}"
    return f"{percent(share, lang)} {word} than {then}" if english else f"{percent(share, lang)} {word} que {then}"


def people(span: Span, count: int, before: Before | None, nations: Sequence[Named], lang: str) -> str:
    """Return how many people were helped, against when, and from where most of them.

    nations  (name, people) of those whose nationality is known, in any order
    """
    english = tongue(lang) == "en"
    if count == 0:
        nobody = f"{span.opening(lang)} nobody was helped" if english else f"{span.opening(lang)} no se atendió a nadie"
        if before and before.count:
            return (
                f"{nobody}; {_people(before.count, lang)} {before.name(lang)}."
                if english
                else (f"{nobody}; {before.name(lang)} se atendió a {_people(before.count, lang)}.")
            )
        return f"{nobody}."
    verb = ("was" if count == 1 else "were") if english else ""
    said = (
        f"{span.opening(lang)} {_people(count, lang)} {verb} helped"
        if english
        else f"{span.opening(lang)} se atendió a {_people(count, lang)}"
    )
    said += _beside(count, before, lang)
    mostly = from_where(nations, count, lang)
    return f"{said}; {mostly}." if mostly else f"{said}."


def from_where(nations: Sequence[Named], count: int, lang: str) -> str:
    """Return whence most people came: a majority of all, else the first three; nothing where it is known of few."""
    english = tongue(lang) == "en"
    known = sorted(((name, n) for name, n in nations if n > 0), key=lambda one: (-one[1], one[0]))
    if not known or count < 2 or 2 * sum(n for _name, n in known) < count:
        return ""
    name, most = known[0]
    if most >= count:
        return f"all from {name}" if english else f"{'las dos' if count == 2 else 'todas'} de {name}"
    if 2 * most > count:
        return f"most were from {name}" if english else f"la mayoría era de {name}"
    first = listed([one for one, _n in known[:3]], lang)
    return f"mainly from {first}" if english else f"sobre todo de {first}"


def _people(count: int, lang: str) -> str:
    if tongue(lang) == "en":
        return "one person" if count == 1 else f"{number(count, lang)} people"
    return "una persona" if count == 1 else f"{number(count, lang)} personas"


def needs(services: Sequence[Named], lang: str) -> str:
    """Return what help was given most. services: (name, times given to a person)."""
    found = _sorted(services)
    if not found:
        return "No help was noted." if tongue(lang) == "en" else "No se anotó ninguna ayuda."
    name, most = found[0]
    rest = [_low(one) for one, _n in found[1:3]]
    if tongue(lang) == "en":
        said = f"What was given most was {_low(name)} ({number(most, lang)})"
        return f"{said}, then {listed(rest, lang)}." if rest else f"{said}."
    said = f"Lo que más se dio fue {_low(name)} ({number(most, lang)})"
    return f"{said}; después, {listed(rest, lang)}." if rest else f"{said}."


def rescues(span: Span, count: int, before: Before | None, lang: str) -> str:
    """Return how many people were rescued."""
    english = tongue(lang) == "en"
    if count == 0:
        said = f"{span.opening(lang)} nobody was rescued" if english else f"{span.opening(lang)} no se rescató a nadie"
        if before and before.count:
            said += (
                f"; {_people(before.count, lang)} {before.name(lang)}"
                if english
                else f"; {before.name(lang)}, a {_people(before.count, lang)}"
            )
        return f"{said}."
    if english:
        said = f"{span.opening(lang)} {_people(count, lang)} {'was' if count == 1 else 'were'} rescued"
    else:
        said = f"{span.opening(lang)} se rescató a {_people(count, lang)}"
    return f"{said}{_beside(count, before, lang)}."


def _beside(count: int, before: Before | None, lang: str) -> str:
    """Return how a count stands to an earlier one, as a sentence goes on."""
    if before is None:
        return ""
    if before.count == 0:
        then = before.name(lang)
        return f" (nobody {then})" if tongue(lang) == "en" else f" ({then}, a nadie)"
    return f", {change(count, before, lang)}"


def areas(values: Sequence[Named], lang: str) -> str:
    """Return where it was. values: (name of the area, people)."""
    found, english = _sorted(values), tongue(lang) == "en"
    total = sum(n for _name, n in found)
    if not found:
        return ""
    name, most = found[0]
    if len(found) == 1:
        return f"All of it was in {name}." if english else f"Todo fue en {name}."
    share = percent(most / total, lang)
    said = "Fue en {n} entidades; {share} de las personas, en {name}."
    usual = "It was in {n} states; {share} of the people in {name}." if english else said
    return worded(said, tongue(lang), usual).format(n=len(found), share=share, name=name)


def groups(values: Sequence[Named], every: int, lang: str) -> str:
    """Return how many of all groups noted somebody, and which one most. values: (name, people); every: number of groups."""
    found = _sorted(values)
    if not found:
        return ""
    name, most = found[0]
    if tongue(lang) == "en":
        return f"{len(found)} of {every} groups noted somebody; {name} most ({number(most, lang)})."
    return f"Anotaron {len(found)} de {every} grupos; el que más, {name} ({number(most, lang)})."


def languages(values: Sequence[Named], lang: str) -> str:
    """Return in how many languages people were told of something, and in which most. values: (language, times told)."""
    found = _sorted(values)
    if not found:
        return ""
    name = found[0][0]
    if tongue(lang) == "en":
        return (
            f"All of it was told in {name}." if len(found) == 1 else f"It was told in {len(found)} languages, mainly in {name}."
        )
    named = _low(name)
    return f"Todo se explicó en {named}." if len(found) == 1 else f"Se explicó en {len(found)} idiomas, sobre todo en {named}."


def course(points: Sequence[tuple[date, float | None]], lang: str) -> str:
    """Return the highest and lowest of whole months: 'En 24 meses, lo más fue marzo de 2026 (3,100) y lo menos ...'."""
    known = [(on, value) for on, value in points if value is not None]
    if len(known) < 3:
        return ""
    high = max(known, key=lambda one: (one[1], one[0]))
    low = min(known, key=lambda one: (one[1], -one[0].toordinal()))
    english = tongue(lang) == "en"
    if high[1] == low[1]:
        return (
            f"The same every month: {number(high[1], lang)}." if english else f"Igual todos los meses: {number(high[1], lang)}."
        )
    if english:
        return f"Of {len(known)} months, {_month(high, lang)} was the highest and {_month(low, lang)} the lowest."
    return f"De {len(known)} meses, el más alto fue {_month(high, lang)} y el más bajo, {_month(low, lang)}."


def _month(one: tuple[date, float], lang: str) -> str:
    return f"{month(one[0], lang)} ({number(one[1], lang)})"


def unknown(what: Sequence[tuple[str, float]], lang: str) -> str:
    """Return what is not known of people. what: (words with their article, share of one); nothing is told of 0."""
    told = [f"{_low(name)} ({percent(share, lang)})" for name, share in what if share > 0]
    if tongue(lang) == "en":
        return f"Not known of everybody: {listed(told, lang)}." if told else "Nationality, sex and age are known of everybody."
    return f"No de todas las personas se sabe {listed(told, lang)}." if told else "De todas se sabe nacionalidad, sexo y edad."


def _of(then: str) -> str:
    return f"del {then.removeprefix('el ')}" if then.startswith("el ") else f"de {then}"


def _sorted(values: Sequence[Named]) -> list[Named]:
    return sorted(((name, n) for name, n in values if n > 0), key=lambda one: (-one[1], one[0]))


def _low(name: str) -> str:
    """Return a name as it stands inside a sentence; an abbreviation keeps its capitals."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]
