"""The letter that answers a request, in the language of who asked: published cells, why others are held back, where all stands.

It names nobody: whoever sends it writes the address from the sealed page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from django.utils import formats, translation
from django.utils.translation import gettext as _

from vereda.countries.door import pack
from vereda.desk.labels import Labels
from vereda.desk.rooms import editions as editions_room
from vereda.desk.rooms import transparency as room
from vereda.desk.words import transparency as words
from vereda.paper.door import Letter, Told, letter_pdf, lines_of
from vereda.transparency.door import Kept
from vereda.transparency.schema import FROM_CELLS, Answered, Outcome, Request

WIDTH = 76  # signs of a line of the plain text


def letter(one: Request, answered: Answered, text: str, before: Sequence[Kept], country: str) -> Letter:
    """Return the letter. answered: as it was recorded, or as it would be; before: who asked the same and was told earlier."""
    with translation.override(one.received.lang):
        return Letter(
            sender=pack(country).name_en if one.received.lang == "en" else pack(country).name_es,
            day=_day(answered.on),
            body=_("A quien presentó la solicitud {folio}").format(folio=one.folio),
            subject=_("Respuesta a la solicitud {folio}, recibida el {day}").format(
                folio=one.folio, day=_day(one.received.received_on)
            ),
            opening=lines_of(text) if text else [],
            facts=[],
            accounts=[*_chosen(answered, country), *_whole_tables(one, answered, country)],
            closing=list(_closing(one, answered, before, country)),
            signs=[_("Por la unidad que responde: nombre y firma")],
            foot=_("Solicitud {folio}").format(folio=one.folio),
            lang=one.received.lang,
        )


def pdf(made: Letter) -> bytes:
    """Return the letter as PDF."""
    with translation.override(made.lang):
        lacking = _("Donde dice «?» se escribió un signo que esta letra no tiene; el texto completo está en el registro.")
    return letter_pdf(made, lacking=lacking)


def plain(made: Letter) -> str:
    """Return the letter as plain text, for a platform or a mail."""
    tables = [line for one in made.accounts for line in (one.title, *(f"- {line}" for line in one.lines), "")]
    parts = [made.sender, made.day, "", made.body, "", made.subject, "", *made.opening, "", *tables]
    return "\n".join([*parts, *(text for line in made.closing for text in (line, ""))]).rstrip() + "\n"


def _chosen(answered: Answered, country: str) -> Iterator[Told]:
    """Yield the cells that were chosen, as they were told."""
    for title, cells in room.given(answered.cells, country):
        yield Told(title=title, lines=[f"{what}: {said}" for what, said in cells])


def _whole_tables(one: Request, answered: Answered, country: str) -> Iterator[Told]:
    """Yield the tables that were asked for whole, from the revision that answered."""
    parts = one.question.parts if one.question and answered.outcome in FROM_CELLS else []
    revisions = {(at.series, at.period): at.revision for at in answered.at}
    for part in parts:
        edition = room.opened(country, part.series, part.period, revisions.get((part.series, part.period)))
        if not part.cells and edition is not None:
            title = f"{room.table_title(edition, part.table)}, {room.edition_title(country, part.series, part.period)}"
            rows = room.choices(edition, part.table, country)
            held = _("reservada: {why}")
            yield Told(title=title, lines=[f"{row.said}: {row.value or held.format(why=row.why)}" for row in rows])


def _closing(one: Request, answered: Answered, before: Sequence[Kept], country: str) -> Iterator[str]:
    """Yield why something is not told, how to read the numbers, which edition they are from, and what was told before."""
    if answered.outcome is Outcome.TRANSFERRED:
        yield _("La solicitud se turna a {to}, a quien corresponde.").format(to=answered.to)
    if answered.outcome is Outcome.REFUSED and answered.ground:
        yield _("No se da esta información. {ground}. Fundamento: {law}.").format(
            ground=words.GROUNDS[answered.ground], law=answered.law
        )
    if answered.outcome not in (Outcome.TRANSFERRED, Outcome.REFUSED) and one.question and one.question.outside:
        yield str(words.REASONS[one.question.outside])
    if answered.outcome in FROM_CELLS:
        yield from _how_to_read(answered, country)
    yield from _told_before(answered, before)


def _how_to_read(answered: Answered, country: str) -> Iterator[str]:
    labels = Labels(country)
    for at in answered.at:
        edition = room.opened(country, at.series, at.period, at.revision)
        name = edition.manifest["edition"] if edition else f"{at.period} r{at.revision}"
        source = edition.manifest.get("printed_in", "") if edition else ""
        if source:
            yield _("Cifras que imprimió {source}, copiadas como salieron; no las contó este programa.").format(source=source)
        yield _("Edición {name}, huella {print}.").format(name=name, print=at.content[:16])
        if at.revision > 1:
            yield _("Es la revisión {n}; las anteriores siguen a la vista con lo que cambió y por qué.").format(n=at.revision)
    units = sorted({unit for cell in _tables_of(answered) if (unit := _unit(cell, country, labels))})
    yield from (f"{unit[:1].upper()}{unit[1:]}." for unit in units)
    if any(not at.series for at in answered.at):
        yield _(
            "Las cifras llevan ruido y van redondeadas a cinco, para que nadie pueda ser señalado; una celda reservada tiene tan "
            "pocas personas que decirla las señalaría. Los renglones no tienen que sumar su total."
        )


def _tables_of(answered: Answered) -> list[tuple[str, str, str]]:
    return list(dict.fromkeys((cell.series, cell.period, cell.table) for cell in answered.cells))


def _unit(table: tuple[str, str, str], country: str, labels: Labels) -> str:
    edition = room.opened(country, *table[:2])
    told = editions_room.told_of(edition, table[2]) if edition else None
    return str(told.get(f"unit_{editions_room.lang()}", "")) if told else ""


def _told_before(answered: Answered, before: Sequence[Kept]) -> Iterator[str]:
    """Yield that the same question was answered from an earlier revision: who compares the two letters must find why."""
    stands = {(at.series, at.period): at.revision for at in answered.at}
    for kept in before:
        for at in kept.one.answered.at if kept.one.answered else ():
            if at.revision < stands.get((at.series, at.period), 0):
                yield _("La misma pregunta se contestó antes, en {folio}, con la revisión {n} de esa edición.").format(
                    folio=kept.one.folio, n=at.revision
                )


def _day(on: date) -> str:
    return formats.date_format(on, "DATE_FORMAT")
