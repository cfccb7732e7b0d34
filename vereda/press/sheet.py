"""A note as a sheet: what stands where on paper and in a plain text, in one language. Pure."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from vereda.press.entries import ContactSet, Figure, NoteText, Paragraph
from vereda.press.rules.phrases import listed
from vereda.press.rules.telling import plain
from vereda.press.words import Part, Stands

WIDE = 78
WORDS = {
    "es": {
        "contacts": "Contacto para prensa",
        "figures": "De dónde sale cada cifra",
        "edition": "Edición {document}, tabla {table}, celda {cell}: {value}, {unit}.",
        "annex": "Anexo de esta nota, {table}, {cell}: {value}, {unit}.",
        "source": "{document} ({cell}): {value}, {unit}.",
        "speaks": "Atiende en {languages}",
        "preview": "Borrador, no publicar",
    },
    "en": {
        "contacts": "Press contact",
        "figures": "Where each figure stands",
        "edition": "Edition {document}, table {table}, cell {cell}: {value}, {unit}.",
        "annex": "Annex to this note, {table}, {cell}: {value}, {unit}.",
        "source": "{document} ({cell}): {value}, {unit}.",
        "speaks": "Speaks {languages}",
        "preview": "Draft, not for publication",
    },
}


@dataclass(frozen=True)
class Sheet:
    """A note ready to be drawn. is_draft: nobody published it."""

    lang: str
    dateline: str
    text: NoteText
    contacts: Sequence[ContactSet]
    language_name: Callable[[str], str]
    is_draft: bool = False

    @property
    def headline(self) -> Paragraph:
        return next(one for one in self.text.of(self.lang) if one.part is Part.HEADLINE)

    @property
    def body(self) -> list[Paragraph]:
        return [one for one in self.text.of(self.lang) if one.part is not Part.HEADLINE]

    def word(self, name: str) -> str:
        return WORDS[self.lang][name]


def contact_lines(one: ContactSet, sheet: Sheet) -> list[str]:
    """Return the lines of a contact; what is empty is left out."""
    who = ", ".join(part for part in (one.name, one.role, one.office) if part)
    spoken = [sheet.language_name(code) for code in one.languages]
    speaks = sheet.word("speaks").format(languages=listed(spoken, sheet.lang)) if spoken else ""
    return [line for line in (who, *one.telephones, one.email, speaks) if line]


def figure_line(one: Figure, sheet: Sheet) -> str:
    """Return where a figure stands, in words that name edition, revision, table and cell."""
    phrase = {Stands.EDITION: "edition", Stands.ANNEX: "annex", Stands.SOURCE: "source"}[one.stands]
    told = {"document": one.document, "table": one.table, "cell": " · ".join(one.cell)}
    return sheet.word(phrase).format(**told, value=f"{one.value:,}", unit=one.unit.of(sheet.lang))


def marked(one: Paragraph) -> str:
    """Return a paragraph with the number of each figure behind it."""
    return "".join(f"{run.text} [{run.figure}]" if run.figure else run.text for run in one.runs)


def text(sheet: Sheet) -> str:
    """Return a note as plain text, to be copied into a letter."""
    return "\n".join(_lines(sheet)) + "\n"


def _lines(sheet: Sheet) -> Iterator[str]:
    if sheet.is_draft:
        yield from (sheet.word("preview").upper(), "")
    yield from _wrapped(plain(sheet.headline).upper())
    yield from ("", sheet.dateline) if sheet.dateline else ()
    for one in sheet.body:
        yield from ("", *_wrapped(marked(one)))
    yield from ("", sheet.word("contacts"))
    for contact in sheet.contacts:
        yield from ("", *contact_lines(contact, sheet))
    yield from ("", sheet.word("figures"), "")
    for figure in sheet.text.figures:
        yield from _wrapped(f"[{figure.number}] {figure_line(figure, sheet)}", "    ")


def _wrapped(said: str, indent: str = "") -> list[str]:
    """Return lines; an address is never cut."""
    return textwrap.wrap(said, WIDE, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)
