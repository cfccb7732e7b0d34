"""What pages of good practice draw: rows of the list, a text with its figures and references in words, its sheet, its forms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import formats, translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from vereda.access.door import Action, Part, Reader, RecordClass, holds
from vereda.countries.door import law_countries, pack
from vereda.desk.labels import Labels
from vereda.desk.rooms import editions as editions_room
from vereda.desk.rooms import transparency as cells
from vereda.desk.rooms.typed import Typed
from vereda.desk.words import good_practice as words
from vereda.exchange import door as exchange
from vereda.exchange.door import Practice, TakenUp
from vereda.exchange.schema import PARTS, Card, Figure, Reference, ReferenceStatus, Said, Stage, Text, Topic
from vereda.logbook.door import this_node
from vereda.practice import is_practice

EMAIL = re.compile(r"[^\s@<>\"]+@[^\s@<>\"]+\.[^\s@<>\"]{2,}")
ADDRESS = re.compile(r"https?://\S+")
REFERENCES_MOST = 30


@dataclass(frozen=True)
class May:
    """What the reader may do here: for buttons, never for opening."""

    write: bool
    publish: bool

    @property
    def drafts(self) -> bool:
        return self.write or self.publish


@dataclass(frozen=True)
class Line:
    """A practice in the list. language: of its title; stages: how far each language is."""

    subject: UUID
    title: str
    language: str
    topics: str
    where: str
    stages: Sequence[tuple[str, str, bool]]
    taken_up: int


def may_of(reader: Reader) -> May:
    """Return what the reader may do; nothing at a post's own machine and in a practice."""
    is_away = is_practice(reader.group) or this_node().is_post
    return May(
        write=not is_away and holds(reader.role, RecordClass.K0, Action.WRITE, Part.DRAFT),
        publish=not is_away and holds(reader.role, RecordClass.K0, Action.APPROVE),
    )


def language_here() -> str:
    """Return the language of the screen by its three letters."""
    return "eng" if (get_language() or "es").startswith("en") else "spa"


def own_name(country: str, language: str) -> str:
    """Return how a language is called by who speaks it."""
    return dict(exchange.languages(country)).get(language, language)


def country_name(reader_country: str, iso: str) -> str:
    """Return the name of a country."""
    return Labels(reader_country).nationality(iso.upper())


def countries(country: str, rows: Sequence[Practice] = ()) -> list[tuple[str, str]]:
    """Return (code, name) of the countries that a practice may be of: whose laws stand here, and of some practices."""
    codes = {*law_countries(), country, *(iso for one in rows for iso in one.card.practised_in)}
    return sorted(((iso, country_name(country, iso)) for iso in codes), key=lambda pair: pair[1])


def topics() -> list[tuple[str, str]]:
    return [(topic.value, str(words.TOPICS[topic])) for topic in Topic]


def line(one: Practice, country: str, asked: str, *, drafts: bool) -> Line:
    """Return a practice as the list shows it, in the language asked for where it has that."""
    language = one.read_in(asked, published=one.is_published)
    text = one.text(language)
    shown = text.published.said if text.published else text.newest
    stages = [
        (own_name(country, code), str(words.STAGES[stage]), stage is Stage.PUBLISHED)
        for code, stage in exchange.stages(one)
        if drafts or stage is Stage.PUBLISHED
    ]
    return Line(
        one.subject, shown.title if shown else "", language, ", ".join(str(words.TOPICS[topic]) for topic in one.card.topics),
        ", ".join(country_name(country, iso) for iso in one.card.practised_in), stages, len(one.taken_up),
    )  # fmt: skip


# one practice ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class FigureTold:
    """A figure in words. now: what its edition says by now where that is another number, '' where it stands or is not ours."""

    code: str
    said: str
    value: str
    where: str
    link: str
    now: str


@dataclass(frozen=True)
class ReferenceTold:
    number: int
    title: str
    address: str
    status: str
    is_read: bool


@dataclass(frozen=True)
class AdoptionTold:
    """Who took it up: where, since when, what they did another way; results the latest first."""

    subject: UUID
    who: str
    where: str
    on: Any  # a day
    changed: str
    language: str
    results: Sequence[tuple[Any, str, str, str]]


def figures(card: Card, country: str) -> list[FigureTold]:
    """Return the figures of a card in words, each with its edition."""
    changed = {figure_code(one): value for one, value in exchange.moved(card.figures, country)}
    return [_figure(one, country, changed) for one in card.figures]


def figure_code(one: Figure) -> str:
    """Return the name of a figure in a form."""
    return "|".join([one.country, one.series, one.period, str(one.revision), one.table, ";".join(one.cell)])


def _figure(one: Figure, country: str, changed: dict[str, int | None]) -> FigureTold:
    labels, code = Labels(country), figure_code(one)
    value = editions_room.shown(one.value)
    if one.country != country:
        where = _("{table}, edición {period} r{revision} de {country}").format(
            table=one.table, period=one.period, revision=one.revision, country=country_name(country, one.country)
        )
        return FigureTold(code, " · ".join(one.cell), value, where, "", "")
    opened = cells.opened(country, one.series, one.period, one.revision)
    title = cells.edition_title(country, one.series, one.period)
    where = _("{table}, {edition}, revisión {revision}").format(
        table=cells.table_title(opened, one.table), edition=title, revision=one.revision
    )
    now = editions_room.shown(changed[code]) or _("reservada") if code in changed else ""
    return FigureTold(code, cells.cell_words(opened, one.table, one.cell, labels), value, where, _address(one), now)


def _address(one: Figure) -> str:
    """Return the open page of the revision in which a figure stands: everybody who reads a practice may open it."""
    after = "-en" if language_here() == "eng" else ""
    if one.series:
        return reverse(f"public:data-printed-revision{after}", args=[one.series, one.period, one.revision])
    return reverse(f"public:data-revision{after}", args=[one.period, one.revision])


def references(card: Card) -> list[ReferenceTold]:
    return [
        ReferenceTold(n, one.title, one.address, str(words.REFERENCES[one.status]), one.status is ReferenceStatus.READ)
        for n, one in enumerate(card.references, 1)
    ]


def adoptions(rows: Sequence[TakenUp], country: str) -> list[AdoptionTold]:
    return [
        AdoptionTold(
            row.subject,
            row.told["who"],
            country_name(country, row.told["in_country"]),
            _day(row.told["on"]),
            row.told["changed"],
            row.told["language"],
            [_result(one) for one in reversed(row.results)],
        )
        for row in rows
    ]


def _result(one: Mapping[str, Any]) -> tuple[Any, str, str, str]:  # Any: JSON; a day
    return _day(one["on"]), str(words.RESULTS[one["result"]]), one["words"], one["language"]


def _day(iso: str) -> Any:  # a day
    return datetime.fromisoformat(iso).date()


def paragraphs(said: Said) -> list[tuple[str, str, str]]:
    """Return (name, heading, text) of the parts that say something."""
    return [(name, str(words.PARTS[name]), text) for name in PARTS if (text := getattr(said, name))]


def sheet(one: Practice, text: Text, country: str) -> exchange.printing.Sheet:
    """Return a practice as it is printed in one language: what stands, else the draft with a band. Raises NotPublished."""
    stands = text.published
    said, card = (stands.said, stands.card) if stands else (text.newest, one.card)
    if said is None:
        raise exchange.NotPublished
    with translation.override("en" if text.language == "eng" else "es"):
        return exchange.printing.Sheet(
            language=text.language, said=said, kicker=_kicker(card, country),
            foot=file_name(one, text), band="" if stands else _("Borrador: nadie responde todavía por este texto"),
            figures=[f"{told.said}: {told.value} ({told.where})" for told in figures(card, country)],
            references=[_reference(told) for told in references(card)],
            taken_up=list(_taken_up(one, country)), contact=", ".join(part for part in (card.office, card.email) if part),
        )  # fmt: skip


def _kicker(card: Card, country: str) -> str:
    where = ", ".join(country_name(country, iso) for iso in card.practised_in)
    since = _("desde {year}").format(year=card.since) if card.since else ""
    return " · ".join(part for part in (", ".join(str(words.TOPICS[one]) for one in card.topics), where, since) if part)


def _reference(told: ReferenceTold) -> str:
    said = f"[{told.number}] {told.title} {told.address}".strip()
    return said if told.is_read else f"{said} ({told.status})"


def _taken_up(one: Practice, country: str) -> Iterator[str]:
    for row in adoptions(one.taken_up, country):
        since = _("desde el {day}").format(day=formats.date_format(row.on, "DATE_FORMAT"))
        results = [f"{said}. {told}".strip() for _on, said, told, _language in row.results[:1]]
        yield " ".join([f"{row.who} ({row.where}), {since}.", *results])


def file_name(one: Practice, text: Text) -> str:
    """Return what a sheet is called: 'practica-1a2b3c4d-spa-r2'."""
    number = f"r{text.published.revision}" if text.published else _("borrador")
    return f"practica-{one.code or str(one.subject)[:8]}-{text.language}-{number}"


# forms ----------------------------------------------------------------------------------------------------------------


def written(typed: Typed) -> dict[str, str]:
    """Return what was typed of a text."""
    return {name: typed.get(name) for name in ("title", *PARTS)}


def as_typed(said: Said | None) -> dict[str, str]:
    return dict(said.model_dump()) if said else {}


def topics_of(typed: Typed) -> list[Topic]:
    """Return the topics that were ticked, one to four; what is wrong is said."""
    found = [topic for topic in Topic if typed.is_on(f"topic:{topic}")]
    if not 1 <= len(found) <= 4:
        typed.wrong("topics", _("Elija de uno a cuatro temas."))
    return found


def practised_in(typed: Typed, known: Sequence[tuple[str, str]]) -> list[str]:
    return [iso for iso, _name in known if typed.is_on(f"country:{iso}")]


def card_of(typed: Typed, before: Card, known: Sequence[tuple[str, str]]) -> Card | None:
    """Return what was typed of a card; None with the errors beside their fields. A reference that was there keeps its status."""
    office, email = typed.text("office"), typed.text("email")
    if email and not EMAIL.fullmatch(email):
        typed.wrong(
            "email", _("El correo «{value}» no se entiende. Escriba, por ejemplo, rescate@example.org.").format(value=email[:80])
        )
    since = typed.number_or_none("since", 2199)
    if since is not None and since < 1900:
        typed.wrong("since", _("Escriba el año con cuatro cifras, o déjelo vacío."))
    found, chosen = _references(typed, before), topics_of(typed)
    if typed.errors:
        return None
    return Card(topics=chosen, practised_in=practised_in(typed, known), since=since, office=office, email=email, references=found)


def _references(typed: Typed, before: Card) -> list[Reference]:
    """Return references, one a line: words, and the address where there is one; 'leída' is ticked for all new ones or none."""
    known = {(one.title, one.address): one.status for one in before.references}
    new = ReferenceStatus.READ if typed.is_on("references_read") else ReferenceStatus.NAMED
    found = []
    for row in filter(None, (one.strip() for one in typed.get("references").splitlines())):
        address = match[0] if (match := ADDRESS.search(row)) else ""
        title = row.replace(address, "").strip(" |;,") if address else row
        if not title or len(title) > 300 or len(address) > 500:
            typed.wrong("references", _("Cada renglón lleva el título y, si hay, la dirección: a lo más 300 y 500 letras."))
            return []
        found.append(Reference(title=title, address=address, status=known.get((title, address), new)))
    if len(found) > REFERENCES_MOST:
        typed.wrong("references", _("Caben {most} fuentes.").format(most=REFERENCES_MOST))
    return found


def card_as_typed(card: Card) -> dict[str, str]:
    return {
        **{f"topic:{one}": "on" for one in card.topics}, **{f"country:{iso}": "on" for iso in card.practised_in},
        "since": str(card.since or ""), "office": card.office, "email": card.email,
        "references": "\n".join(f"{one.title} | {one.address}".removesuffix(" | ") for one in card.references),
    }  # fmt: skip


def languages_to_write(one: Practice, country: str) -> list[tuple[str, str]]:
    """Return (code, own name) of the languages in which nothing is written yet."""
    main = pack(country).country.main_language
    there = {code for code, text in one.texts.items() if text.newest}
    return [(code, name) for code, name in exchange.languages(country) if code not in there or (code == main and not there)]
